/** A small table that is read rather than looked at: the same in every form, never a picture. */
import { capital } from "../words.ts";
import type { TableFigure } from "../model/finding.ts";
import { number } from "./numbers.ts";
import { NO_VALUE, withUnit } from "./told.ts";
import type { DrawnTable, Told } from "./told.ts";

export function cellTable({ title, columns, rows }: TableFigure): DrawnTable {
  return {
    title: capital(title),
    heads: columns.map(({ name, unit }) => withUnit(name, unit)),
    numeric: columns.flatMap((_, column) =>
      rows.every(({ cells }) => typeof cells[column] !== "string") ? [column] : [],
    ),
    rows: rows.map(({ cells }) =>
      cells.map((cell) => (cell === null ? NO_VALUE : typeof cell === "number" ? number(cell) : cell)),
    ),
    marked: rows.flatMap(({ marked }, i) => (marked === true ? [i] : [])),
    printed: true,
  };
}

export function tellTable(figure: TableFigure): Told {
  const title = capital(figure.title);
  return {
    title,
    label: `${title}.`,
    caption: figure.rows.some(({ marked }) => marked === true)
      ? `${title}. The row in bold is the one that the sentence speaks of.`
      : `${title}.`,
  };
}
