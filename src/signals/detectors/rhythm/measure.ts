/** What is measured of a group's posts: everything that Findings and tables say. Deterministic, whatever the order of posts. */
import {
  binTable,
  clockChanges,
  clockTests,
  commonHours,
  daysOf,
  holidayTest,
  hourTable,
  hoursOf,
  refusal,
  schedulerMarks,
  spreadOf,
  weekTable,
  type ClockTest,
  type GroupPosts,
  type HolidayTest,
  type Hours,
  type Mark,
  type Refusal,
  type Rotation,
  type ShareColumns,
  type Spread,
} from "../../../kernel/index.ts";
import { PlumblineError } from "../../../errors.ts";
import type { Parameters } from "../../detector.ts";
import type { GivenEvents } from "../../given.ts";
import { pause, type WorkContext } from "../../shared/pause.ts";
import { DAY, dayStart } from "../../shared/dates.ts";

export interface Settings {
  readonly hours: number;
  readonly zones: readonly string[];
  /** Hour at which work is supposed to begin; undefined where nobody says. */
  readonly start: number | undefined;
}

/** @throws PlumblineError PARAMETER. */
export function settingsOf(parameters: Parameters): Settings {
  const start = String(parameters["start"]);
  if (start !== "" && !/^(?:\d|1\d|2[0-3])$/.test(start))
    throw new PlumblineError("PARAMETER", `start is an hour from 0 to 23; "${start.slice(0, 40)}" is not.`);
  const zones = String(parameters["zones"])
    .split(",")
    .map((zone) => zone.trim())
    .filter((zone) => zone !== "");
  // Refuses what is no zone, before anything is read.
  clockChanges(zones, 0, 0);
  return { hours: Number(parameters["hours"]), zones, start: start === "" ? undefined : Number(start) };
}

export interface Measured {
  readonly spread: Spread;
  readonly days: { readonly first: number; readonly last: number };
  /** 7 x 24, Sunday first. */
  readonly week: Float64Array;
  readonly hours: Hours;
  readonly common: Rotation;
  readonly clocks: readonly ClockTest[];
  readonly marks: readonly Mark[] | undefined;
  readonly holidays: HolidayTest | undefined;
}

export function postsIn(posts: ShareColumns, members: Int32Array): GroupPosts {
  return {
    account: Int32Array.from(members, (i) => posts.account[i]!),
    time: Float64Array.from(members, (i) => posts.time[i]!),
    accounts: posts.accounts,
    resolution: posts.resolution,
  };
}

const STEPS = 5;

/** Or why the group gets no answer. */
export async function measure(
  group: GroupPosts,
  { hours, zones }: Settings,
  events: GivenEvents | undefined,
  seed: number,
  context: WorkContext,
): Promise<Measured | Refusal> {
  const refused = refusal(group);
  if (refused !== undefined) return refused;
  const step = (done: number): Promise<void> => pause(context, "measuring hours", done, STEPS, "steps");
  const table = hourTable(group.time);
  const days = daysOf(group.time);
  const found = hoursOf(table, hours, seed);
  await step(1);
  const common = commonHours(group, hours, seed);
  await step(2);
  const changes = clockChanges(zones, days.first, days.last);
  // Bins of a quarter of an hour say nothing of times that are coarser.
  const fine = group.resolution !== "hour";
  const clocks = fine && changes.length > 0 ? clockTests(binTable(group), changes, seed) : [];
  await step(3);
  const marks = schedulerMarks(group, seed);
  await step(4);
  const given = [...new Set(events?.events.map(({ from }) => dayStart(from) / DAY))];
  const holidays = given.length === 0 ? undefined : holidayTest(table, given, seed);
  await step(STEPS);
  return {
    spread: spreadOf(group),
    days,
    week: weekTable(table),
    hours: found,
    common,
    clocks,
    marks,
    holidays,
  };
}
