/** The workbench in a real browser, for tests: a site that is served, a browser that is signed in, and looks at screens. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveSite } from "../../src/server/serve.ts";
import { ownerSite } from "../../src/desk/index.ts";
import { prepareDemo } from "../../src/workbench/index.ts";
import type { Site } from "../../src/desk/index.ts";
import { describeWithBrowser, launchBrowser } from "./browser.ts";
import { tempFolder } from "./temp.ts";
import { WAIT_GUARD } from "./patience.ts";

/** For making the demo and starting a browser on a machine that is busy, in ms. */
const PREPARING = 300_000;

/** A name, an address, and a selector of what is there once the screen has been drawn. */
export type Screen = readonly [name: string, path: string, drawn: string];

const SHAPES = [
  { width: 1440, height: 900, colorScheme: "light" },
  { width: 1440, height: 900, colorScheme: "dark" },
  { width: 900, height: 900, colorScheme: "light" },
  { width: 900, height: 900, colorScheme: "dark" },
  { width: 390, height: 844, colorScheme: "light" },
] as const;

/** Pictures for the documents (wide, light) are written on request, and so is every shape into a folder to look at. */
const PICTURES =
  process.env["PLUMBLINE_SCREENS"] === "1"
    ? fileURLToPath(new URL("../../docs/screens/", import.meta.url))
    : undefined;
const LOOK = process.env["PLUMBLINE_LOOK"];

/** WebGL in software, for machines without a graphics card. */
const SOFTWARE_GL = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];
/** Says what the graphics driver says of itself and no page can help. */
const ofTheDriver = (text: string) => /GL Driver Message|GPU stall/.test(text);

export interface Watched {
  readonly page: Page;
  /** Addresses asked for, in order. */
  readonly asked: readonly string[];
  /** Requests that leave the server, complaints of the console, errors of the page: empty, or the test has failed. */
  readonly noise: readonly string[];
  readonly close: () => Promise<void>;
}

export interface Workbench {
  readonly site: Site;
  /** Where the server is, without a slash at the end. */
  readonly base: string;
  /** The address that opened the owner's session; its token is used up. */
  readonly startAddress: string;
  /** A folder of this test alone; cases made in the browser are in `cases` below it. */
  readonly root: string;
  /** A page of the signed-in owner that is listened to. */
  readonly watched: (options?: BrowserContextOptions) => Promise<Watched>;
}

/** Puts the demo into a site. */
export async function withDemo(site: Site, root: string): Promise<void> {
  const { folder, editions } = await prepareDemo(root, { say: () => undefined });
  await site.add(folder, { name: "demo", editions });
}

/**
 * A suite over a served workbench.
 *
 * @param fill what the site holds: the demo unless told
 * @param body given how to reach the workbench, from within tests only
 */
export function describeWorkbench(
  title: string,
  body: (workbench: () => Workbench) => void,
  fill: (site: Site, root: string) => Promise<void> = withDemo,
): void {
  describeWithBrowser(title, () => {
    const cleanups: (() => Promise<void> | void)[] = [];
    let made: Workbench;
    beforeAll(async () => {
      const root = tempFolder((clean) => cleanups.push(clean));
      const { site, owner } = ownerSite({ folder: join(root, "cases") });
      await fill(site, root);
      const serving = await serveSite({ site, entry: { kind: "owner", owner }, port: 0 });
      const browser = await launchBrowser(SOFTWARE_GL);
      cleanups.push(
        () => site.close(),
        () => serving.stop(),
        () => browser.close(),
      );
      const base = `http://127.0.0.1:${serving.port}`;
      const session = await signIn(browser, serving.startAddress, base);
      made = {
        site,
        base,
        startAddress: serving.startAddress,
        root,
        watched: (options = {}) => watched(browser, base, { storageState: session, ...options }),
      };
    }, PREPARING);
    afterAll(async () => {
      for (const clean of cleanups.reverse()) await clean();
    });
    body(() => made);
  });
}

async function signIn(browser: Browser, startAddress: string, base: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_GUARD);
  await page.goto(startAddress);
  await page.waitForURL(`${base}/`);
  const session = await context.storageState();
  await context.close();
  return session;
}

async function watched(browser: Browser, base: string, options: BrowserContextOptions): Promise<Watched> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_GUARD);
  const asked: string[] = [];
  const noise: string[] = [];
  page.on("request", (request) => {
    asked.push(request.url());
    if (!request.url().startsWith(base) && !/^(?:data|blob):/.test(request.url())) noise.push(request.url());
  });
  page.on("console", (message) => {
    if (!ofTheDriver(message.text())) noise.push(message.text());
  });
  page.on("pageerror", (error) => noise.push(error.message));
  return { page, asked, noise, close: () => context.close() };
}

/** What is wrong with a page as it stands: rules of axe that are broken, each with the element, and sideways scroll. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const broken = await page.evaluate<string[]>(
    "axe.run(document).then(({ violations }) => violations.flatMap((rule) => rule.nodes.map((node) => rule.id + ' ' + node.html)))",
  );
  const over = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
  return over > 0 ? [...broken, `scrolls sideways by ${over} px`] : broken;
}

/** Writes a picture for the documents where one is asked for; the window has to be 1440 wide and light. */
export async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

/**
 * Tests that each screen is accessible, quiet and fits, wide and narrow, light and dark.
 *
 * @param pictured names of the screens that stand in the documents
 * @param settled waits for what a selector cannot say
 */
export function eachScreen(
  workbench: () => Workbench,
  screens: readonly Screen[],
  { pictured = [], settled }: { pictured?: readonly string[]; settled?: (page: Page) => Promise<void> } = {},
): void {
  describe.each(screens)("%s", (name, path, drawn) => {
    it.each(SHAPES)(
      "at $width, $colorScheme: accessible, quiet, nothing from elsewhere, no sideways scroll",
      async ({ width, height, colorScheme }) => {
        const { page, noise, close } = await workbench().watched({
          colorScheme,
          viewport: { width, height },
          // Only so that axe can be put into the page; other tests hold the policy itself.
          bypassCSP: true,
        });
        await page.goto(`${workbench().base}${path}`);
        await page.waitForSelector(drawn);
        await settled?.(page);
        expect(await faults(page)).toEqual([]);
        expect(noise).toEqual([]);
        if (pictured.includes(name) && width === 1440 && colorScheme === "light") await picture(page, name);
        if (LOOK !== undefined)
          await page.screenshot({ path: join(LOOK, `${name}-${width}-${colorScheme}.png`), fullPage: true });
        await close();
      },
    );
  });
}
