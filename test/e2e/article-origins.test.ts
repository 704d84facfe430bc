/** Two documents of a case, of which one tells a passage of the other: the origin is proposed in the reader, accepted, taken back. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeWorkbench, faults } from "../support/workbench-page.ts";

const PASSAGE =
  "The port of Ostrand closed its northern quay on Tuesday after inspectors found cracks in eleven of its forty pillars, the harbour master said.";
const LEDGER = `Cracks close the quay\n\nThe Ledger, 28 October 2031\n\n${PASSAGE}\n\nShips are led to the southern quay.\n`;
const GAZETTE = `Quay is closed\n\nThe Gazette, 29 October 2031\n\n${PASSAGE}\n\nThe mayor said that the ferry would go on.\n`;
const UNDATED = `Quay stays closed\n\n${PASSAGE}\n`;

async function drop(page: Page, name: string, text: string): Promise<void> {
  const before = page.url();
  const data = await page.evaluateHandle(
    `(() => { const data = new DataTransfer(); data.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)})); return data; })()`,
  );
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
  await expect.poll(() => page.url()).not.toBe(before);
  await page.waitForURL(/\/evidence\/art_/);
  await expect.poll(() => page.locator("h1").innerText()).toBe(name);
  await page.waitForSelector(".props ol li[aria-current]");
}

describeWorkbench("origins between two documents", (workbench) => {
  const lineage = async () => {
    const fold = await workbench().site.served("demo").opened.fullFold();
    const titles = new Map(fold.all("Artifact").map(({ id, body }) => [id, body.title]));
    return fold
      .all("Claim")
      .filter(({ body }) => body.quote?.startsWith("The port of Ostrand") === true)
      .map(({ body }) => (body.derivedFrom as readonly string[]).map((ref) => titles.get(ref)));
  };
  const row = (page: Page, words: RegExp) =>
    page.locator(".props li[data-proposal]", { hasText: words }).first();
  const state = (page: Page, words: RegExp) => row(page, words).locator(".st").innerText();
  const press = async (page: Page, words: RegExp, key: string) => {
    await row(page, words).locator(".row").click();
    await page.keyboard.press(key);
  };

  it("are proposed with a direction where dates say it, and accepted by one key", async () => {
    const { page, noise, close } = await workbench().watched({
      viewport: { width: 1440, height: 900 },
      bypassCSP: true,
    });
    await page.goto(`${workbench().base}/cases/demo/evidence`);
    await page.waitForSelector(".tools");
    await drop(page, "ledger.txt", LEDGER);
    expect(await row(page, /Origin (?:perhaps )?from/).count()).toBe(0);
    await drop(page, "gazette.txt", GAZETTE);
    const origin = /Origin from “ledger\.txt”/;
    await row(page, origin).locator(".row").click();
    await expect.poll(() => row(page, origin).innerText()).toContain("a claim of this passage first");
    expect(await faults(page)).toEqual([]);
    await press(page, /harbour master asserts/i, "a");
    await expect.poll(() => state(page, /harbour master asserts/i)).toBe("accepted");
    expect(await lineage()).toEqual([["gazette.txt"]]);
    await press(page, origin, "a");
    await expect.poll(() => state(page, origin)).toBe("accepted");
    expect(await lineage()).toEqual([["ledger.txt"]]);
    await page.keyboard.press("u");
    await expect.poll(() => state(page, origin)).toBe("open");
    expect(await lineage()).toEqual([["gazette.txt"]]);
    await press(page, origin, "r");
    await expect.poll(() => state(page, origin)).toBe("refused");
    expect(noise).toEqual([]);
    await close();
  });

  it("are left open where nothing says which came first, until a person does", async () => {
    const { page, noise, close } = await workbench().watched({
      viewport: { width: 1440, height: 900 },
      bypassCSP: true,
    });
    await page.goto(`${workbench().base}/cases/demo/evidence`);
    await page.waitForSelector(".tools");
    await drop(page, "undated.txt", UNDATED);
    const origin = /Origin perhaps from “ledger\.txt”/;
    await press(page, /harbour master asserts/i, "a");
    await expect.poll(() => state(page, /harbour master asserts/i)).toBe("accepted");
    await press(page, origin, "a");
    await page.waitForSelector("form[aria-label='Which of the two came first']");
    expect(await faults(page)).toEqual([]);
    await page.getByRole("button", { name: /^This passage comes from/ }).click();
    await expect.poll(() => state(page, origin)).toBe("accepted");
    expect(await lineage()).toContainEqual(["ledger.txt"]);
    expect(noise).toEqual([]);
    await close();
  });
});
