/** "She led in most polls", over two collections of the polls of 2016: golden figures, and the same counted by the database. */
import { beforeAll, expect, it } from "vitest";
import {
  checkClaim,
  clearCrossings,
  overlaps,
  rowsWhere,
  surfaceOf,
  type Reading,
} from "../src/kernel/index.ts";
import { national538, nationalHuffPost } from "./support/polls.ts";
import { describeWithData } from "./support/shared-data.ts";

const PEOPLE = "population IN ('Likely Voters', 'Registered Voters', 'Adults')";
const UNITS = ["rows", "sources", "weeks"] as const;

/** Led of polls, ties; of pollsters; of weeks. */
const GOLDEN = [
  ["538 national", [903, 1106, 16], [51, 54], [49, 51]],
  ["538 national from 1 June", [646, 832], [47, 49], [23, 24]],
  ["HuffPost with party sub-samples", [914, 1522], [49, 53], [54, 68]],
  ["HuffPost voters and adults", [497, 565, 24], [52, 53], [60, 68]],
  ["HuffPost voters and adults, non-partisan", [466, 528], [42, 43], [60, 66]],
] as const;

describeWithData(
  "the polls of 2016",
  ["polls_2016/polls_538_dslabs.parquet", "polls_2016/polls_huffpost_economist.parquet"],
  (path538, pathHuffPost) => {
    let readings: Reading[];
    beforeAll(async () => {
      const all = await national538(path538);
      const lists = [
        all,
        rowsWhere(all, (i) => all.end[i]! >= Date.UTC(2016, 5, 1)),
        await nationalHuffPost(pathHuffPost),
        await nationalHuffPost(pathHuffPost, PEOPLE),
        await nationalHuffPost(pathHuffPost, `${PEOPLE} AND partisan = 'Nonpartisan'`),
      ];
      readings = lists.map((rows, i) => ({ name: GOLDEN[i]![0], rows }));
    });

    it("led in most is true under all readings", () => {
      const surface = surfaceOf(readings, UNITS, { kind: "most" });
      expect([surface.yes, surface.no, surface.unanswered]).toEqual([15, 0, 0]);
      for (const { reading, unit, check } of surface.cells) {
        const [yes, units, tied] = GOLDEN[reading]!.slice(1)[unit] as readonly number[];
        expect(check, `${GOLDEN[reading]![0]} in ${UNITS[unit]}`).toMatchObject({ yes, units });
        if (tied !== undefined) expect(check).toMatchObject({ tied });
      }
      // The trap is the reading that comes nearest to failing: 153 of 1,522 polls would have to be otherwise.
      expect(surface.nearest).toMatchObject({ reading: 2, unit: 0, check: { turn: 153 } });
    });

    it("never clearly crossed, though single weeks and days did", () => {
      for (const i of [0, 1, 3, 4])
        for (const days of [7, 14, 28]) {
          const crossings = clearCrossings(readings[i]!.rows, days, 0.05)!;
          expect(crossings.crossings).toEqual([]);
          expect(crossings.below).toBe(0);
          expect(crossings.above).toBeGreaterThan(0);
        }
      expect(checkClaim(readings[0]!.rows, { kind: "crossed" }, "weeks")).toMatchObject({
        yes: 3,
        units: 51,
      });
    });

    it("two thirds of the polls of one collection overlap with another of their house", () => {
      expect(overlaps(readings[0]!.rows)).toEqual({ rows: 736, sources: 17, dated: 1106 });
    });
  },
);
