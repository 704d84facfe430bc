import { describe, expect, it } from "vitest";
import { findingOf, runOnTables } from "../../../../test/support/instrument-run.ts";
import type { ExampleTable } from "../../detector.ts";
import { checkResult } from "../../result.ts";
import { disclosure } from "./index.ts";

/** So many units of each target, so many of them released. */
function setOf(
  ...sides: readonly (readonly [target: string, released: number, collected: number])[]
): ExampleTable {
  const rows = sides.flatMap(([target, released, collected]) =>
    Array.from(
      { length: collected },
      (_, i) => `${target} ${i},${target},10,yes,${i < released ? "yes" : "no"}`,
    ),
  );
  return { key: "held", as: "set", csv: `set,target,items,collected,released\n${rows.join("\n")}\n` };
}

const compare = (tables: readonly ExampleTable[], more: Readonly<Record<string, string | number>> = {}) =>
  runOnTables(disclosure, tables, { set: "held", first: "east", second: "west", ...more });

const numberOf = (finding: ReturnType<typeof findingOf>, name: string): unknown =>
  finding.statistics.find((one) => one.name === name)?.value;

const FEWEST = "fewest collected of the other for it to hold";

describe("the number that overturns it", () => {
  it.each([
    [0, 4, 4, "0.04; with one fewer 0.071"],
    [1, 7, 7, "0.045; with one fewer 0.067"],
  ])("of 4 of 5 against %i of %i", async (released, collected, fewest, chances) => {
    const finding = findingOf(await compare([setOf(["east", 4, 5], ["west", released, collected])]));
    expect(finding.status).toBe("finding");
    expect(numberOf(finding, FEWEST)).toBe(fewest);
    expect(finding.sentence).toContain(`only if at least ${fewest} units of west`);
    expect(finding.sentence).toContain(chances);
  });

  it("counts releases of the other side, and says what it would be without them", async () => {
    const finding = findingOf(await compare([setOf(["east", 4, 5], ["west", 1, 5])]));
    expect(finding.status).toBe("note");
    expect(finding.sentence).toContain("so it is not shown");
    expect(finding.sentence).toContain("If what was released of west did not count, it would take 4.");
    expect(numberOf(finding, "the same if its releases did not count")).toBe(4);
  });

  it("is given, too, where nothing of the other side is known to have been collected", async () => {
    const result = await compare([setOf(["east", 4, 5], ["north", 0, 1])], { second: "" });
    const alone = await runOnTables(disclosure, [setOf(["east", 4, 5])], { set: "held", first: "east" });
    expect(findingOf(result).status).toBe("note");
    expect(findingOf(alone).status).toBe("not answerable");
    expect(findingOf(alone).sentence).toMatch(
      /^Cannot be answered, because the set lists nothing that was collected from/,
    );
    expect(findingOf(alone).sentence).toContain("only if at least 4 units of any other target");
  });
});

describe("grades of who says that it was collected", () => {
  const grades = (lines: readonly string[]): ExampleTable => ({
    key: "grades.csv",
    as: "table",
    csv: `unit,target,grade\n${lines.join("\n")}\n`,
  });

  it("take kept units out of a second reading", async () => {
    const table = grades(["west 0,west,B2", "west 1,west,B2", "west 2,west,D2", "east 4,east,A1"]);
    const held = setOf(["east", 4, 5], ["west", 0, 4]);
    const finding = findingOf(await compare([held, table], { grades: "grades.csv" }));
    expect(finding.sentence).toContain(
      "for 3 on a claim graded C3 or better, 1 on a lower one, 1 on none that is named",
    );
    expect(finding.sentence).toContain("on the first alone the chance is 0.143, and it does not hold");
    const figure = finding.figures.find(({ kind }) => kind === "table");
    expect(figure?.kind === "table" && figure.rows.map(({ cells }) => cells.slice(1))).toEqual([
      [5, 4, 1],
      [4, 0, 4],
      [5, 4, 1],
      [2, 0, 2],
    ]);
  });

  it.each([
    [{ "least-grade": "good" }, /letter and a digit/],
    [{ first: "south" }, /no target “south”/],
    [{ second: "EAST" }, /compared with itself/],
  ])("and parameters that do not fit are refused", async (wrong, message) => {
    const tables = [setOf(["east", 4, 5], ["west", 0, 4]), grades(["a,b,B2"])];
    await expect(compare(tables, { grades: "grades.csv", ...wrong })).rejects.toThrow(message);
  });
});

describe("what cannot be answered", () => {
  it.each([
    [
      [
        ["east", 0, 5],
        ["west", 0, 4],
      ],
      "nothing was released of either side",
    ],
    [
      [
        ["east", 2, 2],
        ["west", 4, 4],
      ],
      "everything that was collected was released",
    ],
  ] as const)("is said, without a number", async (sides, because) => {
    const result = await compare([setOf(...sides)]);
    const finding = findingOf(result);
    expect(finding.status).toBe("not answerable");
    expect(finding.sentence).toContain(`Cannot be answered, because ${because}`);
    expect(finding.significance).toEqual([]);
    expect(() => checkResult(result.findings, result.output)).not.toThrow();
  });

  it("a direction that nobody declared", async () => {
    const result = await runOnTables(disclosure, [setOf(["east", 4, 5], ["west", 0, 4])], { set: "held" });
    expect(result.findings.map(({ status }) => status)).toEqual(["not answerable"]);
  });

  it("a set that nobody named is refused", async () => {
    await expect(runOnTables(disclosure, [], {})).rejects.toThrow(/Nothing was named for set/);
  });
});

it("never prints infinity, and the surface marks what the set lists", async () => {
  const result = await compare([setOf(["east", 5, 5], ["west", 0, 4])]);
  expect(JSON.stringify(result)).not.toMatch(/Infinity|NaN/);
  const surface = findingOf(result).figures.find(({ kind }) => kind === "surface");
  if (surface?.kind !== "surface") throw new Error("no surface");
  expect(surface.columns.values[surface.declared.column]).toBe("4");
  expect(surface.rows.values[surface.declared.row]).toBe("0");
});
