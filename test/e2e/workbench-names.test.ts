/** Pages of what is named, counts and files of the Corpus, notes beside records, and what is shown at a glance, in a real browser. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeWorkbench, eachScreen, faults } from "../support/workbench-page.ts";

const SCREENS = [
  ["entity-party", "/cases/demo/entity/EA", ".entity-screen table"],
  ["entity-domain", "/cases/demo/entity/domain%3Apage-1.example", ".in-days svg"],
  ["entity-list", "/cases/demo/entity", "tbody tr"],
  ["corpus-counted", "/cases/demo/corpus?count=hashtag&order=newest&language=en", ".corpus-screen .post"],
] as const;

/** The server's answer to what is kept or thrown away next: waited for before it is asked, as it may come at once. */
const answered = (page: Page, method: "PUT" | "DELETE") =>
  page.waitForResponse(
    (response) =>
      response.url().includes("/unsaved/") && response.request().method() === method && response.ok(),
  );

describeWorkbench("what is named, in a real browser", (workbench) => {
  const at = (path: string) => `${workbench().base}/cases/demo/${path}`;

  eachScreen(workbench, SCREENS);

  it("leads from a member of a finding to its page, which has whole days, counts and no hour", async () => {
    const { page, noise, close } = await workbench().watched({ bypassCSP: true });
    await page.goto(at("findings/F3"));
    await page.getByText("Pairs, and what is shown").click();
    await page.getByText("accounts as a table").click();
    const link = page.locator("table", { hasText: "Pseudonym" }).locator("tbody a").first();
    const pseudonym = await link.innerText();
    expect(await link.getAttribute("aria-label")).toContain(`${pseudonym}, the page of `);
    await link.click();
    await page.waitForSelector(".in-days svg");
    expect(await page.locator("h1").innerText()).toMatch(/^acct-/);
    expect(await page.locator(".lead").innerText()).toMatch(
      /^Account: \d+ posts? and one|^Account: \d+ posts?/,
    );
    const words = await page.locator(".entity-screen").innerText();
    expect(words).toContain("F3");
    expect(words).not.toMatch(/\d\d:\d\d/);
    expect(words).not.toMatch(/score/i);
    expect(await page.locator(".in-days").innerText()).toMatch(/A bar is \d+ days?/);
    expect(await faults(page)).toEqual([]);
    for (const [width, height] of [
      [900, 900],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height });
      expect(await faults(page)).toEqual([]);
    }
    // From the Corpus an account that stands in a finding has a link to its page, and one that does not has none.
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole("link", { name: "All of these posts in the Corpus" }).first().click();
    await page.waitForURL(/corpus\?account=/);
    await page.waitForSelector(".page-of a");
    await page.goto(at("corpus?account=acct-0001"));
    await page.waitForSelector(".post");
    expect(await page.locator(".page-of a").count()).toBe(0);
    await page.goto(at("entity/account%3Aacct-0001"));
    await expect.poll(() => page.getByRole("alert").innerText()).toContain("no page of that name");
    expect(noise.filter((line) => !line.includes("404"))).toEqual([]);
    await close();
  });

  it("leads from positions, speakers and the field over everything to the page of a party", async () => {
    const { page, noise, close } = await workbench().watched();
    await page.goto(at("overview"));
    await page.locator(".key-judgments thead a", { hasText: "Electoral Authority" }).click();
    await page.waitForURL(/\/entity\/pty_/);
    await expect.poll(() => page.locator("h1").innerText()).toBe("Electoral Authority");
    await page.goto(at("judgments/J1"));
    await page.getByRole("link", { name: "All of it, Electoral Authority" }).click();
    await expect.poll(() => page.locator("h1").innerText()).toBe("Electoral Authority");
    await page.goto(at("evidence"));
    await page.locator("td a[href*='/entity/']").first().click();
    await page.waitForURL(/\/entity\/pty_/);
    await page.waitForSelector(".dated-list");
    await page.keyboard.press("Control+k");
    await page.waitForSelector("dialog[open]");
    await page.keyboard.type("open ledger");
    const option = page.locator("[role=option]", { hasText: "Party" }).first();
    await option.click();
    await page.waitForURL(/\/entity\/pty_/);
    expect(noise).toEqual([]);
    await close();
  });

  it("counts the posts of a filter, cuts to a value and back, turns the list round, saves it, and keeps the filter", async () => {
    const { page, noise, close } = await workbench().watched({ acceptDownloads: true });
    await page.goto(at("corpus"));
    await page.getByRole("button", { name: "Hashtags" }).click();
    const first = page.locator(".values-counted li").first();
    const value = await first.locator("button").innerText();
    const posts = Number((await first.locator(".quiet").innerText()).replaceAll(",", "").match(/^\d+/)![0]);
    await first.locator("button").click();
    await page.waitForURL((url) => url.searchParams.get("object") === `hashtag:${value}`);
    await expect
      .poll(async () => (await page.locator(".found output").innerText()).replaceAll(",", ""))
      .toMatch(new RegExp(`^${posts} posts? found the oldest first`));
    const oldest = await page.locator(".post time").first().innerText();
    await page.getByRole("button", { name: "Newest first" }).click();
    await expect.poll(() => page.locator(".found output").innerText()).toContain("the newest first");
    await expect.poll(() => page.locator(".post time").first().innerText()).not.toBe(oldest);
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Save as CSV" }).click();
    const file = await readFile(await (await download).path(), "utf8");
    expect(file.trim().split("\n")).toHaveLength(posts + 1);
    expect(file).toMatch(/^marking,time,account,text,/);

    await page.getByRole("button", { name: "Keep this filter" }).click();
    await page.getByLabel("Name of the filter").fill("The commonest");
    const kept = answered(page, "PUT");
    await page.getByRole("button", { name: "Keep it" }).click();
    await page.waitForSelector(".saved a");
    await kept;
    await page.goto(at("corpus"));
    await page.getByRole("link", { name: "The commonest" }).click();
    await page.waitForURL((url) => url.searchParams.get("object") === `hashtag:${value}`);
    await page.getByRole("button", { name: "Forget The commonest" }).click();
    await expect.poll(() => page.locator(".saved").count()).toBe(0);
    // A declared column of the file is counted and cut to as well.
    await page.getByRole("button", { name: "Clear filter" }).click();
    await page.locator(".counted-by button").last().click();
    await page.locator(".values-counted li button").first().click();
    await page.waitForURL((url) => url.searchParams.has("cell"));
    await expect.poll(() => page.locator(".found output").innerText()).toMatch(/posts? found/);
    expect(noise).toEqual([]);
    await close();
  });

  it("keeps a note beside what hangs, leads back from what it names, and throws it away", async () => {
    const { page, noise, close } = await workbench().watched({ bypassCSP: true });
    const { opened } = workbench().site.served("demo");
    const fold = await opened.fullFold();
    const [judgment, other] = fold.all("Judgment");
    const size = await opened.log.size();
    await page.goto(at(`judgments/J1?plumb=${judgment!.id}`));
    await page.getByRole("button", { name: "Write a note of your own beside it" }).click();
    const kept = answered(page, "PUT");
    await page.getByLabel("Your note beside it").fill(`Compare with ${other!.id}.`);
    await kept;
    expect(await faults(page)).toEqual([]);
    await page.goto(at(`judgments/J2?plumb=${other!.id}`));
    await page.getByRole("link", { name: /^Compare with/ }).click();
    await expect.poll(() => page.getByLabel("Your note beside it").inputValue()).toContain(other!.id);
    await page.goto(at("corpus/notes"));
    await page.waitForSelector(".notes-beside a");
    await page.goto(at(`judgments/J1?plumb=${judgment!.id}`));
    const thrown = answered(page, "DELETE");
    await page.getByRole("button", { name: "Throw the note away" }).click();
    await thrown;
    await page.reload();
    await page.waitForSelector(".note-beside button");
    expect(await page.getByLabel("Your note beside it").count()).toBe(0);
    expect(await opened.log.size()).toBe(size);
    expect(noise).toEqual([]);
    await close();
  });

  it("shows what is pointed at or focused at a glance, until Escape, and never by touch", async () => {
    const { page, noise, close } = await workbench().watched({ bypassCSP: true });
    await page.goto(at("evidence"));
    const item = page.locator("tbody [data-plumb]").first();
    await item.hover();
    const tip = page.locator(".glance");
    await expect.poll(() => tip.innerText()).toMatch(/^(?:Claim|Event|Finding)/);
    expect(await tip.innerText()).toMatch(/TLP:/);
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect.poll(() => tip.count()).toBe(0);
    await page.mouse.move(2, 2);
    await page.keyboard.press("j");
    await expect.poll(() => tip.count()).toBe(1);
    expect(
      await page.evaluate<string | null>("document.activeElement.getAttribute('aria-describedby')"),
    ).toBe(await tip.getAttribute("id"));
    // Escape takes the words away first, and only then the line.
    await page.keyboard.press("Enter");
    await page.waitForURL(/plumb=/);
    await page.waitForSelector(".plumb-line");
    await close();

    const touch = await workbench().watched({ hasTouch: true, viewport: { width: 390, height: 844 } });
    await touch.page.goto(at("evidence"));
    await touch.page.locator("tbody [data-plumb]").first().tap();
    await touch.page.waitForSelector(".plumb-line");
    expect(touch.asked.filter((url) => url.includes("/glance/")).length).toBeLessThanOrEqual(1);
    expect(await touch.page.locator(".glance").count()).toBe(0);
    expect(noise).toEqual([]);
    await touch.close();
  });

  it("lists the keys of the screen that is open, and those that every screen has", async () => {
    const { page, close } = await workbench().watched();
    const keys = async (path: string): Promise<string> => {
      await page.goto(at(path));
      await page.waitForSelector("#stage h1");
      await page.keyboard.press("?");
      return page.locator(".key-list").innerText();
    };
    expect(await keys("evidence")).toContain("in a document");
    const questions = await keys("questions/Q3");
    expect(questions).toContain("in a cell");
    expect(questions).not.toContain("in a document");
    expect(questions).toContain("find anything");
    await close();
  });
});
