/** The workbench in a real browser: every screen, wide and narrow, light and dark; the plumb line; the keyboard. */
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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

/** Screens and states: a name, an address, and what is there once it has been drawn. */
const SCREENS = [
  ["cases", "/", "h2 a"],
  ["evidence", "/cases/demo/evidence?plumb=C-tidewheel", ".plumb-line .end"],
  ["questions", "/cases/demo/questions/Q3?of=EA&plumb=C-tidewheel", ".matrix"],
  ["review", "/cases/demo/review/2", ".lines"],
  ["release", "/cases/demo/release", ".files"],
  ["judgments", "/cases/demo/judgments/J3?plumb=J3", ".plumb-line .end"],
  ["log", "/cases/demo/log?plumb=J1&q=scheduler", ".plumb-line .end"],
  ["record", "/cases/demo/log/J1", ".record-page pre"],
] as const;

const SHAPES = [
  { width: 1440, height: 900, colorScheme: "light" },
  { width: 1440, height: 900, colorScheme: "dark" },
  { width: 900, height: 900, colorScheme: "light" },
  { width: 900, height: 900, colorScheme: "dark" },
] as const;

describeWithBrowser("the workbench in a real browser", () => {
  const cleanups: (() => void)[] = [];
  let browser: Browser;
  let site: Site;
  let serving: Serving;
  let base: string;
  let session: Awaited<ReturnType<BrowserContext["storageState"]>>;

  beforeAll(async () => {
    const { folder, editions } = await prepareDemo(
      tempFolder((clean) => cleanups.push(clean)),
      { say: () => undefined },
    );
    const { site: made, owner } = ownerSite();
    site = made;
    await site.add(folder, { name: "demo", editions });
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

  /** A page that collects what it asks for elsewhere and what it complains about. */
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

  describe.each(SCREENS)("%s", (name, path, drawn) => {
    it.each(SHAPES)(
      "at $width, $colorScheme: accessible, quiet, nothing from elsewhere, no sideways scroll",
      async ({ width, height, colorScheme }) => {
        const { page, foreign, complaints, close } = await watched({
          colorScheme,
          viewport: { width, height },
          // Only so that axe can be put into the page; the policy itself is held by the complaints below.
          bypassCSP: true,
        });
        await page.goto(`${base}${path}`);
        await page.waitForSelector(drawn);
        expect(await violations(page)).toEqual([]);
        expect(await overflow(page)).toBeLessThanOrEqual(0);
        expect(foreign).toEqual([]);
        expect(complaints).toEqual([]);
        if (PICTURES !== undefined && width === 1440) {
          mkdirSync(PICTURES, { recursive: true });
          const suffix = colorScheme === "dark" ? "-dark" : "";
          await page.screenshot({ path: join(PICTURES, `${name}${suffix}.png`) });
        }
        await close();
      },
    );
  });

  it("runs under its own content security policy without a complaint", async () => {
    const { page, complaints, close } = await watched();
    for (const [, path, drawn] of SCREENS) {
      await page.goto(`${base}${path}`);
      await page.waitForSelector(drawn);
    }
    expect(complaints).toEqual([]);
    await close();
  });

  it("walks from the list of cases to the bytes, and every state has an address", async () => {
    const { page, close } = await watched();
    await page.goto(base);
    await page.getByRole("link", { name: /Ostmere/ }).click();
    await page.waitForURL(/\/judgments$/);
    await page.locator("h1 a").click();
    await page.waitForURL(/plumb=wrd_/);
    await expect.poll(() => page.locator(".plumb-line").innerText()).toMatch(/SHA-256/i);
    const first = await page.locator(".plumb-line > li").last().innerText();
    await page.locator(".plumb-line .ways a").nth(3).click();
    await page.waitForURL(/line=/);
    await expect.poll(() => page.locator(".plumb-line > li").last().innerText()).not.toBe(first);
    const address = page.url();
    const line = await page.locator(".plumb-line").innerText();
    await page.reload();
    await expect.poll(() => page.locator(".plumb-line").innerText()).toBe(line);
    expect(page.url()).toBe(address);
    await page.goBack();
    await expect.poll(() => page.locator(".plumb-line > li").last().innerText()).toBe(first);
    await close();
  });

  it("is worked by keyboard alone", async () => {
    const { page, close } = await watched();
    await page.goto(`${base}/cases/demo/judgments/J1`);
    await page.waitForSelector("h1 a");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    const name = await page.evaluate<string>("document.activeElement.dataset.plumb");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.searchParams.get("plumb") === name);
    await page.waitForSelector(".plumb-line");
    await page.keyboard.press("?");
    await expect.poll(() => page.locator("aside h2").innerText()).toBe("Keys");
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => !url.searchParams.has("plumb"));
    await page.keyboard.press("7");
    await page.waitForURL(/\/log/);
    await page.waitForSelector("[type=search]");
    await page.keyboard.press("/");
    await page.keyboard.type("scheduler?");
    await page.waitForURL((url) => url.searchParams.get("q") === "scheduler?");
    expect(await page.locator("aside h2").innerText()).toBe("Plumb line");
    await close();
  });

  it("records a cell of the matrix by one key, and another in its place", async () => {
    const { page, complaints, close } = await watched();
    await page.goto(`${base}/cases/demo/questions/Q3?of=EA`);
    await page.waitForSelector(".matrix .cell .value");
    const before = (await site.room("demo").opened.fullFold()).all("Appraisal").length;
    const cell = page.locator(".matrix tbody tr").first().locator(".cell").first();
    await cell.locator(".value").focus();
    await page.keyboard.press("Shift+I");
    await expect.poll(() => cell.locator("b").innerText()).toBe("II");
    await cell.locator(".value").focus();
    await page.keyboard.press("c");
    await expect.poll(() => cell.locator("b").innerText()).toBe("C");
    const appraisals = (await site.room("demo").opened.fullFold()).all("Appraisal");
    // The second stands in the place of the first.
    expect(appraisals.length).toBe(before + 1);
    expect(appraisals.at(-1)).toMatchObject({ by: "analyst", body: { aspect: "consistency", value: "C" } });
    expect(complaints).toEqual([]);
    await close();
  });

  it("computes a record's leaf again and finds it equal", async () => {
    const { page, close } = await watched();
    await page.goto(`${base}/cases/demo/log/J1`);
    await expect.poll(() => page.locator(".record-page").innerText()).toContain("Equal.");
    await close();
  });

  it("shows what another person records without being asked", async () => {
    const { page, close } = await watched();
    await page.goto(`${base}/cases/demo/log?q=heron`);
    await expect.poll(() => page.locator("#stage output").first().innerText()).toMatch(/^0 records of/);
    const { opened } = site.room("demo");
    const keeper = await opened.keeper();
    const body = { kind: "gap" as const, text: "Nobody has asked about the heron." };
    const id = opened.log.issueId("Premise");
    await opened.log.append([
      { id, by: "another", for: keeper, marking: { tlp: "AMBER" }, type: "Premise", body },
    ]);
    await expect.poll(() => page.locator(".row").count(), { timeout: 10_000 }).toBe(1);
    expect(await page.locator(".row").innerText()).toContain("heron");
    await close();
  });

  it("says what a refusal is and what to do", async () => {
    const { page, close } = await watched();
    await page.goto(`${base}/cases/nowhere/log`);
    await expect.poll(() => page.locator("[role=alert]").first().innerText()).toContain("NOT_FOUND");
    await page.goto(`${base}/cases/demo/log?plumb=jdg_0000000000`);
    await expect.poll(() => page.locator("aside [role=alert]").innerText()).toContain("NOT_FOUND");
    await close();
  });

  it("sends whoever has no session to the start page, and opens one session by one token", async () => {
    const stranger = await watched({ storageState: { cookies: [], origins: [] } });
    await stranger.page.goto(`${base}/cases/demo/judgments/J1`);
    expect(new URL(stranger.page.url()).pathname).toBe("/start");
    await stranger.page.goto(serving.startAddress);
    await expect.poll(() => stranger.page.locator("main").innerText()).toContain("wrong or was used");
    await stranger.close();
    const address = new URL(serving.startAddress);
    expect(address.hostname).toBe("127.0.0.1");
    expect(address.search).toBe("");
    expect(address.hash.length).toBeGreaterThan(40);
  });

  it("opens a published edition and only ever downloads an artifact", async () => {
    const { page, close } = await watched();
    await page.goto(`${base}/cases/demo/release`);
    await page
      .getByRole("link", { name: /Ostmere/ })
      .first()
      .click();
    await page.waitForURL(/editions/);
    await expect.poll(() => page.locator("h1").innerText()).toContain("Ostmere");
    const fold = await site.room("demo").opened.fullFold();
    const held = fold.all("Artifact").find(({ body }) => body.held)!;
    await page.goto(`${base}/cases/demo/log/${held.id}`);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download" }).click(),
    ]);
    expect(readFileSync(await download.path()).length).toBeGreaterThan(0);
    await close();
  });
});
