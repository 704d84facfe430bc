/**
 * The shortest way that the page itself offers, from a file of posts and an article that are dropped to an edition that verifies: one
 * for the organisation's own readers, one for everybody. Clicks are counted and printed; a field that is typed into is one.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { verifyEdition } from "../../src/workbench/index.ts";
import { ARTICLE, ARTICLE_NAME } from "../support/article.ts";
import { Hand } from "../support/hand.ts";
import { townPosts } from "../support/town.ts";
import { describeWorkbench } from "../support/workbench-page.ts";

/** Levels of an edition, and the clicks that lead to it at most. */
const LEVELS = [
  ["AMBER+STRICT", 30],
  ["CLEAR", 40],
] as const;

type Level = (typeof LEVELS)[number][0];

describeWorkbench(
  "the shortest way in a real browser",
  (workbench) => {
    it.each(LEVELS)("leads to an edition for TLP:%s in at most %i clicks", async (level, most) => {
      const { page, noise, close } = await workbench().watched({ viewport: { width: 1440, height: 900 } });
      const hand = new Hand(page);
      await page.goto(workbench().base);
      await page.waitForSelector(".ways");
      const name = level === "CLEAR" ? "public" : "restricted";
      await bringIn(hand, name);
      await findGroup(hand);
      await begin(hand, level);
      await bringDenial(hand, level);
      await citeAgainst(hand, level);
      await takePosition(hand, level);
      await draft(hand, level);
      if (level === "CLEAR") await lowerMarkings(hand);
      await publish(hand, name);
      process.stdout.write(
        `clicks: ${hand.clicks} to an edition for TLP:${level} that verifies, ${hand.keys} keys\n`,
      );
      const { editions } = workbench().site.served(name);
      expect(await verifyEdition(join(editions, name))).toMatchObject({ verdict: "unsigned" });
      expect(readFileSync(join(editions, name, "index.html"), "utf8")).toContain("runs the eight accounts");
      expect(hand.clicks).toBeLessThanOrEqual(most);
      expect(noise).toEqual([]);
      await close();
    });
  },
  // A new user's server holds nothing.
  async () => undefined,
);

/** What is new is for the organisation's own readers unless told otherwise. */
async function mark(hand: Hand, level: Level, label = "Marking"): Promise<void> {
  if (level === "CLEAR") await hand.pick(label, level);
}

async function drop(hand: Hand, name: string, text: string): Promise<void> {
  hand.clicks++;
  const data = await hand.page.evaluateHandle(
    `(() => { const data = new DataTransfer(); data.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)})); return data; })()`,
  );
  await hand.page.dispatchEvent("body", "drop", { dataTransfer: data });
}

const heading = (page: Page) => expect.poll(() => page.locator("h1").first().innerText());

async function bringIn(hand: Hand, name: string): Promise<void> {
  await hand.type("The case is kept for", "Harbour desk");
  await drop(hand, `${name}.csv`, townPosts());
  await hand.click("button", "Import this file");
  await heading(hand.page).toBe(`${name}.csv is in`);
}

async function findGroup(hand: Hand): Promise<void> {
  await hand.click("link", "Look for coordination");
  await hand.click("button", /^Run /);
  await expect.poll(() => hand.page.locator(".job").innerText()).toMatch(/took [\d.]+ s and made/);
  hand.clicks++;
  await hand.page.locator(".job li a").last().click();
  await heading(hand.page).toContain("eight accounts");
}

/** Question, judgment, first wording and the finding under it, from the finding. */
async function begin(hand: Hand, level: Level): Promise<void> {
  await hand.click("button", "Cite in a judgment");
  await hand.type(/^Question$/, "Are the eight accounts run together?");
  await hand.type(
    /^Hypotheses, one a line/,
    "One person or team runs all eight accounts.\nEight people follow one feed.",
  );
  await hand.type(/^First wording/, "It is likely that one person or team runs the eight accounts.");
  await hand.type("Why it does", "No ordinary feed was found that all eight follow.");
  await mark(hand, level);
  await hand.click("button", /^Begin them/);
  await heading(hand.page).toContain("runs the eight accounts");
}

/** The denial of the article, by the keyboard. */
async function bringDenial(hand: Hand, level: Level): Promise<void> {
  const { page } = hand;
  await drop(hand, ARTICLE_NAME, ARTICLE);
  await page.waitForSelector(".props ol li[aria-current]");
  await mark(hand, level, "What you accept is marked");
  const current = page.locator(".props li[aria-current]");
  while (!/List A denies/.test(await current.innerText())) await hand.press("n");
  await hand.press("a");
  await expect.poll(() => page.locator(".props .head [role=status]").innerText()).toContain("1 accepted");
}

async function citeAgainst(hand: Hand, level: Level): Promise<void> {
  await hand.click("link", /^Judgments/);
  await hand.click("link", "Cite an item");
  await hand.pick(/^Item$/, await labelOf(hand.page, /List A denies/));
  expect(await hand.page.getByRole("radio", { name: "against" }).isChecked()).toBe(true);
  await hand.type("Why it does", "It would know, and it has an interest.");
  await mark(hand, level);
  await hand.click("button", "Cite against");
  await expect.poll(() => hand.page.locator(".basis .against").innerText()).toContain("has an interest");
}

/** The whole label of the option that matches. */
async function labelOf(page: Page, words: RegExp): Promise<string> {
  const option = page.getByRole("option").filter({ hasText: words }).first();
  await option.waitFor({ state: "attached" });
  return (await option.textContent()) ?? "";
}

async function takePosition(hand: Hand, level: Level): Promise<void> {
  await hand.click("link", "Take a position");
  await hand.pick("Term", "likely, 55–80 %");
  await hand.click("radio", "moderate");
  await hand.type("Why, in its own words", "The shares come within one minute, story after story.");
  await mark(hand, level);
  await hand.click("button", /^Take this position/);
  await expect.poll(() => hand.page.locator(".positions").innerText()).toContain("story after story");
}

async function draft(hand: Hand, level: Level): Promise<void> {
  await hand.click("link", "Release");
  await hand.click("link", "Write a draft");
  await hand.type("Title", "Eight accounts of the harbour");
  if (level === "CLEAR") await hand.pick("Readers up to", "TLP:CLEAR");
  await hand.click("button", /^Record this draft/);
  await hand.page.waitForSelector(".differs h2");
}

async function lowerMarkings(hand: Hand): Promise<void> {
  await hand.click("checkbox", /findings/);
  await hand.type("Why they may go out", "The article is public, and the desk answers for the rest.");
  await hand.click("button", /^Mark \d+ records? TLP:CLEAR/);
  await nothingStandsAgainst(hand.page);
}

const nothingStandsAgainst = (page: Page) =>
  expect.poll(() => page.locator("p.refused").innerText()).toContain("Nothing stands against");

async function publish(hand: Hand, name: string): Promise<void> {
  await nothingStandsAgainst(hand.page);
  await hand.page.getByLabel("Name of the folder").fill(name);
  await hand.click("checkbox", /I have read it/);
  await hand.click("button", /^Publish for TLP:/);
  const published = hand.page.locator(".published");
  await expect.poll(() => published.innerText()).toContain("is published");
  await hand.click("button", /^Verify/);
  await expect.poll(() => published.innerText()).toMatch(/unsigned|Intact/);
}
