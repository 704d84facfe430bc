/** Likelihood scales: data in `vocabularies/`, read once. A number in a gap of a scale has no term. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { PlumblineError } from "../errors.ts";
import type { ScaleView } from "../model/view.ts";

const fileSchema = z.object({
  rows: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      terms: z.array(z.object({ term: z.string(), band: z.tuple([z.number(), z.number()]) })),
    }),
  ),
});

const FILES = ["icd203.json", "phia.json", "kent1964.json"] as const;

function load(name: string): ScaleView[] {
  const text = readFileSync(new URL(`../../vocabularies/${name}`, import.meta.url), "utf8");
  return fileSchema.parse(JSON.parse(text)).rows;
}

let scales: ReadonlyMap<string, ScaleView> | undefined;

/** All declared scales by id, such as `icd203/1`. */
export function likelihoodScales(): ReadonlyMap<string, ScaleView> {
  scales ??= new Map(FILES.flatMap(load).map((scale) => [scale.id, scale]));
  return scales;
}

/**
 * The band of a term in its scale, in percent.
 * @throws PlumblineError INVARIANT if the scale or the term is not declared, or the percent lies outside the band.
 */
export function bandOf(scaleId: string, term: string, percent?: number): readonly [number, number] {
  const scale = likelihoodScales().get(scaleId);
  if (scale === undefined)
    throw new PlumblineError("INVARIANT", `There is no likelihood scale “${scaleId}”.`, {
      hint: `Scales: ${[...likelihoodScales().keys()].join(", ")}.`,
    });
  const found = scale.terms.find((candidate) => candidate.term === term);
  if (found === undefined)
    throw new PlumblineError("INVARIANT", `“${term}” is not a term of ${scale.title}.`, {
      hint: `Terms: ${scale.terms.map((candidate) => candidate.term).join(", ")}.`,
    });
  if (percent !== undefined && (percent < found.band[0] || percent > found.band[1]))
    throw new PlumblineError(
      "INVARIANT",
      `${percent} % lies outside the band of “${term}” (${found.band[0]} to ${found.band[1]} %).`,
    );
  return found.band;
}
