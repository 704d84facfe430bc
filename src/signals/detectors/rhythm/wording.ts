/** The sentences of rhythm: which hours, how sure, against what, and what they do not say. */
import {
  NEAR,
  offsetsUnder,
  type ClockTest,
  type Estimate,
  type HolidayTest,
  type Refusal,
} from "../../../kernel/index.ts";
import { capital, count, counted, listed, percentOf, plural, rough } from "../../../words.ts";
import { between, DAY } from "../../shared/dates.ts";
import type { Measured, Settings } from "./measure.ts";

export const INTERVAL = "95 %, blocks of seven days resampled";
export const CLOCK_INTERVAL = "95 %, days on either side resampled";

const share = (value: number): string => percentOf(value, 1);
const times = (value: number): string => value.toFixed(2);
const within = ({ low, high }: Estimate, say: (value: number) => string): string =>
  `${say(low)} to ${say(high)}`;
const end = (start: number, hours: number): number => (start + hours) % 24;

export function refusalWords(refused: Refusal): string {
  switch (refused.reason) {
    case "no posts":
      return "no post is of an account of the group";
    case "few accounts":
      return `the group has ${counted(refused.accounts, "account")} with posts, and of fewer than five the hours could locate a person`;
    case "one account":
      return `one account has ${share(refused.share)} of the posts of the group, and more than half would be the hours of one person`;
    case "coarse times":
      return `times are recorded to the ${refused.resolution}`;
    case "few days":
      return `the posts lie on ${counted(refused.active, "day")} within ${count(refused.days)}, and a rhythm needs posts on 14 days within 28 or more`;
  }
}

/** p as printed: of so many turns none can be less than one in that many and one. */
export const pWords = (p: number): string => (p < 0.0005 ? "p < 0.001" : `p = ${rough(p)}`);

export const keepsHours = ({ common }: Measured): boolean => common.p <= 0.05;

export function hoursWords(measured: Measured, posts: number, { start }: Settings): string {
  const { hours, common, spread, days } = measured;
  const { window, runnerUp } = hours;
  const other =
    hours.starts.length === 1
      ? `; no other start holds as much (next: ${runnerUp.start} h, ${share(runnerUp.share.value)})`
      : `; starts at ${listed(hours.starts.map((h) => `${h} h`))} cannot be told apart or hold within ${share(NEAR)} as much`;
  const period = between(days.first * DAY, days.last * DAY);
  const offsets =
    start === undefined
      ? "A window in UTC is no place: without a stated start of work it fits many."
      : `If work begins at ${start} h where they are, the offset is one of ${listed(offsetsUnder(hours.starts, start).map(offsetName), "or")}; under another start it is another.`;
  return (
    `${count(spread.accounts)} accounts posted ${count(posts)} times ${period}, most between ${window.start} and ${end(window.start, hours.hours)} h UTC: ` +
    `${share(window.share.value)} of the posts (95 % interval ${within(window.share, share)})${other}. ` +
    `Turned by random hours, account by account, the best window holds ${share(common.middle)}, at most ${share(common.high)} in 95 of 100 turns (${pWords(common.p)}): ` +
    `${keepsHours(measured) ? "they have hours in common" : "no more than accounts with hours of their own"}. ${offsets}`
  );
}

const offsetName = (hours: number): string => `UTC${hours < 0 ? "-" : "+"}${Math.abs(hours)}`;

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

/** Weekend, night and noon: described, not tested. */
export function shapeWords({ hours }: Measured): string {
  const { weekend, restDay, restDays, night, lunch } = hours;
  const rest =
    restDays.length === 7
      ? "no two days of the week are surely the quietest"
      : `the quietest two days begin with ${listed(
          restDays.map((d) => DAYS[d]!),
          "or",
        )} (found: ${DAYS[restDay]!})`;
  const dips = lunch.ratio.high < 1;
  return (
    `A day of the weekend has ${times(weekend.value)} times the posts of another (95 % interval ${within(weekend, times)}); ${rest}. ` +
    `The quietest six hours begin at ${night.start} h UTC and hold ${share(night.share.value)} of the posts (${within(night.share, share)}; even ones would hold 25 %). ` +
    (dips
      ? `At ${lunch.hour} h there is a dip to ${times(lunch.ratio.value)} of the hours beside it (${within(lunch.ratio, times)}, three hours tried).`
      : "No hour in the middle of the window dips surely below those beside it (three tried).")
  );
}

/** When clocks changed, and where. */
export function changeWords({ change }: ClockTest): string {
  const season = change.moves > 0 ? "back" : "forward";
  return `${between(change.first * DAY, change.last * DAY)}, when clocks went ${season} in ${listed(change.zones)}`;
}

const minutesOf = (moved: Estimate): string =>
  `${count(moved.value)} minutes (95 % interval ${within(moved, count)})`;

/** Why the posts do not tell whether the hours moved; undefined where they do. */
export function clockBecause(test: ClockTest): string | undefined {
  const { answer, moved, before, after } = test;
  if (moved === undefined || answer === "few days")
    return `there are ${count(before)} weekdays with posts in the four weeks before and ${count(after)} in those after ${changeWords(test)}; ten are needed on either side`;
  if (answer === "no other dates")
    return `the posts hold no other date with four weeks on either side and no change of these clocks, with which the move of ${minutesOf(moved)} ${changeWords(test)} could be compared`;
  if (answer === "too wide")
    return `the hours of the group are too uneven: ${changeWords(test)} they moved by ${minutesOf(moved)} in UTC, and ${moved.high - moved.low >= 60 ? "an interval of an hour or more" : "an interval with both"} tells nothing of staying and moving by ${count(Math.abs(test.change.moves))}`;
  return undefined;
}

/** Of a test that `clockBecause` has nothing against. */
export function clockWords(test: ClockTest): string {
  const { answer, placebo, around } = test;
  const minutes = minutesOf(test.moved!);
  const others = rangeWords(placebo, around);
  switch (answer) {
    case "moves":
      return `In UTC the hours of the group moved by ${minutes} ${changeWords(test)}, as those of people do who live by these clocks, or by others that change on the same days; ${others}.`;
    case "stays":
      return `In UTC the hours of the group moved by ${minutes} ${changeWords(test)}; those of people who live by these clocks move by ${count(Math.abs(test.change.moves))}. ${capital(others)}. Which other clocks it lives by is not said.`;
    case "neither":
      return `In UTC the hours of the group moved by ${minutes} ${changeWords(test)}: neither staying nor moving by ${count(Math.abs(test.change.moves))} fits; ${others}.`;
    case "as at other dates":
      return `In UTC the hours of the group moved by ${minutes} ${changeWords(test)}, and by as much at dates on which no clock changed: ${others}.`;
    default:
      throw new RangeError(`rhythm: ${answer} has no words`);
  }
}

/** Moves at other dates, those near the change apart. */
function rangeWords(placebo: readonly number[], around: readonly number[]): string {
  const range = (values: readonly number[]): string =>
    `${count(Math.min(...values))} to ${count(Math.max(...values))} minutes`;
  const far = `at ${count(placebo.length)} other dates without a change within four weeks they moved by ${range(placebo)}`;
  return around.length === 0
    ? far
    : `${far}, at ${count(around.length)} dates nearer to one by ${range(around)}`;
}

export function holidayWords({ ranks, left, mean, p }: HolidayTest): string {
  const outside =
    left.length === 0
      ? ""
      : ` ${counted(left.length, "day")} of the list ${plural(left.length, "lies", "lie")} outside, or ${plural(left.length, "has", "have")} too few of the same weekday around.`;
  const first = ranks.filter(({ rank }) => rank === 1).length;
  const list =
    mean === undefined || p === undefined
      ? "A list is tested as one from three days on."
      : `On average they stand at ${share(mean)} of the way from the deepest fall to the highest rise, where chance gives 50 % (${pWords(p)}, one-sided, against 9,999 lists of the same weekdays).`;
  return `Of ${counted(ranks.length, "day")} of the list, ${count(first)} ${plural(first, "is", "are")} the deepest fall of all the same weekdays. ${list}${outside} It does not say that anybody kept a holiday.`;
}
