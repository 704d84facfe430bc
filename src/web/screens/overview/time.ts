/** What the time of a case is drawn of: its days, and the positions on each judgment by the day that they are held for. */
import type { FacetsView } from "../../../desk/index.ts";
import type { CaseRecord } from "../../../model/records.ts";
import type { KeyJudgment } from "../../../views/overview.ts";
import { plural, spelled } from "../../../words.ts";
import { sayDated } from "../../components/dated.tsx";
import { coloursOf } from "../../components/party-colours.ts";
import type { PositionMark } from "../../components/position-marks.tsx";
import { startOf } from "../../components/scale.ts";
import type { Axis } from "../../components/scale.ts";

const DAY_MS = 86_400_000;
/** Days that one drawing has: the server counts posts in so many stretches at most. */
const MOST_DAYS = 2000;
/** How far before and after the posts something dated is drawn with them: a part of their time, and a week in any case. */
const BEYOND = 0.25;
const BEYOND_DAYS = 7;
const MARGIN_DAYS = 2;
/** A date with its day is at least so long; a month or a year has no place on an axis of days. */
const WITH_DAY = "2031-10-04".length;

/** Own positions on one judgment. */
export interface PositionRow {
  readonly label: string;
  readonly marks: readonly PositionMark[];
  /** What the row comes to: `one dissents`. */
  readonly end: string;
  readonly dissents: boolean;
}

export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Of each judgment that has any. */
export function rowsOf(judgments: readonly KeyJudgment[]): PositionRow[] {
  const colours = coloursOf(judgments);
  return judgments.flatMap(({ label, positions, taken }) => {
    const own = positions.filter(({ stance }) => stance === "own");
    if (own.length === 0) return [];
    const dissents = own.filter(({ holds }) => holds === "dissents").length;
    const marks = taken.map(({ ref, organisation, on }) => ({
      ref,
      initials: organisation.initials,
      colour: colours.get(organisation.ref) ?? 1,
      at: startOf(on),
      says: `${organisation.name} on ${label}, ${sayDated(on)}`,
    }));
    return [{ label, marks, end: endOf(own.length, dissents), dissents: dissents > 0 }];
  });
}

function endOf(own: number, dissents: number): string {
  if (dissents > 0) return `${spelled(dissents)} ${plural(dissents, "dissents", "dissent")}`;
  return own > 1 ? `${spelled(own)} agree` : "one position";
}

/** Events that have a day. */
export const withDay = (events: readonly CaseRecord<"Event">[]): CaseRecord<"Event">[] =>
  events.filter(({ body: { start } }) => start.length >= WITH_DAY);

/** Whole days around the posts and what is dated near them, or around all that is dated; undefined where nothing is. */
export function axisOf(posts: FacetsView | undefined, dated: readonly number[]): Axis | undefined {
  const core =
    posts?.from == null || posts.to == null ? dated : [Date.parse(posts.from), Date.parse(posts.to)];
  if (core.length === 0) return undefined;
  const [first, last] = ends(core);
  const beyond = Math.max(BEYOND_DAYS * DAY_MS, BEYOND * (last - first));
  const [low, high] = ends([first, last, ...dated.filter((ms) => ms > first - beyond && ms < last + beyond)]);
  const from = Math.max(Math.floor(low / DAY_MS) - MARGIN_DAYS, Math.ceil(high / DAY_MS) - MOST_DAYS);
  const days = Math.floor(high / DAY_MS) + 1 + MARGIN_DAYS - from;
  return { from: from * DAY_MS, to: (from + days) * DAY_MS, width: DAY_MS, bins: days };
}

const ends = (values: readonly number[]): readonly [number, number] => [
  values.reduce((least, value) => Math.min(least, value), Infinity),
  values.reduce((most, value) => Math.max(most, value), -Infinity),
];
