/** Counts over window and minimum; the framed cell was declared before the run and is the only one that was tested. */
import type { GridFigure } from "../../../model/finding.ts";
import type { FindingView } from "../../../views/edition.ts";
import { Measured } from "../../components/measured.tsx";
import { Table } from "../../components/table.tsx";
import { capital, count } from "../../../words.ts";
import { Figure } from "./figure.tsx";

const MOST_WIDTH = 560;
const LEFT = 40;
const TOP = 40;
const CELL_HEIGHT = 26;
const SHADES = 4;

export function Grid(props: { readonly view: FindingView; readonly figure: GridFigure }) {
  return <Measured most={MOST_WIDTH}>{(width) => <Cells {...props} width={width} />}</Measured>;
}

function Cells({
  view,
  figure,
  width,
}: {
  readonly view: FindingView;
  readonly figure: GridFigure;
  readonly width: number;
}) {
  const { columns, rows, cells, declared, of } = figure;
  const cellWidth = Math.max(1, (width - LEFT - 2) / columns.values.length);
  const cellAt = (row: number, column: number) =>
    cells[row * columns.values.length + column] ?? "not counted";
  const most = Math.max(1, ...cells.map((cell) => (cell === "not counted" ? 0 : cell)));
  const shade = (cell: number) => Math.ceil((Math.log1p(cell) / Math.log1p(most)) * SHADES);
  const named = ({ name, unit }: { readonly name: string; readonly unit: string }) =>
    unit === "" ? name : `${name}, ${unit}`;
  return (
    <Figure
      view={view}
      name="grid"
      title={`${capital(of)} by ${columns.name} and ${rows.name}`}
      caption={`The framed cell was declared before the run and is the only one with q-values; the others show how the count depends on the choice. Empty cells were not counted. Darker is more, on a logarithmic scale.`}
      isFolded
      width={width}
      height={TOP + rows.values.length * CELL_HEIGHT + 2}
      table={
        <Table
          caption={`${of} by ${columns.name} and ${rows.name}`}
          rows={rows.values.map((value, row) => ({ value, row }))}
          keyOf={({ row }) => String(row)}
          columns={[
            { head: named(rows), cell: ({ value }) => count(value) },
            ...columns.values.map((value, column) => ({
              head: `${count(value)} ${columns.unit}`,
              num: true,
              cell: ({ row }: { readonly row: number }) => {
                const cell = cellAt(row, column);
                const said = cell === "not counted" ? cell : count(cell);
                return row === declared.row && column === declared.column ? <b>{said} (declared)</b> : said;
              },
            })),
          ]}
        />
      }
    >
      <text x={width - 2} y={12} textAnchor="end">
        {named(columns)} →
      </text>
      <text x={0} y={12}>
        ↓ {named(rows)}
      </text>
      {columns.values.map((value, column) => (
        <text key={value} x={LEFT + (column + 0.5) * cellWidth} y={TOP - 8} textAnchor="middle">
          {count(value)}
        </text>
      ))}
      {rows.values.map((value, row) => (
        <g key={value}>
          <text x={LEFT - 10} y={TOP + row * CELL_HEIGHT + 17} textAnchor="end">
            {count(value)}
          </text>
          {columns.values.map((other, column) => {
            const cell = cellAt(row, column);
            return (
              <g key={other}>
                <rect
                  className={cell === "not counted" ? "uncounted" : `shade-${shade(cell)}`}
                  x={LEFT + column * cellWidth + 1}
                  y={TOP + row * CELL_HEIGHT + 1}
                  width={cellWidth - 2}
                  height={CELL_HEIGHT - 2}
                />
                <text
                  className={cell === "not counted" ? "" : `on-${shade(cell)}`}
                  x={LEFT + (column + 0.5) * cellWidth}
                  y={TOP + row * CELL_HEIGHT + 17}
                  textAnchor="middle"
                >
                  {cell === "not counted" ? "–" : count(cell)}
                </text>
              </g>
            );
          })}
        </g>
      ))}
      <rect
        className="declared"
        x={LEFT + declared.column * cellWidth}
        y={TOP + declared.row * CELL_HEIGHT}
        width={cellWidth}
        height={CELL_HEIGHT}
      />
    </Figure>
  );
}
