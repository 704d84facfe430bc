import type { ReactNode } from "react";
import "./table.css";

export interface Column<Row> {
  readonly head: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Figures: to the right, tabular. */
  readonly num?: boolean;
  /** How the rows are ordered by it, where they can be. */
  readonly sorted?: "ascending" | "descending" | "none";
}

/** Rows under hairlines; the row whose key is `picked` is marked. */
export function Table<Row>({
  caption,
  columns,
  rows,
  keyOf,
  picked,
}: {
  /** Says what the table is to those who do not see it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly picked?: string | undefined;
}) {
  return (
    <table className="table">
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ head, num, sorted }, at) => (
            <th key={at} scope="col" aria-sort={sorted} className={num === true ? "num" : undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)} className={keyOf(row) === picked ? "picked" : undefined}>
            {columns.map(({ cell, num }, at) => (
              <td key={at} className={num === true ? "num" : undefined}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
