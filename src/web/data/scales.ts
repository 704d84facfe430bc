/** Likelihood scales: the same data files that the case reads; the terms of a position come from nowhere else. */
import icd203 from "../../../vocabularies/icd203.json" with { type: "json" };
import kent from "../../../vocabularies/kent1964.json" with { type: "json" };
import phia from "../../../vocabularies/phia.json" with { type: "json" };

export interface Term {
  readonly term: string;
  /** Percent. */
  readonly band: readonly [number, number];
}

export interface Scale {
  readonly id: string;
  readonly title: string;
  readonly terms: readonly Term[];
}

export const SCALES: readonly Scale[] = [icd203, phia, kent].flatMap(({ rows }) =>
  rows.map(({ id, title, terms }) => ({
    id,
    title,
    terms: terms.map(({ term, band }) => ({ term, band: [band[0] ?? 0, band[1] ?? 0] as const })),
  })),
);

/** Where a position says no scale of its own. */
export const USUAL_SCALE = "icd203/1";

export function scaleOf(id: string): Scale | undefined {
  return SCALES.find((scale) => scale.id === id);
}

/** The term whose band holds the number; the nearest where it lies in a gap. */
export function termNear({ terms }: Scale, percent: number): Term | undefined {
  const away = ({ band: [low, high] }: Term) => Math.max(low - percent, percent - high, 0);
  return [...terms].sort((a, b) => away(a) - away(b))[0];
}
