import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CaseBuilder } from "../../test/support/case-builder.ts";
import type { CellValue } from "../views/matrix.ts";
import { CaseFold } from "./fold.ts";
import { matrixView } from "./matrix.ts";
import { distance, projectOnSimplex } from "./probabilities.ts";
import {
  diagnosticity,
  leaveOneOut,
  medianCell,
  posterior,
  scoreOf,
  SCORES,
  sharedOrigins,
} from "./scores.ts";
import type { ScoredItem } from "./scores.ts";

const RED = { ceiling: "RED", groups: [] } as const;

/** The golden vector of the tradecraft page: cells of H1 to H4, credibility, relevance. */
const GOLDEN = [
  ["C I II I", "1", "high"],
  ["C C C C", "2", "medium"],
  ["II II II II", "5", "low"],
  ["C I C I", "3", "high"],
  ["I C N NA", "3", "medium"],
] as const;

interface Options {
  readonly exclusive?: boolean;
  readonly lineage?: (i: number, earlier: readonly string[]) => "original" | readonly string[];
}

async function goldenCase(options: Options = {}) {
  const builder = await CaseBuilder.make();
  const exclusive = options.exclusive ?? false;
  const question = await builder.add("Question", {
    text: "Which of the four?",
    exclusive,
    exhaustive: exclusive,
    hypotheses: ["h1", "h2", "h3", "h4"].map((id) => ({ id, text: `It is ${id}.` })),
  });
  const items: string[] = [];
  for (const [i, [cells, credibility, relevance]] of GOLDEN.entries()) {
    const item = await builder.add("Claim", {
      key: `E${i + 1}`,
      speaker: builder.org,
      polarity: "asserts",
      proposition: `Item ${i + 1}.`,
      derivedFrom: options.lineage?.(i, items) ?? "original",
    });
    items.push(item.id);
    await builder.add("Appraisal", { aspect: "credibility", of: item.id, value: credibility });
    await builder.add("Appraisal", {
      aspect: "relevance",
      of: item.id,
      against: question.id,
      value: relevance,
    });
    await fill(builder, item.id, question.id, cells);
  }
  const view = async () => {
    const fold = new CaseFold(await builder.entries(), RED);
    return matrixView(fold, fold.find("Question", question.id)!);
  };
  return { builder, question, items, view };
}

async function fill(builder: CaseBuilder, item: string, question: string, cells: string, by?: string) {
  for (const [row, value] of cells.split(" ").entries())
    await builder.add(
      "Appraisal",
      { aspect: "consistency", of: item, against: `${question}#h${row + 1}`, value: value as CellValue },
      by === undefined ? {} : { for: by },
    );
}

const rounded = (value: number | "not applicable") =>
  typeof value === "number" ? Number(value.toFixed(4)) : value;
const part = (ref: string) => ref.split("#")[1];

describe("the golden vector", () => {
  it("gives the named scores, the diagnosticity and the linchpin", async () => {
    const { view, items } = await goldenCase();
    const matrix = await view();
    const [table, joint] = matrix.tables;
    expect(joint).toBeUndefined();
    expect(table?.items).toEqual(items);
    const scores = Object.fromEntries(
      table!.scores.map(({ name, values, leaders }) => [
        name,
        [values.map(({ value }) => rounded(value)), leaders.map(part)],
      ]),
    );
    expect(scores).toEqual({
      "count of I and II": [
        [2, 3, 2, 3],
        ["h1", "h3"],
      ],
      "inconsistency score": [[3, 4, 4, 4], ["h1"]],
      "PARC weighted": [[2, 4.4142, 5, 4.4142], ["h1"]],
    });
    expect(table?.diagnosticity.map(({ value }) => rounded(value))).toEqual([1.0897, 0, 0, 1, 0.8165]);
    const parc = table!.changes.filter(({ score }) => score === "PARC weighted");
    expect(
      parc.map(({ dropped, without, before, after, change }) => [
        dropped,
        without.name,
        before.map(part),
        after.map(part),
        change,
      ]),
    ).toEqual([
      ["item", "E1", ["h1"], ["h3"], "moves"],
      ["origin", "E1", ["h1"], ["h3"], "moves"],
    ]);
    expect(table?.bayes).toBe("not applicable");
    expect(matrix.probabilities).toBe("not applicable");
  });

  it("gives a Bayes view of exclusive and exhaustive questions only, NA items left out and counted", async () => {
    const { view, items } = await goldenCase({ exclusive: true });
    const bayes = (await view()).tables[0]!.bayes;
    if (bayes === "not applicable") throw new Error("no view");
    expect(bayes.leftOutForNA).toEqual([items[4]]);
    expect(bayes.entries).toHaveLength(4);
    // By hand: E1 x E4 is .8 x .8 against .2 x .2, .05 x .8, .2 x .2; E2 and E3 are the same for all.
    const total = 0.64 + 0.04 + 0.04 + 0.04;
    const expected = [0.64, 0.04, 0.04, 0.04].map((value) => rounded(value / total));
    expect(bayes.values.map(({ value }) => rounded(value))).toEqual(expected);
  });

  it("makes one entry of items that share an origin, with the median cell", async () => {
    const { view, items } = await goldenCase({
      exclusive: true,
      lineage: (i, earlier) => (i === 3 ? [earlier[0]!] : "original"),
    });
    const bayes = (await view()).tables[0]!.bayes;
    if (bayes === "not applicable") throw new Error("no view");
    const shared = bayes.entries.find((entry) => entry.items.length > 1);
    // E1 C I II I and E4 C I C I: between II and C lies 2.5, which is taken as N.
    expect(shared).toEqual({ items: [items[0], items[3]], cells: ["C", "I", "N", "I"] });
  });

  it("leaves out an origin with every item that rests on it", async () => {
    const { view, items } = await goldenCase({
      lineage: (i, earlier) => (i === 3 || i === 4 ? [earlier[0]!] : "original"),
    });
    const dropped = (await view()).tables[0]!.changes.filter(
      ({ dropped: kind, without }) => kind === "origin" && without.name === "E1",
    );
    expect(dropped.length).toBeGreaterThan(0);
    for (const change of dropped) expect(change.items).toEqual([items[0], items[3], items[4]]);
  });
});

describe("several who fill the matrix", () => {
  it("shows disagreement per cell, gives each a table, and a joint one only of what all agree on", async () => {
    const { builder, question, items, view } = await goldenCase();
    const other = await builder.add("Party", { kind: "organisation", name: "Second Desk", initials: "SD" });
    await builder.add(
      "Appraisal",
      { aspect: "consistency", of: items[0]!, against: `${question.id}#h3`, value: "CC" },
      { for: other.id },
    );
    const matrix = await view();
    const cell = matrix.cells.find(
      ({ item, hypothesis }) => item === items[0] && hypothesis === `${question.id}#h3`,
    );
    expect(cell).toMatchObject({ disagreement: true, entries: [{ value: "II" }, { value: "CC" }] });
    expect(matrix.cells.filter(({ disagreement }) => disagreement)).toHaveLength(1);
    const [first, second, joint] = matrix.tables;
    expect(first?.items).toEqual(items);
    // One cell of one item: nothing of hers can be compared over hypotheses.
    expect(second).toMatchObject({ items: [], contested: [] });
    expect(second?.incomplete).toEqual(items);
    expect(second?.scores.every(({ leaders }) => leaders.length === 0)).toBe(true);
    expect(joint).toMatchObject({ of: "joint", items: items.slice(1), contested: [items[0]] });
  });

  it("weighs by an organisation's own grade, else by the latest; without basis a factor is 1, and says so", async () => {
    const { builder, question, items, view } = await goldenCase();
    const other = await builder.add("Party", { kind: "organisation", name: "Second Desk", initials: "SD" });
    await builder.add("Appraisal", { aspect: "credibility", of: items[0]!, value: "6" }, { for: other.id });
    for (const [i, [cells]] of GOLDEN.entries()) await fill(builder, items[i]!, question.id, cells, other.id);
    const [first, second] = (await view()).tables;
    expect(first?.weights[0]).toMatchObject({ credibility: "high", relevance: "high" });
    expect(first?.weights[0]?.weight).toBeCloseTo(2, 12);
    expect(second?.weights[0]).toMatchObject({ credibility: "no basis", relevance: "high" });
    expect(second?.weights[0]?.weight).toBeCloseTo(Math.SQRT2, 12);
    expect(second?.weights[1]).toEqual(first?.weights[1]);
  });

  it("takes the latest entry of a person, and none that was withdrawn", async () => {
    const { builder, question, items, view } = await goldenCase();
    const against = `${question.id}#h1`;
    const changed = await builder.add("Appraisal", {
      aspect: "consistency",
      of: items[0]!,
      against,
      value: "II",
    });
    const cellOf = async () =>
      (await view()).cells.find((c) => c.item === items[0] && c.hypothesis === against);
    expect((await cellOf())?.entries.map(({ value }) => value)).toEqual(["II"]);
    await builder.add("Claim", {
      speaker: builder.org,
      polarity: "retracts",
      proposition: "An error.",
      about: [changed.id],
    });
    expect((await cellOf())?.entries.map(({ value }) => value)).toEqual(["C"]);
  });
});

describe("the arithmetic", () => {
  const cell = fc.constantFrom<CellValue>("CC", "C", "N", "I", "II", "NA");
  const item = (hypotheses: number) =>
    fc.record({
      cells: fc.array(cell, { minLength: hypotheses, maxLength: hypotheses }),
      exponent: fc.integer({ min: -2, max: 2 }),
      origins: fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"), { maxLength: 2 }),
    });
  const matrix = fc
    .integer({ min: 1, max: 4 })
    .chain((hypotheses) =>
      fc.record({ hypotheses: fc.constant(hypotheses), items: fc.array(item(hypotheses), { maxLength: 7 }) }),
    );

  /** The scores by their definition, in floating point. */
  const byDefinition = (items: readonly ScoredItem[], hypotheses: number) =>
    SCORES.map((name) =>
      Array.from({ length: hypotheses }, (_, row) =>
        items.reduce((sum, { cells, exponent }) => {
          const s = cells[row] === "II" ? 2 : cells[row] === "I" ? 1 : 0;
          if (name === "count of I and II") return sum + Number(s > 0);
          return sum + s * (name === "PARC weighted" ? Math.SQRT2 ** exponent : 1);
        }, 0),
      ),
    );

  it("is that of the definition, and leaders do not depend on the order of items", () => {
    fc.assert(
      fc.property(matrix, ({ items, hypotheses }) => {
        const expected = byDefinition(items, hypotheses);
        SCORES.forEach((name, i) => {
          const { values, leaders } = scoreOf(name, items, hypotheses);
          values.forEach((value, row) => expect(value).toBeCloseTo(expected[i]![row]!, 9));
          expect(leaders).toEqual(scoreOf(name, items.toReversed(), hypotheses).leaders);
          if (items.length > 0)
            expect(leaders).toEqual(
              values.flatMap((value, row) => (value < Math.min(...values) + 1e-9 ? [row] : [])),
            );
        });
      }),
      { numRuns: 200 },
    );
  });

  it("finds exactly the drops that change the leaders", () => {
    fc.assert(
      fc.property(matrix, ({ items, hypotheses }) => {
        const found = leaveOneOut(items, hypotheses);
        for (const name of SCORES) {
          const before = scoreOf(name, items, hypotheses).leaders.join();
          items.forEach((_, i) => {
            const without = items.filter((__, other) => other !== i);
            const isChanged = scoreOf(name, without, hypotheses).leaders.join() !== before;
            expect(found.some((c) => c.score === name && c.dropped === "item" && c.without === i)).toBe(
              isChanged,
            );
          });
          for (const origin of ["a", "b", "c", "d"]) {
            const without = items.filter(({ origins }) => !new Set<string>(origins).has(origin));
            const isChanged = scoreOf(name, without, hypotheses).leaders.join() !== before;
            expect(found.some((c) => c.score === name && c.without === origin)).toBe(isChanged);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    [["C", "II"], "N"],
    [["CC", "C"], "C"],
    [["I", "II"], "I"],
    [["C", "I"], "N"],
    [["CC", "I"], "N"],
    [["II", "II", "CC"], "II"],
    [["N"], "N"],
  ] as const)("median of %j is %s", (cells, expected) => {
    expect(medianCell(cells)).toBe(expected);
  });

  it("has no diagnosticity below two ratings, and none in items equally against all", () => {
    expect(diagnosticity(["C", "NA", "NA"])).toBe("not applicable");
    expect(diagnosticity(["II", "II", "II"])).toBe(0);
  });

  it("joins items that share an origin through another", () => {
    const items = [["a"], ["b"], ["a", "c"], ["c"], ["d"]].map((origins) => ({ origins }));
    expect(sharedOrigins(items)).toEqual([[0, 2, 3], [1], [4]]);
  });

  it("gives flat values where nothing is known", () => {
    expect(posterior([], 4)).toEqual([0.25, 0.25, 0.25, 0.25]);
  });
});

describe("probabilities", () => {
  it("projects on the simplex", () => {
    const coherent = projectOnSimplex([0.7, 0.4, 0.2, 0.1]);
    coherent.forEach((value, i) => expect(value).toBeCloseTo([0.6, 0.3, 0.1, 0][i]!, 12));
    expect(distance([0.7, 0.4, 0.2, 0.1], coherent)).toBeCloseTo(0.2, 12);
  });

  it("gives the nearest coherent set: no other of many is nearer", () => {
    const numbers = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(numbers, (values) => {
        const best = projectOnSimplex(values);
        expect(best.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
        expect(Math.min(...best)).toBeGreaterThanOrEqual(0);
        for (let a = 0; a <= 10; a++)
          for (let b = 0; a + b <= 10; b++) {
            const other = [a / 10, b / 10, (10 - a - b) / 10];
            expect(distance(values, best)).toBeLessThanOrEqual(distance(values, other) + 1e-9);
          }
      }),
      { numRuns: 200 },
    );
  });

  it("are shown per organisation with their incoherence; the aggregate stands beside the positions", async () => {
    const { builder, question, view } = await goldenCase({ exclusive: true });
    const judgment = await builder.add("Judgment", { states: { hypothesis: `${question.id}#h1` } });
    const position = await builder.add("Position", {
      judgment: judgment.id,
      organisation: builder.org,
      stance: "own",
      holds: "joins",
      likelihood: { scale: "icd203/1", term: "likely" },
      confidence: "low",
    });
    const other = await builder.add("Party", { kind: "organisation", name: "Second Desk", initials: "SD" });
    await builder.add("Appraisal", {
      aspect: "probabilities",
      of: question.id,
      value: { h1: 0.7, h2: 0.4, h3: 0.2, h4: 0.1 },
    });
    const shown = async () => {
      const { probabilities } = await view();
      if (probabilities === "not applicable") throw new Error("no probabilities");
      return probabilities;
    };
    expect((await shown()).aggregate).toBe("not applicable");
    await builder.add(
      "Appraisal",
      { aspect: "probabilities", of: question.id, value: { h1: 0.2, h2: 0.3, h3: 0.5, h4: 0 } },
      { for: other.id },
    );
    const { sets, aggregate, positions } = await shown();
    expect(sets.map(({ incoherence }) => Number(Number(incoherence).toFixed(9)))).toEqual([0.4, 0]);
    if (aggregate === "not applicable") throw new Error("no aggregate");
    aggregate.forEach((value, i) => expect(value).toBeCloseTo([0.4, 0.3, 0.3, 0][i]!, 9));
    expect(positions[0]?.positions.map(({ ref }) => ref)).toEqual([position.id]);
    // A set with a gap is shown as it is and not completed.
    await builder.add(
      "Appraisal",
      { aspect: "probabilities", of: question.id, value: { h1: 0.2, h2: 0.3 } },
      { for: other.id },
    );
    const gap = (await shown()).sets[1];
    expect(gap).toMatchObject({ elicited: [0.2, 0.3, "not stated", "not stated"], coherent: "not defined" });
  });
});
