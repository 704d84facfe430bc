/**
 * The tables beside the posts: a poll series that crosses a declared line once, dated events, and two collected sets of
 * which one was released. Only sums and comparisons of seeded integers: the bytes do not hang on a machine's `Math`.
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
 */
export function pollSeries(random: Random): readonly PollRow[] {
  const crossing = dayNumber(CROSSING_DAY);
  return Array.from({ length: DAYS }, (_, day) => {
    const days = day - crossing;
    // tenths of a point: two to thirty below the line before it, none to twenty-four above it after it
    const drift =
      days < 0 ? -4 - Math.min(24, Math.floor(-days * 0.7)) : 2 + Math.min(20, Math.floor(days * 0.8));
    return { date: dayName(day), lead: (POLL_LINE * 10 + drift + random.below(5) - 2) / 10 };
  });
}

export function pollTable(random: Random, series: readonly PollRow[]): string {
  const rows = series.map(({ date, lead }) => {
    const rowan = (380 + random.below(9) - 4) / 10;
    return [date, (rowan + lead).toFixed(1), rowan.toFixed(1), lead.toFixed(1), 4 + random.below(6)];
  });
  return csv(["date", "alder", "rowan", "lead", "polls"], rows);
}

export interface SetTruth {
  readonly set: "set-a" | "set-b";
  readonly target: string;
  readonly items: number;
  readonly documents: number;
  readonly collected: string;
  readonly released: string | null;
}

interface SetPlan {
  readonly set: SetTruth["set"];
  readonly target: string;
  readonly items: number;
  readonly collected: string;
  readonly released: string | null;
}

export const SET_PLANS: readonly SetPlan[] = [
  { set: "set-a", target: "Alder Party", items: 14, collected: "2031-07-18", released: RELEASE_DAY },
  { set: "set-b", target: "Rowan Party", items: 11, collected: "2031-07-22", released: null },
];

/** One row per item (a mailbox) of each set, with the number of its documents. */
export function collectedTable(random: Random): {
  readonly text: string;
  readonly sets: readonly SetTruth[];
} {
  const rows: (string | number)[][] = [];
  const sets = SET_PLANS.map((plan): SetTruth => {
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

export function eventTable(): string {
  return csv(
    ["date", "kind", "title"],
    EVENTS.map(({ date, kind, title }) => [date, kind, title]),
  );
}
