/** Likelihood scales: data in `vocabularies/`, read once. A number in a gap of a scale has no term. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { PlumblineError } from "../../errors.ts";
import { insteadOf } from "../../kernel/nearest.ts";
import type { ScaleView } from "../../views/edition.ts";

const fileSchema = z.object({
  rows: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      terms: z.array(
        z.object({
          term: z.string(),
          band: z.tuple([z.number(), z.number()]),
          /** Words that stand for the term alone, where it lists several. */
          alternatives: z.array(z.string()).optional(),
          upperExcluded: z.boolean().optional(),
        }),
      ),
    }),
  ),
});

const FILES = ["icd203.json", "phia.json", "kent1964.json"] as const;

type ScaleRow = z.infer<typeof fileSchema>["rows"][number];

function load(name: string): ScaleRow[] {
  const text = readFileSync(new URL(`../../../vocabularies/${name}`, import.meta.url), "utf8");
  return fileSchema.parse(JSON.parse(text)).rows;
}

let rows: readonly ScaleRow[] | undefined;
let scales: ReadonlyMap<string, ScaleView> | undefined;

/** The scales as their files give them, with the words that stand for a term. */
export function scaleRows(): readonly ScaleRow[] {
  rows ??= FILES.flatMap(load);
  return rows;
}

/** All declared scales by id, such as `icd203/1`. */
export function likelihoodScales(): ReadonlyMap<string, ScaleView> {
  scales ??= new Map(
    scaleRows().map(({ id, title, terms }) => [
      id,
      { id, title, terms: terms.map(({ term, band }) => ({ term, band })) },
    ]),
  );
  return scales;
}

/** Terms of a scale that hold a number in percent: none in a gap, and none for 0 and 100. Bounds may belong to two. */
export function termsAt(scaleId: string, percent: number): readonly string[] {
  const terms = scaleRows().find(({ id }) => id === scaleId)?.terms ?? [];
  if (percent <= 0 || percent >= 100) return [];
  return terms.flatMap(({ term, band: [low, high], upperExcluded }) =>
    percent >= low && (upperExcluded === true ? percent < high : percent <= high) ? [term] : [],
  );
}

/**
 * The band of a term in its scale, in percent.
 * @throws PlumblineError INVARIANT if the scale or the term is not declared, or the percent lies outside the band.
 */
export function bandOf(scaleId: string, term: string, percent?: number): readonly [number, number] {
  const scale = likelihoodScales().get(scaleId);
  if (scale === undefined)
    throw new PlumblineError("INVARIANT", `There is no likelihood scale “${scaleId}”.`, {
      hint: insteadOf(scaleId, [...likelihoodScales().keys()], "Scales"),
    });
  const found = scale.terms.find((candidate) => candidate.term === term);
  if (found === undefined)
    throw new PlumblineError("INVARIANT", `“${term}” is not a term of ${scale.title}.`, {
      hint: insteadOf(
        term,
        scale.terms.map((candidate) => candidate.term),
        "Terms",
      ),
    });
  if (percent !== undefined && (percent < found.band[0] || percent > found.band[1]))
    throw new PlumblineError(
      "INVARIANT",
      `${percent} % lies outside the band of “${term}” (${found.band[0]} to ${found.band[1]} %).`,
    );
  return found.band;
}
