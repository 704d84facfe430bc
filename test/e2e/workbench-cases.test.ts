/** Cases from the page: an empty server that teaches, the examples, a file that is dropped; what is written is taken back. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, expect, it } from "vitest";
import { serveSite } from "../../src/server/serve.ts";
import { describeWithBrowser, launchBrowser } from "../support/browser.ts";
import { WAIT_GUARD } from "../support/patience.ts";
import { makeTeam, member, PASSWORD } from "../support/team.ts";
import { tempFolder } from "../support/temp.ts";
import { describeWorkbench, eachScreen, faults } from "../support/workbench-page.ts";

const POSTS = ["account,time,text", "ann,2031-10-01 10:00,hello", "ben,2031-10-01 10:01,hello"].join("\n");

async function drop(page: Page, name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(
    `(() => { const data = new DataTransfer(); data.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)})); return data; })()`,
  );
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
}

describeWithBrowser("a server of several people", () => {
  const cleanups: (() => Promise<void> | void)[] = [];
  afterAll(async () => {
    for (const clean of cleanups.reverse()) await clean();
  });

  it("leads back to the address asked for, and lets a person set their own password", async () => {
    const root = tempFolder((clean) => cleanups.push(clean));
    const team = await makeTeam(root);
    cleanups.push(() => team.close());
    const open = { create: { by: "founder", organisation: "Desk" } };
    const { opened } = await team.site.add(join(root, "alpha"), { open });
    await team.enter("ada", member("alpha", [await opened.keeper()]));
    const entry = { kind: "accounts", accounts: team.accounts } as const;
    const serving = await serveSite({ site: team.site, entry, port: 0 });
    cleanups.push(() => serving.stop());
    const browser = await launchBrowser();
    cleanups.push(() => browser.close());
    const page = await (await browser.newContext({ bypassCSP: true })).newPage();
    page.setDefaultTimeout(WAIT_GUARD);
    const base = `http://127.0.0.1:${serving.port}`;
    const signIn = async (password: string) => {
      await page.getByLabel("Name").fill("ada");
      await page.getByLabel("Password").fill(password);
      await page.getByRole("button", { name: "Sign in" }).click();
    };
    const asked = `${base}/cases/alpha/log?type=Party`;
    await page.goto(asked);
    expect(new URL(page.url()).pathname).toBe("/start");
    await signIn(PASSWORD);
    await page.waitForURL(asked);
    await page.getByRole("link", { name: "Password" }).click();
    await page.getByLabel("Present password").fill("not the password");
    await page.locator("input[type=password]").nth(1).fill("quite another battery");
    await page.getByLabel("New password again").fill("quite another battery");
    expect(await faults(page)).toEqual([]);
    await page.getByRole("button", { name: "Set the password" }).click();
    await expect.poll(() => page.locator("[role=alert]").innerText()).toContain("not your present password");
    await page.getByLabel("Present password").fill(PASSWORD);
    await page.getByRole("button", { name: "Set the password" }).click();
    await page.waitForURL(`${base}/start`);
    await signIn("quite another battery");
    await page.waitForURL(`${base}/`);
    await expect.poll(() => page.locator("h2 a").allInnerTexts()).toEqual(["alpha"]);
    // Nobody but an administrator makes cases here.
    expect(await page.locator(".ways").count()).toBe(0);
  });
});

describeWorkbench(
  "a server without a case",
  (workbench) => {
    eachScreen(workbench, [
      ["cases-empty", "/", ".ways"],
      ["cases-new", "/?do=new", ".form"],
      ["password", "/password", "h1"],
    ]);

    it("makes a case of a file that is dropped, and begins to send it", async () => {
      const { page, noise, close } = await workbench().watched();
      await page.goto(workbench().base);
      await page.waitForSelector(".ways");
      await drop(page, "My posts (1).csv", POSTS);
      await page.waitForURL(/\/cases\/My-posts-1-\/corpus\/add\?.*upload=/);
      await expect.poll(() => page.locator("#stage h1").innerText()).toContain("My posts (1).csv");
      await page.getByRole("button", { name: /^Import/ }).click();
      await expect.poll(() => page.locator("#stage h1").innerText()).toMatch(/is in$/);
      await page.goto(workbench().base);
      await expect.poll(() => page.locator("h2 a").allInnerTexts()).toEqual(["My-posts-1-"]);
      // A second file of that name goes into the case that is there.
      const before = await workbench().site.served("My-posts-1-").opened.log.root();
      await drop(page, "My posts (1).csv", POSTS);
      await page.waitForURL(/\/cases\/My-posts-1-\/corpus\/add\?.*upload=/);
      expect(await workbench().site.served("My-posts-1-").opened.log.root()).toEqual(before);
      expect(noise).toEqual([]);
      await close();
    });

    it("makes an empty case by name, and says what a name is where it is none", async () => {
      const { page, close } = await workbench().watched();
      await page.goto(`${workbench().base}/?do=new`);
      await page.getByLabel("Name of the case").fill("../evil");
      await page.getByLabel("Organisation that keeps it").fill("Harbour desk");
      await page.getByRole("button", { name: "Make the case" }).click();
      await expect.poll(() => page.locator("[role=alert]").innerText()).toMatch(/name/i);
      await page.getByLabel("Name of the case").fill("harbour");
      await page.getByRole("button", { name: "Make the case" }).click();
      await page.waitForURL(/\/cases\/harbour\/corpus\/add/);
      await expect.poll(() => page.locator(".rail .who").innerText()).toContain("Harbour desk");
      expect(readdirSync(join(workbench().root, "cases"))).toContain("harbour");
      await close();
    });

    it("opens us-2016 and the demo, showing how far it is", async () => {
      const { page, noise, close } = await workbench().watched();
      await page.goto(workbench().base);
      await page.getByRole("button", { name: "Open us-2016" }).click();
      await page.waitForURL(/\/cases\/us-2016\/overview/);
      await page.goto(workbench().base);
      await page.getByRole("button", { name: "Open the demo" }).click();
      await page.waitForURL(/making=/);
      const address = page.url();
      await page.waitForSelector(".on-its-way progress");
      await page.reload();
      await page.waitForURL(/\/cases\/demo\/overview/);
      await expect.poll(() => page.locator("h1").innerText()).toBeTruthy();
      // The address of the making leads to what was made.
      await page.goto(address);
      await page.waitForURL(/\/cases\/demo\/overview/);
      expect(readdirSync(join(workbench().root, "cases")).sort()).toEqual([
        "My-posts-1-",
        "demo",
        "harbour",
        "us-2016",
      ]);
      expect(noise).toEqual([]);
      await close();
    });

    it("takes back a cell by one key, and a record with its reason; words are put right beside the old", async () => {
      const { page, noise, close } = await workbench().watched();
      const { opened } = workbench().site.served("demo");
      await page.goto(`${workbench().base}/cases/demo/questions/Q3?of=EA`);
      await page.waitForSelector(".matrix .cell .value");
      const cell = page.locator(".matrix tbody tr").first().locator(".cell").first();
      const before = await cell.locator("b").innerText();
      await page.getByRole("button", { name: "Write for Electoral Authority" }).click();
      await cell.locator(".value").focus();
      await page.keyboard.press(before === "II" ? "c" : "Shift+I");
      await expect
        .poll(() => page.locator(".undo-line").innerText())
        .toContain("Appraisal recorded for Electoral Authority.");
      await expect.poll(() => cell.locator("b").innerText()).not.toBe(before);
      await page.locator("h1").first().click();
      await page.keyboard.press("u");
      await expect.poll(() => cell.locator("b").innerText()).toBe(before);
      await expect.poll(() => page.locator(".undo-line").innerText()).toBe("");
      const id = opened.log.issueId("Premise");
      await opened.log.append([
        {
          id,
          by: "analyst",
          for: await opened.keeper(),
          marking: { tlp: "AMBER" },
          type: "Premise",
          body: { kind: "gap", text: "Nobody asked the harbour mister." },
        },
      ]);
      await page.goto(`${workbench().base}/cases/demo/log/${id}`);
      await page.getByRole("link", { name: "Put right" }).click();
      await page.locator("textarea").fill("Nobody asked the harbour master.");
      await page.reload();
      // What the server keeps comes a moment after the form.
      await expect.poll(() => page.locator("textarea").inputValue()).toBe("Nobody asked the harbour master.");
      await page.getByRole("button", { name: "Put it right" }).click();
      await expect.poll(() => page.locator("h1").innerText()).toContain("harbour master");
      await page.waitForURL((url) => !url.pathname.endsWith(id));
      const gaps = async () =>
        (await opened.fullFold()).all("Premise").filter(({ body }) => body.text.includes("harbour"));
      expect((await gaps()).map(({ supersedes }) => supersedes)).toEqual([id]);
      await page.getByRole("link", { name: "Withdraw" }).click();
      await page.locator("textarea").fill("Somebody did ask.");
      await page.getByRole("button", { name: "Withdraw the record" }).click();
      await expect
        .poll(() => page.locator(".facts").first().innerText())
        .toContain("superseded or withdrawn");
      expect(await gaps()).toEqual([]);
      expect(await page.getByRole("link", { name: "Withdraw" }).count()).toBe(0);
      expect(noise).toEqual([]);
      await close();
    });

    it("explains a term, and a time on the reader's clock, on hover and focus; Escape closes it", async () => {
      const { page, noise, close } = await workbench().watched({ timezoneId: "Asia/Kathmandu" });
      await page.goto(`${workbench().base}/cases/demo/log/J1?plumb=J1`);
      await page.waitForSelector(".plumb-line");
      const term = page.getByRole("button", { name: "leaf" });
      await term.focus();
      const tip = page.getByRole("tooltip");
      await expect.poll(() => tip.innerText()).toBe("The hash of one record with its salt.");
      expect(await term.getAttribute("aria-describedby")).toBe(await tip.getAttribute("id"));
      await page.keyboard.press("Escape");
      await expect.poll(() => tip.count()).toBe(0);
      // The line hangs on: Escape closed the tip and nothing else.
      expect(page.url()).toContain("plumb=J1");
      await page.locator(".facts time").first().hover();
      await expect.poll(() => tip.innerText()).toMatch(/Asia\/Ka\w+ \(UTC\+5:45\)$/);
      const box = (await tip.boundingBox())!;
      await page.mouse.move(box.x + 5, box.y + 5);
      expect(await tip.count()).toBe(1);
      await page.mouse.move(1, 1);
      await expect.poll(() => tip.count()).toBe(0);
      expect(noise).toEqual([]);
      await close();
    });

    it("refuses to build a case over a folder that is something else", async () => {
      const { page, close } = await workbench().watched();
      writeFileSync(join(workbench().root, "cases", "thesis"), "my thesis");
      await page.goto(workbench().base);
      await page.waitForSelector(".ways");
      await drop(page, "thesis.csv", POSTS);
      await expect.poll(() => page.locator("[role=alert]").innerText()).toContain("OUT_EXISTS");
      await page.getByRole("button", { name: "Choose again" }).click();
      await page.waitForSelector(".ways");
      await close();
    });
  },
  async () => undefined,
);
