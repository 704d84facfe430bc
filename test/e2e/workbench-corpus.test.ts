/** The corpus in a real browser: a file from its bytes to posts on a line, and out again; filters, timeline, keyboard. */
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Site } from "../../src/desk/index.ts";
import { describeWorkbench, eachScreen, withDemo } from "../support/workbench-page.ts";

/** States that need nothing done first: a name, an address, what is there once it has been drawn. */
const SCREENS = [
  ["corpus", "/cases/demo/corpus?from=2031-10-02T00:00:00Z&to=2031-10-09T00:00:00Z", ".post"],
  ["corpus-imports", "/cases/demo/corpus/imports", "tbody tr"],
  ["corpus-add", "/cases/demo/corpus/add", ".drop"],
  ["corpus-notes", "/cases/demo/corpus/notes", "textarea"],
  ["corpus-empty", "/cases/empty/corpus", ".drop"],
] as const;

/** A right-to-left override, which would turn the rest of its line around. */
const OVERRIDE = "\u202e";
const CSV = [
  "who,when_posted,message,tag",
  ...Array.from(
    { length: 12 },
    (_, i) => `heron${i % 3},0${(i % 3) + 1}/0${(i % 4) + 1}/2031 10:0${i % 10},Wading ${i},reeds`,
  ),
  `mallory,01/02/2031 11:00,<img src=x onerror=alert(1)> safe${OVERRIDE}txt.exe,reeds`,
  ",01/02/2031 12:00,nobody said this,reeds",
  "heron1,never,at no time,reeds",
].join("\n");

/** The demo, and a case that nothing has been brought into. */
async function withEmptyCase(site: Site, root: string): Promise<void> {
  await withDemo(site, root);
  await site.add(join(root, "empty"), {
    name: "empty",
    open: { create: { by: "analyst", organisation: "Heron watch" } },
  });
}

describeWorkbench(
  "the corpus in a real browser",
  (workbench) => {
    eachScreen(workbench, SCREENS, { pictured: ["corpus"] });

    it("takes a file in: sent, read on trial, corrected, imported, rejects listed, withdrawn; nothing in it runs", async () => {
      const { page, noise, close } = await workbench().watched();
      await page.goto(`${workbench().base}/cases/empty/corpus`);
      await page.waitForSelector(".drop");
      await page.setInputFiles("input[type=file]", {
        name: "herons.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(CSV),
      });
      await page.waitForURL(/upload=/);
      await page.waitForSelector(".reading");
      const submit = page.getByRole("button", { name: "Import this file" });
      // No name of a column says who or when: nothing can be imported yet.
      expect(await submit.isDisabled()).toBe(true);
      await page.getByLabel(/^account/).selectOption("who");
      await page.getByLabel(/^time/).selectOption("when_posted");
      // 01/02 may be either; it is asked and not guessed.
      await page.getByLabel(/the day stands first/).check();
      await expect.poll(() => submit.isDisabled()).toBe(false);
      // The state has an address: it is there again after a reload.
      await page.reload();
      await page.waitForSelector(".reading");
      expect(await page.getByLabel(/^time/).inputValue()).toBe("when_posted");
      await expect.poll(() => submit.isDisabled()).toBe(false);
      await submit.click();
      await expect.poll(() => page.locator("h1").innerText()).toBe("herons.csv is in");
      await page.getByRole("link", { name: "See what could not be kept" }).click();
      await expect.poll(() => page.locator("tbody tr").count()).toBe(2);
      expect(await page.locator("tbody").innerText()).toMatch(
        /ACCOUNT_MISSING[^]*TIME_UNREADABLE|TIME_UNREADABLE[^]*ACCOUNT_MISSING/,
      );

      await page.getByRole("link", { name: "Posts", exact: true }).click();
      await expect.poll(() => page.locator("h1").innerText()).toBe("13 posts by 4 accounts");
      const hostile = page.locator(".post", { hasText: "onerror" });
      expect(await hostile.innerText()).toContain("safeU+202Etxt.exe");
      expect(await page.locator(".post img").count()).toBe(0);
      await hostile.locator(".words a").click();
      await page.waitForURL(/plumb=art_/);
      await expect.poll(() => page.locator(".plumb-line").innerText()).toMatch(/row 13 of[^]*SHA-256/i);

      // A line that hangs from what goes would only say that it is gone.
      await page.keyboard.press("Escape");
      await page.getByRole("link", { name: /^Imports/ }).click();
      await page.getByRole("link", { name: /^Open/ }).click();
      // Read in another way, it takes the place of what is there.
      await page.getByRole("link", { name: "Read the file in another way" }).click();
      await page.setInputFiles("input[type=file]", {
        name: "herons.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(CSV),
      });
      await page.waitForURL(/replaces=run_/);
      await page.waitForSelector(".reading");
      const again = page.getByRole("button", { name: "Replace the earlier import" });
      await page.getByLabel(/^account/).selectOption("who");
      await page.getByLabel(/^time/).selectOption("when_posted");
      await page.getByLabel(/^hashtag/).selectOption("tag");
      await page.getByLabel(/the day stands first/).check();
      await expect.poll(() => again.isDisabled()).toBe(false);
      await again.click();
      await expect.poll(() => page.locator(".job").innerText()).toMatch(/run_\w+ replaces run_\w+/);
      await page.getByRole("link", { name: /^Imports/ }).click();
      await expect.poll(() => page.locator("h1").innerText()).toBe("1 import");
      await page.getByRole("link", { name: /^Open/ }).click();
      await page.getByLabel("Why").fill("Brought in to see how it is done.");
      await page.getByRole("button", { name: "Withdraw" }).click();
      await expect.poll(() => page.locator("h1").innerText()).toBe("Withdrawn");
      await page.goto(`${workbench().base}/cases/empty/corpus`);
      await expect.poll(() => page.locator("h1").innerText()).toBe("No posts have been brought in yet.");
      expect(noise).toEqual([]);
      await close();
    });

    it("finds, filters and zooms, each state with an address; the line of a post goes down to its row", async () => {
      const { page, noise, close } = await workbench().watched();
      await page.goto(`${workbench().base}/cases/demo/corpus`);
      await page.waitForSelector(".post");
      const found = async () =>
        Number((await page.locator(".found").innerText()).replaceAll(",", "").split(" ")[0]);
      await expect.poll(found).toBeGreaterThan(1000);
      const all = await found();
      // Pulling over the middle third of the timeline.
      const box = (await page.locator(".timeline .post-bars").boundingBox())!;
      await page.mouse.move(box.x + box.width / 3, box.y + 30);
      await page.mouse.down();
      await page.mouse.move(box.x + (2 * box.width) / 3, box.y + 30, { steps: 4 });
      await page.mouse.up();
      await page.waitForURL(/from=/);
      await expect.poll(found).toBeLessThan(all);
      const cut = await found();
      const { from = "", to = "" } = Object.fromEntries(new URL(page.url()).searchParams);
      const times = await page
        .locator(".post time")
        .evaluateAll((nodes) => nodes.map((node) => node.getAttribute("datetime") ?? ""));
      expect(times.length).toBeGreaterThan(5);
      for (const time of times) expect(Date.parse(time)).toBeGreaterThanOrEqual(Date.parse(from));
      // By keyboard: nearer, and the whole again.
      await page.getByRole("button", { name: "Nearer" }).focus();
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.searchParams.get("to") !== to);
      await expect.poll(found).toBeLessThan(cut);
      await page.getByRole("button", { name: "Whole period" }).click();
      await expect.poll(found).toBe(all);
      // One account: as many as the server counts for it.
      const account = await page.locator(".post .who a").first().innerText();
      await page.locator(".post .who a").first().click();
      await page.waitForURL(/account=/);
      const answer = await page.request.get(
        `${workbench().base}/api/cases/demo/posts?limit=1&account=${encodeURIComponent(account)}`,
      );
      const { total } = (await answer.json()) as { readonly total: number };
      await expect.poll(found).toBe(total);
      await page.getByRole("button", { name: "Clear filter" }).click();
      await expect.poll(found).toBe(all);
      // The list goes on as it is scrolled.
      const last = page.locator(".post").last();
      await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
      await expect.poll(async () => Number(await last.getAttribute("data-index"))).toBeGreaterThan(90);
      await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
      await expect.poll(async () => Number(await last.getAttribute("data-index"))).toBeGreaterThan(110);
      expect(noise).toEqual([]);
      await close();
    });

    it("keeps notes on the server at every level, and none on this browser's disk", async () => {
      const { page, close } = await workbench().watched();
      await page.goto(`${workbench().base}/cases/demo/corpus/notes`);
      const notes = page.locator(".notes textarea");
      const stored = () => page.evaluate<string>("JSON.stringify(localStorage)");
      const kept = () => JSON.stringify(workbench().site.served("demo").unsaved.list("owner analyst"));
      await notes.fill("Ask about the ferry.");
      await expect
        .poll(() => page.locator(".notes").innerText())
        .toContain("kept on the server, for you alone");
      await page.reload();
      await expect.poll(() => notes.inputValue()).toBe("Ask about the ferry.");
      expect(await stored()).not.toContain("ferry");
      await page.getByLabel(/marked at most/).selectOption("AMBER");
      await expect.poll(kept).toMatch(/"tlp":"AMBER".*ferry/);
      expect(await stored()).not.toContain("ferry");
      await page.reload();
      await expect.poll(() => notes.inputValue()).toBe("Ask about the ferry.");
      await close();
    });
  },
  withEmptyCase,
);
