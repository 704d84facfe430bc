/**
 * The invariants of the model that an edition is held to: refused where organisations of the case hold the judgment
 * themselves, printed as gaps with their code where positions are only reported.
 */
import type { GapView, JudgmentView } from "../model/view.ts";
import { chainBreaches } from "./chain.ts";
import { likelihoodScales } from "./scales.ts";

export interface InvariantReport {
  /** Breaches that stop publication, each one line. */
  readonly refused: readonly { readonly code: string; readonly about: string; readonly text: string }[];
  readonly gaps: readonly GapView[];
}

const CONFIDENCE = /\b(low|moderate|high) confidence\b|\bconfidence (is|in)\b/i;

/** The analyst's own words: without what stands in quotation marks. */
const withoutQuotations = (text: string) => text.replace(/“[^”]*”|"[^"]*"|«[^»]*»/g, " ");

/** Does one sentence of the analyst's own state both a likelihood term and a confidence level? */
export function mixesLikelihoodAndConfidence(text: string): boolean {
  const terms = [...likelihoodScales().values()].flatMap((scale) => scale.terms.map(({ term }) => term));
  const likelihood = new RegExp(`\\b(${terms.join("|")})\\b`, "i");
  return withoutQuotations(text)
    .split(/(?<=[.!?])\s+/)
    .some((sentence) => CONFIDENCE.test(sentence) && likelihood.test(sentence));
}

/** Holds every judgment of an edition to the invariants. */
export function checkInvariants(judgments: readonly JudgmentView[]): InvariantReport {
  const refused: { code: string; about: string; text: string }[] = [];
  const gaps: GapView[] = [];
  for (const judgment of judgments) {
    // Only what others are reported to hold may have gaps; a judgment of nobody is refused like one's own.
    const own =
      !judgment.positions.some((position) => position.stance === "reported") ||
      judgment.positions.some((position) => position.stance === "own");
    const breach = (code: string, text: string) => {
      if (own) refused.push({ code, about: judgment.label, text });
      else gaps.push({ code, about: judgment.ref, label: judgment.label, text });
    };
    checkBasis(judgment, breach);
    if (judgment.wording === undefined)
      breach("INV8", "No wording of this judgment is visible at this level.");
    else if (mixesLikelihoodAndConfidence(judgment.wording.text))
      breach("INV2", "Likelihood and confidence stand in one sentence of the wording.");
    if (judgment.positions.length === 0) breach("INV6", "No organisation has taken a position on it.");
    gaps.push(...reportedGaps(judgment));
  }
  for (const { code, judgment: about, stance, text } of chainBreaches(judgments)) {
    const { label } = judgments.find(({ ref }) => ref === about)!;
    if (stance === "own") refused.push({ code, about: label, text });
    else gaps.push({ code, about, label, text });
  }
  return { refused, gaps };
}

function checkBasis(judgment: JudgmentView, breach: (code: string, text: string) => void): void {
  const cited = [...judgment.for.entries, ...judgment.against.entries, ...judgment.context.entries];
  if (!cited.some(({ entry }) => entry !== "not public")) breach("INV1", "No basis is shown.");
  if (judgment.against.entries.length === 0 && judgment.searchEffort === undefined)
    breach("INV1", "Nothing against it is cited, and nobody recorded a search for it.");
  if (
    judgment.states.rung !== undefined &&
    judgment.restsOn.length === 0 &&
    judgment.for.entries.length === 0
  )
    breach("INV4", "An attribution rung rests on nothing that is shown.");
}

/** What a reported position leaves open, as values that are printed. */
function reportedGaps(judgment: JudgmentView): GapView[] {
  const reported = judgment.positions.filter((position) => position.stance === "reported");
  if (reported.length === 0) return [];
  const gap = (code: string, text: string): GapView => ({
    code,
    about: judgment.ref,
    label: judgment.label,
    text,
  });
  const names = (list: typeof reported) => list.map((position) => position.organisation.initials).join(", ");
  const gaps: GapView[] = [];
  const unstated = reported.filter((position) => position.likelihood === "not stated");
  if (unstated.length > 0) gaps.push(gap("NOT-STATED", `Likelihood is not stated by ${names(unstated)}.`));
  const unsure = reported.filter((position) => position.confidence === "not stated");
  if (unsure.length > 0) gaps.push(gap("NOT-STATED", `Confidence is not stated by ${names(unsure)}.`));
  const hidden = [...judgment.for.entries, ...judgment.context.entries].some(
    ({ entry }) => entry === "not public",
  );
  if (hidden) gaps.push(gap("NOT-PUBLIC", "The basis, or part of it, is not public."));
  return gaps;
}
