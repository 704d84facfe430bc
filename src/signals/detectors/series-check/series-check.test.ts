import { describe, expect, it } from "vitest";
import { findingOf, runOnTables } from "../../../../test/support/instrument-run.ts";
import type { ExampleTable } from "../../detector.ts";
import { checkResult } from "../../result.ts";
import { seriesCheck } from "./index.ts";

/** [last day of May 2031, house, lead, kind of people asked]; the 5th is a Monday. */
type Poll = readonly [day: number, house: string, lead: number, population?: string];

function polls(rows: readonly Poll[], key = "polls"): ExampleTable {
  const two = (n: number): string => String(n).padStart(2, "0");
  const lines = rows.map(
    ([day, house, lead, population = "all"]) =>
      `2031-05-${two(Math.max(1, day - 2))},2031-05-${two(day)},${house},${population},${lead}`,
  );
  return {
    key,
    as: "series",
    csv: `startdate,date,pollster,population,lead\n${lines.join("\n")}\n`,
    parameters: { value: "lead", date: "date", title: `Lead, ${key}` },
  };
}

const check = (rows: readonly Poll[], asked: Readonly<Record<string, string | number>> = {}) =>
  runOnTables(seriesCheck, [polls(rows)], { series: "polls", ...asked });

/** Three houses; the first polls every day and has it ahead. */
const MIXED: readonly Poll[] = [
  ...Array.from({ length: 8 }, (_, i): Poll => [6 + i, "Aster", 2, i < 2 ? "likely" : "all"]),
  [8, "Birch", -3, "likely"],
  [20, "Cedar", -1, "likely"],
];

describe("led in most", () => {
  it("hangs on the reading where one house carries the count, and says so", async () => {
    const result = await check(MIXED, { readings: "likely: population=likely" });
    const finding = findingOf(result);
    expect(finding.status).toBe("candidate");
    expect(finding.sentence).toContain("8 of 10 values (80 %), 1 of 3 pollsters by their means");
    expect(finding.sentence).toContain(
      "It hangs on the reading: of 6 cells of 2 readings in 3 units, it holds in 2",
    );
    expect(finding.sentence).toContain("7 of 10 values share a day with an earlier one of the same pollster");
    const surface = finding.figures.find(({ kind }) => kind === "surface");
    if (surface?.kind !== "surface") throw new Error("no surface");
    expect(surface.cells.map(({ holds }) => holds)).toEqual([
      "holds",
      "fails",
      "holds",
      "fails",
      "fails",
      "fails",
    ]);
    expect(() => checkResult(result.findings, result.output)).not.toThrow();
  });

  it("takes another series of the same measure as readings of its own", async () => {
    const other = polls(
      [
        [6, "Elm", 4],
        [9, "Fir", 5],
      ],
      "others",
    );
    const result = await runOnTables(seriesCheck, [polls(MIXED), other], {
      series: "polls",
      beside: "others",
      readings: "late: date>=2031-05-08",
    });
    expect(result.counts["readings"]).toBe(4);
    expect(JSON.stringify(findingOf(result).figures)).toContain("Lead, others: late");
    expect(result.output.artifacts).toHaveLength(2);
  });
});

describe("crossed", () => {
  it("was never, with intervals, where single days did", async () => {
    const rows = Array.from({ length: 24 }, (_, i): Poll => {
      const lead = i === 5 ? -1 : 4 + (i % 4) - 1.5;
      return [5 + i, ["Aster", "Birch", "Cedar", "Dogwood"][i % 4]!, lead];
    });
    const result = await check(rows, { claim: "crossed", span: 2 });
    expect(findingOf(result).sentence).toContain("2 times from day to day: 2031-05-10 and 2031-05-11");
    expect(findingOf(result, "f2").sentence).toContain("It never clearly crossed");
    expect(findingOf(result, "f2").figures[0]?.kind).toBe("lanes");
  });
});

describe("since a day", () => {
  const rows: readonly Poll[] = [
    [6, "Aster", 8],
    [7, "Birch", 6],
    [8, "Cedar", 9],
    [20, "Aster", 5],
    [21, "Birch", 4.5],
    [22, "Cedar", 5],
  ];

  it("compares each source with itself", async () => {
    const result = await check(rows, { claim: "fell", since: "2031-05-08", days: 7 });
    expect(findingOf(result).sentence).toContain("3 of 3 pollsters, each with itself");
    expect(findingOf(result, "f2").statistics[0]?.value).toBeCloseTo(-(3 + 1.5 + 4) / 3, 9);
  });

  it("says how often the last of units alike is the highest", async () => {
    const result = await check(rows, { claim: "lowest", since: "2031-05-06", unit: "weeks" });
    expect(findingOf(result, "f2").sentence).toContain(
      "Of 2 units that are alike, the last is the lowest with a chance of 0.5",
    );
  });
});

describe("what cannot be answered", () => {
  it.each([
    [
      [
        [6, "Aster", 2],
        [7, "Birch", 2],
      ],
      {},
      "all values are the same",
    ],
    [[[6, "Aster", 2]], { claim: "crossed" }, "there is one unit alone"],
    [MIXED, { unit: "sources", source: "house" }, "no column of that name that says who published"],
    [MIXED, { claim: "n-of-m", n: 9, m: 12 }, "fewer units than the claim names"],
    [MIXED, { claim: "fell", since: "2031-05-15", days: 14 }, "reach back beyond the date"],
    [MIXED, { "never-mix": "population" }, "mixes values of population"],
  ] as const)("is said: %#", async (rows, asked, because) => {
    const result = await check(rows as readonly Poll[], asked);
    expect(result.findings.map(({ status }) => status)).toEqual(["not answerable"]);
    expect(findingOf(result).sentence).toMatch(/^Cannot be answered, because /);
    expect(findingOf(result).sentence).toContain(because);
    expect(() => checkResult(result.findings, result.output)).not.toThrow();
  });

  it("a reading that mixes is not checked, and the others are", async () => {
    const rows: readonly Poll[] = MIXED.map(([day, house, lead]) => [day, house, lead, "all"]);
    const other = polls(
      [
        [6, "Elm", 4, "north"],
        [9, "Fir", 5, "south"],
      ],
      "others",
    );
    const result = await runOnTables(seriesCheck, [polls(rows), other], {
      series: "polls",
      beside: "others",
      "never-mix": "population",
    });
    expect(result.counts).toMatchObject({ cannotBeTold: 3, cells: 6 });
    expect(findingOf(result, "f3").sentence).toContain("1 reading mixes what is not one series");
  });
});

describe("what is refused", () => {
  it.each([
    [{ readings: "nonsense" }, /A reading is made of/],
    [{ readings: "a: colour=red" }, /no column “colour”/],
    [{ readings: "a: date>=May" }, /A day is written/],
    [{ claim: "fell" }, /takes the day since which/],
    [{ claim: "n-of-m", n: 3, m: 2 }, /n of m takes/],
    [{ claim: "highest", since: "2031-05-06", unit: "sources" }, /not counted in sources/],
  ] as const)("%j", async (asked, message) => {
    await expect(check(MIXED, asked)).rejects.toThrow(message);
  });
});
