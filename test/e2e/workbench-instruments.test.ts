/** Figures of instruments on the page of a finding in a real browser: right below its sentence, at the width they have, as tables too. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Site } from "../../src/desk/index.ts";
import type { Body } from "../../src/model/records.ts";
import { findingOf, sha256 } from "../support/held-bytes.ts";
import { sampleInstruments } from "../support/sample-instruments.ts";
import { describeWorkbench, eachScreen, faults } from "../support/workbench-page.ts";

/** A run over a file, with one figure of each kind, and events before and in its days. */
async function withInstruments(site: Site, root: string): Promise<void> {
  const { opened } = await site.add(`${root}/shift`, {
    name: "shift",
    open: { create: { by: "founder", organisation: "Keeper" } },
  });
  const { id: owner } = (await opened.log.entries())[0]!;
  const file = { id: opened.log.issueId("Artifact"), sha256: sha256(Buffer.from("posts")) };
  const by = { by: "founder", for: owner, marking: { tlp: "CLEAR" as const } };
  const run: Body<"Run"> = {
    detector: "co-share",
    version: "2.0",
    inputs: [{ artifact: file.id, sha256: file.sha256 }],
    parameters: { window: 60 },
    seed: 1,
    counts: { days: 47 },
    findings: [{ ...findingOf("Group A"), figures: sampleInstruments() }],
  };
  const events = [
    ["Lists close", "2034-04-06"],
    ["Debate", "2034-05-02T20:00Z"],
    ["Contract in the press", "2034-05-03"],
    ["Court ruling <b>", "2034-05-04T07Z"],
    ["A month", "2034-05"],
    ["Before", "2033-12-01"],
  ] as const;
  await opened.append([
    { id: file.id, type: "Artifact", ...by, body: { title: "Posts", sha256: file.sha256, held: false } },
    ...events.map(([title, start]) => ({
      id: opened.log.issueId("Event"),
      type: "Event" as const,
      ...by,
      body: { title, kind: "other", start },
    })),
    { id: opened.log.issueId("Run"), type: "Run", ...by, body: run },
  ]);
}

/** Where a word stands in the window. */
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const ADDRESS = "/cases/shift/findings/F1";

describeWorkbench(
  "figures of instruments in a real browser",
  (workbench) => {
    eachScreen(workbench, [["instruments", ADDRESS, ".instruments .figure svg text"]]);

    it("are drawn anew at the width of a small screen, with words of the same size, none on another", async () => {
      for (const width of [1440, 900, 390]) {
        const { page, noise, close } = await workbench().watched({
          viewport: { width, height: 844 },
          bypassCSP: true,
        });
        await page.goto(`${workbench().base}${ADDRESS}`);
        await page.waitForSelector(".instruments .figure svg text");
        const figures = page.locator(".instruments .figure .drawn > svg");
        // What the page learns of its width as it fills, it draws anew.
        await expect
          .poll(() =>
            figures.evaluateAll((drawings) =>
              drawings.every(
                (drawing) =>
                  Math.abs(
                    drawing.getBoundingClientRect().width /
                      Number(drawing.getAttribute("viewBox")!.split(" ")[2]) -
                      1,
                  ) < 0.005,
              ),
            ),
          )
          .toBe(true);
        const drawn = await figures.evaluateAll((drawings) =>
          drawings.map((drawing) => {
            const frame = drawing.getBoundingClientRect();
            const boxes = [...drawing.querySelectorAll("text")].map((text) => ({
              words: text.textContent,
              box: text.getBoundingClientRect(),
            }));
            const meets = (a: Box, b: Box) =>
              a.left + 1 < b.right && b.left + 1 < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom;
            return {
              scale: frame.width / Number(drawing.getAttribute("viewBox")!.split(" ")[2]),
              low: boxes.filter(({ box }) => box.height < 12).map(({ words }) => words),
              outside: boxes
                .filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1)
                .map(({ words }) => words),
              met: boxes.flatMap((a, i) =>
                boxes.slice(i + 1).flatMap((b) => (meets(a.box, b.box) ? [`${a.words} / ${b.words}`] : [])),
              ),
            };
          }),
        );
        expect(drawn).toHaveLength(5);
        for (const { scale, low, outside, met } of drawn) {
          expect(scale).toBeCloseTo(1, 2);
          expect({ low, outside, met }).toEqual({ low: [], outside: [], met: [] });
        }
        expect(await faults(page)).toEqual([]);
        expect(noise).toEqual([]);
        await close();
      }
    });

    it("stand before all else under the sentence, in their order, and tell their numbers", async () => {
      const { page, close } = await workbench().watched({ viewport: { width: 1440, height: 900 } });
      await page.goto(`${workbench().base}${ADDRESS}`);
      await page.waitForSelector(".instruments .figure svg text");
      const titles = await page.locator("article h2").allInnerTexts();
      expect(titles.slice(0, 5)).toEqual([
        "Posts of group A on the theme “harbour loan” and Poll lead of list A",
        "Which events the change fits",
        "Share of mentions that name list A",
        "Posts of group A by hour and day of the week",
        "Share of polls in which list A led, by first day of the polls and polls counted",
      ]);
      const first = (await page.locator(".instruments .figure .drawn > svg").first().boundingBox())!;
      expect(first.y + first.height).toBeLessThan(900);
      const label = await page
        .locator(".instruments .figure .drawn > svg")
        .first()
        .getAttribute("aria-label");
      expect(label).toContain("change on 3 May 2034, interval 2 May 2034 to 4 May 2034");
      expect(await page.locator(".instruments .picked td").first().innerText()).toBe("Contract in the press");
      expect(await page.locator(".instruments .events li").count()).toBe(5);
      // A press on a head puts the rows in its order, numbers from the largest; another one turns it round.
      const table = page.locator(".instruments .figure", { hasText: "Which events the change fits" }).first();
      const order = () => table.locator("tbody tr td:first-child").allInnerTexts();
      const asNear = table.getByRole("button", { name: "Dates as near" });
      await asNear.click();
      expect((await order()).slice(0, 2)).toEqual(["Any of the three", "Set 2 released"]);
      expect(await table.locator("th[aria-sort=descending]").innerText()).toContain("Dates as near");
      await asNear.click();
      expect((await order()).at(-1)).toBe("Any of the three");
      await table.getByRole("button", { name: "p, Holm" }).click();
      expect((await order())[0]).toBe("Set 2 released");
      expect((await order()).at(-1)).toBe("Any of the three");
      expect(await page.locator(".instruments svg text").allTextContents()).toContain("Lists close");
      await close();
    });

    it("go into files with their caption, their looks and their provenance", async () => {
      const { page, close } = await workbench().watched();
      await page.goto(`${workbench().base}${ADDRESS}`);
      const [svg] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: /lanes-1 as SVG/ }).click(),
      ]);
      const text = readFileSync(await svg.path(), "utf8");
      for (const part of ['id="hatch"', "paint-order", "harbour loan", "seed 1", "Input: SHA-256"])
        expect(text).toContain(part);
      expect(text).not.toContain("class=");
      await close();
    });
  },
  withInstruments,
);
