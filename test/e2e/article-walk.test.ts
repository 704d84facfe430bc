/**
 * Somebody who has never seen the program, and an article of two pages: dropped on Cases, its proposals taken one by one with the
 * keyboard, and published as a CLEAR edition with ten quotations that were checked. Keys and clicks are counted and printed.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { verifyCase, verifyEdition } from "../../src/workbench/index.ts";
import { ARTICLE, ARTICLE_NAME } from "../support/article.ts";
import { Hand } from "../support/hand.ts";
import { describeWorkbench, faults } from "../support/workbench-page.ts";

const QUOTATIONS = 10;
const MOST_MINUTES = 15;

describeWorkbench(
  "an article in a real browser",
  (workbench) => {
    it("becomes a published edition with ten checked quotations in less than fifteen minutes", async () => {
      const { page, noise, close } = await workbench().watched({
        viewport: { width: 1440, height: 900 },
        // Only so that axe can be put into the page; other tests hold the policy itself.
        bypassCSP: true,
      });
      const hand = new Hand(page);
      await dropOnCases(page, workbench().base, hand);
      expect(await faultsInShapes(page)).toEqual([]);
      await hand.choose("What you accept is marked", "CLEAR");
      const done = await takeProposals(page, hand);
      expect(done).toMatchObject({ mended: 1, refused: 1, undone: 2, named: 1 });
      expect(done.accepted + done.mended).toBeGreaterThanOrEqual(QUOTATIONS);
      expect(await faultsInShapes(page)).toEqual([]);
      await draft(page, hand);
      await lowerMarkings(page, hand);
      await publish(page, hand);
      process.stdout.write(
        `article: ${hand.keys} keys, ${hand.clicks} clicks, ${hand.read} proposals read: ${hand.minutes.toFixed(1)} minutes at a slow hand's pace\n`,
      );
      expect(hand.minutes).toBeLessThan(MOST_MINUTES);
      const { opened, editions } = workbench().site.served("courier");
      expect(await verifyEdition(join(editions, "article"))).toMatchObject({ verdict: "unsigned" });
      expect((await verifyCase(opened.folder)).failure).toBeUndefined();
      const edition = readFileSync(join(editions, "article", "index.html"), "utf8");
      const quoted = (await opened.fullFold()).all("Claim").flatMap(({ body }) => body.quote ?? []);
      const printed = quoted.filter((quote) => edition.includes(escaped(quote)));
      expect(printed.length).toBeGreaterThanOrEqual(QUOTATIONS);
      for (const quote of quoted) expect(ARTICLE).toContain(quote);
      expect(noise).toEqual([]);
      await close();
    });
  },
  // A new user's server holds nothing.
  async () => undefined,
);

const SHAPES = [
  [1440, "light"],
  [900, "dark"],
  [390, "light"],
  [390, "dark"],
] as const;

/** What is wrong with the page as it stands, wide and narrow, light and dark; it is left wide and light. */
async function faultsInShapes(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [width, colorScheme] of [...SHAPES, SHAPES[0]]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    for (const fault of await faults(page)) found.push(`${width} ${colorScheme}: ${fault}`);
  }
  return found;
}

const escaped = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/^["“]|["”]$/g, "")
    .replaceAll('"', "&quot;");

async function dropOnCases(page: Page, base: string, hand: Hand): Promise<void> {
  await page.goto(base);
  await page.waitForSelector(".ways");
  const data = await page.evaluateHandle(
    `(() => { const data = new DataTransfer(); data.items.add(new File([${JSON.stringify(ARTICLE)}], ${JSON.stringify(ARTICLE_NAME)})); return data; })()`,
  );
  hand.clicks++;
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
  await page.waitForURL(/\/evidence\/art_/);
  await page.waitForSelector(".props ol li[aria-current]");
}

interface Taken {
  readonly accepted: number;
  readonly mended: number;
  readonly refused: number;
  readonly undone: number;
  readonly named: number;
}

/** One by one: the first is refused and taken back, one is mended, the open speakers are named, the rest are accepted. */
async function takeProposals(page: Page, hand: Hand): Promise<Taken> {
  const status = page.locator(".props .head [role=status]");
  const settled = async (words: RegExp) => expect.poll(() => status.innerText()).toMatch(words);
  let [refused, mended, undone, named] = [0, 0, 0, 0];
  // A refusal that was a slip, and an acceptance that was one: U takes both back.
  await hand.press("r");
  await settled(/1 refused/);
  await hand.press("u");
  await settled(/^\d+ open$/);
  await hand.press("a");
  await settled(/1 accepted/);
  await hand.press("u");
  await settled(/^\d+ open$/);
  undone += 2;
  // The first again, from the top.
  while ((await page.locator(".props li[aria-current] .n").innerText()) !== "1") await hand.press("b");
  for (;;) {
    const open = Number(/(\d+) open/.exec(await status.innerText())?.[1] ?? 0);
    if (open === 0) break;
    hand.read++;
    const current = page.locator(".props li[aria-current]");
    await expect.poll(() => current.locator(".st").innerText()).toBe("open");
    const words = await current.innerText();
    if (refused === 0 && /two of the accounts/.test(words)) {
      await hand.press("r");
      refused++;
    } else if (mended === 0 && /no count of votes/.test(words)) {
      await hand.press("m");
      await hand.choose(/^Origin/, "original");
      await page.getByRole("radio", { name: "denies" }).check();
      hand.clicks++;
      await hand.click("button", /^Record it so/);
      mended++;
    } else if (/Say first: who/.test(words)) {
      await hand.press("a");
      const name = "Campaign office of List A";
      await page.getByLabel("Name of the speaker").fill(name);
      hand.keys += name.length;
      await hand.press("Enter");
      await page.waitForSelector(".props .current");
      await hand.press("a");
      named++;
    } else await hand.press("a");
    await settled(new RegExp(`\\b${open - 1} open`));
  }
  const accepted = Number(/(\d+) accepted/.exec(await status.innerText())?.[1] ?? 0);
  return { accepted, mended, refused, undone, named };
}

/** Sentences of the edition rest on the claims: each is cited. */
async function draft(page: Page, hand: Hand): Promise<void> {
  await hand.click("link", "Release");
  await hand.click("link", /draft/i);
  await hand.type("Title", "What the Courier reports of the posts");
  await hand.choose("Readers up to", "CLEAR");
  await hand.click("button", "Add sentences");
  await hand.type(
    /Sentences; the items below/,
    "The Courier reports what the agencies and others say of the posts.",
  );
  const rest = page.getByLabel("They rest on");
  for (let n = 0; n < QUOTATIONS + 2; n++) {
    if ((await rest.locator("option").count()) < 2) break;
    await rest.selectOption({ index: 1 });
    hand.clicks += 2;
  }
  await hand.click("button", "Record this draft");
  await page.waitForSelector(".differs h2");
}

/** What these readers cannot do without is chosen; one reason lets it out. */
async function lowerMarkings(page: Page, hand: Hand): Promise<void> {
  const out = page.locator(".left-out");
  for (const words of ["This desk", ARTICLE_NAME])
    expect(await out.getByRole("checkbox", { name: words }).isChecked()).toBe(true);
  await hand.type("Why they may go out", "The desk signs in public, and the article is public.");
  await hand.click("button", /^Mark \d+ records TLP:CLEAR/);
  await expect.poll(() => page.locator("p.refused").innerText()).toContain("Nothing stands against");
}

async function publish(page: Page, hand: Hand): Promise<void> {
  await expect.poll(() => page.locator("p.refused").innerText()).toContain("Nothing stands against");
  await hand.type("Name of the folder", "article");
  await hand.click("checkbox", /I have read it/);
  await hand.click("button", "Publish for TLP:CLEAR");
  await expect.poll(() => page.locator(".published").innerText()).toContain("is published");
}
