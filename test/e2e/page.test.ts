import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { serveSite } from "../../src/server/serve.ts";
import type { Serving } from "../../src/server/serve.ts";
import type { Site } from "../../src/workbench/index.ts";
import { openDesk, ownerSite, prepareDemo } from "../../src/workbench/index.ts";
import { describeWithBrowser, launchBrowser } from "../support/browser.ts";
import { tempFolder } from "../support/temp.ts";

describeWithBrowser("the demo in a real browser", () => {
  const cleanups: (() => void)[] = [];
  let browser: Browser;
  let editions: string;
  let folder: string;
  let site: Site;
  let serving: Serving;

  beforeAll(async () => {
    const root = tempFolder((clean) => cleanups.push(clean));
    const made = await prepareDemo(root, { say: () => undefined });
    editions = made.editions;
    folder = made.folder;
    ({ site, serving } = await serveDemo());
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await serving.stop();
    await site.close();
    for (const clean of cleanups) clean();
  });

  async function serveDemo(): Promise<{ site: Site; serving: Serving }> {
    const { site: made, owner } = ownerSite();
    const { opened } = await made.add(folder, { name: "demo", editions });
    return {
      site: made,
      serving: await serveSite({
        site: made,
        entry: { kind: "owner", owner, desk: openDesk(opened, editions) },
        port: 0,
      }),
    };
  }

  /** A page that collects what it asks for and what it complains about. */
  async function watched(options: Parameters<Browser["newContext"]>[0] = {}) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    return { page, requests, complaints };
  }

  const overflow = (page: Page) => page.evaluate("document.documentElement.scrollWidth - innerWidth");

  it("reads the edition from disk: one request, no script, no complaint, no sideways scroll", async () => {
    const address = pathToFileURL(join(editions, "public", "index.html")).href;
    for (const [width, colorScheme] of [
      [1440, "light"],
      [900, "dark"],
      [390, "light"],
    ] as const) {
      const { page, requests, complaints } = await watched({
        javaScriptEnabled: true,
        colorScheme,
        viewport: { width, height: 900 },
      });
      await page.goto(address);
      expect(requests.filter((url) => !url.startsWith("data:"))).toEqual([address]);
      expect(complaints).toEqual([]);
      expect(await page.locator("script").count()).toBe(0);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(await page.locator("svg").count()).toBeGreaterThan(10);
      await page.context().close();
    }
  });

  it("lets the plumb line down with the keyboard alone, without script", async () => {
    const { page } = await watched({ javaScriptEnabled: false });
    await page.goto(pathToFileURL(join(editions, "public", "index.html")).href);
    const line = page.locator("details").first();
    await line.locator("summary").first().focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => line.getAttribute("open")).not.toBeNull();
    expect(await line.innerText()).toMatch(/finding|claim/i);
  });

  it("opens the case by the start address, once, and walks from the desk to rows", async () => {
    const { page, complaints } = await watched();
    await page.goto(serving.startAddress);
    await page.waitForURL(`http://127.0.0.1:${serving.port}/`);
    expect(page.url()).not.toContain("#");
    await page.getByRole("link", { name: "Plumb line" }).last().click();
    await expect.poll(() => page.locator("main").innerText()).toMatch(/SHA-256/);
    expect(await page.locator("main").innerText()).toMatch(/row \d+/);
    await page.goBack();
    await page.locator("a.first").first().click();
    await expect.poll(() => page.locator("h1").innerText()).toContain("Ostmere");
    expect(complaints).toEqual([]);
    const other = await watched();
    await other.page.goto(serving.startAddress);
    await expect.poll(() => other.page.locator("main").innerText()).toContain("wrong or was used");
  });

  it("only ever downloads an artifact", async () => {
    const { page } = await watched();
    const { site: other, serving: again } = await serveDemo();
    await page.goto(again.startAddress);
    await page.waitForURL(`http://127.0.0.1:${again.port}/`);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download" }).first().click(),
    ]);
    expect(readFileSync(await download.path()).length).toBeGreaterThan(0);
    await again.stop();
    await other.close();
  });
});
