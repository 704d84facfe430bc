/**
 * How an answer changes with the reading: above, how many readings it holds in (left), fails in (right), and cannot be told
 * in (between, hatched); below, a cell for each reading with its value. A cell that holds has a bar at its left, one that
 * fails a bar at its right and the word, one that cannot tell is hatched; the reading that was declared before the run has a
 * frame. Names that do not fit over their column stand below, by number. Linear in cells.
 */
import { capital } from "../words.ts";
import type { SurfaceFigure } from "../model/finding.ts";
import { mark, path, picture, px, words } from "./element.ts";
import type { Mark, Picture } from "./element.ts";
import { LINE, textWidth, wrap } from "./labels.ts";
import { number } from "./numbers.ts";
import { NO_VALUE, some, withUnit } from "./told.ts";
import type { DrawnTable, Told } from "./told.ts";

type Cell = SurfaceFigure["cells"][number];
type Holds = Cell["holds"];

const ROW = 36;
const MOST_CELL = 92;
const BAR = 8;
const EDGE = 3;
/** Lines of a column's name over it. */
const NAME_LINES = 3;
const NAMES_SHARE = 0.34;

const WORD: Readonly<Record<Holds, string>> = { holds: "", fails: "fails", "cannot tell": "cannot tell" };

interface Layout {
  readonly left: number;
  readonly step: number;
  readonly rowNames: readonly (readonly string[])[];
  readonly columnNames: readonly (readonly string[])[];
  /** Names of columns that stand below, as lines. */
  readonly key: readonly string[];
}

export function drawSurface(figure: SurfaceFigure, width: number): Picture {
  const { columns, rows, cells, declared } = figure;
  const layout = layoutOf(figure, width);
  const { left, step } = layout;
  const answers = answerMarks(cells, width);
  const across = wrap(columns.name, width - left);
  const down = wrap(rows.name, left - 8);
  const head = answers.height + 10;
  const names = Math.max(...layout.columnNames.map((lines) => lines.length));
  const top = head + Math.max(down.length, across.length + names) * LINE + 6;
  const heights = layout.rowNames.map((lines) => Math.max(ROW, lines.length * LINE + 8));
  const starts = heights.map((_, row) => top + heights.slice(0, row).reduce((total, one) => total + one, 0));
  const foot = top + heights.reduce((total, one) => total + one, 0);
  return picture(
    width,
    foot + 6 + layout.key.length * LINE,
    answers.marks,
    down.map((line, i) => words(line, 0, top - 6 - (down.length - 1 - i) * LINE, "quiet-text")),
    across.map((line, i) =>
      words(line, left, top - 6 - (names + across.length - 1 - i) * LINE, "quiet-text"),
    ),
    layout.columnNames.map((lines, column) =>
      lines.map((line, i) =>
        words(line, left + (column + 0.5) * step, top - 6 - (lines.length - 1 - i) * LINE, "", "middle"),
      ),
    ),
    layout.rowNames.map((lines, row) =>
      lines.map((line, i) =>
        words(line, 0, starts[row]! + (heights[row]! - lines.length * LINE) / 2 + 12 + i * LINE, ""),
      ),
    ),
    cells.map((cell, i) => {
      const row = Math.floor(i / columns.values.length);
      const x = left + (i % columns.values.length) * step;
      return cellMarks(cell, { x: x + 1, y: starts[row]! + 1, width: step - 2, height: heights[row]! - 2 });
    }),
    mark("rect", {
      class: "frame",
      x: px(left + declared.column * step + 1),
      y: px(starts[declared.row]! + 1),
      width: px(step - 2),
      height: px(heights[declared.row]! - 2),
    }),
    layout.key.map((line, i) => words(line, 0, foot + 14 + i * LINE, "quiet-text")),
  );
}

function layoutOf({ columns, rows }: SurfaceFigure, width: number): Layout {
  const longest = Math.max(...[...rows.values, rows.name].map((name) => textWidth(name)));
  const left = Math.min(longest, width * NAMES_SHARE) + 12;
  const step = Math.min(MOST_CELL, (width - left) / columns.values.length);
  const wrapped = columns.values.map((name) => wrap(name, step - 6));
  const fits = columns.values.every(
    (name, i) =>
      wrapped[i]!.length <= NAME_LINES && name.split(" ").every((word) => textWidth(word) <= step - 6),
  );
  const every = Math.ceil((textWidth(String(columns.values.length)) + 4) / step);
  return {
    left,
    step,
    rowNames: rows.values.map((name) => wrap(name, left - 12)),
    columnNames: fits ? wrapped : columns.values.map((_, i) => (i % every === 0 ? [String(i + 1)] : [])),
    key: fits ? [] : columns.values.flatMap((name, i) => wrap(`${i + 1}: ${name}`, width)),
  };
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function cellMarks({ value, holds }: Cell, { x, y, width, height }: Place): (Mark | undefined)[] {
  const box = { x: px(x), y: px(y), width: px(width), height: px(height) };
  const middle = x + width / 2;
  const said = value === null ? NO_VALUE : number(value);
  const word =
    [WORD[holds], holds === "cannot tell" ? "?" : ""].find((one) => textWidth(one) <= width - 8) ?? "";
  const fits = textWidth(said, true) <= width - 2 * EDGE - 2;
  const lines = [...(fits ? [said] : []), ...(word === "" ? [] : [word])];
  const first = y + (height - lines.length * LINE) / 2 + 12;
  return [
    holds === "cannot tell"
      ? mark("rect", { class: "hatch", ...box })
      : mark("rect", {
          class: holds === "holds" ? "full" : "against",
          "fill-opacity": holds === "holds" ? 0.05 : 0.14,
          ...box,
        }),
    holds === "holds" ? mark("rect", { ...box, class: "for", width: EDGE }) : undefined,
    holds === "fails"
      ? mark("rect", { ...box, class: "against", x: px(x + width - EDGE), width: EDGE })
      : undefined,
    ...lines.map((line, i) =>
      words(line, middle, first + i * LINE, i === 0 && fits ? "strong halo" : "halo", "middle"),
    ),
  ];
}

const PLACES: readonly (readonly [Holds, string])[] = [
  ["holds", "holds in"],
  ["cannot tell", "cannot tell in"],
  ["fails", "fails in"],
];

/** The three places of an answer, as words over a bar. */
function answerMarks(
  cells: readonly Cell[],
  width: number,
): { readonly height: number; readonly marks: readonly (Mark | undefined)[] } {
  const counts = PLACES.map(([holds]) => cells.filter((cell) => cell.holds === holds).length);
  const said = PLACES.map(([, text], i) => `${text} ${number(counts[i]!)}`);
  const [first, between, last] = said.map((text) => textWidth(text, true)) as [number, number, number];
  const one = Math.max(first, last) + between / 2 + 10 <= width / 2;
  const y = one ? 12 : 12 + 2 * LINE;
  const lines = said.map((text, i) => {
    const at = one ? [0, width / 2, width][i]! : 0;
    const anchor = one ? (["start", "middle", "end"] as const)[i]! : "start";
    return words(text, at, one ? 12 : 12 + i * LINE, counts[i] === 0 ? "quiet-text" : "strong", anchor);
  });
  let x = 0;
  const bars = PLACES.map(([holds], i) => {
    const wide = (counts[i]! / cells.length) * width;
    const look = holds === "holds" ? "for" : holds === "fails" ? "against" : "hatch";
    const bar =
      wide === 0
        ? undefined
        : mark("rect", { class: look, x: px(x), y: px(y + 6), width: px(wide), height: BAR });
    x += wide;
    return bar;
  });
  return {
    height: y + 6 + BAR,
    marks: [...lines, ...bars, path("open", `M0 ${px(y + 6.5)}H${px(width)}V${px(y + 5.5 + BAR)}H0Z`)],
  };
}

function reading({ columns, rows }: SurfaceFigure, i: number): string {
  const [column, row] = [i % columns.values.length, Math.floor(i / columns.values.length)];
  return `${rows.values[row]!}, ${columns.values[column]!}`;
}

function sayCell({ value, holds, n }: Cell, unit: string): string {
  const said = value === null ? "no value" : `${number(value)}${unit === "" ? "" : ` ${unit}`}`;
  return `${said}${n === undefined ? "" : ` of ${number(n)}`}, ${holds}`;
}

export function tellSurface(figure: SurfaceFigure): Told {
  const { of, unit, columns, rows, cells, declared } = figure;
  const count = (holds: Holds): number => cells.filter((cell) => cell.holds === holds).length;
  const at = declared.row * columns.values.length + declared.column;
  const other = cells.flatMap((cell, i) =>
    cell.holds === "holds" ? [] : [`${reading(figure, i)}: ${sayCell(cell, unit)}`],
  );
  const cell = cells[at];
  return {
    title: `${capital(of)}, by ${columns.name} and ${rows.name}`,
    label:
      `${capital(withUnit(of, unit))}, by ${columns.name} and ${rows.name}. Holds in ${number(count("holds"))} of ${number(cells.length)} readings, ` +
      `fails in ${number(count("fails"))}, cannot be told in ${number(count("cannot tell"))}.` +
      (cell === undefined
        ? ""
        : ` Declared before the run: ${reading(figure, at)}: ${sayCell(cell, unit)}.`) +
      (other.length === 0 ? "" : ` Where it does not hold: ${some(other)}.`),
    caption:
      `${capital(withUnit(of, unit))}, by ${columns.name} across and ${rows.name} down: a cell for each reading. A bar at the left: it holds; ` +
      "at the right, with the word: it fails; hatched: it cannot be told. The framed reading was declared before the run.",
  };
}

export function surfaceTable(figure: SurfaceFigure): DrawnTable {
  const { of, unit, columns, rows, cells, declared } = figure;
  return {
    title: capital(withUnit(of, unit)),
    heads: [rows.name, ...columns.values],
    numeric: [],
    rows: rows.values.map((name, row) => [
      name,
      ...columns.values.map((_, column) => {
        const said = sayCell(cells[row * columns.values.length + column]!, "");
        return row === declared.row && column === declared.column ? `${said} (declared)` : said;
      }),
    ]),
    marked: [],
    // Narrow cells have no room for their values.
    printed: columns.values.length > 6,
  };
}
