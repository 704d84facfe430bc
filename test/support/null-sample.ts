/**
 * Randomised p-values of real pairs of accounts over shuffles of a null. Pairs are chosen for what the shuffle keeps, so
 * that a choice cannot flatter the test: under null 2 those that share several objects, under null 1 those of busy
 * accounts with an expectation above one tenth.
 */
import {
  activityExpectation,
  buildIncidence,
  deal,
  firstShares,
  jitterLaw,
  margins,
  matchChance,
  objectChances,
  Random,
  shuffleRandom,
  shuffleSpace,
  sweep,
  testActivity,
  timePlan,
  timetable,
  objectLists,
  type Incidence,
  type Margins,
  type ShareColumns,
  type TimetableSpace,
} from "../../src/kernel/index.ts";
import { eachShared } from "../../src/kernel/significance/shared.ts";
import { objectPairTest } from "./object-pairs.ts";
import { dealAccounts, dealtShares, matchesOf, randomisedP } from "./shuffle-oracle.ts";
import { toShares } from "./coshare-oracle.ts";

export interface NullSample {
  readonly pairs: number;
  readonly shuffles: number;
  /** Randomised p of each pair in each shuffle. */
  readonly randomised: Float64Array;
  /** The same without the random part: what the detector prints. */
  readonly plain: Float64Array;
}

export interface Prepared extends TimetableSpace {
  readonly margins: Margins;
  readonly windowTicks: number;
}

export function prepare(columns: ShareColumns, windowSeconds: number): Prepared {
  const plan = timePlan(windowSeconds, columns.resolution);
  const first = firstShares(buildIncidence(columns, plan));
  const fixed = margins(first, plan.windowTicks);
  return {
    first,
    margins: fixed,
    windowTicks: plan.windowTicks,
    table: timetable(first, columns.time, jitterLaw(plan)),
    chance: objectChances(fixed),
  };
}

/** Null 1, accounts dealt anew, and null 2, times dealt anew inside each object. */
export type Dealt = "activity" | "times";

/** Incidence by number of the shuffle, with what a shuffle can match. */
export function dealer(
  { first, windowTicks }: Prepared,
  kind: Dealt,
  seed: number,
): (r: number) => Incidence {
  const random = new Random(seed);
  if (kind === "activity") return () => dealAccounts(first, windowTicks, random);
  const space = shuffleSpace(first, windowTicks, 1);
  return (r) => {
    deal(space, shuffleRandom(seed, "times", r));
    const shares = toShares(dealtShares(space), first.accounts, first.objects);
    return buildIncidence(shares, { tickMs: 1, gridMs: 1 });
  };
}

/** At most `pairs` pairs in `shuffles` shuffles. */
export function sampleNull(
  prepared: Prepared,
  kind: Dealt,
  {
    pairs: most,
    shuffles,
    seed,
  }: { readonly pairs: number; readonly shuffles: number; readonly seed: number },
): NullSample {
  const { first, margins: fixed, windowTicks } = prepared;
  const chosen = spaced(kind === "times" ? sharingPairs(prepared) : busyPairs(fixed), most);
  const next = dealer(prepared, kind, seed);
  const a = Int32Array.from(chosen, (pair) => pair[0]);
  const b = Int32Array.from(chosen, (pair) => pair[1]);
  const times = objectPairTest(first, fixed);
  /** log10 p of the pairs at so many objects each. */
  const tails = (objects: Int32Array): Float64Array =>
    kind === "times"
      ? Float64Array.from(chosen, (_, i) => times.log10p(a[i]!, b[i]!, objects[i]!))
      : testActivity(fixed, { length: chosen.length, a, b, objects }).log10p;
  const random = new Random(seed);
  const randomised: number[] = [];
  const plain: number[] = [];
  for (let r = 0; r < shuffles; r++) {
    const matches = Int32Array.from(matchesOf(next(r), windowTicks, chosen));
    const own = tails(matches);
    const above = tails(matches.map((k) => k + 1));
    matches.forEach((k, i) => {
      randomised.push(randomisedP((least) => (least === k ? own : above)[i]!, k, random));
      plain.push(10 ** own[i]!);
    });
  }
  return {
    pairs: chosen.length,
    shuffles,
    randomised: Float64Array.from(randomised),
    plain: Float64Array.from(plain),
  };
}

type Pair = readonly [number, number];

/** Every so many, so that there are at most `most`. */
function spaced(pairs: readonly Pair[], most: number): readonly Pair[] {
  const step = Math.max(1, Math.ceil(pairs.length / most));
  return pairs.filter((_, i) => i % step === 0);
}

/** Pairs that share three objects or more, on which a match is neither certain nor next to impossible. */
function sharingPairs({ first, margins: fixed, windowTicks }: Prepared): Pair[] {
  const { pairs } = sweep(first, windowTicks, { minimum: 2 });
  const lists = objectLists(first, fixed.matched);
  return Array.from(pairs.a, (a, i): Pair => [a, pairs.b[i]!]).filter(([a, b]) => {
    let [shared, expected] = [0, 0];
    eachShared(lists, a, b, (o) => {
      shared++;
      expected += matchChance(fixed, o);
    });
    return shared >= 3 && expected > 0.1 && expected < shared - 0.1;
  });
}

/** Pairs of the busiest 150 accounts that are expected to match on more than one tenth of an object. */
function busyPairs(fixed: Margins): Pair[] {
  const expectation = activityExpectation(fixed);
  const busy = [...fixed.activity.keys()]
    .sort((x, y) => fixed.activity[y]! - fixed.activity[x]! || x - y)
    .slice(0, 150);
  return busy.flatMap((a, i) =>
    busy
      .slice(i + 1)
      .filter((b) => expectation(fixed.activity[a]!, fixed.activity[b]!) > 0.1)
      .map((b): Pair => [a, b]),
  );
}
