import type { CellValue, MatrixCell, MatrixView, Score, ScoreTable } from "../../../views/matrix.ts";
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

/** The cell of an item and a hypothesis; an empty one where nobody filled it. */
export function cellAt(matrix: MatrixView, item: Ref, hypothesis: Ref): MatrixCell {
  const cell = matrix.cells.find((one) => one.item === item && one.hypothesis === hypothesis);
  return cell ?? { item, hypothesis, entries: [], disagreement: false };
}

export function sayScore(name: Score["name"], value: number): string {
  return name === "PARC weighted" ? value.toFixed(1) : String(value);
}
export const CELL_WORDS: Readonly<Record<CellValue, string>> = {
  CC: "very consistent",
  C: "consistent",
  N: "neutral",
  I: "inconsistent",
  II: "very inconsistent",
  NA: "not applicable",
};

/** Values of a cell, each with its word. */
export const VALUES = Object.entries(CELL_WORDS).map(([value, words]) => ({
  value,
  text: `${value}, ${words}`,
}));
