/** What a figure says in words: its accessible name, its caption, its numbers as a table. */
import type { EventTick } from "../../drawing/days.ts";
import { hasMarks, isOfInstrument } from "../../drawing/figure.ts";
import { DAY } from "../../drawing/numbers.ts";
import type { Figure, GridFigure, LanesFigure, NetworkFigure, TimelineFigure } from "../../model/finding.ts";
import type { Ref } from "../../model/refs.ts";
import { datedPrecision, datedToMs } from "../../model/time.ts";
import type { EventView } from "../../views/edition.ts";
import { counted, date, number } from "../typography.ts";
import { listed } from "../../words.ts";
import { visible } from "../text.ts";
import type { Context } from "./context.ts";
import { instrumentPart } from "./instruments.ts";
import { meetingPart } from "./meetings.ts";
import type { ToldFigure, Row, Shown } from "./types.ts";

/** Is there anything in a figure to draw? A run that found nothing has figures without elements. */
export function hasElements(figure: Figure): boolean {
  if (isOfInstrument(figure)) return hasMarks(figure);
  switch (figure.kind) {
    case "network":
      return figure.groups.length > 0;
    case "timeline":
      return figure.series.some(({ counts }) => counts.length > 0);
    case "grid":
      return figure.cells.length > 0;
    case "offsets":
      return figure.counts.some((count) => count > 0);
    case "strip":
      return figure.members.length > 0 && figure.stretches.length > 0;
    case "occasions":
      return figure.list.length > 0;
    case "power":
      return figure.rows.length > 0;
  }
}

export function toldFigure(context: Context, id: string, figure: Shown, refs: readonly Ref[]): ToldFigure {
  if (isOfInstrument(figure)) {
    const ticks = figure.kind === "lanes" ? ticksOver(context, figure) : [];
    return instrumentPart(context, id, figure, refs, ticks);
  }
  switch (figure.kind) {
    case "network":
      return networkPart(context, id, figure, refs);
    case "grid":
      return gridPart(context, id, figure, refs);
    case "timeline":
      return timelinePart(context, id, figure, refs);
    case "offsets":
    case "strip":
    case "power":
      return meetingPart(context, id, figure, refs);
  }
}

function gridPart(context: Context, id: string, figure: GridFigure, refs: readonly Ref[]): ToldFigure {
  const { columns, rows, cells, declared } = figure;
  const at = (column: number, row: number): string => {
    const cell = cells[row * columns.values.length + column];
    return typeof cell === "number" ? number(cell) : "not counted";
  };
  const least = (row: number): string => `${number(rows.values[row]!)} ${rows.unit} or more`;
  const chosen = `${columns.name} ${number(columns.values[declared.column]!)} ${columns.unit}, ${rows.name} ${number(rows.values[declared.row]!)}`;
  return {
    figure,
    label: context.say(
      `${id}.label`,
      `Number of ${figure.of} for ${counted(columns.values.length, columns.name)} and ${counted(rows.values.length, "value")} of the ${rows.name}. ` +
        `At ${chosen}: ${at(declared.column, declared.row)}.`,
      refs,
    ),
    caption: context.say(
      `${id}.caption`,
      `Number of ${figure.of}, by ${columns.name} across and ${rows.name} down. The framed cell (${chosen}) was declared ` +
        `before the run; the others show how the number depends on the choice, and have no p-values.`,
      refs,
    ),
    rows: rows.values.map((_, row) =>
      context.row(
        `${id}.row${row + 1}`,
        [
          least(row),
          columns.values
            .map((value, column) => `${number(value)} ${columns.unit}: ${at(column, row)}`)
            .join("; "),
        ],
        refs,
      ),
    ),
    tables: [],
    events: [],
    colours: {},
  };
}

function networkPart(context: Context, id: string, figure: NetworkFigure, refs: readonly Ref[]): ToldFigure {
  const colours = colourMap(
    context,
    figure.groups.map((group) => group.id),
  );
  const accounts = figure.groups.reduce((sum, group) => sum + group.accounts, 0);
  const open = openGroup(figure);
  const opened =
    open === undefined
      ? "No group is opened."
      : `Group ${open} is opened: each dot is an account, each line a pair, heavier where the evidence is stronger.`;
  const candidates = figure.groups.some((group) => group.status === "candidate")
    ? " A dashed outline is a candidate group, alone never a finding."
    : "";
  const { omitted } = figure;
  const rest =
    omitted.accounts + omitted.edges === 0
      ? ""
      : ` In the result and not drawn: ${counted(omitted.accounts, "account")}, ${counted(omitted.edges, "pair")}.`;
  const rows = figure.groups.map((group, i) =>
    context.row(
      `${id}.group${i + 1}`,
      [group.id, group.status, number(group.accounts), number(group.objects), number(group.posts)],
      refs,
    ),
  );
  return {
    figure,
    label: context.say(
      `${id}.label`,
      `Network of ${counted(figure.groups.length, "group")} with ${counted(accounts, "account")}. ${figure.groups
        .map((group) => `Group ${group.id}: ${counted(group.accounts, "account")}.`)
        .join(" ")}`,
      refs,
    ),
    caption: context.say(
      `${id}.caption`,
      `One disc per group, its area by accounts. ${opened} Names are pseudonyms of this run.${candidates}${rest}`,
      refs,
    ),
    rows,
    tables: [],
    events: [],
    colours,
  };
}

/** The group that is drawn with its accounts: the one with most drawn accounts, the first of equals. */
export function openGroup(figure: NetworkFigure): string | undefined {
  const drawn = new Map<string, number>();
  for (const node of figure.nodes) drawn.set(node.group, (drawn.get(node.group) ?? 0) + 1);
  let best: string | undefined;
  for (const group of figure.groups)
    if ((drawn.get(group.id) ?? 0) > (best === undefined ? 0 : drawn.get(best)!)) best = group.id;
  return best;
}

function timelinePart(
  context: Context,
  id: string,
  figure: TimelineFigure,
  refs: readonly Ref[],
): ToldFigure {
  const from = Date.parse(figure.from);
  const days = Math.max(0, ...figure.series.map((series) => series.counts.length));
  const to = from + days * DAY;
  const ticks = eventTicks(context.view.events, from, to);
  const shown = ticks.map((tick) => tick.ref);
  const last = isoDay(Math.max(from, to - DAY));
  const rows = figure.series.map((series, i) =>
    seriesRow(context, `${id}.series${i + 1}`, series, from, refs),
  );
  const totals = figure.series.map((series) => `${series.id}: ${counted(sum(series.counts), "post")}`);
  return {
    figure,
    label: context.say(
      `${id}.label`,
      `Posts per day from ${date(figure.from)} to ${date(last)}, UTC. ${totals.join("; ")}.`,
      refs,
    ),
    caption: context.say(`${id}.caption`, timelineCaption(figure, ticks.length, context.view.events.length), [
      ...refs,
      ...shown,
    ]),
    rows,
    tables: [],
    events: ticks,
    colours: colourMap(
      context,
      figure.series.map((series) => series.id),
    ),
  };
}

function timelineCaption(figure: TimelineFigure, inside: number, all: number): string {
  const bars = `Bars: posts of the finding per day (UTC), stacked by group ${listed(figure.series.map((series) => series.id))}.`;
  if (all === 0) return `${bars} This edition names no events.`;
  return `${bars} Ticks: ${inside === all ? counted(all, "event") : `${number(inside)} of ${counted(all, "event")}`} of this edition dated to the day or closer; those without a name stand in the table of events.`;
}

function seriesRow(
  context: Context,
  id: string,
  series: TimelineFigure["series"][number],
  from: number,
  refs: readonly Ref[],
): Row {
  const top = Math.max(0, ...series.counts);
  const peak = series.counts.indexOf(top);
  const peakText = top === 0 ? "no posts" : `most on ${date(isoDay(from + peak * DAY))}: ${number(top)}`;
  return context.row(id, [series.id, counted(sum(series.counts), "post"), peakText], refs);
}

/** The line of events of an edition without a series; undefined with fewer than three dated events. */
export function eventsFigure(context: Context): ToldFigure | undefined {
  const ticks = eventTicks(context.view.events, -Infinity, Infinity);
  if (ticks.length < 3) return undefined;
  const first = Math.min(...ticks.map((tick) => tick.ms));
  const last = Math.max(...ticks.map((tick) => tick.ms));
  const pad = Math.max(DAY, (last - first) * 0.03);
  const refs = ticks.map((tick) => tick.ref);
  return {
    figure: { kind: "events", from: first - pad, to: last + pad },
    label: context.say(
      "events.label",
      `${counted(ticks.length, "dated event")} from ${date(isoDay(first))} to ${date(isoDay(last))}, UTC.`,
      refs,
    ),
    caption: context.say(
      "events.caption",
      "Ticks: events dated to the day or closer, in UTC. Those without a name stand in the table.",
      refs,
    ),
    rows: [],
    tables: [],
    events: ticks,
    colours: {},
  };
}

function ticksOver(context: Context, { from, days }: LanesFigure): (EventTick & { readonly ref: Ref })[] {
  const first = Date.parse(from);
  return eventTicks(context.view.events, first, first + days * DAY);
}

/** Events dated to the day or closer that start in [from, to), in order of time. */
function eventTicks(
  events: readonly EventView[],
  from: number,
  to: number,
): (EventTick & { readonly ref: Ref })[] {
  return events
    .filter((event) => !["year", "month"].includes(datedPrecision(event.start)))
    .map((event) => ({ title: visible(event.title), ms: datedToMs(event.start), ref: event.ref }))
    .filter((tick) => tick.ms >= from && tick.ms < to)
    .sort((a, b) => a.ms - b.ms);
}

function colourMap(context: Context, groups: readonly string[]): Record<string, number> {
  return Object.fromEntries(groups.map((group) => [group, context.groupColour(group)]));
}

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
