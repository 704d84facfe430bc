/**
 * The page in a real browser: the first paint and the drawn screen, bytes of code and of answers, and how long an act takes until the
 * next picture. On the demo, and on the demo with `PLUMBLINE_PAGE_RECORDS` records (10,000) and `PLUMBLINE_PAGE_POSTS` posts (one
 * million) more. `npm run bench -- bench/page.ts`; prints, and asserts that every screen was drawn. Server and browser share the cores.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { it } from "vitest";
import { ownerSite } from "../src/desk/index.ts";
import { serveSite } from "../src/server/serve.ts";
import { Case, findActor, importFile, prepareDemo } from "../src/workbench/index.ts";
import { launchBrowser } from "../test/support/browser.ts";
import { writePosts, writeRecords } from "./large-case.ts";

const RECORDS = Number(process.env["PLUMBLINE_PAGE_RECORDS"] ?? 10_000);
const POSTS = Number(process.env["PLUMBLINE_PAGE_POSTS"] ?? 1_000_000);
const ROUNDS = 5;
const SIZE = { width: 1440, height: 900 };

/** Screens, and what is there once they have been drawn. */
const SCREENS = [
  ["corpus", "ol li, tbody tr"],
  ["findings", "main a"],
  ["evidence", "main a"],
  ["questions", ".matrix, main a"],
  ["judgments", "h1 a, main a"],
  ["review", "main li, main tr"],
  ["release", "main a, main button"],
  ["log", "main tr, main li"],
] as const;

/** Keys that act on each screen without asking for text. */
const KEYS = ["j", "j", "k", "Enter", "Escape", "?", "?"] as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Begins before the page does: events that took longer than a frame are kept, with the time to the next picture. */
const WATCH = `new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (entry.interactionId > 0) (window.acts ??= []).push(entry.duration);
}).observe({ type: "event", durationThreshold: 16, buffered: true });`;

interface Seen {
  readonly paint: number;
  readonly drawn: number;
  readonly code: number;
  readonly answers: number;
}

async function screenOnce(page: Page, address: string, drawn: string): Promise<Seen> {
  await page.goto(address, { waitUntil: "commit" });
  await page.waitForSelector(drawn, { timeout: 120_000 });
  const at = await page.evaluate<number>("performance.now()");
  await page.waitForLoadState("networkidle");
  const [paint, code, answers] = await page.evaluate<[number, number, number]>(`[
    performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
    ...[false, true].map((api) => performance.getEntriesByType("resource")
      .filter((one) => one.name.includes("/api/") === api)
      .reduce((sum, one) => sum + one.transferSize, 0))]`);
  return { paint, drawn: at, code, answers };
}

/** The longest act of the keys on a screen, in ms; 16 where none was longer than a frame. */
async function longestAct(page: Page): Promise<number> {
  for (const key of KEYS) {
    await page.keyboard.press(key);
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(150);
  }
  return Math.max(16, ...(await page.evaluate<number[]>("window.acts ?? []")));
}

async function measure(name: string, folder: string, editions: string): Promise<void> {
  const { site, owner } = ownerSite({ folder: dirname(folder), say: () => undefined });
  await site.add(folder, { name: basename(dirname(folder)), editions });
  const serving = await serveSite({ site, entry: { kind: "owner", owner }, port: 0 });
  const browser = await launchBrowser();
  try {
    const first = await browser.newContext({ viewport: SIZE });
    const signing = await first.newPage();
    await signing.goto(serving.startAddress);
    await signing.waitForSelector("h2 a");
    const storageState = await first.storageState();
    const base = `${new URL(serving.startAddress).origin}/cases/${basename(dirname(folder))}`;
    for (const [screen, drawn] of SCREENS) {
      // Nothing is kept from before: the first round loads all code.
      const context = await browser.newContext({ viewport: SIZE, storageState });
      const page = await context.newPage();
      await page.addInitScript(WATCH);
      const rounds: Seen[] = [];
      for (let i = 0; i < ROUNDS; i++) rounds.push(await screenOnce(page, `${base}/${screen}`, drawn));
      const act = await longestAct(page);
      const again = (pick: (seen: Seen) => number) => Math.round(median(rounds.slice(1).map(pick)));
      const [kb, cold] = [(bytes: number) => Math.round(bytes / 1000), rounds[0]!];
      const cells = [Math.round(cold.paint), again(({ paint }) => paint), again(({ drawn: at }) => at)];
      say(`| ${[name, screen, ...cells, kb(cold.code), kb(cold.answers), Math.round(act)].join(" | ")} |`);
      await context.close();
    }
  } finally {
    await browser.close();
    await serving.stop();
    await site.close();
  }
}

it.skipIf(!existsSync(process.env["PLUMBLINE_CHROMIUM"] ?? "/usr/bin/chromium"))("the page", async () => {
  const root = mkdtempSync(join(tmpdir(), "plumbline-page-"));
  try {
    const { folder, editions } = await prepareDemo(root, { say: () => undefined });
    say(
      "| case | screen | first paint, ms | again | drawn again | code, kB | answers, kB | longest act, ms |",
    );
    say("|---|---|---|---|---|---|---|---|");
    await measure("demo", folder, editions);
    const posts = join(root, "posts.parquet");
    await writePosts(posts, POSTS);
    const opened = await Case.open(folder);
    await writeRecords(opened, RECORDS);
    await importFile(opened, posts, { actor: await findActor(opened, {}) });
    await opened.close();
    await measure("large", folder, editions);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
