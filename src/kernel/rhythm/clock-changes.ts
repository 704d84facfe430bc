/**
 * When the clocks of time zones change, from the zones that the language itself knows (`Intl.DateTimeFormat`). Changes of
 * the same kind that follow each other closely, as those of Europe and of America do, are one: what lies between them belongs
 * to neither side. Cost: one look-up for each day and zone.
 */
import { PlumblineError } from "../../errors.ts";
import { DAY_MS } from "./group.ts";

export interface ClockChange {
  /** First day on new time in the first zone, and in the last; counted from 1970 UTC. */
  readonly first: number;
  readonly last: number;
  readonly zones: readonly string[];
  /** Minutes by which the hours of those who live by these clocks move in UTC: 60 in autumn, -60 in spring. */
  readonly moves: number;
}

/** Days between two changes that are taken for one. */
const TOGETHER = 21;

/**
 * Changes between two days, both counted from 1970 UTC, in order of time.
 * @throws PlumblineError PARAMETER for what is no time zone.
 */
export function clockChanges(zones: readonly string[], from: number, to: number): ClockChange[] {
  const single = zones.flatMap((zone) => changesOf(zone, from, to));
  single.sort((x, y) => x.first - y.first || x.moves - y.moves);
  const joined: ClockChange[] = [];
  for (const change of single) {
    const i = joined.findLastIndex(
      ({ last, moves }) => moves === change.moves && change.first - last <= TOGETHER,
    );
    const open = joined[i];
    if (open === undefined) joined.push(change);
    else joined[i] = { ...open, last: change.last, zones: [...new Set([...open.zones, ...change.zones])] };
  }
  return joined;
}

function changesOf(zone: string, from: number, to: number): ClockChange[] {
  const offsetOn = offsetIn(zone);
  const changes: ClockChange[] = [];
  let before = offsetOn(from - 1);
  for (let day = from; day <= to; day++) {
    const offset = offsetOn(day);
    if (offset !== before) changes.push({ first: day, last: day, zones: [zone], moves: before - offset });
    before = offset;
  }
  return changes;
}

/** Minutes by which a zone is ahead of UTC at noon UTC of a day. */
function offsetIn(zone: string): (day: number) => number {
  const format = formatOf(zone);
  return (day) => {
    const parts = format.formatToParts(new Date((day + 0.5) * DAY_MS));
    const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
    const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
    return sign === undefined ? 0 : (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  };
}

function formatOf(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  } catch (cause) {
    throw new PlumblineError("PARAMETER", `There is no time zone “${zone}”.`, {
      hint: "Write zones as Europe/Berlin or America/New_York, between commas.",
      cause,
    });
  }
}
