/**
 * The law of the jitters is the law of the tails: a draw scores a pair as often as the tail at its threshold says, with
 * and without habits. If habits were kept by chance with any other weight, one of these numbers would be off by far.
 */
import { expect, it } from "vitest";
import { DAY, HOUR, MINUTE, Stream } from "../../../test/support/behaviours/stream.ts";
import { prepare } from "../../../test/support/null-sample.ts";
import { Random } from "../random.ts";
import { trialsTailLog10 } from "./binomial.ts";
import { PairBlocks } from "./blocks.ts";
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
