import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { prepareDemo } from "../../src/workbench/index.ts";
import { describeWithBrowser, launchBrowser } from "../support/browser.ts";
import { WAIT_GUARD } from "../support/patience.ts";
import { tempFolder } from "../support/temp.ts";

describeWithBrowser("the edition of the demo in a real browser", () => {
  const cleanups: (() => void)[] = [];
  let browser: Browser;
  let editions: string;

  beforeAll(async () => {
    const root = tempFolder((clean) => cleanups.push(clean));
    const made = await prepareDemo(root, { say: () => undefined });
    editions = made.editions;
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    for (const clean of cleanups) clean();
  });

  /** A page that collects what it asks for and what it complains about. */
  async function watched(options: Parameters<Browser["newContext"]>[0] = {}) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.setDefaultTimeout(WAIT_GUARD);
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
});
