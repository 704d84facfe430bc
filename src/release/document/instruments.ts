/** Figures of instruments in an edition: their words and tables come from the drawing, so that the page says the same. */
import type { EventTick } from "../../drawing/days.ts";
import { tablesOf, tellFigure } from "../../drawing/figure.ts";
import type { InstrumentFigure } from "../../drawing/figure.ts";
import type { DrawnTable } from "../../drawing/told.ts";
import type { TableFigure } from "../../model/finding.ts";
import type { Ref } from "../../model/refs.ts";
import { counted } from "../typography.ts";
import type { Context } from "./context.ts";
import type { ToldFigure, Row, Sentence, TablePart } from "./types.ts";

/** More columns are no table on paper: a line names each value. */
const MOST_COLUMNS = 12;

/** @param ticks events of the edition in the days of the figure */
export function instrumentPart(
  context: Context,
  id: string,
  figure: InstrumentFigure | TableFigure,
  refs: readonly Ref[],
  ticks: readonly (EventTick & { readonly ref: Ref })[],
): ToldFigure {
  const { label, caption } = tellFigure(figure);
  const all = context.view.events.length;
  const events =
    ticks.length === 0
      ? ""
      : ` Above: ${ticks.length === all ? counted(all, "event") : `${ticks.length} of ${counted(all, "event")}`} of this edition dated to the day or closer; those without a name stand in the table of events.`;
  const said = context.say(`${id}.caption`, `${caption}${events}`, [...refs, ...ticks.map(({ ref }) => ref)]);
  return {
    figure,
    // A table is no picture: nothing has to be told instead of it.
    label: figure.kind === "table" ? said : context.say(`${id}.label`, label, refs),
    caption: said,
    rows: [],
    tables: tablesOf(figure)
      .filter(({ printed }) => printed)
      .map((table, i) =>
        tablePart(context, `${id}.table${i + 1}`, table, refs, figure.kind === "table" ? said : undefined),
      ),
    events: ticks,
    colours: figure.kind === "hours" ? { [figure.group]: context.groupColour(figure.group) } : {},
  };
}

/** @param said what is said of it already, in the place of its title */
function tablePart(
  context: Context,
  id: string,
  table: DrawnTable,
  refs: readonly Ref[],
  said: Sentence | undefined,
): TablePart {
  const { title, heads, numeric, rows, marked } = onPaper(table);
  return {
    title: said ?? context.say(`${id}.title`, title, refs),
    heads: context.row(`${id}.heads`, heads, refs),
    numeric,
    rows: rows.map((cells, i): Row => context.row(`${id}.row${i + 1}`, cells, refs)),
    marked,
  };
}

/** A table as wide as paper: where it has too many columns, two, of which the second names each value. */
function onPaper(table: DrawnTable): DrawnTable {
  const { heads, rows } = table;
  if (heads.length <= MOST_COLUMNS) return table;
  const [first = "", ...others] = heads;
  return {
    ...table,
    heads: [first, ""],
    numeric: [],
    rows: rows.map(([name = "", ...cells]) => [
      name,
      cells.map((cell, i) => `${others[i]!}: ${cell}`).join("; "),
    ]),
  };
}
