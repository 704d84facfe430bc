import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toShares, type Share } from "../../../test/support/coshare-oracle.ts";
import { buildIncidence, firstShares } from "../coshare/incidence.ts";
import { timePlan } from "../coshare/time.ts";
import { trialsTailLog10 } from "./binomial.ts";
import { blockChance } from "./block-chance.ts";
import { PairBlocks } from "./blocks.ts";
import { margins } from "./margins.ts";
import { objectChances, testMoments } from "./moments.ts";
import { jitterLaw, timetable, type JitterLaw } from "./timetable.ts";
import type { TimetableSpace } from "./timetable-tests.ts";

/** P_b by counting the (2n + 1)^2 shifts of two runs. */
function enumerated(offsets: readonly number[], window: number, half: number): number {
  let matched = 0;
  for (let x = -half; x <= half; x++)
    for (let y = -half; y <= half; y++) if (offsets.some((d) => Math.abs(d + y - x) <= window)) matched++;
  return matched;
}

const chanceOf = (offsets: readonly number[], window: number, half: number): number =>
  blockChance(Float64Array.from(offsets), 0, offsets.length, window, half);

describe("the chance of a block", () => {
  it.each([
    [1, 5, [0], 31 / 121],
    [1, 5, [1], 30 / 121],
    [1, 5, [7], 12 / 121],
    [1, 5, [11], 1 / 121],
    [1, 5, [12], 0],
    [1, 5, [0, 5], 49 / 121],
    [1, 5, [0, 2, -9], 54 / 121],
    [1, 5, [3, 3], 24 / 121],
    [0, 5, [0], 1 / 11],
    [1, 2, [0], 13 / 25],
    [60, 300, [0], 69_061 / 361_201],
    [60, 300, [3], 69_052 / 361_201],
    [60, 300, [5], 69_036 / 361_201],
    [60, 300, [50], 66_561 / 361_201],
    [60, 300, [60], 65_461 / 361_201],
    [60, 300, [660], 1 / 361_201],
    [60, 300, [661], 0],
  ])("W %i, n %i, offsets %j", (window, half, offsets, chance) => {
    expect(enumerated(offsets, window, half) / (2 * half + 1) ** 2).toBe(chance);
    expect(chanceOf(offsets, window, half)).toBeCloseTo(chance, 14);
  });

  it("equals the enumeration of all shifts", () => {
    fc.assert(
      fc.property(
        fc.nat(6),
        fc.integer({ min: 1, max: 9 }),
        fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 1, maxLength: 8 }),
        (window, half, offsets) => {
          const exact = enumerated(offsets, window, half) / (2 * half + 1) ** 2;
          expect(chanceOf(offsets, window, half)).toBeCloseTo(exact, 12);
        },
      ),
    );
  });

  it("has the tails of a small vector", () => {
    const scratch = [new Float64Array(3), new Float64Array(3)] as const;
    [1, 53 / 80, 7 / 40, 1 / 80].forEach((tail, k) =>
      expect(10 ** trialsTailLog10(Float64Array.of(0.5, 0.25, 0.1), 3, k, scratch)).toBeCloseTo(tail, 14),
    );
    expect(
      10 **
        trialsTailLog10(Float64Array.of(1, 0, 0.5, 0.5), 4, 2, [new Float64Array(4), new Float64Array(4)]),
    ).toBeCloseTo(0.75, 14);
  });
});

const law = jitterLaw({ windowMs: 60_000, resolution: "second" });

/** Rows of account, object, seconds. */
function spaceOf(rows: readonly (readonly [number, number, number])[], of: JitterLaw = law): TimetableSpace {
  const list = rows.map(([account, object, seconds]): Share => ({ account, object, time: seconds * 1000 }));
  const accounts = Math.max(...rows.map(([a]) => a)) + 1;
  const objects = Math.max(...rows.map(([, o]) => o)) + 1;
  const shares = toShares(list, accounts, objects);
  const plan = timePlan((of.window * of.stepMs) / 1000, "second");
  const first = firstShares(buildIncidence(shares, plan));
  return {
    first,
    table: timetable(first, shares.time, of),
    chance: objectChances(margins(first, plan.windowTicks)),
  };
}

function testsOf({ table, chance }: TimetableSpace, a: number, b: number) {
  const steps = testMoments(table, chance, { length: 1, a: Int32Array.of(a), b: Int32Array.of(b) });
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

const chancesOf = (space: TimetableSpace, a: number, b: number): number[] => {
  const blocks = new PairBlocks(space.table, space.chance).of(a, b);
  return [...blocks.chance.subarray(0, blocks.length)];
};

/** The tail at the M of the pair over the chances of its blocks, whatever M is. */
function tail(space: TimetableSpace, a: number, b: number, kind: "times" | "timetable"): number {
  const blocks = new PairBlocks(space.table, space.chance).of(a, b);
  const chance = kind === "times" ? blocks.representativeChance : blocks.chance;
  const moments = blocks.moments(kind === "times" ? blocks.representativeMatches : blocks.matches);
  const scratch = [new Float64Array(blocks.length), new Float64Array(blocks.length)] as const;
  return 10 ** trialsTailLog10(chance, blocks.length, moments, scratch);
}

describe("moments of a pair", () => {
  it("scales with the window and the resolution", () => {
    expect(law).toMatchObject({ window: 60, half: 300, reach: 660, gap: 600, longest: 3600, day: 86_400 });
    expect(jitterLaw({ windowMs: 60_000, resolution: "minute" })).toMatchObject({ window: 1, half: 5 });
    expect(jitterLaw({ windowMs: 0, resolution: "minute" })).toMatchObject({ window: 0, half: 5, gap: 10 });
    expect(jitterLaw({ windowMs: 3_600_000, resolution: "second" })).toMatchObject({ half: 7200 });
    expect(jitterLaw({ windowMs: 10_800_000, resolution: "hour" })).toMatchObject({ window: 3, half: 3 });
  });

  it("counts one coincidence of two sittings once, whatever it holds", () => {
    const rows: [number, number, number][] = [];
    for (let i = 0; i < 5; i++) rows.push([0, i, 1000 + 5 * i], [1, i, 1003 + 5 * i]);
    rows.push([0, 5, 50_000], [1, 5, 50_050]);
    for (let i = 0; i < 6; i++) rows.push([2, i, 200_000 + 5000 * i], [3, i, 300_000 + 5000 * i]);
    const space = spaceOf(rows);
    expect(testsOf(space, 0, 1).moments[0]).toBe(2);
    expect(chancesOf(space, 0, 1)).toEqual([69_052 / 361_201, 66_561 / 361_201]);
    expect(tail(space, 0, 1, "timetable")).toBeCloseTo((69_052 * 66_561) / 361_201 ** 2, 14);
    expect(tail(space, 0, 1, "times")).toBeCloseTo(1 / 36, 14);
    // Two moments are not tested.
    expect(testsOf(space, 0, 1).log10pTimetable[0]).toBe(0);
  });

  it("has no block beyond the reach", () => {
    const space = spaceOf([
      [0, 0, 0],
      [0, 1, 10],
      [0, 2, 10_000],
      [1, 0, 5],
      [1, 1, 700],
      [1, 2, 10_050],
    ]);
    expect(testsOf(space, 0, 1).moments[0]).toBe(2);
    expect(tail(space, 0, 1, "timetable")).toBeCloseTo((69_036 * 66_561) / 361_201 ** 2, 14);
  });

  it("keeps a run over a gap of g and cuts it beyond", () => {
    const space = spaceOf([
      [0, 0, 0],
      [0, 1, 600],
      [0, 2, 1201],
      [1, 0, 0],
      [1, 1, 600],
      [1, 2, 1201],
    ]);
    expect(testsOf(space, 0, 1).moments[0]).toBe(2);
    expect(space.table.runs).toBe(4);
  });

  it("counts a run that meets two runs once", () => {
    const space = spaceOf([
      [0, 0, 0],
      [0, 1, 500],
      [0, 2, 1000],
      [1, 0, 0],
      [1, 2, 1000],
    ]);
    expect(testsOf(space, 0, 1).moments[0]).toBe(1);
    expect(tail(space, 0, 1, "timetable")).toBeCloseTo(1 - (1 - 69_061 / 361_201) ** 2, 14);
  });

  it("cuts a run that would last longer than an hour", () => {
    const space = spaceOf(Array.from({ length: 30 }, (_, i): [number, number, number] => [0, i, 300 * i]));
    // 0 to 3600 s are thirteen shares.
    expect([...space.table.runStart]).toEqual([0, 13, 26, 30]);
  });
});

/** Plain and slow: runs, blocks, M and M2 from their definitions. */
function byDefinition(rows: readonly (readonly [number, number, number])[], { chance }: TimetableSpace) {
  const first = new Map<string, readonly [number, number, number]>();
  for (const row of [...rows].sort((x, y) => x[2] - y[2])) {
    const key = `${row[0]} ${row[1]}`;
    if (!first.has(key)) first.set(key, row);
  }
  const runOf = new Map<string, number>();
  for (const account of [0, 1]) {
    let [run, begin, previous] = [-1, -Infinity, -Infinity];
    for (const [key, [a, , t]] of first) {
      if (a !== account) continue;
      if (t - previous > law.gap || t - begin > law.longest) [run, begin] = [run + 1, t];
      previous = t;
      runOf.set(key, run);
    }
  }
  const blocks = new Map<string, { r: number; s: number; objects: [number, number][] }>();
  for (const [key, [a, o, t]] of first) {
    const other = first.get(`1 ${o}`);
    if (a !== 0 || other === undefined) continue;
    const [r, s] = [runOf.get(key)!, runOf.get(`1 ${o}`)!];
    const block = blocks.get(`${r} ${s}`) ?? { r, s, objects: [] };
    block.objects.push([o, other[2] - t]);
    blocks.set(`${r} ${s}`, block);
  }
  const count = (matched: (objects: [number, number][]) => boolean): number => {
    const used = new Set<string>();
    let moments = 0;
    for (const { r, s, objects } of [...blocks.values()].sort((x, y) => x.r - y.r || x.s - y.s)) {
      if (!matched(objects) || used.has(`a${r}`) || used.has(`b${s}`)) continue;
      used.add(`a${r}`).add(`b${s}`);
      moments++;
    }
    return moments;
  };
  const near = ([, d]: [number, number]): boolean => Math.abs(d) <= law.window;
  return {
    moments: count((objects) => objects.some(near)),
    timesMoments: count((objects) => {
      const least = Math.min(...objects.map(([o]) => chance[o]!));
      return near(objects.sort(([x], [y]) => x - y).find(([o]) => chance[o] === least)!);
    }),
  };
}

it("equals the definition of runs, blocks and moments", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(3), fc.nat(25), fc.nat(9000)), { minLength: 12, maxLength: 90 }),
      (rows) => {
        const all: [number, number, number][] = [...rows, [0, 26, 0], [1, 26, 30], [2, 26, 9000]];
        const space = spaceOf(all);
        const { moments, timesMoments } = testsOf(space, 0, 1);
        expect({ moments: moments[0], timesMoments: timesMoments[0] }).toEqual(byDefinition(all, space));
      },
    ),
    { numRuns: 300 },
  );
});
