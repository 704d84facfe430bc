/** Tables in a real browser: a table of polls from its bytes to a declared series, which then stands under what is drawn in time. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import type { Site } from "../../src/desk/index.ts";
import { prepareDemo } from "../../src/workbench/index.ts";
import { importTable } from "../../src/workbench/import-table.ts";
import { describeWorkbench, eachScreen, faults } from "../support/workbench-page.ts";

const LOOK = process.env["PLUMBLINE_LOOK"];

/** A poll every second day from the middle of September on. */
const POLLS = [
  "end_date,pollster,samplesize,alder,rowan",
  ...Array.from({ length: 24 }, (_, i) => {
    const day = new Date(Date.UTC(2031, 8, 14 + 2 * i)).toISOString().slice(0, 10);
    return `${day},${i % 2 === 0 ? "Saltmarsh" : "Tern & Co"},${800 + i},${44 + (i % 5)},${41 + (i % 3)}`;
  }),
].join("\n");

/** The demo with a declared series, and a case that nothing has been brought into. */
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
  await site.add(join(root, "empty"), {
    name: "empty",
    open: { create: { by: "analyst", organisation: "Heron watch" } },
  });
}

const SHAPES = [
  [1440, "light"],
  [1440, "dark"],
  [390, "light"],
  [390, "dark"],
] as const;

/** The page as it stands, in four shapes: accessible, and no wider than the window. */
async function fits(page: Page, name: string): Promise<void> {
  for (const [width, colorScheme] of SHAPES) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    expect([width, colorScheme, await faults(page)]).toEqual([width, colorScheme, []]);
    if (LOOK !== undefined)
      await page.screenshot({ path: join(LOOK, `${name}-${width}-${colorScheme}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

async function choose(page: Page, base: string, name: string, bytes: Buffer): Promise<void> {
  await page.goto(`${base}/cases/empty/corpus/add`);
  await page.waitForSelector(".drop");
  await page.setInputFiles("input[type=file]", { name, mimeType: "text/csv", buffer: bytes });
  await page.waitForURL(/upload=/);
  await page.getByRole("link", { name: "A series", exact: true }).click();
}

describeWorkbench(
  "tables in a real browser",
  (workbench) => {
    eachScreen(workbench, [
      ["corpus-series", "/cases/demo/corpus", ".timeline .series-under text"],
      ["judgment-series", "/cases/demo/judgments/J2", ".in-time .series-under text"],
      ["corpus-top", "/cases/demo/corpus/top", ".values svg"],
      ["questions-instruments", "/cases/demo/questions/Q1?see=instruments", ".combined .cell-key"],
    ]);

    it("comes in as it was proposed and mended: a column is said, a name given, the series recorded", async () => {
      const { page, noise, close } = await workbench().watched({ bypassCSP: true });
      await choose(page, workbench().base, "polls.csv", Buffer.from(POLLS));
      await page.waitForSelector(".reading .sample td");
      expect(await page.locator(".sample caption").innerText()).toBe("8 of 24 rows");
      const field = (name: string) => page.getByRole("textbox", { name, exact: true });
      expect(await field("Date").inputValue()).toBe("end_date");
      expect(await field("Number behind a value").inputValue()).toBe("samplesize");
      const submit = page.getByRole("button", { name: /^Bring this table in/ });
      // Two columns may be the value: it is asked and not guessed.
      expect(await field("Value").inputValue()).toBe("");
      expect(await submit.isDisabled()).toBe(true);
      expect(await page.locator(".submit").innerText()).toContain("Say which column holds value.");
      await fits(page, "table-form");
      await field("Value").fill("alder - rowan");
      await field("Title").fill("Alder’s lead");
      await field("Short name").fill("lead");
      await submit.click();
      await expect.poll(() => page.locator("h1").innerText()).toBe("polls.csv is in");
      expect(await page.locator(".job").innerText()).toMatch(
        /Declared series: Alder’s lead\. 24 values from 2031-09-14 to 2031-10-30[^]*value=alder - rowan/,
      );
      await fits(page, "table-in");
      await page.getByRole("link", { name: "See what was recorded" }).click();
      await page
        .getByRole("link", { name: /Declared series: Alder’s lead/ })
        .first()
        .click();
      await page.waitForSelector(".instruments .figure svg text");
      const said = await page.locator("article").innerText();
      expect(said).toContain("It declares what a table holds; nothing was looked for.");
      expect(said).not.toMatch(/look at these posts|the run as a whole|0 posts/);
      await page.goto(`${workbench().base}/cases/empty/findings/run?detector=series-check`);
      await expect.poll(() => page.locator("option, datalist option").allInnerTexts()).not.toEqual([]);
      const { series } = (await (
        await page.request.get(`${workbench().base}/api/cases/empty/inputs`)
      ).json()) as { series: readonly { name: string }[] };
      expect(series.map(({ name }) => name)).toEqual(["lead"]);
      expect(noise).toEqual([]);
      await close();
    });

    it("says in one line why a file is none", async () => {
      const { page, close } = await workbench().watched();
      await choose(page, workbench().base, "notes.csv", Buffer.from("when,what\nsoon,a few\nlater,many\n"));
      await page.waitForSelector(".reading .sample td");
      await page.getByRole("textbox", { name: "Date", exact: true }).fill("when");
      await page.getByRole("textbox", { name: "Value", exact: true }).fill("what");
      await page.getByRole("button", { name: /^Bring this table in/ }).click();
      await expect.poll(() => page.locator("h1").innerText()).toBe("notes.csv could not be imported");
      expect(await page.locator(".error-line").allInnerTexts()).toEqual([
        expect.stringMatching(/No row of the table has a day and a number\.[^\n]*ALL_REJECTED$/),
      ]);
      await choose(page, workbench().base, "picture.csv", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
      await expect.poll(() => page.locator(".error-line").count()).toBe(1);
      await close();
    });

    it("stands under the posts and under the positions, on one axis with the events, drawn anew at each width", async () => {
      const { page, noise, close } = await workbench().watched();
      for (const [path, above] of [
        ["/cases/demo/corpus", ".timeline .posts-over"],
        ["/cases/demo/judgments/J2", ".in-time .taken"],
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
      await page.getByLabel("Posts of", { exact: true }).selectOption("coshare#f1");
      await page.waitForURL(/group=coshare/);
      await page.waitForSelector(".values .share.elsewhere");
      await page.getByLabel("A bar is").selectOption("day");
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
