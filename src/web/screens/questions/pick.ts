import type { MatrixView, ScoreTable } from "../../../views/matrix.ts";
import type { Ref } from "../../../model/refs.ts";

/** In the address: the organisation's initials, or `joint`. */
export function nameOf(table: ScoreTable): string {
  return table.of === "joint" ? "joint" : table.of.initials;
}

/** The table asked for, the first otherwise. */
export function pickTable(matrix: MatrixView, name: string | undefined): ScoreTable | undefined {
  return matrix.tables.find((table) => nameOf(table) === name) ?? matrix.tables[0];
}

/** `H1` for the first hypothesis of the question. */
export function shortOf(matrix: MatrixView, hypothesis: Ref): string {
  return `H${matrix.hypotheses.findIndex(({ ref }) => ref === hypothesis) + 1}`;
}

/** `H1`, `H1 and H3` */
export function sayLeaders(matrix: MatrixView, leaders: readonly Ref[]): string {
  return leaders.length === 0 ? "nothing" : leaders.map((ref) => shortOf(matrix, ref)).join(" and ");
}

/** The part of a reference: `h2` of `qst_1#h2`. */
export function partOf(ref: Ref): string {
  return ref.split("#")[1] ?? ref;
}

/** Values of a cell, each with its word. */
export const VALUES = [
  { value: "CC", text: "CC, very consistent" },
  { value: "C", text: "C, consistent" },
  { value: "N", text: "N, neutral" },
  { value: "I", text: "I, inconsistent" },
  { value: "II", text: "II, very inconsistent" },
  { value: "NA", text: "NA, not applicable" },
];
