/** The words of a linchpin, and which of many are said first. */
import type { Linchpin } from "../../../views/linchpin.ts";
import { listed, plural } from "../../../words.ts";

/** So many are said on a judgment; the matrix has the others. */
const MOST = 3;
const WEIGHT: Readonly<Record<Linchpin["change"], number>> = { empties: 0, moves: 1, widens: 2, narrows: 3 };

/** Those that take the lead away before those that share it, of equals those that do so in most scores. */
export function weightiest(linchpins: readonly Linchpin[]): readonly Linchpin[] {
  return linchpins
    .toSorted((a, b) => WEIGHT[a.change] - WEIGHT[b.change] || b.scores.length - a.scores.length)
    .slice(0, MOST);
}

/** `H3 leads`, `H1 and H2 lead`, `nothing is left to count` */
export function sayLed({ after }: Linchpin, shortOf: (ref: string) => string): string {
  if (after.length === 0) return "nothing is left to count";
  return `${listed(after.map(shortOf))} ${plural(after.length, "leads", "lead")}`;
}
