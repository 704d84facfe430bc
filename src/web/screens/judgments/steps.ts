/**
 * Positions as steps: each organisation holds a term from when it took it until it took another, or until it was withdrawn. Terms
 * stand in rows, the likeliest on top. Linear in the changes of a judgment, but for sorting.
 */
import type { HistoryChange } from "../../../views/reasoning.ts";
import { startOf } from "../../components/scale.ts";

type Held = NonNullable<HistoryChange["position"]>;

/** The row of who states no likelihood, below the others. */
export const NOT_STATED = "not stated";

export interface Step {
  readonly ref: string;
  /** In milliseconds since 1970 UTC, by the time that the position is held for. */
  readonly at: number;
  readonly term: string;
  readonly held: Held;
  readonly change: HistoryChange;
}

/** What one organisation held, or is reported to have held, in order of time. */
export interface Walk {
  readonly key: string;
  readonly steps: readonly Step[];
  /** When its last position was withdrawn; without, the walk goes on to the end of the axis. */
  readonly until?: number;
}

export const timeOf = ({ heldAt, at }: HistoryChange): number => startOf(heldAt ?? at);

export function walksOf(changes: readonly HistoryChange[]): readonly Walk[] {
  const walks = new Map<string, Step[]>();
  for (const change of changes) {
    const { position, ref } = change;
    if (position === undefined) continue;
    const key = `${position.organisation.ref} ${position.stance}`;
    const term = position.likelihood === NOT_STATED ? NOT_STATED : position.likelihood.term;
    const step = { ref, at: timeOf(change), term, held: position, change };
    walks.set(key, [...(walks.get(key) ?? []), step]);
  }
  const withdrawn = new Map(
    changes
      .filter(({ kind }) => kind === "Withdrawal")
      .map((change) => [change.moved, timeOf(change)] as const),
  );
  return [...walks].map(([key, taken]) => {
    const until = withdrawn.get(taken.at(-1)!.ref);
    // The sort is stable: of one moment, the later record holds.
    const steps = taken.toSorted((a, b) => a.at - b.at);
    return { key, steps, ...(until === undefined ? {} : { until }) };
  });
}

/** Terms that somebody held, the likeliest first by the middle of its band; `not stated` is the last. */
export function rowsOf(walks: readonly Walk[]): readonly string[] {
  const middles = new Map<string, number>();
  for (const { steps } of walks)
    for (const { term, held } of steps)
      middles.set(
        term,
        held.likelihood === NOT_STATED ? -1 : (held.likelihood.band[0] + held.likelihood.band[1]) / 2,
      );
  return [...middles].sort(([, a], [, b]) => b - a).map(([term]) => term);
}

/** `M10 8H60V30H200`: along each row until the next step; nothing for a walk without steps. */
export function pathOf(
  { steps, until }: Walk,
  xOf: (at: number) => number,
  yOf: (term: string) => number,
  end: number,
): string {
  const [first, ...others] = steps;
  if (first === undefined) return "";
  const moves = others.map(({ at, term }) => `H${px(xOf(at))}V${px(yOf(term))}`).join("");
  return `M${px(xOf(first.at))} ${px(yOf(first.term))}${moves}H${px(until === undefined ? end : xOf(until))}`;
}

const px = (value: number): string => String(Math.round(value * 10) / 10);
