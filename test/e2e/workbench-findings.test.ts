/** Findings in a real browser: the list, a run with its progress, one finding with network and figures, and a citation. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeWorkbench, eachScreen } from "../support/workbench-page.ts";

/** A list in which the network of a run is drawn as groups, and a finding whose one group is open. */
const SCREENS = [
  ["findings", "/cases/demo/findings", ".table tbody tr"],
  ["findings-run", "/cases/demo/findings/run", ".run-form"],
  ["finding-groups", "/cases/demo/findings/F1", ".network .canvas canvas"],
  ["finding", "/cases/demo/findings/F2?plumb=F2", ".network .canvas canvas"],
] as const;

describeWorkbench("findings in a real browser", (workbench) => {
  const laidOut = (page: Page) =>
    expect.poll(() => page.locator(".canvas-foot output").allInnerTexts(), { timeout: 30_000 }).toEqual([""]);

  eachScreen(workbench, SCREENS, {
    pictured: ["findings", "finding-groups", "finding"],
    settled: async (page) => {
      if (page.url().includes("/F")) await laidOut(page);
    },
  });

  it("draws under its own content security policy, and loads the drawing only here", async () => {
    const { page, noise, asked, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/findings`);
    await page.waitForSelector(".table tbody tr");
    expect(asked.some((address) => /canvas|layout-worker/.test(address))).toBe(false);
    await page.goto(`${workbench().base}/cases/demo/findings/F2`);
    await page.waitForSelector(".network .canvas canvas");
    await laidOut(page);
    expect(asked.some((address) => /layout-worker/.test(address))).toBe(true);
    expect(noise).toEqual([]);
    await close();
  });

  it("opens the posts behind an edge, and the address brings them back", async () => {
    const { page, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/findings/F2`);
    await page.locator(".pairs tbody button").first().click();
    await page.waitForURL((url) => url.searchParams.has("a") && url.searchParams.has("b"));
    await expect.poll(() => page.locator(".edge .soft").innerText()).toMatch(/pairs? of posts with the same/);
    const said = await page.locator(".edge .soft").innerText();
    await page.reload();
    await expect.poll(() => page.locator(".edge .soft").innerText()).toBe(said);
    await close();
  });

  it("colours accounts by a column, counts every account in the legend, and does not lay out again", async () => {
    const { page, noise, asked, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/findings/F2`);
    await page.waitForSelector(".network .canvas canvas");
    await laidOut(page);
    const workers = () => asked.filter((address) => /layout-worker/.test(address)).length;
    const before = workers();
    const accounts = async () =>
      (await page.locator(".legend li").allInnerTexts()).reduce(
        (sum, entry) => sum + Number(/([\d,]+)$/.exec(entry.trim())![1]!.replaceAll(",", "")),
        0,
      );
    const drawn = await accounts();
    expect(drawn).toBeGreaterThan(0);
    const columns = page.locator(".tools label").filter({ hasText: "Colour" }).locator("select");
    await expect.poll(() => columns.locator("option").count(), { timeout: 20_000 }).toBeGreaterThan(2);
    const column = (await columns.locator("option").nth(2).getAttribute("value"))!;
    await columns.selectOption(column);
    await page.waitForURL((url) => url.searchParams.get("colour") === column);
    await expect
      .poll(() => page.locator(".legend p").innerText())
      .toContain(`commonest value of ${column.slice("column:".length)}`);
    expect(await accounts()).toBe(drawn);
    expect(workers()).toBe(before);
    expect(noise).toEqual([]);
    await close();
  });

  it("cites a finding against a judgment by one Basis record", async () => {
    const { page, noise, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/findings/F2`);
    const before = (await workbench().site.room("demo").opened.fullFold()).all("Basis");
    await page.getByLabel("Why it tells").fill("The scheduler alone explains the minutes.");
    await page.getByRole("button", { name: "Cite against" }).click();
    await expect
      .poll(async () => (await workbench().site.room("demo").opened.fullFold()).all("Basis").length)
      .toBe(before.length + 1);
    const basis = (await workbench().site.room("demo").opened.fullFold()).all("Basis").at(-1)!;
    expect(basis).toMatchObject({
      marking: { tlp: "AMBER+STRICT" },
      body: { stands: "against", why: "The scheduler alone explains the minutes." },
    });
    await expect.poll(() => page.getByLabel("Why it tells").inputValue()).toBe("");
    expect(await page.locator(".cite output").innerText()).toContain("against");
    expect(noise).toEqual([]);
    await close();
  });

  it("runs a detector from its form and shows what it found; a wrong value is refused in words", async () => {
    const { page, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/findings/run`);
    await page.getByLabel("Object", { exact: true }).fill("column:nowhere");
    await page.getByRole("button", { name: /^Run / }).click();
    await expect.poll(() => page.locator(".job [role=alert]").count(), { timeout: 30_000 }).toBe(1);
    await page.getByLabel("Object", { exact: true }).fill("url");
    await page.getByLabel("Shuffles").fill("19");
    await page.getByLabel("Seed", { exact: true }).fill("7");
    await page.getByRole("button", { name: /^Run / }).click();
    await expect
      .poll(() => page.locator(".job").innerText(), { timeout: 30_000 })
      .toMatch(/took [\d.]+ s and made \d+ finding/);
    await expect.poll(() => page.locator(".job li a").count(), { timeout: 30_000 }).toBeGreaterThan(0);
    const runs = (await workbench().site.room("demo").opened.fullFold()).all("Run");
    expect(runs.at(-1)!.body.seed).toBe(7);
    await close();
  });

  it("saves a figure with caption, run, parameters and hash in the file", async () => {
    const { page, noise, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/findings/F1`);
    await page.waitForSelector(".figure svg");
    const [svg] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: /timeline as SVG/ }).click(),
    ]);
    const text = readFileSync(await svg.path(), "utf8");
    for (const part of ["Posts over time", "co-share", "seed", "SHA-256"]) expect(text).toContain(part);
    expect(text).not.toContain("style=");
    const [png] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: /network as PNG/ }).click(),
    ]);
    expect(
      readFileSync(await png.path())
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
    expect(noise).toEqual([]);
    await close();
  });
});
