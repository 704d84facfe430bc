/** Explanations by how the times lie: minutes past the hour, and accounts that are used in turn. */
import { Random } from "../../../../kernel/index.ts";
import { DAY, evenly, placeOf, type GroupShares, type Shares } from "./input.ts";
import { inNumbers, judge, LEVEL, PART, POWER, traced, type Trials } from "./judge.ts";
import { answered, unanswered, type Measured } from "./measured.ts";
import { counted, plural, rough } from "../../../../words.ts";

// --- a scheduler ------------------------------------------------------------------------------------------------------

const MINUTE = 60_000;
const DRAWS = 999;
/** Marks of a scheduler: every five minutes. With fewer of them it is easier to see. */
const MARKS = 12;
/** Minutes by which an occasion is moved to and fro. */
const MOVED = 2;
/** Occasions from which a scheduler of this kind is seen, and ruled out, in 4 of 5 cases, where minutes are even. */
const SCHEDULER_NEEDS = 24;

export function scheduler(group: GroupShares): Measured {
  const { occasions, around } = group;
  if (around.minutes === undefined) return unanswered("times are coarser than a minute");
  const usual = minutesOfOthers(group, around.minutes);
  const random = new Random(3);
  const starts = occasions.map(({ from }) => minuteOf(from));
  const seen = samePairs(starts);
  const draws = (draw: (own: number) => number): Float64Array =>
    Float64Array.from({ length: DRAWS }, () => samePairs(starts.map(draw))).sort();
  const background = (): number => pick(usual, random.uniform());
  const asOthers = draws(background);
  // Keeps habits and everything else that is coarser than some minutes.
  const moved = draws((own) => (own + 60 - MOVED + random.below(2 * MOVED + 1)) % 60);
  const scheduled = draws(() => (random.uniform() < PART ? random.below(MARKS) * 5 : background()));
  const middle = (sorted: Float64Array): string => rough(sorted[sorted.length >> 1]!);
  const words = `${counted(seen, "pair", "pairs")} of the ${starts.length} occasions ${plural(seen, "begins", "begin")} in the same minute of the hour; expected: ${middle(scheduled)} or more if it holds, ${middle(asOthers)} if they lie as those of others do, ${middle(moved)} if each is moved by up to ${MOVED} minutes`;
  const own = (1 + placeOf(scheduled, seen + 0.5)) / (DRAWS + 1);
  const otherwise = [asOthers, moved].map((sorted) => (1 + DRAWS - placeOf(sorted, seen)) / (DRAWS + 1));
  const other = Math.max(...otherwise);
  if (other <= LEVEL && own > LEVEL) return { answer: "speaks for", measured: `${words}.` };
  // The largest number that rejects a scheduler, and how often others stay at or below it.
  const limit = scheduled[Math.floor(LEVEL * (DRAWS + 1)) - 2]!;
  const power = placeOf(asOthers, limit + 0.5) / DRAWS;
  if (own <= LEVEL && other > LEVEL && power >= POWER)
    return { answer: "speaks against", measured: `${words}.` };
  const why =
    starts.length < SCHEDULER_NEEDS
      ? `some ${SCHEDULER_NEEDS} occasions would be needed`
      : own <= LEVEL
        ? "neither model gives this number"
        : "more than one model gives this number";
  return { answer: "cannot tell", measured: `${words}: ${why}.` };
}

/** How the shares of accounts outside lie over the minutes of the hour: sums from 0 to 1. */
function minutesOfOthers({ members, ofAccount }: GroupShares, all: Float64Array): Float64Array {
  const minutes = all.slice();
  for (const member of members) for (const time of ofAccount(member).time) minutes[minuteOf(time)]!--;
  let sum = 0;
  const sums = minutes.map((n) => (sum += n + 1));
  return sums.map((value) => value / sum);
}

const minuteOf = (time: number): number => ((Math.floor(time / MINUTE) % 60) + 60) % 60;

const pick = (sums: Float64Array, u: number): number => Math.min(59, placeOf(sums, u));

function samePairs(minutes: readonly number[]): number {
  const counts = new Float64Array(60);
  let pairs = 0;
  for (const minute of minutes) pairs += counts[minute]!++;
  return pairs;
}

// --- one person -------------------------------------------------------------------------------------------------------

/** Sittings that are looked at, accounts, and days before and after with which a sitting is compared. */
const SITTINGS = 150;
const MOST_ACCOUNTS = 30;
const DAYS = 7;
/** A person with several accounts need not use two of them each time. */
const IN_TURN = 0.5;

interface Sitting {
  readonly account: number;
  readonly from: number;
  readonly to: number;
}

export function onePerson(group: GroupShares): Measured {
  const { sittingMs, ofAccount } = group;
  const accounts = evenly(
    [...group.members].sort((x, y) => x - y),
    MOST_ACCOUNTS,
  );
  const apart = evenly(
    accounts.flatMap((account) => ownSittings(group, account, accounts)),
    SITTINGS,
  );
  if (apart.length === 0) return unanswered("the accounts shared nothing but what they have in common");
  const others = (sitting: Sitting, shift: number): boolean =>
    accounts.some(
      (account) =>
        account !== sitting.account &&
        anyBetween(ofAccount(account), sitting.from + shift - sittingMs, sitting.to + shift + sittingMs),
    );
  const spans = accounts.map((account) => ofAccount(account).time);
  const first = Math.min(...spans.map((time) => time[0]!));
  const last = Math.max(...spans.map((time) => time[time.length - 1]!));
  const hits = apart.filter((sitting) => others(sitting, 0)).length;
  const onOtherDays = apart.map((sitting) => {
    let days = 0;
    let same = 0;
    for (let d = -DAYS; d <= DAYS; d++) {
      if (d === 0 || sitting.from + d * DAY < first || sitting.to + d * DAY > last) continue;
      days++;
      if (others(sitting, d * DAY)) same++;
    }
    return { days, same };
  });
  // A day of the mean rate is added to each, since a week says little of one sitting.
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const usual =
    (sum(onOtherDays.map(({ same }) => same)) + 0.5) / (sum(onOtherDays.map(({ days }) => days)) + 1);
  const otherwise = onOtherDays.map(({ days, same }) => (same + usual) / (days + 1));
  const trials: Trials = { hits, ...traced(otherwise, IN_TURN) };
  return answered(
    judge(trials),
    `In sittings that have nothing in common with another account of the group, one is active too in ${inNumbers(trials, "sittings", "as at the same hour of other days")}`,
  );
}

/** Sittings of an account in which no object is another's within half a day. */
function ownSittings(group: GroupShares, account: number, accounts: readonly number[]): Sitting[] {
  const { time, object } = group.ofAccount(account);
  const sittings: Sitting[] = [];
  let start = 0;
  for (let i = 1; i <= time.length; i++) {
    if (i < time.length && time[i]! - time[i - 1]! <= 2 * group.sittingMs) continue;
    const objects = new Set(object.subarray(start, i));
    const [from, to] = [time[start]!, time[i - 1]!];
    const common = [...objects].some((code) => {
      const shares = group.ofObject(code);
      const end = placeOf(shares.time, to + DAY / 2);
      for (let at = placeOf(shares.time, from - DAY / 2); at < end; at++)
        if (shares.account[at] !== account && accounts.includes(shares.account[at]!)) return true;
      return false;
    });
    if (!common) sittings.push({ account, from, to });
    start = i;
  }
  return sittings;
}

const anyBetween = ({ time }: Shares, from: number, to: number): boolean => {
  const at = placeOf(time, from);
  return at < time.length && time[at]! <= to;
};
