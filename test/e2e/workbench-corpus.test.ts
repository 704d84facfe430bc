/** The corpus in a real browser: a file from its bytes to posts on a line, and out again; filters, timeline, keyboard. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { serveSite } from "../../src/server/serve.ts";
import type { Serving } from "../../src/server/serve.ts";
import { ownerSite, prepareDemo } from "../../src/workbench/index.ts";
import type { Site } from "../../src/workbench/index.ts";
import { describeWithBrowser, launchBrowser } from "../support/browser.ts";
import { tempFolder } from "../support/temp.ts";

/** Pictures for the documents are written on request only. */
const PICTURES =
  process.env["PLUMBLINE_SCREENS"] === "1"
    ? fileURLToPath(new URL("../../docs/screens/", import.meta.url))
    : undefined;

/** States that need nothing done first: a name, an address, what is there once it has been drawn. */
const SCREENS = [
  ["corpus", "/cases/demo/corpus?from=2031-10-02T00:00:00Z&to=2031-10-09T00:00:00Z", ".post"],
  ["corpus-imports", "/cases/demo/corpus/imports", "tbody tr"],
  ["corpus-add", "/cases/demo/corpus/add", ".drop"],
  ["corpus-notes", "/cases/demo/corpus/notes", "textarea"],
  ["corpus-empty", "/cases/empty/corpus", ".drop"],
] as const;

const SHAPES = [
  { width: 1440, height: 900, colorScheme: "light" },
  { width: 1440, height: 900, colorScheme: "dark" },
  { width: 900, height: 900, colorScheme: "light" },
  { width: 900, height: 900, colorScheme: "dark" },
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

/** For what a child process does, and for a machine that is busy. */
const SLOW = { timeout: 20_000 };

describeWithBrowser("the corpus in a real browser", () => {
  const cleanups: (() => void)[] = [];
  let browser: Browser;
  let site: Site;
  let serving: Serving;
  let base: string;
  let file: string;
  let session: Awaited<ReturnType<BrowserContext["storageState"]>>;

  beforeAll(async () => {
    const root = tempFolder((clean) => cleanups.push(clean));
    file = join(root, "herons.csv");
    writeFileSync(file, CSV);
    const { folder, editions } = await prepareDemo(root, { say: () => undefined });
    const empty = join(root, "empty");
    const { site: opened, owner } = ownerSite();
    site = opened;
    await site.add(folder, { name: "demo", editions });
    await site.add(empty, {
      name: "empty",
      open: { create: { by: "analyst", organisation: "Heron watch" } },
    });
    serving = await serveSite({ site, entry: { kind: "owner", owner }, port: 0 });
    base = `http://127.0.0.1:${serving.port}`;
    browser = await launchBrowser();
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(serving.startAddress);
    await page.waitForURL(`${base}/`);
    session = await context.storageState();
    await context.close();
  });
  afterAll(async () => {
    await browser.close();
    await serving.stop();
    await site.close();
    for (const clean of cleanups) clean();
  });

  async function watched(options: Parameters<Browser["newContext"]>[0] = {}) {
    const context = await browser.newContext({ storageState: session, ...options });
    const page = await context.newPage();
    const foreign: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(base) && !request.url().startsWith("data:")) foreign.push(request.url());
    });
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    return { page, foreign, complaints, close: () => context.close() };
  }

  /** Rules that axe finds broken, each with the element. */
  async function violations(page: Page): Promise<string[]> {
    await page.evaluate(axe.source);
    return page.evaluate<string[]>(
      "axe.run(document).then(({ violations }) => violations.flatMap((rule) => rule.nodes.map((node) => rule.id + ' ' + node.html)))",
    );
  }

  const overflow = (page: Page) => page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");

  async function picture(page: Page, name: string, colorScheme = "light") {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}${colorScheme === "dark" ? "-dark" : ""}.png`) });
  }

  it.each(SHAPES)(
    "at $width, $colorScheme: accessible, quiet, nothing from elsewhere, no sideways scroll",
    async ({ width, height, colorScheme }) => {
      const { page, foreign, complaints, close } = await watched({
        colorScheme,
        viewport: { width, height },
        // Only so that axe can be put into the page; the policy itself is held by the other tests.
        bypassCSP: true,
      });
      for (const [name, path, drawn] of SCREENS) {
        await page.goto(`${base}${path}`);
        await page.waitForSelector(drawn);
        expect([name, await violations(page)]).toEqual([name, []]);
        expect([name, await overflow(page)]).toEqual([name, 0]);
        if (width === 1440 && name === "corpus") await picture(page, name, colorScheme);
        const shots = process.env["SHOTS"];
        if (shots !== undefined)
          await page.screenshot({ path: `${shots}/${name}-${width}-${colorScheme}.png` });
      }
      expect(foreign).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
    },
  );

  it("takes a file in: sent, read on trial, corrected, imported, rejects listed, withdrawn; nothing in it runs", async () => {
    const { page, complaints, close } = await watched();
    await page.goto(`${base}/cases/empty/corpus`);
    await page.waitForSelector(".drop");
    await page.setInputFiles("input[type=file]", file);
    await page.waitForURL(/upload=/);
    await page.waitForSelector(".reading");
    const submit = page.getByRole("button", { name: "Import this file" });
    // No name of a column says who or when: nothing can be imported yet.
    expect(await submit.isDisabled()).toBe(true);
    await page.getByLabel(/^account/).selectOption("who");
    await page.getByLabel(/^time/).selectOption("when_posted");
    // 01/02 may be either; it is asked and not guessed.
    await page.getByLabel(/the day stands first/).check();
    await expect.poll(() => submit.isDisabled(), SLOW).toBe(false);
    // The state has an address: it is there again after a reload.
    await page.reload();
    await page.waitForSelector(".reading");
    expect(await page.getByLabel(/^time/).inputValue()).toBe("when_posted");
    await expect.poll(() => submit.isDisabled(), SLOW).toBe(false);
    await submit.click();
    await expect.poll(() => page.locator("h1").innerText(), SLOW).toBe("herons.csv is in");
    await page.getByRole("link", { name: "See what could not be kept" }).click();
    await expect.poll(() => page.locator("tbody tr").count(), SLOW).toBe(2);
    expect(await page.locator("tbody").innerText()).toMatch(
      /ACCOUNT_MISSING[^]*TIME_UNREADABLE|TIME_UNREADABLE[^]*ACCOUNT_MISSING/,
    );

    await page.getByRole("link", { name: "Posts", exact: true }).click();
    await expect.poll(() => page.locator("h1").innerText(), SLOW).toBe("13 posts by 4 accounts");
    const hostile = page.locator(".post", { hasText: "onerror" });
    expect(await hostile.innerText()).toContain("safeU+202Etxt.exe");
    expect(await page.locator(".post img").count()).toBe(0);
    await hostile.locator(".words a").click();
    await page.waitForURL(/plumb=art_/);
    await expect.poll(() => page.locator(".plumb-line").innerText(), SLOW).toMatch(/row 13 of[^]*SHA-256/i);

    // A line that hangs from what goes would only say that it is gone.
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: /^Imports/ }).click();
    await page.getByRole("link", { name: /^Open/ }).click();
    await page.getByLabel("Why").fill("Brought in to see how it is done.");
    await page.getByRole("button", { name: "Withdraw" }).click();
    await expect.poll(() => page.locator("h1").innerText(), SLOW).toBe("Withdrawn");
    await page.goto(`${base}/cases/empty/corpus`);
    await expect.poll(() => page.locator("h1").innerText(), SLOW).toBe("No posts have been brought in yet.");
    expect(complaints).toEqual([]);
    await close();
  });

  it("finds, filters and zooms, each state with an address; the line of a post goes down to its row", async () => {
    const { page, complaints, close } = await watched();
    await page.goto(`${base}/cases/demo/corpus`);
    await page.waitForSelector(".post");
    const found = async () =>
      Number((await page.locator(".found").innerText()).replaceAll(",", "").split(" ")[0]);
    await expect.poll(found, SLOW).toBeGreaterThan(1000);
    const all = await found();
    // Pulling over the middle third of the timeline.
    const box = (await page.locator(".timeline svg").boundingBox())!;
    await page.mouse.move(box.x + box.width / 3, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + (2 * box.width) / 3, box.y + 30, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/from=/);
    await expect.poll(found, SLOW).toBeLessThan(all);
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
    await expect.poll(found, SLOW).toBeLessThan(cut);
    await page.getByRole("button", { name: "Whole period" }).click();
    await expect.poll(found, SLOW).toBe(all);
    // One account: as many as the server counts for it.
    const account = await page.locator(".post .who a").first().innerText();
    await page.locator(".post .who a").first().click();
    await page.waitForURL(/account=/);
    const answer = await page.request.get(
      `${base}/api/cases/demo/posts?limit=1&account=${encodeURIComponent(account)}`,
    );
    const { total } = (await answer.json()) as { readonly total: number };
    await expect.poll(found, SLOW).toBe(total);
    await page.getByRole("button", { name: "Clear filter" }).click();
    await expect.poll(found, SLOW).toBe(all);
    // The list goes on as it is scrolled.
    const last = page.locator(".post").last();
    await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
    await expect.poll(async () => Number(await last.getAttribute("data-index")), SLOW).toBeGreaterThan(90);
    await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
    await expect.poll(async () => Number(await last.getAttribute("data-index")), SLOW).toBeGreaterThan(110);
    expect(complaints).toEqual([]);
    await close();
  });

  it("keeps notes in this browser only as far as their marking allows", async () => {
    const { page, close } = await watched();
    await page.goto(`${base}/cases/demo/corpus/notes`);
    await page.locator(".notes textarea").fill("Ask about the ferry.");
    expect(await page.locator(".notes").innerText()).toContain("a reload loses them");
    await page.reload();
    expect(await page.locator(".notes textarea").inputValue()).toBe("");
    await page.locator(".notes textarea").fill("Ask about the ferry.");
    await page.getByLabel(/marked at most/).selectOption("AMBER");
    await page.reload();
    expect(await page.locator(".notes textarea").inputValue()).toBe("Ask about the ferry.");
    await close();
  });
});
