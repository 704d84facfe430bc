/**
 * Explanations by when the accounts are there at all: hours of the day, weeks. Both are judged over every object that two
 * of them shared, met or not, so that what is looked at was not chosen because it met. Objects of one sitting count once.
 */
import { evenly, type GroupShares } from "./input.ts";
import { inNumbers, judgeEnough, traced } from "./judge.ts";
import { answered, unanswered, type Measured } from "./measured.ts";

const DRAWS = 30;
/** Draws of a time or a day that is not taken yet, before a taken one is used again. */
const TRIES = 20;
const TRIALS = 80;
/** Accounts of a group that are looked at in one trial. */
export const MOST_ACCOUNTS = 15;

/** One account's first share of an object. */
export interface First {
  readonly account: number;
  readonly object: number;
  readonly time: number;
}

/** One draw: a time for each of the accounts. */
export type Draw = (first: First) => number;

/** What is compared on one object: whose first shares, and draws with the explanation and without it. */
export interface Trial {
  readonly firsts: readonly First[];
  readonly explained: () => Draw;
  readonly chance: () => Draw;
}

interface Tried {
  readonly met: boolean;
  readonly explained: number;
  readonly chance: number;
}

/**
 * Judges an explanation over objects that members have in common.
 * @param trialOf what to compare on an object; undefined where it tells nothing
 * @param what what was counted, as a sentence begins
 * @param none why nothing was, where no object tells anything
 */
export function judgeTrials(
  { windowMs, sittingMs }: GroupShares,
  common: readonly (readonly First[])[],
  trialOf: (firsts: readonly First[]) => Trial | undefined,
  what: string,
  none: string,
): Measured {
  const tried = evenly(apart(common, sittingMs), TRIALS).flatMap((all): Tried[] => {
    const trial = trialOf(all);
    if (trial === undefined) return [];
    const { firsts, explained, chance } = trial;
    return [
      {
        met: meets(
          Float64Array.from(firsts, ({ time }) => time),
          windowMs,
        ),
        explained: chanceToMeet(firsts, windowMs, explained),
        chance: chanceToMeet(firsts, windowMs, chance),
      },
    ];
  });
  return enough(tried, what, none);
}

/** Draws a place whose key nobody has taken in this draw, and takes it; after some tries one that is taken. */
export function untaken(
  taken: Set<number>,
  place: () => number,
  key: (place: number) => number = (at) => at,
): number {
  let at = place();
  for (let i = 0; i < TRIES && taken.has(key(at)); i++) at = place();
  taken.add(key(at));
  return at;
}

/** First shares by account of each object that at least two members shared, by object and in order of time. */
export function commonObjects(group: GroupShares): First[][] {
  const byObject = new Map<number, First[]>();
  for (const account of [...group.members].sort((x, y) => x - y)) {
    const { time, object } = group.ofAccount(account);
    const seen = new Set<number>();
    object.forEach((code, i) => {
      if (seen.has(code)) return;
      seen.add(code);
      const known = byObject.get(code);
      if (known === undefined) byObject.set(code, [{ account, object: code, time: time[i]! }]);
      else known.push({ account, object: code, time: time[i]! });
    });
  }
  return [...byObject]
    .sort(([x], [y]) => x - y)
    .filter(([, firsts]) => firsts.length > 1)
    .map(([, firsts]) => firsts.sort((x, y) => x.time - y.time || x.account - y.account));
}

/**
 * Objects on which the closest two came in one and the same sitting are one trial: the first of them in the order of codes,
 * which does not depend on how close they are.
 */
function apart(trials: readonly (readonly First[])[], sittingMs: number): (readonly First[])[] {
  const apartMs = 2 * sittingMs;
  const taken = new Map<number, number[]>();
  const near = (at: number): boolean =>
    [-1, 0, 1].some((d) =>
      taken.get(Math.floor(at / apartMs) + d)?.some((other) => Math.abs(other - at) <= apartMs),
    );
  const kept = trials.filter((firsts) => {
    const at = closest(firsts);
    if (near(at)) return false;
    const bucket = Math.floor(at / apartMs);
    taken.set(bucket, [...(taken.get(bucket) ?? []), at]);
    return true;
  });
  return kept.sort((x, y) => x[0]!.time - y[0]!.time || x[0]!.object - y[0]!.object);
}

/** Half way between the two that are closest to each other: what is kept must not depend on how close they are. */
function closest(firsts: readonly First[]): number {
  let at = 0;
  let least = Infinity;
  firsts.forEach(({ time }, i) => {
    const gap = i === 0 ? Infinity : time - firsts[i - 1]!.time;
    if (gap < least) [least, at] = [gap, time - gap / 2];
  });
  return at;
}

const meets = (times: Float64Array, windowMs: number): boolean => {
  times.sort();
  return times.some((time, i) => i > 0 && time - times[i - 1]! <= windowMs);
};

/** Part of the draws in which two of the times meet; a draw gives a time for each of them. */
function chanceToMeet(firsts: readonly First[], windowMs: number, draw: () => Draw): number {
  let hits = 0;
  for (let i = 0; i < DRAWS; i++) if (meets(Float64Array.from(firsts, draw()), windowMs)) hits++;
  return hits / DRAWS;
}

function enough(trials: readonly Tried[], what: string, none: string): Measured {
  if (trials.length === 0) return unanswered(none);
  const hits = trials.filter(({ met }) => met).length;
  const explained = trials.map((trial) => trial.explained);
  const judged = judgeEnough({ hits, explained, chance: trials.map((trial) => trial.chance) });
  const numbers = inNumbers(
    { hits, explained, otherwise: traced(explained).explained },
    "sittings",
    "appointments on four of five",
  );
  return answered(judged, `${what} in ${numbers}`);
}
