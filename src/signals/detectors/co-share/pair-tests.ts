/**
 * The three nulls for the pairs of a run, on moments. Null 3 is corrected for habit and crowd where its uncorrected value
 * and null 2 pass the screen; a pair that does not pass counts as p = 1 under both.
 */
import {
  correctedTimetable,
  objectChances,
  PRIMARY_P,
  testActivity,
  testMoments,
  TIMETABLE_P,
  type Incidence,
  type MomentTests,
  type PairList,
  type Pairs,
  type Timetable,
} from "../../../kernel/index.ts";
import type { DetectorContext } from "../../detector.ts";
import { pause } from "../../shared/pause.ts";
import { correctActivity, correctHolm, correctTimes, type Correction, type Tested } from "./correct.ts";

export interface PairTests {
  /** p_o by object. */
  readonly chance: Float64Array;
  readonly tests: MomentTests;
  readonly nullActivity: Tested;
  readonly nullTimes: Tested;
  /** log10 p3, corrected where the pair passed the screen. */
  readonly nullTimetable: Tested;
  /** The larger of p2 and p3*: both nulls reject. */
  readonly nullBoth: Tested;
  /** log10 p3* where p3 is primary by itself, whatever null 2 says; 0 elsewhere. */
  readonly timetableAlone: Float64Array;
}

export interface PairInput extends Correction {
  readonly table: Timetable;
  readonly pairs: PairList;
}

/** Pairs with p2 and p3 no larger are one team's, as far as the crowd is concerned. */
const SCREEN_TIMES = 1e-3;

export async function testPairs(input: PairInput): Promise<PairTests> {
  const { first, margins, table, pairs, m, context } = input;
  const chance = objectChances(margins);
  const tests = await drive(testMoments(table, chance, pairs), pairs.length, "testing pairs", context);
  const onMoments = { ...pairs, objects: tests.moments };
  const nullActivity = correctActivity(testActivity(margins, onMoments), input);
  const { log10pTimes: times, log10pTimetable: timetable } = tests;
  const select = (p2: number, p3: number): Int32Array =>
    indices(pairs.length, (i) => times[i]! <= Math.log10(p2) && timetable[i]! <= Math.log10(p3));
  const corrected = (asked: Int32Array, screen: Int32Array): Promise<Float64Array> =>
    correctedOf({ first, table, chance }, tests, pairs, asked, screen, context);
  const both = select(PRIMARY_P, TIMETABLE_P);
  const bothP = await corrected(both, select(SCREEN_TIMES, TIMETABLE_P));
  const alone = select(1, PRIMARY_P);
  const aloneP = await corrected(alone, select(1, TIMETABLE_P));
  const star = spread(timetable.slice(), both, bothP);
  const larger = spread(
    new Float64Array(pairs.length),
    both,
    bothP.map((p3, z) => Math.max(p3, times[both[z]!]!)),
  );
  return {
    chance,
    tests,
    nullActivity,
    nullTimes: await correctTimes({ expected: tests.expectedTimes, log10p: times }, input),
    nullTimetable: correctHolm({ expected: tests.expectedTimetable, log10p: star }, m),
    nullBoth: await correctTimes({ expected: tests.expectedTimes, log10p: larger }, input),
    timetableAlone: spread(new Float64Array(pairs.length), alone, aloneP),
  };
}

async function correctedOf(
  space: { readonly first: Incidence; readonly table: Timetable; readonly chance: Float64Array },
  { moments }: MomentTests,
  pairs: PairList,
  asked: Int32Array,
  screen: Int32Array,
  context: DetectorContext,
): Promise<Float64Array> {
  const ends = (of: Int32Array): Pairs => ({
    a: of.map((i) => pairs.a[i]!),
    b: of.map((i) => pairs.b[i]!),
  });
  const steps = correctedTimetable(
    space,
    { ...ends(asked), moments: asked.map((i) => moments[i]!) },
    ends(screen),
  );
  return drive(steps, asked.length, "habits and crowds (null 3)", context);
}

const PAUSE_MS = 50;

/** Runs steps to their end, with a pause now and then. */
async function drive<T>(
  steps: Generator<number, T>,
  total: number,
  stage: string,
  context: DetectorContext,
): Promise<T> {
  let paused = performance.now();
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) {
    if (performance.now() - paused < PAUSE_MS) continue;
    await pause(context, stage, step.value, total, "pairs");
    paused = performance.now();
  }
  await pause(context, stage, total, total, "pairs");
  return step.value;
}

function indices(length: number, keep: (i: number) => boolean): Int32Array {
  return Int32Array.from({ length }, (_, i) => i).filter(keep);
}

function spread(into: Float64Array, places: Int32Array, values: Float64Array): Float64Array {
  places.forEach((place, z) => (into[place] = values[z]!));
  return into;
}
