/** The numbers of one check: the surface over the declared readings, overlaps, and what can be said over sources. */
import { PlumblineError } from "../../../errors.ts";
import {
  changesBySource,
  clearCrossings,
  leadOfSources,
  meanChange,
  overlaps,
  spansOf,
  surfaceOf,
} from "../../../kernel/index.ts";
import type {
  Check,
  ClearCrossings,
  LeadOfSources,
  MeanChange,
  Overlap,
  SeriesClaim,
  SeriesRows,
  SeriesUnit,
  Surface,
} from "../../../kernel/index.ts";
import { dayIn } from "../../declarations/cells.ts";
import type { Parameters } from "../../detector.ts";
import type { ReadingOf } from "./readings.ts";
import { dayStart } from "../../shared/dates.ts";

export interface Checked {
  readonly claim: SeriesClaim;
  readonly surface: Surface;
  /** Place of the declared unit among the surface's. */
  readonly unit: number;
  /** The check of the declared reading in the declared unit. */
  readonly declared: Check;
  readonly overlap: Overlap;
  readonly level: number;
  /** Over sources, by the claim. */
  readonly lead?: LeadOfSources;
  readonly change?: MeanChange;
  readonly clear?: ClearCrossings;
  /** Weeks of a span of `clear`. */
  readonly span: number;
  /** All values are the same. */
  readonly constant: boolean;
}

/**
 * @throws PlumblineError PARAMETER where a claim lacks its numbers or its day.
 */
export function claimOf(settings: Parameters): SeriesClaim {
  const kind = String(settings["claim"]);
  if (kind === "most" || kind === "crossed") return { kind };
  if (kind === "n-of-m") {
    const [n, m] = [Number(settings["n"]), Number(settings["m"])];
    if (n < 1 || m < n)
      throw new PlumblineError("PARAMETER", `n of m takes n from 1 up and m from n up; ${n} of ${m} is not.`);
    return { kind, n, m };
  }
  const day = dayIn(String(settings["since"]));
  if (day === undefined)
    throw new PlumblineError("PARAMETER", `${kind} takes the day since which, as 2031-10-09.`, {
      hint: "Give it as since.",
    });
  const since = dayStart(day);
  return kind === "fell" || kind === "rose"
    ? { kind, since, days: Number(settings["days"]) }
    : { kind: kind === "highest" ? "highest" : "lowest", since };
}

/** A claim about an order of time is not counted in sources, which have none; a change or a crossing can be, each for itself. */
const UNITS: { readonly [K in SeriesClaim["kind"]]: readonly SeriesUnit[] } = {
  most: ["rows", "sources", "weeks"],
  "n-of-m": ["rows", "weeks"],
  crossed: ["rows", "sources", "weeks"],
  fell: ["rows", "sources", "weeks"],
  rose: ["rows", "sources", "weeks"],
  highest: ["rows", "weeks"],
  lowest: ["rows", "weeks"],
};

const NO_ROWS: SeriesRows = {
  length: 0,
  start: new Float64Array(),
  end: new Float64Array(),
  value: new Float64Array(),
  source: new Int32Array(),
  sources: 0,
};

/** @throws PlumblineError PARAMETER where the claim is not counted in the declared unit. */
export function checkOf(readings: readonly ReadingOf[], claim: SeriesClaim, settings: Parameters): Checked {
  const units = UNITS[claim.kind];
  const asked = String(settings["unit"]);
  const unit = units.indexOf(asked === "values" ? "rows" : (asked as SeriesUnit));
  if (unit < 0)
    throw new PlumblineError(
      "PARAMETER",
      `${claim.kind} is not counted in ${asked}: they have no order of time.`,
    );
  const surface = surfaceOf(
    readings.map(({ name, rows, mixes }) => ({ name, rows: mixes === undefined ? rows : NO_ROWS })),
    units,
    claim,
  );
  const { rows, mixes } = readings[0]!;
  const own = mixes === undefined ? rows : NO_ROWS;
  const level = Number(settings["level"]);
  const span = Number(settings["span"]);
  return {
    claim,
    surface,
    unit,
    declared: surface.cells[unit]!.check,
    overlap: overlaps(own),
    level,
    span,
    constant: own.length > 1 && own.value.every((value) => value === own.value[0]),
    ...overSources(own, claim, level, span),
  };
}

function overSources(
  rows: SeriesRows,
  claim: SeriesClaim,
  level: number,
  span: number,
): Pick<Checked, "lead" | "change" | "clear"> {
  if (claim.kind === "most") {
    const lead = leadOfSources(rows, level);
    return lead === undefined ? {} : { lead };
  }
  if (claim.kind === "crossed") {
    const clear = clearCrossings(rows, 7 * span, level);
    return clear === undefined ? {} : { clear };
  }
  if (claim.kind !== "fell" && claim.kind !== "rose") return {};
  const spans = spansOf(rows, claim);
  if (typeof spans === "string") return {};
  const change = meanChange(changesBySource(spans.before, spans.after), level);
  return change === undefined ? {} : { change };
}
