/** Judgments in time, the ledger and its tree of origins, the list of a review, the landing of questions: in a real browser. */
import { expect, it } from "vitest";
import type { Page } from "playwright-core";
import { describeWorkbench, eachScreen } from "../support/workbench-page.ts";

const STATES = [
  ["judgment in time", "/cases/demo/judgments/J3", ".steps-lane .position-marks a"],
  ["evidence filtered", "/cases/demo/evidence?side=nowhere", ".evidence-filters select"],
  ["tree of origins", "/cases/demo/evidence/origins", ".origins .retold li"],
  ["review of linchpins", "/cases/demo/review/5", ".lines"],
  ["corpus in parts", "/cases/demo/corpus?parts=shown", ".part-lanes li"],
  ["probabilities", "/cases/demo/questions/Q3", ".probability-line"],
] as const;

/** An id as the log issues it. */
const ID = /\b(?:pty|art|clm|evt|run|qst|prm|apr|jdg|wrd|bas|pos|mrk|edn|cbk|cod)_[0-9a-z]{10}\b/;

/** How many of them lie partly outside the page. */
async function outside(page: Page, selector: string): Promise<number> {
  const { width } = page.viewportSize()!;
  const boxes = await Promise.all((await page.locator(selector).all()).map((one) => one.boundingBox()));
  return boxes.filter((box) => box !== null && (box.x < 0 || box.x + box.width > width)).length;
}

describeWorkbench("what is weighed and judged", (workbench) => {
  const to = (path: string) => `${workbench().base}/cases/demo/${path}`;

  eachScreen(workbench, STATES);

  it("says the linchpin on the judgment, and cuts its history by keyboard and by pointer", async () => {
    const { page, noise, close } = await workbench().watched({ viewport: { width: 1440, height: 900 } });
    await page.goto(to("judgments/J3"));
    await expect
      .poll(() => page.locator(".linchpins").innerText())
      .toContain("Without C-tidewheel, H1 and H2 lead");
    await page.waitForSelector(".steps-lane svg");
    expect(await page.locator(".term-of-row").allInnerTexts()).toEqual([
      "likely",
      "roughly even chance",
      "not stated",
    ]);
    const summary = page.locator(".history > summary");
    const all = Number((await summary.innerText()).split(" ")[0]);
    expect(all).toBeGreaterThan(3);
    await page.getByRole("button", { name: "Nearer" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => summary.innerText()).toMatch(/^\d+ of \d+ changes, /);
    const some = Number((await summary.innerText()).split(" ")[0]);
    expect(some).toBeLessThan(all);
    expect(await page.locator(".history > ol > li").count()).toBe(some);
    await page.getByRole("button", { name: "Whole period" }).click();
    await expect.poll(() => summary.innerText()).toBe(`${all} changes`);
    const lane = (await page.locator(".steps-lane svg").boundingBox())!;
    await page.mouse.move(lane.x + lane.width * 0.5, lane.y + 4);
    await page.mouse.down();
    await page.mouse.move(lane.x + lane.width, lane.y + 4, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => page.url()).toContain("from=");
    await expect.poll(() => page.locator(".history").getAttribute("open")).not.toBeNull();
    expect(noise).toEqual([]);
    await close();
  });

  it("draws no likelihood before a term is chosen, and has the lint beside the sentence", async () => {
    const { page, noise, close } = await workbench().watched({ viewport: { width: 1440, height: 900 } });
    await page.goto(to("judgments/J1?do=position"));
    const form = page.locator(".likely");
    await form.getByLabel("Term").waitFor();
    expect(await form.locator("input[type=range], .likelihood-bar").count()).toBe(0);
    await form.getByLabel("Term").selectOption("likely");
    await expect.poll(() => form.locator("input[type=range], .likelihood-bar").count()).toBe(2);
    const why = page.getByLabel("Why, in its own words");
    await why.fill("They might perhaps have done it.");
    const hit = page.locator(".form .hits li").first();
    await hit.waitFor();
    const [text, said] = [(await why.boundingBox())!, (await hit.boundingBox())!];
    expect(said.x).toBeGreaterThanOrEqual(text.x + text.width);
    expect(said.y).toBeLessThan(text.y + text.height);
    expect(noise).toEqual([]);
    await close();
  });

  it("counts what each filter of the evidence leaves, and folds one origin under its title", async () => {
    const { page, noise, close } = await workbench().watched();
    await page.goto(to("evidence"));
    await page.waitForSelector(".evidence-filters select");
    for (const label of ["Cited", "Grade", "Speaker", "Origin"]) {
      const select = page.locator(".evidence-filters").getByLabel(label);
      const options = await select.locator("option").allInnerTexts();
      const last = options.at(-1)!;
      await select.selectOption({ label: last });
      const counted = Number(/, ([\d,]+)$/.exec(last)?.[1]);
      await expect.poll(() => page.locator(".evidence-screen tbody tr").count()).toBe(counted);
      await page.getByRole("button", { name: "Clear filter" }).click();
      await expect.poll(() => page.url()).not.toMatch(/side=|grade=|speaker=|origin=/);
    }
    const group = page.locator(".groups summary").first();
    expect(await group.innerText()).toMatch(/^\d+ items, 1 origin: /);
    expect(await group.innerText()).not.toMatch(/C-[a-z]/);
    await group.click();
    await page.getByRole("link", { name: "Show what ends there" }).first().click();
    await expect.poll(() => page.url()).toContain("origin=");
    expect(noise).toEqual([]);
    await close();
  });

  it.each([900, 390])("draws the tree of origins anew at %i pixels, no label outside", async (width) => {
    const { page, close } = await workbench().watched({ viewport: { width, height: 844 } });
    await page.goto(to("evidence/origins"));
    await page.waitForSelector(".origins .retold li");
    expect(await page.locator(".origins .document").count()).toBeGreaterThan(5);
    expect(await outside(page, ".origins .document, .origins .document a")).toBe(0);
    await close();
  });

  it("lists what is open first, and names records", async () => {
    const { page, noise, close } = await workbench().watched();
    await page.goto(to("review"));
    await page.waitForSelector(".nine > li");
    const states = await page.locator(".nine > li .state").allInnerTexts();
    const isOpen = states.map((state) => !/nothing open|lines?$/.test(state));
    expect(isOpen).toContain(true);
    expect(isOpen).toEqual(isOpen.toSorted((a, b) => Number(b) - Number(a)));
    for (let number = 1; number <= 9; number++) {
      await page.goto(to(`review/${number}`));
      await page.waitForSelector(".lines");
      for (const folded of await page.locator(".lines .refs-folded summary").all()) await folded.click();
      await expect.poll(() => page.locator(".lines").innerText()).not.toMatch(ID);
    }
    expect(noise).toEqual([]);
    await close();
  });

  it("names every event of the corpus, and its heading counts what a filter leaves", async () => {
    const { page, noise, close } = await workbench().watched();
    await page.goto(to("corpus?q=note"));
    await expect.poll(() => page.locator("h1").innerText()).toMatch(/^[\d,]+ of 28,749 posts$/);
    await page.waitForSelector(".event-ticks li");
    const titles = await page.locator(".event-ticks .name").allTextContents();
    const legend = await page.locator(".event-legend b").allInnerTexts();
    for (const title of titles) expect(title).not.toContain("…");
    const numbers = titles.filter((title) => /^\d+$/.test(title));
    expect(legend).toEqual(expect.arrayContaining(numbers));
    await page.getByRole("button", { name: "Languages and hashtags over time" }).click();
    await page.waitForSelector(".part-lanes li");
    await expect.poll(() => page.locator(".part-lanes li").count()).toBeGreaterThan(1);
    expect(noise).toEqual([]);
    await close();
  });

  it("lands on the first question with a matrix, which says for whom a key records", async () => {
    const { page, noise, close } = await workbench().watched();
    await page.goto(to("questions"));
    await page.waitForSelector(".matrix");
    expect(await page.locator(".whom").innerText()).toMatch(/records? (nothing here|for)/);
    await page.goto(to("questions/Q3"));
    await expect
      .poll(() => page.locator(".probability-line").first().getAttribute("aria-label"))
      .toBe("H1: Electoral Authority 68.3 %, Safety Office 45 %, mean 56.6 %");
    expect(noise).toEqual([]);
    await close();
  });
});
