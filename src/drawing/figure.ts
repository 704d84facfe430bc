/**
 * The figures of instruments, each drawn once for the page and for every form of an edition: as elements at a width, in
 * words for readers who do not see it, and as tables. Texts of a figure are made visible first, so that what is measured
 * is what is shown.
 */
import type {
  Figure,
  HoursFigure,
  IntervalsFigure,
  LadderFigure,
  LanesFigure,
  SurfaceFigure,
  TableFigure,
} from "../model/finding.ts";
import { visible } from "../model/visible.ts";
import type { EventTick } from "./days.ts";
import type { Picture } from "./element.ts";
import { drawHours, hoursTable, tellHours } from "./hours.ts";
import { drawIntervals, intervalsTable, tellIntervals } from "./intervals.ts";
import { drawLadder, ladderTable, tellLadder } from "./ladder.ts";
import { drawLanes } from "./lanes.ts";
import { lanesTables, tellLanes } from "./lanes-told.ts";
import { drawSurface, surfaceTable, tellSurface } from "./surface.ts";
import { cellTable, tellTable } from "./table.ts";
import type { DrawnTable, Told } from "./told.ts";

/** Figures that are pictures. */
export type InstrumentFigure = IntervalsFigure | HoursFigure | SurfaceFigure | LanesFigure | LadderFigure;

const INSTRUMENT_KINDS: ReadonlySet<string> = new Set<InstrumentFigure["kind"]>([
  "intervals",
  "hours",
  "surface",
  "lanes",
  "ladder",
]);

export function isInstrumentFigure(figure: { readonly kind: string }): figure is InstrumentFigure {
  return INSTRUMENT_KINDS.has(figure.kind);
}

export interface DrawOptions {
  /** Colour 1 to 5 of the group that the figure is about. */
  readonly colour?: number;
  /** Declared events, in order of time; drawn over lanes. */
  readonly events?: readonly EventTick[];
}

/** @param width in pixels of 1/96 inch, from 240 on */
export function drawInstrument(figure: InstrumentFigure, width: number, options: DrawOptions = {}): Picture {
  const shown = seen(figure);
  const { colour = 1, events = [] } = options;
  switch (shown.kind) {
    case "intervals":
      return drawIntervals(shown, width);
    case "hours":
      return drawHours(shown, colour, width);
    case "surface":
      return drawSurface(shown, width);
    case "lanes":
      return drawLanes(shown, seen(events), width);
    case "ladder":
      return drawLadder(shown, width);
  }
}

export function tellFigure(figure: InstrumentFigure | TableFigure): Told {
  const shown = seen(figure);
  switch (shown.kind) {
    case "intervals":
      return tellIntervals(shown);
    case "hours":
      return tellHours(shown);
    case "surface":
      return tellSurface(shown);
    case "lanes":
      return tellLanes(shown);
    case "ladder":
      return tellLadder(shown);
    case "table":
      return tellTable(shown);
  }
}

/** What a figure draws, as tables. */
export function tablesOf(figure: InstrumentFigure | TableFigure): DrawnTable[] {
  const shown = seen(figure);
  switch (shown.kind) {
    case "intervals":
      return [intervalsTable(shown)];
    case "hours":
      return [hoursTable(shown)];
    case "surface":
      return [surfaceTable(shown)];
    case "lanes":
      return lanesTables(shown);
    case "ladder":
      return [ladderTable(shown)];
    case "table":
      return [cellTable(shown)];
  }
}

/** Is there anything to draw? A run that found nothing has figures without elements. */
export function hasMarks(figure: InstrumentFigure | TableFigure): boolean {
  switch (figure.kind) {
    case "intervals":
    case "table":
      return figure.rows.length > 0;
    case "ladder":
      return figure.rungs.length > 0;
    case "hours":
      return figure.cells.some((count) => count > 0);
    case "surface":
      return figure.cells.length > 0;
    case "lanes":
      return figure.lanes.some((lane) =>
        lane.kind === "counts" ? lane.counts.some((count) => count !== null) : lane.points.length > 0,
      );
  }
}

/** The same with every text made visible. */
function seen<T>(value: T): T {
  if (typeof value === "string") return visible(value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => seen(one)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, seen(one as unknown)])) as T;
}

/** Is it a figure of an instrument, drawn or a table? */
export function isOfInstrument(figure: Figure): figure is InstrumentFigure | TableFigure {
  return figure.kind === "table" || isInstrumentFigure(figure);
}
