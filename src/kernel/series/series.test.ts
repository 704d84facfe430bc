import { describe, expect, it } from "vitest";
import { drawRace, momentOf, type Race } from "../../../test/support/series-null.ts";
import { Random } from "../random.ts";
import { clearCrossings, leadOfSources, meanChange } from "./chances.ts";
import { changesBySource, checkClaim, spansOf, type Check } from "./claims.ts";
import { overlaps } from "./overlap.ts";
import { DAY, rowsWhere, type SeriesRows, type SeriesUnit } from "./rows.ts";
import { surfaceOf } from "./surface.ts";

/** [source, day of January 2031 on which it ends, value, days it lasted]; the 6th is a Monday. */
type Row = readonly [source: number, day: number, value: number, days?: number];

function rowsOf(...rows: readonly Row[]): SeriesRows {
  const moment = (day: number): number => Date.UTC(2031, 0, day);
  return {
    length: rows.length,
    source: Int32Array.from(rows, ([source]) => source),
    end: Float64Array.from(rows, ([, day]) => moment(day)),
    start: Float64Array.from(rows, ([, day, , days = 1]) => moment(day - days + 1)),
    value: Float64Array.from(rows, ([, , value]) => value),
    sources: 1 + Math.max(...rows.map(([source]) => source)),
  };
}

const answer = (check: Check): Extract<Check, { answered: true }> => {
  if (!check.answered) throw new Error(check.because);
  return check;
};

const UNITS = ["rows", "sources", "weeks"] as const;

describe("led in most", () => {
  // Source 0 polls often and has it ahead; 1 and 2 once each, behind and level.
  const rows = rowsOf([0, 6, 3], [0, 7, 2], [0, 8, 1], [1, 14, -9], [2, 15, 0]);

  it("is counted in rows, in sources by their means, in weeks from Monday on", () => {
    expect(answer(checkClaim(rows, { kind: "most" }, "rows"))).toMatchObject({
      holds: true,
      yes: 3,
      tied: 1,
      units: 5,
      turn: 1,
    });
    expect(answer(checkClaim(rows, { kind: "most" }, "sources"))).toMatchObject({
      holds: false,
      yes: 1,
      tied: 1,
      units: 3,
      turn: 1,
    });
    expect(answer(checkClaim(rows, { kind: "most" }, "weeks"))).toMatchObject({
      holds: false,
      yes: 1,
      units: 2,
      turn: 1,
    });
  });

  it("says how many units would have to speak otherwise", () => {
    for (let units = 1; units <= 7; units++)
      for (let yes = 0; yes <= units; yes++) {
        const holdsWith = (n: number): boolean =>
          answer(
            checkClaim(
              rowsOf(...Array.from({ length: units }, (_, i): Row => [i, 6, i < n ? 1 : -1])),
              { kind: "most" },
              "rows",
            ),
          ).holds;
        const signs = Array.from({ length: units }, (_, i): Row => [i, 6, i < yes ? 1 : -1]);
        const { holds, turn } = answer(checkClaim(rowsOf(...signs), { kind: "most" }, "rows"));
        const towards = holds ? -1 : 1;
        expect(holdsWith(yes + towards * turn!)).toBe(!holds);
        expect(holdsWith(yes + towards * (turn! - 1))).toBe(holds);
      }
  });

  it("takes half for no majority, and a rest of decimals for a tie", () => {
    expect(answer(checkClaim(rowsOf([0, 6, 1], [1, 6, -1]), { kind: "most" }, "rows")).holds).toBe(false);
    expect(answer(checkClaim(rowsOf([0, 6, 0.1 + 0.2 - 0.3]), { kind: "most" }, "rows")).tied).toBe(1);
  });

  it("leaves rows without a value out", () => {
    const some = rowsOf([0, 6, 1], [1, 7, Number.NaN], [2, 8, 1]);
    for (const unit of ["rows", "sources"] as const)
      expect(answer(checkClaim(some, { kind: "most" }, unit)).units).toBe(2);
  });
});

describe("n of m", () => {
  const rows = rowsOf([0, 6, -1], [0, 7, 1], [1, 9, 1], [1, 13, 0], [2, 20, 1]);

  it("counts the last units in order of time", () => {
    const of = (n: number, m: number, unit: SeriesUnit = "rows") =>
      checkClaim(rows, { kind: "n-of-m", n, m }, unit);
    expect(answer(of(3, 4))).toMatchObject({ holds: true, yes: 3, tied: 1, units: 4, turn: 1 });
    expect(answer(of(4, 5))).toMatchObject({ holds: false, yes: 3, turn: 1 });
    expect(answer(of(2, 3, "weeks")).holds).toBe(true);
    expect(of(1, 2, "sources")).toMatchObject({ because: "sources have no order of time" });
    expect(of(1, 9)).toMatchObject({ because: "there are fewer units than the claim names" });
  });
});

describe("crossed", () => {
  it("is a change of sign from day to day or week to week; a tie between is none by itself", () => {
    const rows = rowsOf([0, 6, 2], [0, 7, 0], [0, 8, 3], [1, 8, -9], [1, 14, 1]);
    const days = answer(checkClaim(rows, { kind: "crossed" }, "rows"));
    expect(days).toMatchObject({ holds: true, yes: 2, tied: 1, units: 4 });
    expect(days.moments).toEqual([Date.UTC(2031, 0, 8), Date.UTC(2031, 0, 14)]);
    // Week of the 6th: mean -1.
    expect(answer(checkClaim(rows, { kind: "crossed" }, "weeks")).moments).toEqual([Date.UTC(2031, 0, 13)]);
    expect(answer(checkClaim(rows, { kind: "crossed" }, "sources"))).toMatchObject({
      holds: false,
      yes: 1,
      units: 2,
    });
  });

  it("was never, where it was not", () => {
    const rows = rowsOf([0, 6, 2], [0, 14, 1], [0, 20, 3]);
    for (const unit of UNITS)
      expect(answer(checkClaim(rows, { kind: "crossed" }, unit))).toMatchObject({ holds: false, yes: 0 });
  });
});

describe("fell and rose since", () => {
  const rows = rowsOf([0, 6, 5], [1, 8, 9], [0, 14, 4], [1, 20, 7], [0, 21, 2], [2, 21, 8]);
  const since = Date.UTC(2031, 0, 8);

  it("compares the last days with the days up to the date, and each source with itself", () => {
    const fell = { kind: "fell", since, days: 3 } as const;
    // 7, 2, 8 against 5, 9.
    expect(answer(checkClaim(rows, fell, "rows")).difference).toBeCloseTo(17 / 3 - 7, 12);
    expect(answer(checkClaim(rows, fell, "sources"))).toMatchObject({ holds: true, yes: 2, units: 2 });
    expect(answer(checkClaim(rows, { ...fell, kind: "rose" }, "rows")).holds).toBe(false);
  });

  it("says where the days do not suffice", () => {
    expect(checkClaim(rows, { kind: "fell", since, days: 14 }, "rows")).toMatchObject({
      because: "the last days reach back beyond the date",
    });
    expect(checkClaim(rows, { kind: "fell", since: Date.UTC(2031, 0, 1), days: 3 }, "rows")).toMatchObject({
      because: "there is no value in the days up to the date",
    });
  });
});

describe("highest and lowest since", () => {
  const rows = rowsOf([0, 2, 99], [0, 6, 5], [0, 14, 7], [1, 14, 9], [0, 21, 8]);
  const since = Date.UTC(2031, 0, 6);

  it("holds the last unit against every other since then", () => {
    // The mean of the 14th is 8: a tie, which is not higher.
    expect(answer(checkClaim(rows, { kind: "highest", since }, "rows"))).toMatchObject({
      holds: false,
      yes: 1,
      tied: 1,
      units: 2,
      difference: 0,
      moments: [Date.UTC(2031, 0, 14)],
    });
    expect(answer(checkClaim(rows, { kind: "highest", since }, "sources"))).toMatchObject({
      holds: true,
      units: 1,
    });
    expect(answer(checkClaim(rows, { kind: "lowest", since }, "rows")).holds).toBe(false);
    expect(checkClaim(rows, { kind: "highest", since: Date.UTC(2031, 0, 21) }, "weeks")).toMatchObject({
      because: "there is one unit alone",
    });
  });
});

describe("what cannot be checked", () => {
  it.each([
    [rowsOf([0, 6, Number.NaN]), "rows", "no row has a value"],
    [rowsOf([0, Number.NaN, 1]), "weeks", "no row has a time"],
    [rowsOf([-1, 6, 1]), "sources", "no row names its source"],
  ] as const)("is said", (rows, unit, because) => {
    expect(checkClaim(rows, { kind: "most" }, unit)).toEqual({ answered: false, because });
  });
});

describe("overlapping spans", () => {
  it("are those that share a day with an earlier row of the same source", () => {
    const rows = rowsOf([0, 10, 1, 5], [0, 11, 1, 5], [0, 20, 1, 3], [1, 10, 1, 5], [0, 11, 1, 1]);
    expect(overlaps(rows)).toEqual({ rows: 2, sources: 1, dated: 5 });
  });
});

describe("the surface", () => {
  it("has a cell for every reading and unit, those that fail, and the nearest to failing", () => {
    const all = rowsOf([0, 6, 1], [1, 6, 1], [2, 6, 1], [2, 14, -4], [3, 14, 2]);
    const late = rowsWhere(all, (i) => all.end[i]! > Date.UTC(2031, 0, 10));
    const surface = surfaceOf(
      [
        { name: "all", rows: all },
        { name: "late", rows: late },
        { name: "none", rows: rowsWhere(all, () => false) },
      ],
      UNITS,
      { kind: "most" },
    );
    expect(surface.cells).toHaveLength(9);
    expect([surface.yes, surface.no, surface.unanswered]).toEqual([2, 4, 3]);
    expect(surface.fails.map(({ reading, unit }) => `${reading} ${UNITS[unit]}`)).toEqual([
      "0 weeks",
      "1 rows",
      "1 sources",
      "1 weeks",
    ]);
    // 4 of 5 rows turn with 2 of 5; 3 of 4 sources with 1 of 4.
    expect(surface.nearest).toMatchObject({ reading: 0, unit: 1 });
  });
});

const LEVEL_RACE: Race = {
  houses: 20,
  trackers: 4,
  weeks: 12,
  lean: 2,
  error: 3,
  lead: () => 0,
  decimals: 0,
};

describe("where nothing is there", () => {
  const rate = (runs: number, race: Race, said: (rows: SeriesRows) => boolean): number => {
    let n = 0;
    for (let seed = 1; seed <= runs; seed++) if (said(drawRace(new Random(seed), race))) n++;
    return n / runs;
  };
  /** Four standard errors above the level. */
  const margin = (runs: number): number => 0.05 + 4 * Math.sqrt((0.05 * 0.95) / runs);

  it("a level race is called a lead of the sources no more often than the level; counting rows would", () => {
    expect(rate(300, LEVEL_RACE, (rows) => leadOfSources(rows, 0.05)!.p <= 0.05)).toBeLessThanOrEqual(
      margin(300),
    );
    const many = rate(300, LEVEL_RACE, (rows) => {
      const { yes, tied, units } = answer(checkClaim(rows, { kind: "most" }, "rows"));
      return yes - (units - tied) / 2 > 1.645 * Math.sqrt((units - tied) / 4);
    });
    expect(many).toBeGreaterThan(0.2);
  });

  it.each([0, 1, 3])("a constant lead of %i points clearly crosses no more often than the level", (lead) => {
    const constant = { ...LEVEL_RACE, lead: () => lead };
    const crossing = (rows: SeriesRows): boolean => clearCrossings(rows, 7, 0.05)!.crossings.length > 0;
    expect(rate(150, constant, crossing)).toBeLessThanOrEqual(margin(150));
  });

  it("a lead that turns from 5 to -5 is found", () => {
    const turned: Race = { ...LEVEL_RACE, lead: (day) => (day < 42 ? 5 : -5) };
    expect(
      rate(50, turned, (rows) => clearCrossings(rows, 7, 0.05)!.crossings.some(({ sign }) => sign === -1)),
    ).toBeGreaterThan(0.9);
  });

  it("no change gives intervals that hold zero as often as they say", () => {
    const covered = rate(1000, { ...LEVEL_RACE, decimals: 1 }, (rows) => {
      const spans = spansOf(rows, { since: momentOf(27), days: 28 });
      if (typeof spans === "string") throw new Error(spans);
      const change = meanChange(changesBySource(spans.before, spans.after), 0.05)!;
      return change.low <= 0 && change.high >= 0;
    });
    expect(covered).toBeGreaterThan(0.93);
    expect(covered).toBeLessThan(0.97);
  });
});

describe("chances", () => {
  it("are not given where there is nothing to take them from", () => {
    const lonely = rowsOf([0, 6, 1], [0, 14, -1], [0, 21, 1]);
    expect(clearCrossings(lonely, 7, 0.05)).toBeUndefined();
    expect(leadOfSources(rowsOf([-1, 6, 1]), 0.05)).toBeUndefined();
    expect(meanChange([1, 2], 0.05)).toBeUndefined();
    expect(meanChange([2, 2, 2], 0.05)).toBeUndefined();
  });

  it("of a change are Student's", () => {
    // SciPy 1.17.1: t.interval(0.95, 3, loc=mean, scale=sem) of these four.
    const change = meanChange([-1, -3, 0.5, -2.5], 0.05)!;
    expect(change.mean).toBeCloseTo(-1.5, 12);
    expect(change.low).toBeCloseTo(-4.015944713971017, 8);
    expect(change.high).toBeCloseTo(1.0159447139710172, 8);
  });

  it("of a span use the spread of all spans, and hold for all together", () => {
    const rows = drawRace(new Random(3), LEVEL_RACE);
    const { spans, deviation, freedom } = clearCrossings(rows, 14, 0.05)!;
    expect(freedom).toBe(spans.reduce((sum, { sources }) => sum + sources - 1, 0));
    expect(spans.reduce((sum, span) => sum + span.rows, 0)).toBe(rows.length);
    // The width falls with the root of the sources.
    const unit = spans.map(({ low, high, sources }) => ((high - low) / 2) * Math.sqrt(sources));
    for (const one of unit) expect(one).toBeCloseTo(unit[0]!, 9);
    expect(unit[0]! / deviation).toBeGreaterThan(2.6);
    expect(spans.every(({ from }) => new Date(from).getUTCDay() === 1 && from % DAY === 0)).toBe(true);
  });
});
