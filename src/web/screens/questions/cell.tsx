/** One cell: the chosen organisation's value, who differs, and one key for each value where the person may write. */
import type { KeyboardEvent } from "react";
import type { CellEntry, CellValue, MatrixCell, ScoreTable } from "../../../views/matrix.ts";
import { Plumb } from "../../components/plumb.tsx";
import { CELL_WORDS } from "./pick.ts";

/** With Shift: very. */
export const CELL_KEYS: Readonly<Record<string, CellValue>> = {
  C: "CC",
  c: "C",
  n: "N",
  i: "I",
  I: "II",
  x: "NA",
};

export function Cell({
  cell,
  table,
  carries,
  onValue,
}: {
  readonly cell: MatrixCell;
  readonly table: ScoreTable;
  readonly carries: boolean;
  /** Undefined where the person does not write for this organisation. */
  readonly onValue: ((value: CellValue) => void) | undefined;
}) {
  const { entries } = cell;
  const own = ownEntry(entries, table);
  const others = entries.filter((entry) => entry !== own && entry.value !== own?.value);
  const onKeyDown = (event: KeyboardEvent) => {
    const value = CELL_KEYS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (value !== undefined && onValue !== undefined) {
      onValue(value);
      event.preventDefault();
    } else if (event.key.startsWith("Arrow")) {
      moveInTable(event.currentTarget as HTMLElement, event.key);
      event.preventDefault();
    }
  };
  return (
    <td className={`cell v-${own === undefined ? "none" : own.value}${carries ? " carries" : ""}`}>
      {own === undefined ? (
        <button type="button" className="value" onKeyDown={onKeyDown}>
          {entries.length === 0 ? "not assessed" : "differ"}
        </button>
      ) : (
        <Plumb refId={own.ref} className="value" onKeyDown={onKeyDown}>
          <b aria-hidden="true">{own.value}</b>
          <span className="word">{CELL_WORDS[own.value]}</span>
        </Plumb>
      )}
      {others.map(({ ref, organisation, value }) => (
        <Plumb key={ref} refId={ref} className="differs">
          {organisation.initials}: {value}
        </Plumb>
      ))}
    </td>
  );
}

/** The chosen organisation's entry; for the joint table the one that all share. */
export function ownEntry(entries: readonly CellEntry[], table: ScoreTable): CellEntry | undefined {
  if (table.of !== "joint") {
    const { ref } = table.of;
    return entries.findLast(({ organisation }) => organisation.ref === ref);
  }
  const [first] = entries;
  return entries.every(({ value }) => value === first?.value) ? first : undefined;
}

/** Focus goes to the neighbouring cell. */
function moveInTable(from: HTMLElement, key: string): void {
  const cell = from.closest("td");
  const row = cell?.closest("tr");
  if (cell == null || row == null) return;
  const toRow = key === "ArrowUp" ? row.previousElementSibling : row.nextElementSibling;
  const next =
    key === "ArrowLeft"
      ? cell.previousElementSibling
      : key === "ArrowRight"
        ? cell.nextElementSibling
        : (toRow as HTMLTableRowElement | null)?.cells[cell.cellIndex];
  next?.querySelector<HTMLElement>(".value")?.focus();
}
