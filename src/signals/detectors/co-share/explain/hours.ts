/**
 * The same hours, and the same minutes, of the day: whether the times of day that accounts keep on other days would have let
 * them meet as often. For hours a time is moved to and fro by half the scale of a sitting, and drawn in as much as that
 * spreads it (Silverman and Young 1987), so that nothing finer than a sitting counts as a habit.
 */
import { Random } from "../../../../kernel/index.ts";
import { DAY, evenly, placeOf, type GroupShares, type Shares } from "./input.ts";
import type { Measured } from "./measured.ts";
import { commonObjects, judgeTrials, MOST_ACCOUNTS, untaken, type Draw, type First } from "./timetables.ts";

/** Shares on other days that an account needs before its hours are known, and that are looked at on either side. */
const LEAST_HABIT = 3;
const MOST_HABIT = 40;

export const sameHours = (group: GroupShares): Measured => sameTimeOfDay(group, group.sittingMs / 2);

/** A slot that is kept day by day. */
export const sameMinutes = (group: GroupShares): Measured => sameTimeOfDay(group, 0);

function sameTimeOfDay(group: GroupShares, slackMs: number): Measured {
  const random = new Random(1);
  const clusters = commonObjects(group)
    .map(largestCluster)
    .filter((firsts) => firsts.length > 1);
  const times = new Map([...group.members].map((member) => [member, firstTimes(group.ofAccount(member))]));
  const anyTime: Draw = ({ time }) => time + (random.uniform() - 0.5) * DAY;
  return judgeTrials(
    group,
    clusters,
    (firsts) => {
      const habits = new Map(
        firsts.map(({ account, time }) => [account, habitAround(times.get(account)!, time, slackMs)]),
      );
      const known = firsts.filter(({ account }) => habits.get(account)!.days.length >= LEAST_HABIT);
      if (known.length < 2) return undefined;
      const explained = (): Draw => {
        const draw = drawing(random);
        const slack = (): number => (2 * random.uniform() - 1) * slackMs;
        return ({ account, time }) => time + draw(habits.get(account)!) + slack();
      };
      return { firsts: known, explained, chance: () => anyTime };
    },
    "Where two or more shared the same on one day, they met",
    "no two accounts show on other days which hours they keep",
  );
}

/** Offsets in time of day from one share, between half a day before and half a day after, and the days they are of. */
interface Habit {
  readonly offsets: Float64Array;
  readonly days: Float64Array;
}

/** First shares that lie more than half a day away, drawn in by what the slack will spread. */
function habitAround(times: Float64Array, around: number, slackMs: number): Habit {
  const before = times.subarray(0, placeOf(times, around - DAY / 2));
  const after = times.subarray(placeOf(times, around + DAY / 2 + 1));
  const others = [...evenly([...before], MOST_HABIT), ...evenly([...after], MOST_HABIT)];
  const offsets = Float64Array.from(others, (time) => {
    const off = (((time - around) % DAY) + DAY) % DAY;
    return off > DAY / 2 ? off - DAY : off;
  });
  const days = Float64Array.from(others, (time) => Math.floor(time / DAY));
  const mean = offsets.reduce((sum, x) => sum + x, 0) / offsets.length;
  const spread = offsets.reduce((sum, x) => sum + (x - mean) ** 2, 0) / offsets.length;
  // A uniform slack of -s to s has a variance of s^2 / 3.
  const drawn = spread === 0 ? 1 : 1 / Math.sqrt(1 + slackMs ** 2 / 3 / spread);
  return { offsets: offsets.map((x) => mean + (x - mean) * drawn), days };
}

/** Takes an offset of each account from days of their own: what they did together on one day is no habit. */
function drawing(random: Random): (habit: Habit) => number {
  const taken = new Set<number>();
  return ({ offsets, days }) =>
    offsets[
      untaken(
        taken,
        () => random.below(days.length),
        (at) => days[at]!,
      )
    ]!;
}

/** The most first shares that follow each other within half a day. */
function largestCluster(firsts: readonly First[]): readonly First[] {
  let best: readonly First[] = [];
  let from = 0;
  firsts.forEach(({ time }, i) => {
    const next = firsts[i + 1];
    if (next !== undefined && next.time - time <= DAY / 2) return;
    if (i + 1 - from > best.length) best = firsts.slice(from, i + 1);
    from = i + 1;
  });
  return evenly(best, MOST_ACCOUNTS);
}

function firstTimes({ time, object }: Shares): Float64Array {
  const seen = new Set<number>();
  return time.filter((_, i) => {
    const fresh = !seen.has(object[i]!);
    seen.add(object[i]!);
    return fresh;
  });
}
