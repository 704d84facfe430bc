/**
 * The figures of instruments, in the order of the finding. They are drawn in `drawing`, as in every edition; here they become
 * elements of the page, at the width that they have.
 */
import { useMemo, useState } from "react";
import { drawInstrument, isOfInstrument, tablesOf, tellFigure } from "../../../drawing/figure.ts";
import type { InstrumentFigure } from "../../../drawing/figure.ts";
import type { EventTick } from "../../../drawing/days.ts";
import type { DrawnTable } from "../../../drawing/told.ts";
import type { LanesFigure, TableFigure } from "../../../model/finding.ts";
import type { CaseRecord } from "../../../model/records.ts";
import type { FindingView } from "../../../views/edition.ts";
import { Marks } from "../../components/drawing.tsx";
import { Measured } from "../../components/measured.tsx";
import { Table } from "../../components/table.tsx";
import { useEvents } from "../../data/posts.ts";
import { useAddress } from "../../layout/address.ts";
import { Events } from "./events.tsx";
import { Figure } from "./figure.tsx";
import "./instruments.css";

const MOST_WIDTH = 784;
const DAY_MS = 86_400_000;
/** A date with its day is at least so long. */
const WITH_DAY = "2031-10-04".length;
/** Readings side by side from which on a surface takes the whole width. */
const WIDE_SURFACE = 5;

export function Instruments({ view }: { readonly view: FindingView }) {
  const figures = view.finding.figures.filter(isOfInstrument);
  if (figures.length === 0) return undefined;
  return (
    <div className="instruments">
      {figures.map((figure, at) => (
        <div key={at} className={isWide(figure) ? "whole" : undefined}>
          {figure.kind === "table" ? (
            <Cells figure={figure} />
          ) : figure.kind === "lanes" ? (
            <Lanes view={view} figure={figure} at={at} />
          ) : (
            <Drawn view={view} figure={figure} at={at} events={NO_EVENTS} />
          )}
        </div>
      ))}
    </div>
  );
}

const NO_EVENTS: readonly EventTick[] = [];

function isWide(figure: InstrumentFigure | TableFigure): boolean {
  if (figure.kind === "surface") return figure.columns.values.length > WIDE_SURFACE;
  return (
    figure.kind === "lanes" ||
    figure.kind === "ladder" ||
    (figure.kind === "table" && figure.columns.length > WIDE_SURFACE)
  );
}

/** With the declared events above it. */
function Lanes(props: { readonly view: FindingView; readonly figure: LanesFigure; readonly at: number }) {
  const { figure } = props;
  const { caseName } = useAddress();
  const { data } = useEvents(caseName);
  const [from, to] = [Date.parse(figure.from), Date.parse(figure.from) + figure.days * DAY_MS];
  const all = data ?? [];
  const starts = ({ body: { start } }: CaseRecord<"Event">) => startOf(start);
  const inside = all
    .filter((event) => starts(event) >= from && starts(event) < to)
    .sort((a, b) => starts(a) - starts(b));
  const ticks = inside
    .filter(({ body: { start } }) => start.length >= WITH_DAY)
    .map(({ body: { title, start } }) => ({ title, ms: startOf(start) }));
  return (
    <>
      <Drawn {...props} events={ticks} />
      {data === undefined ? undefined : <Events inside={inside} outside={all.length - inside.length} />}
    </>
  );
}

/** `2031-10-04T07Z`, which is no date to a browser, as what it means. */
function startOf(start: string): number {
  return Date.parse(/T\d\dZ$/.test(start) ? start.replace("Z", ":00Z") : start);
}

function Drawn({
  view,
  figure,
  at,
  events,
}: {
  readonly view: FindingView;
  readonly figure: InstrumentFigure;
  readonly at: number;
  readonly events: readonly EventTick[];
}) {
  const { title, label, caption } = useMemo(() => tellFigure(figure), [figure]);
  return (
    <Measured most={MOST_WIDTH}>
      {(width) => (
        <Picture
          view={view}
          name={`${figure.kind}-${at + 1}`}
          title={title}
          label={label}
          caption={caption}
          figure={figure}
          events={events}
          width={width}
        />
      )}
    </Measured>
  );
}

function Picture({
  figure,
  events,
  width,
  ...told
}: {
  readonly view: FindingView;
  readonly name: string;
  readonly title: string;
  readonly label: string;
  readonly caption: string;
  readonly figure: InstrumentFigure;
  readonly events: readonly EventTick[];
  readonly width: number;
}) {
  const { height, marks } = useMemo(() => drawInstrument(figure, width, { events }), [figure, events, width]);
  const tables = useMemo(() => tablesOf(figure), [figure]);
  return (
    <Figure
      {...told}
      isDrawn
      width={width}
      height={height}
      table={tables.map((table) => (
        <Lines key={table.title} table={table} />
      ))}
    >
      <Marks marks={marks} />
    </Figure>
  );
}

/** A table that is read, and not looked at. A press on a head orders the rows by it, and another one the other way round. */
function Cells({ figure }: { readonly figure: TableFigure }) {
  const { caption } = tellFigure(figure);
  const [table] = tablesOf(figure);
  const [order, setOrder] = useState<Order>();
  const press = (column: number) =>
    setOrder({ column, down: order?.column === column ? !order.down : table!.numeric.includes(column) });
  return (
    <figure className="figure">
      <div className="figure-head">
        <h2>{table!.title}</h2>
      </div>
      <div className="scrolls" tabIndex={0} role="region" aria-label={table!.title}>
        <Lines table={table!} places={placesIn(figure, order)} order={order} onHead={press} />
      </div>
      {table!.marked.length === 0 ? undefined : <figcaption className="quiet">{caption}</figcaption>}
    </figure>
  );
}

interface Order {
  readonly column: number;
  readonly down: boolean;
}

/** Places of the rows in the order asked for; cells without a value come last. */
function placesIn({ rows }: TableFigure, order: Order | undefined): readonly number[] {
  const places = rows.map((_, at) => at);
  if (order === undefined) return places;
  const cell = (at: number) => rows[at]!.cells[order.column] ?? null;
  const sign = order.down ? -1 : 1;
  return places.sort((x, y) => {
    const [a, b] = [cell(x), cell(y)];
    if (a === null || b === null) return Number(a === null) - Number(b === null) || x - y;
    const apart = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
    return sign * apart || x - y;
  });
}

function Lines({
  table: { title, heads, numeric, rows, marked },
  places = rows.map((_, at) => at),
  order,
  onHead,
}: {
  readonly table: DrawnTable;
  readonly places?: readonly number[];
  readonly order?: Order | undefined;
  /** Where the rows can be ordered. */
  readonly onHead?: (column: number) => void;
}) {
  type Row = { readonly cells: readonly string[]; readonly at: number };
  const sortedBy = (column: number) =>
    order?.column !== column ? "none" : order.down ? "descending" : "ascending";
  return (
    <Table<Row>
      caption={title}
      rows={places.map((at) => ({ cells: rows[at]!, at }))}
      keyOf={({ at }) => String(at)}
      picked={marked[0] === undefined ? undefined : String(marked[0])}
      columns={heads.map((head, column) => ({
        head:
          onHead === undefined ? (
            head
          ) : (
            <button type="button" className="head" onClick={() => onHead(column)}>
              {head}
            </button>
          ),
        ...(onHead === undefined ? {} : { sorted: sortedBy(column) }),
        num: numeric.includes(column),
        cell: ({ cells, at }) => (marked.includes(at) ? <b>{cells[column]}</b> : cells[column]),
      }))}
    />
  );
}
