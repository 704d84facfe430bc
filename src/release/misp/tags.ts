/** Tags of MISP's taxonomies, made from words and never from numbers: where a word has no tag there is none. */
import type { Tlp } from "../../model/marking.ts";
import type { GradeView, LikelihoodView, PositionView } from "../../views/basics.ts";

export interface Tag {
  readonly name: string;
}

/** Terms of the two rows of ICD 203 and the entry of `estimative-language` that prints both. */
const LIKELIHOOD: Readonly<Record<string, string>> = {
  "almost no chance": "almost-no-chance",
  remote: "almost-no-chance",
  "very unlikely": "very-unlikely",
  "highly improbable": "very-unlikely",
  unlikely: "unlikely",
  improbable: "unlikely",
  "roughly even chance": "roughly-even-chance",
  "roughly even odds": "roughly-even-chance",
  likely: "likely",
  probable: "likely",
  "very likely": "very-likely",
  "highly probable": "very-likely",
  "almost certain": "almost-certain",
  "nearly certain": "almost-certain",
};

export const tlpTag = (level: Tlp): Tag => ({ name: `tlp:${level.toLowerCase()}` });

/** Likelihood and confidence of a position, as two tags. Terms of other scales than ICD 203 have no tag. */
export function positionTags({ likelihood, confidence }: PositionView): Tag[] {
  const entry = likelihood === "not stated" ? undefined : likelihoodEntry(likelihood);
  return [
    ...(entry === undefined ? [] : [{ name: `estimative-language:likelihood-probability="${entry}"` }]),
    ...(confidence === "not stated"
      ? []
      : [{ name: `estimative-language:confidence-in-analytic-judgment="${confidence}"` }]),
  ];
}

function likelihoodEntry({ scale, term }: LikelihoodView): string | undefined {
  return scale.startsWith("icd203/") && Object.hasOwn(LIKELIHOOD, term) ? LIKELIHOOD[term] : undefined;
}

/** Reliability and credibility, as two tags; F and 6 are entries of the scale, "not assessed" is none. */
export function gradeTags({ reliability, credibility }: GradeView): Tag[] {
  return [
    ...(/^[A-F]$/.test(reliability)
      ? [{ name: `admiralty-scale:source-reliability="${reliability.toLowerCase()}"` }]
      : []),
    ...(/^[1-6]$/.test(credibility)
      ? [{ name: `admiralty-scale:information-credibility="${credibility}"` }]
      : []),
  ];
}
