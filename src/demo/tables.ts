/**
 * The tables beside the posts: a poll series that crosses a declared line once, dated events, and collected sets of two parties,
 * of which one party's were released. Only sums and comparisons of seeded integers: the bytes do not hang on a machine's `Math`.
 */
import type { Random } from "../kernel/random.ts";
import {
  CROSSING_DAY,
  DAYS,
  POLL_LINE,
  RELEASE_DAY,
  RULING_DAY,
  VOTE_DAY,
  dayName,
  dayNumber,
} from "./calendar.ts";
import { csv } from "./csv.ts";

export interface PollRow {
  readonly date: string;
  /** Lead of the Alder Party over the Rowan Party in the daily average, in percentage points. */
  readonly lead: number;
}

/**
 * A daily average that lies below the line on every day before the crossing and on or above it from then on. The drift
 * is always larger than the noise near the line, so that the date of the crossing is one day and no other.
 * @param crosses false for an average that stays at one level below the line
 */
export function pollSeries(random: Random, crosses = true): readonly PollRow[] {
  const crossing = dayNumber(CROSSING_DAY);
  return Array.from({ length: DAYS }, (_, day) => {
    const days = day - crossing;
    // tenths of a point: two to thirty below the line before it, none to twenty-four above it after it
    const rise =
      days < 0 ? -4 - Math.min(24, Math.floor(-days * 0.7)) : 2 + Math.min(20, Math.floor(days * 0.8));
    const drift = crosses ? rise : LEVEL_BELOW;
    return { date: dayName(day), lead: (POLL_LINE * 10 + drift + random.below(5) - 2) / 10 };
  });
}

/** Tenths of a point. */
const LEVEL_BELOW = -16;

export function pollTable(random: Random, series: readonly PollRow[]): string {
  const rows = series.map(({ date, lead }) => {
    const rowan = (380 + random.below(9) - 4) / 10;
    return [date, (rowan + lead).toFixed(1), rowan.toFixed(1), lead.toFixed(1), 4 + random.below(6)];
  });
  return csv(["date", "alder", "rowan", "lead", "polls"], rows);
}

export interface SetTruth {
  readonly set: string;
  readonly target: string;
  readonly items: number;
  readonly documents: number;
  readonly collected: string;
  readonly released: string | null;
}

export interface SetPlan {
  readonly set: string;
  readonly target: string;
  readonly items: number;
  readonly collected: string;
  readonly released: string | null;
}

const ALDER = "Alder Party";
const ROWAN = "Rowan Party";

/** The plant: four of five sets of one party came out, on four days, and none of five of the other. */
export const SET_PLANS: readonly SetPlan[] = [
  { set: "set-a", target: ALDER, items: 14, collected: "2031-07-18", released: RELEASE_DAY },
  { set: "set-b", target: ROWAN, items: 11, collected: "2031-07-22", released: null },
  { set: "set-c", target: ALDER, items: 3, collected: "2031-07-25", released: "2031-09-22" },
  { set: "set-d", target: ROWAN, items: 4, collected: "2031-07-25", released: null },
  { set: "set-e", target: ALDER, items: 5, collected: "2031-07-29", released: "2031-09-29" },
  { set: "set-f", target: ROWAN, items: 3, collected: "2031-07-31", released: null },
  { set: "set-g", target: ALDER, items: 4, collected: "2031-08-04", released: "2031-10-11" },
  { set: "set-h", target: ROWAN, items: 5, collected: "2031-08-04", released: null },
  { set: "set-i", target: ALDER, items: 2, collected: "2031-08-11", released: null },
  { set: "set-j", target: ROWAN, items: 2, collected: "2031-08-12", released: null },
];

/** The same sets, each released or kept by a toss that does not look at whose it is. */
export function evenPlans(random: Random): readonly SetPlan[] {
  return SET_PLANS.map((plan) => ({ ...plan, released: random.uniform() < 0.4 ? RELEASE_DAY : null }));
}

/** One row per item (a mailbox) of each set, with the number of its documents. */
export function collectedTable(
  random: Random,
  plans: readonly SetPlan[] = SET_PLANS,
): {
  readonly text: string;
  readonly sets: readonly SetTruth[];
} {
  const rows: (string | number)[][] = [];
  const sets = plans.map((plan): SetTruth => {
    let documents = 0;
    for (let item = 1; item <= plan.items; item++) {
      const count = 120 + random.below(900);
      documents += count;
      rows.push([
        plan.set,
        plan.target,
        `${plan.set}-${String(item).padStart(2, "0")}`,
        count,
        plan.collected,
        plan.released ?? "",
      ]);
    }
    return { ...plan, documents };
  });
  return { text: csv(["set", "target", "item", "documents", "collected", "released"], rows), sets };
}

export interface EventRow {
  readonly date: string;
  readonly kind: string;
  readonly title: string;
}

/** Public events in order of date; the record file cites them by row. */
export const EVENTS: readonly EventRow[] = [
  { date: "2031-07-18", kind: "intrusion", title: "Mailboxes of the Alder Party are copied (set A)" },
  { date: "2031-07-22", kind: "intrusion", title: "Mailboxes of the Rowan Party are copied (set B)" },
  { date: "2031-09-03", kind: "campaign", title: "The election campaign opens" },
  { date: "2031-09-24", kind: "debate", title: "First televised debate" },
  { date: RELEASE_DAY, kind: "disclosure", title: "The site Open Ledger releases set A" },
  {
    date: CROSSING_DAY,
    kind: "poll crossing",
    title: "The daily poll average first shows a lead of six points",
  },
  { date: RULING_DAY, kind: "ruling", title: "A court rules on how postal votes are counted" },
  { date: "2031-10-17", kind: "denial", title: "The foreign ministry of Calvane denies any part" },
  { date: "2031-10-21", kind: "report", title: "Harbour Lab issues its Bulletin 12" },
  { date: "2031-10-22", kind: "report", title: "The Ostmere Courier reports on the sharing" },
  { date: VOTE_DAY, kind: "vote", title: "The vote" },
];

export function eventTable(events: readonly EventRow[] = EVENTS): string {
  return csv(
    ["date", "kind", "title"],
    events.map(({ date, kind, title }) => [date, kind, title]),
  );
}

export interface MarkerRow {
  readonly marker: string;
  readonly since: string;
}

/** Pages on which documents of the released set stand, a row each. */
export function markerTable(markers: readonly MarkerRow[]): string {
  return csv(
    ["marker", "kind", "since"],
    markers.map(({ marker, since }) => [marker, "link", since]),
  );
}
