/** The commonest values of a column of the posts that a person may read, over time. */
import { z } from "zod";
import type { Period } from "../../signals/index.ts";
import { count, list, shape, text, view } from "../../views/plain.ts";
import { top } from "../../workbench/top.ts";
import type { Seat } from "../seat.ts";
import { whole } from "../whole.ts";

const MOST_VALUES = 200;
const PERIODS = ["day", "week"] as const satisfies readonly Period[];

const named = z
  .string()
  .max(4000)
  .regex(/^[^\0\p{Cs}]*$/u, "text without NUL characters");

export const topQuerySchema = z.object({
  /** `hashtag`, `domain`, `url`, `mention`, `account`, or a column that describes posts. */
  column: named.min(1).default("hashtag"),
  by: z.enum(PERIODS).default("week"),
  most: whole(1, MOST_VALUES).default(20),
  /** Whose posts, as a run names a group; all without one. */
  group: named.optional(),
  /** With whose posts they are compared; with all others of a group where nothing is named. */
  comparison: named.optional(),
});

const share = z.number().min(0).max(1);

export const topSchema = view("Top", {
  column: text,
  by: z.enum(PERIODS),
  /** First day of each period, in UTC; weeks begin on a Monday. */
  periods: list(z.iso.date()),
  /** Posts of the group in all, and of the comparison; null without one. */
  posts: count,
  elsewhere: count.nullable(),
  /** Distinct values in posts of the group. */
  values: count,
  /** The commonest first. */
  rows: list(
    shape({
      value: text,
      posts: count,
      accounts: count,
      share,
      elsewhere: share.nullable(),
      /** Posts of each period. */
      counts: list(count),
    }),
  ),
});
export type TopView = z.infer<typeof topSchema>;

/** @throws PlumblineError FORBIDDEN; NO_DATA, PARAMETER, NOT_FOUND, IMPORT_LIMIT. */
export async function topOf(seat: Seat, asked: z.infer<typeof topQuerySchema>): Promise<TopView> {
  seat.demand("read");
  seat.note("top values");
  const { group, comparison, ...rest } = asked;
  return top(seat.served.opened, seat.reader, {
    ...rest,
    ...(group === undefined ? {} : { group }),
    ...(comparison === undefined ? {} : { comparison }),
  });
}
