/**
 * The law of the jitters is the law of the tails: a draw scores a pair as often as the tail at its threshold says, with
 * and without habits. If habits were kept by chance with any other weight, one of these numbers would be off by far.
 * In a crowd the law is that of the outsiders' times: a pair is scored as often as two of them, drawn from the list itself,
 * lie within the window of each other.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE, Stream } from "../../../test/support/behaviours/stream.ts";
import { prepare } from "../../../test/support/null-sample.ts";
import { Random } from "../random.ts";
import { trialsTailLog10 } from "./binomial.ts";
import { PairBlocks } from "./blocks.ts";
import { CROWD } from "./crowd.ts";
import { Habits } from "./habits.ts";
import { JitterSpace, TIMETABLE_P } from "./jitter.ts";
import { ComponentScorer } from "./network.ts";

const DRAWS = 30_000;
const OUTSIDERS = 8;

/**
 * Two accounts that meet to the second on each of `times` times of the day, on `kept` days each, so that every share has
 * kept - 1 offsets, all 0; each thing has eight sharers at other days besides, which makes p2 small.
 */
function meeting(times: number, kept: number) {
  const stream = new Stream();
  for (let block = 0; block < times * kept; block++) {
    const slot = block % times;
    const at = block * 9 * DAY + slot * (HOUR + 13 * MINUTE);
    for (const account of [0, 1]) stream.add(account, block, at);
    for (let x = 0; x < OUTSIDERS; x++) stream.add(2 + OUTSIDERS * block + x, block, at + (x + 1) * HOUR);
  }
  return prepare(stream.columns(), 60);
}

it.each([
  ["no habits", 8, 1],
  ["one other day", 5, 2],
  ["two other days", 5, 3],
  ["four other days", 6, 5],
])("a pair is scored as often as its tail says: %s", (_, times, kept) => {
  const space = meeting(times, kept);
  const habits = new Habits(space.first, space.table);
  const blocks = new PairBlocks(space.table, space.chance).of(0, 1);
  const n = blocks.length;
  expect(n).toBe(times * kept);
  const chances = Float64Array.from({ length: n }, (__, z) => habits.chance(blocks, z));
  const uniform = 69_061 / 361_201;
  for (const chance of chances) expect(chance).toBeCloseTo((uniform + kept - 1) / kept, 12);
  const tails = Array.from({ length: n + 1 }, (__, moments) =>
    trialsTailLog10(chances, n, moments, [new Float64Array(n), new Float64Array(n)]),
  );
  const reached = tails.find((log10p) => log10p <= Math.log10(TIMETABLE_P));
  // Rarer than the threshold, or nothing would be counted; all blocks together may still be above it.
  expect(reached).toBeDefined();

  const jitter = new JitterSpace(space, { a: Int32Array.of(0), b: Int32Array.of(1) }, 3);
  expect(jitter.length).toBe(1);
  const random = new Random(11);
  const [both, alone] = [0, 1].map(() => new ComponentScorer(space.first.accounts)) as [
    ComponentScorer,
    ComponentScorer,
  ];
  let scored = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    jitter.draw(random);
    if (jitter.score(both, alone).both > 0) scored++;
  }
  const expected = DRAWS * 10 ** reached!;
  expect(expected).toBeGreaterThan(60);
  // Three standard deviations of the count, and a tenth for blocks of which one side alone keeps its habit.
  expect(Math.abs(scored - expected)).toBeLessThan(3 * Math.sqrt(expected) + 0.1 * expected);
});

describe("shares in a crowd", () => {
  const BLOCKS = 8;

  /**
   * Accounts 0 and 1 meet to the second on eight things, at no time of the day twice; on each, outsiders share it at `times`
   * seconds after them, each once, and sixty others hours later, which makes p2 small.
   */
  function crowded(times: readonly number[]) {
    const stream = new Stream();
    let account = 2;
    for (let block = 0; block < BLOCKS; block++) {
      const at = block * 9 * DAY + block * (HOUR + 13 * MINUTE);
      for (const own of [0, 1]) stream.add(own, block, at);
      for (const offset of times) stream.add(account++, block, at + offset);
      for (let x = 1; x <= 60; x++) stream.add(account++, block, at + x * HOUR + 7 * MINUTE);
    }
    return prepare(stream.columns(), 60);
  }

  /** Scores of the pair in draws of one seed, and how often it is scored under both nulls. */
  function scores(times: readonly number[], draws: number, seed = 5): { both: number[]; alone: number[] } {
    const space = crowded(times);
    const jitter = new JitterSpace(space, { a: Int32Array.of(0), b: Int32Array.of(1) }, 3);
    const [both, alone] = [
      new ComponentScorer(space.first.accounts),
      new ComponentScorer(space.first.accounts),
    ];
    const random = new Random(seed);
    const drawn = Array.from({ length: draws }, () => {
      jitter.draw(random);
      return jitter.score(both, alone);
    });
    return { both: drawn.map((score) => score.both), alone: drawn.map((score) => score.alone) };
  }

  /** So many outsiders in one clump, each a second after the one before; it touches neither account. */
  const clump = (n: number, from: number): number[] => Array.from({ length: n }, (_, i) => from + i);

  it("move as ever below sixteen outsiders, wherever these are", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: CROWD - 1 }),
        fc.integer({ min: 61, max: 280 }),
        fc.integer({ min: 1, max: 1000 }),
        (n, from, seed) => {
          // Days later the same clump has the same p_o, and nobody is near.
          expect(scores(clump(n, from), 400, seed)).toEqual(scores(clump(n, from + 5 * DAY), 400, seed));
        },
      ),
      { numRuns: 20 },
    );
  });

  it("take the outsiders' times from sixteen on, under both nulls only", () => {
    const [near, far] = [clump(CROWD, 100), clump(CROWD, 100 + 5 * DAY)].map((times) => scores(times, 400));
    // All of the clump is within the window of all of it, so each block matches in each draw.
    expect(Math.min(...near!.both)).toBe(Math.max(...near!.both));
    expect(Math.min(...near!.both)).toBeGreaterThan(0);
    expect(far!.both.filter((score) => score > 0).length).toBeLessThan(40);
    // Null 3 alone knows of no outsiders.
    expect(near!.alone.filter((score) => score > 0).length).toBeLessThan(40);
  });

  /** P(at least `least` of the blocks match), by adding up over all subsets of blocks. */
  function atLeast(least: number, chance: number): number {
    let sum = 0;
    for (let subset = 0; subset < 2 ** BLOCKS; subset++) {
      let matched = 0;
      for (let block = 0; block < BLOCKS; block++) matched += (subset >> block) & 1;
      if (matched >= least) sum += chance ** matched * (1 - chance) ** (BLOCKS - matched);
    }
    return sum;
  }

  it.each([
    ["two clumps", [...clump(10, 70), ...clump(10, 200)]],
    ["three clumps of different size", [...clump(6, -200), ...clump(8, 70), ...clump(4, 250)]],
    ["evenly over D", Array.from({ length: 24 }, (_, i) => -288 + 24 * i + 12)],
    ["a gradient", Array.from({ length: 20 }, (_, i) => Math.round(65 + 0.55 * i * i))],
  ])("lie as the outsiders do: %s", (_, times) => {
    const space = crowded(times);
    const blocks = new PairBlocks(space.table, space.chance).of(0, 1);
    expect(blocks.length).toBe(BLOCKS);
    const tail = (of: Float64Array, moments: number): number =>
      trialsTailLog10(of, BLOCKS, moments, [new Float64Array(BLOCKS), new Float64Array(BLOCKS)]);
    const least = Array.from({ length: BLOCKS + 1 }, (__, moments) => moments).find(
      (moments) =>
        moments >= 3 &&
        tail(blocks.chance, moments) <= Math.log10(TIMETABLE_P) &&
        tail(blocks.representativeChance, moments) <= -4,
    );
    expect(least).toBeDefined();
    const together = times.flatMap((x) => times.map((y): number => (Math.abs(x - y) <= 60 ? 1 : 0)));
    const chance = together.reduce((sum, one) => sum + one, 0) / together.length;
    const expected = DRAWS * atLeast(least!, chance);
    expect(expected).toBeGreaterThan(60);
    expect(expected).toBeLessThan(DRAWS - 60);
    const scored = scores(times, DRAWS).both.filter((score) => score > 0).length;
    expect(Math.abs(scored - expected)).toBeLessThan(4 * Math.sqrt((expected * (DRAWS - expected)) / DRAWS));
  });
});
