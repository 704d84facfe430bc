/** Declared series and commonest values in a real browser: on one axis with what they stand under, and on from a value. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Site } from "../../src/desk/index.ts";
import { prepareDemo } from "../../src/workbench/index.ts";
import { importTable } from "../../src/workbench/import-table.ts";
import { fits } from "../support/four-shapes.ts";
import { POLLS } from "../support/invented-polls.ts";
import { describeWorkbench, eachScreen } from "../support/workbench-page.ts";

/** The demo with a declared series. */
async function withSeries(site: Site, root: string): Promise<void> {
  const { folder, editions } = await prepareDemo(root, { say: () => undefined });
  const { opened } = await site.add(folder, { name: "demo", editions });
  const path = join(root, "lead.csv");
  writeFileSync(path, POLLS);
  await importTable(opened, path, {
    as: "series",
    name: "lead.csv",
    key: "e2e-lead",
    actor: { by: "analyst", for: await opened.keeper() },
    reader: await opened.owner(),
    marking: { tlp: "CLEAR" },
    columns: {
      date: "end_date",
      value: "alder - rowan",
      n: "samplesize",
      title: "Alder’s lead",
      unit: "points",
    },
  });
}

describeWorkbench(
  "series and commonest values in a real browser",
  (workbench) => {
    eachScreen(workbench, [
      ["corpus-series", "/cases/demo/corpus", ".timeline .series-under text"],
      ["judgment-series", "/cases/demo/judgments/J2", ".in-time .series-under text"],
      ["corpus-top", "/cases/demo/corpus/top", ".values svg"],
      ["questions-instruments", "/cases/demo/questions/Q1?see=instruments", ".combined .cell-key"],
    ]);

    it("stands under the posts and under the positions, on one axis with the events, drawn anew at each width", async () => {
      const { page, noise, close } = await workbench().watched();
      for (const [path, above] of [
        ["/cases/demo/corpus", ".timeline .post-bars"],
        ["/cases/demo/judgments/J2", ".in-time .steps-lane > svg"],
      ] as const)
        for (const width of [1440, 900, 390]) {
          await page.setViewportSize({ width, height: 900 });
          await page.goto(`${workbench().base}${path}`);
          await page.waitForSelector(".series-under text");
          const drawing = page.locator(".series-under");
          await expect
            .poll(() =>
              drawing.evaluate(
                (svg) => svg.getBoundingClientRect().width / Number(svg.getAttribute("width")),
              ),
            )
            .toBeCloseTo(1, 2);
          expect(await drawing.locator("text").allTextContents()).toContain("Alder’s lead  points");
          expect(await drawing.getAttribute("aria-label")).toMatch(/Alder’s lead, 24 values from .* points/);
          // Both begin and end where the axis does.
          const over = (await page.locator(above).boundingBox())!;
          const under = (await drawing.boundingBox())!;
          const ticks = (await page.locator(".time-ticks").boundingBox())!;
          expect(Math.abs(over.x - ticks.x)).toBeLessThan(1);
          expect(Math.abs(over.x + over.width - under.x - under.width)).toBeLessThan(2);
          const line = (await drawing.locator("path.hair").first().boundingBox())!;
          expect(Math.abs(line.x - over.x)).toBeLessThan(2);
        }
      expect(noise).toEqual([]);
      await close();
    });

    it("leads from the commonest values to their posts, and to a run with the value as its theme", async () => {
      const { page, noise, close } = await workbench().watched({ bypassCSP: true });
      await page.goto(`${workbench().base}/cases/demo/corpus/top`);
      await page.waitForSelector(".values tbody tr");
      expect(await page.locator(".top-values").innerText()).toContain("Counts and no test");
      await fits(page, "top");
      await page.locator(".chooser select").nth(2).selectOption("coshare#f1");
      await page.waitForURL(/group=coshare/);
      await page.waitForSelector(".values .share.elsewhere");
      await page.locator(".chooser select").nth(1).selectOption("day");
      await page.waitForURL(/by=day/);
      await fits(page, "top-group");
      const first = page.locator(".values tbody tr").first();
      const value = await first.locator(".value").innerText();
      await first.getByRole("link", { name: "Declare a shift run" }).click();
      await page.waitForURL(/findings\/run/);
      expect(await page.getByLabel("Value", { exact: true }).inputValue()).toBe(value);
      expect(await page.getByLabel("Theme", { exact: true }).inputValue()).toBe("hashtag");
      await page.goBack();
      await first.locator(".value a").click();
      await page.waitForURL(/object=hashtag/);
      await page.waitForSelector(".post");
      expect(noise).toEqual([]);
      await close();
    });
  },
  withSeries,
);
