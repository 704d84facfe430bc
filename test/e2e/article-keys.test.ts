/**
 * A document that comes into a case that is there, by every way of the page; keys that are pressed while an earlier act is being
 * recorded; and a claim that says what raised a judgment, which moves a position that is picked.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page, Route } from "playwright-core";
import { expect, it } from "vitest";
import { ARTICLE, ARTICLE_NAME } from "../support/article.ts";
import { describeWorkbench, faults } from "../support/workbench-page.ts";
import type { Workbench } from "../support/workbench-page.ts";

/** An article of our own in which an assessment is told, and later said to be raised. */
const RAISED = readFileSync(fileURLToPath(new URL("../golden/reading/article.txt", import.meta.url)), "utf8");

async function drop(page: Page, name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(
    `(() => { const data = new DataTransfer(); data.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)})); return data; })()`,
  );
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
}

const isRead = async (page: Page) => {
  await page.waitForURL(/\/evidence\/art_/);
  await page.waitForSelector(".props ol li[aria-current]");
};
const tally = (page: Page) => page.locator(".props .head [role=status]").innerText();
const current = (page: Page) => page.locator(".props li[aria-current]");

describeWorkbench("a document in a case that is there", (workbench) => {
  const fold = () => workbench().site.served("demo").opened.fullFold();
  const held = async (title: string) =>
    (await fold()).all("Artifact").filter(({ body }) => body.title === title && body.held);
  const open = async (path: string, drawn: string) => {
    const watched = await workbench().watched({ viewport: { width: 1440, height: 900 } });
    await watched.page.goto(`${workbench().base}/cases/demo/${path}`);
    await watched.page.waitForSelector(drawn);
    return watched;
  };

  it("is dropped on Evidence, and on a document that is being read", async () => {
    const { page, noise, close } = await open("evidence", ".tools");
    await drop(page, "ledger.txt", ARTICLE);
    await isRead(page);
    const first = page.url();
    await drop(page, "reader.txt", RAISED);
    await expect.poll(() => page.url()).not.toBe(first);
    await isRead(page);
    await expect.poll(() => page.locator("h1").innerText()).toBe("reader.txt");
    expect([await held("ledger.txt"), await held("reader.txt")].map(({ length }) => length)).toEqual([1, 1]);
    expect(noise).toEqual([]);
    await close();
  });

  it("comes through “Bring in a file”, chosen or dropped", async () => {
    const { page, noise, close } = await open("corpus", "nav");
    await page.getByRole("link", { name: "Bring in a file" }).first().click();
    await page.locator(".drop input[type=file]").setInputFiles({
      name: "chosen.txt",
      mimeType: "text/plain",
      buffer: Buffer.from(`Chosen\n\n${ARTICLE}`),
    });
    await isRead(page);
    await page.goto(`${workbench().base}/cases/demo/corpus/add`);
    await page.waitForSelector(".drop");
    await drop(page, "dropped.txt", `Dropped\n\n${ARTICLE}`);
    await isRead(page);
    expect([await held("chosen.txt"), await held("dropped.txt")].map(({ length }) => length)).toEqual([1, 1]);
    expect(noise).toEqual([]);
    await close();
  });

  it("takes keys that are pressed while an earlier act is being recorded, each on what was shown then", async () => {
    const { page, noise, close } = await open("evidence", ".tools");
    await drop(page, "keys.txt", `Keys\n\n${ARTICLE}`);
    await isRead(page);
    const records = await heldBack(page);
    const all = Number(/^(\d+) open$/.exec(await tally(page))![1]);
    const n = async () => Number(await current(page).locator(".n").innerText());
    expect(await n()).toBe(1);
    await page.keyboard.press("a");
    await page.keyboard.press("a");
    await page.keyboard.press("r");
    // The one that is shown next is under the hand at once, while nothing is recorded yet.
    await expect.poll(n).toBe(4);
    expect(await tally(page)).toBe(`${all} open`);
    expect(await page.locator(".props .st", { hasText: "recording" }).count()).toBe(3);
    await records.letGo();
    await expect.poll(() => tally(page)).toBe(`2 accepted, 1 refused, ${all - 3} open`);
    const states = await page.locator(".props .st").allInnerTexts();
    expect(states.slice(0, 4)).toEqual(["accepted", "accepted", "refused", "open"]);
    // And back, as fast: the refusal, and the two acts before it.
    for (let i = 0; i < 3; i++) await page.keyboard.press("u");
    await expect.poll(() => tally(page)).toBe(`${all} open`);
    await expect.poll(n).toBe(1);
    expect(noise).toEqual([]);
    await close();
  });

  it("has the date that the document says written down, and keeps what was refused", async () => {
    const { page, noise, close } = await open("evidence", ".tools");
    await drop(page, "dated.txt", `Outside firm\n\n${ARTICLE}`);
    await isRead(page);
    const before = page.url();
    await page.keyboard.press("r");
    await expect.poll(() => tally(page)).toMatch(/^1 refused/);
    await page.getByRole("button", { name: "Record this date" }).click();
    await expect.poll(() => page.locator(".reader").innerText()).toContain("Published 29 Oct 2031");
    expect(new URL(page.url()).pathname).not.toBe(new URL(before).pathname);
    await expect.poll(() => tally(page)).toMatch(/^1 refused/);
    expect((await held("dated.txt")).map(({ body }) => body.published)).toEqual(["2031-10-29"]);
    expect(noise).toEqual([]);
    await close();
  });

  it("ends what waits where an act is refused, and says so on its proposal", async () => {
    const { page, close } = await open("evidence", ".tools");
    await drop(page, "refused.txt", `Refused\n\n${ARTICLE}`);
    await isRead(page);
    const before = await tally(page);
    const records = await heldBack(page);
    for (const key of ["a", "a", "a"]) await page.keyboard.press(key);
    await records.letGo({
      status: 422,
      code: "RECORD_INVALID",
      message: "It does not fit.",
      hint: "Mend it.",
    });
    await expect.poll(() => page.locator(".props [role=alert]").innerText()).toContain("It does not fit.");
    expect(await current(page).locator(".n").innerText()).toBe("1");
    expect(await tally(page)).toBe(before);
    await page.unroute(RECORDS);
    // Nothing is stuck: the same key again.
    await page.keyboard.press("a");
    await expect.poll(() => tally(page)).toMatch(/^1 accepted/);
    await close();
  });
});

const RECORDS = "**/records";

/** Holds back what the page records until it is let go, or is answered with a refusal. */
async function heldBack(page: Page) {
  const waiting: Route[] = [];
  let answer: Record<string, unknown> | undefined;
  let free = false;
  const go = (route: Route) =>
    answer === undefined
      ? route.continue()
      : route.fulfill({ status: Number(answer["status"]), json: answer });
  await page.route(RECORDS, (route) => {
    if (route.request().method() !== "POST" || free) return go(route);
    waiting.push(route);
    return undefined;
  });
  return {
    letGo: async (refusal?: Record<string, unknown>) => {
      await expect.poll(() => waiting.length).toBe(1);
      answer = refusal;
      free = true;
      for (const route of waiting) await go(route);
    },
  };
}

describeWorkbench(
  "a claim that says what raised a judgment",
  (workbench: () => Workbench) => {
    it("moves the reported position that is picked, and the history names it", async () => {
      const { page, noise, close } = await workbench().watched({
        viewport: { width: 1440, height: 900 },
        bypassCSP: true,
      });
      await page.goto(workbench().base);
      await page.waitForSelector(".ways");
      await drop(page, ARTICLE_NAME, RAISED);
      await isRead(page);
      const row = (words: RegExp) => page.locator(".props li[data-proposal]", { hasText: words }).first();
      const accept = async (words: RegExp) => {
        await row(words).locator(".row").click();
        await page.keyboard.press("a");
        await expect.poll(() => row(words).locator(".st").innerText()).toBe("accepted");
      };
      await accept(/goals were to undermine faith/);
      // Of the three judgments with high confidence, the one whose claim is recorded.
      for (const held of await page
        .locator(".props li[data-proposal]", { hasText: "high confidence" })
        .all()) {
        await held.locator(".row").click();
        if ((await page.locator(".props .still-open").count()) === 0) break;
      }
      await page.keyboard.press("a");
      await expect.poll(() => tally(page)).toMatch(/^2 accepted/);
      const positions = async () => {
        const { opened } = workbench().site.served("courier");
        return (await opened.fullFold()).all("Position").map(({ id, body }) => ({ id, ...body }));
      };
      const before = await positions();
      expect(before.map(({ confidence, movedBy }) => [confidence, movedBy])).toEqual(
        Array.from({ length: 3 }, () => ["high", undefined]),
      );
      await row(/raised the credibility/)
        .locator(".row")
        .click();
      const boxes = page.locator(".props .moves");
      await expect.poll(() => boxes.count()).toBe(3);
      expect(await faults(page)).toEqual([]);
      await page.getByRole("checkbox", { name: /^Signals Office on J1: .*high confidence$/ }).check();
      // The box has the focus still, and takes no letter.
      await page.keyboard.press("a");
      await expect.poll(() => tally(page)).toMatch(/^3 accepted/);
      const after = await positions();
      const { opened } = workbench().site.served("courier");
      const said = (await opened.fullFold()).all("Claim").at(-1)!;
      expect(said.body.proposition).toContain("raised the credibility");
      expect(after.filter(({ movedBy }) => movedBy !== undefined)).toEqual([
        expect.objectContaining({ confidence: "high", stance: "reported", movedBy: [said.id] }),
      ]);
      expect(after).toHaveLength(3);
      await page.goto(`${workbench().base}/cases/courier/judgments/J1`);
      await page.locator(".history summary").click();
      await expect
        .poll(() => page.locator(".history").innerText())
        .toMatch(/Moved by .*raised the credibility/);
      expect(noise).toEqual([]);
      await close();
    });
  },
  async () => undefined,
);
