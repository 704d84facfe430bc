/** The rules of likelihood: terms, rows, positions, numbers, and confidence beside them. */
import { likelihoodScales, termsAt } from "../../reading/words/scales.ts";
import type { LintHit } from "./contract.ts";
import { estimatesIn } from "../../reading/words/estimates.ts";
import type { Estimate } from "../../reading/words/estimates.ts";
import { likelihoodNumbers } from "../../reading/words/numbers.ts";
import type { NumberHit } from "../../reading/words/numbers.ts";
import { OTHERS, UNCLEAR } from "./quotations.ts";
import { hit, inWording, ownership, titleOf } from "./sentence.ts";
import type { Rule, Sentence } from "./sentence.ts";
import type { Span } from "../../reading/words/span.ts";
import { isIn, lintVocabulary, wholeWords } from "../../reading/words/vocabulary.ts";

/** Estimates of the writer's own, names and questions left out. */
export function ownEstimates(sentence: Sentence): Estimate[] {
  return estimatesIn(sentence.text, sentence, sentence.context.scales ?? []).flatMap((estimate) => {
    if (ownership(sentence, estimate) === OTHERS) return [];
    const name = nameLike(sentence, estimate);
    if (name === "name") return [];
    return [name === "unclear" ? { ...estimate, doubtful: true } : estimate];
  });
}

/** A capital inside a sentence is a name; at its start, two more capitals make it one and a single one leaves it open. */
function nameLike(
  sentence: Sentence,
  { start, end, text }: Span & { text: string },
): "name" | "unclear" | "no" {
  if (!/^\p{Lu}/u.test(text) || (text.length > 1 && text === text.toUpperCase())) return "no";
  const first = sentence.words[0];
  if (first === undefined || start !== first.start) return "name";
  const after = sentence.words.findIndex((word) => word.start >= end);
  const [next, second] = after < 0 ? [] : [sentence.words[after], sentence.words[after + 1]];
  if (next?.capital !== true || next.gap.includes(",")) return "no";
  return second?.capital === true ? "name" : "unclear";
}

const percent = ([low, high]: readonly [number, number]) => `${low} to ${high} %`;

/** The terms of the declared scales nearest to a place on 0 to 100, with their bands. */
function nearestTerms(scales: readonly string[], about: number): string {
  const distance = ([low, high]: readonly [number, number]) => Math.max(low - about, about - high, 0);
  return scales
    .flatMap((id) => likelihoodScales().get(id)?.terms ?? [])
    .toSorted((a, b) => distance(a.band) - distance(b.band))
    .slice(0, 2)
    .map(({ term, band }) => `“${term}” (${percent(band)})`)
    .join(" or ");
}

const vocabularyOf = (id: string) => id.slice(0, id.indexOf("/"));

export const mix: Rule = (sentence, estimates) => {
  const confidence = confidenceIn(sentence);
  const numbers = ownNumbers(sentence, estimates);
  const likelihood = estimates.find(({ doubtful }) => !doubtful) ?? numbers[0] ?? estimates[0];
  if (confidence === undefined || likelihood === undefined) return [];
  const unclear =
    ownership(sentence, likelihood) === UNCLEAR || ("doubtful" in likelihood && likelihood.doubtful);
  return hit(
    sentence,
    confidence,
    "LINT-MIX",
    unclear ? "question" : "refused",
    `“${sentence.text.slice(confidence.start, confidence.end)}” stands in one sentence with “${likelihood.text}”.`,
    "Say the likelihood in one sentence and the confidence in the next.",
  );
};

let confidencePattern: RegExp | undefined;

/** The first expression of a confidence level of the writer's own; trust in institutions and intervals are none. */
function confidenceIn(sentence: Sentence): Span | undefined {
  confidencePattern ??= wholeWords(lintVocabulary().confidence.phrases);
  const { trust, trustAfter, held } = lintVocabulary().confidence;
  const inside = sentence.text.slice(sentence.start, sentence.end);
  for (const match of inside.matchAll(confidencePattern)) {
    const start = sentence.start + match.index;
    const end = start + match[0].length;
    if (ownership(sentence, { start, end }) === OTHERS) continue;
    const at = sentence.words.findIndex((word) => word.start >= start);
    const after = sentence.words.find((word) => word.start >= end);
    const [before, earlier] = [sentence.words[at - 1], sentence.words[at - 2]];
    if (isIn(trust, before?.word) || isIn(trustAfter, after?.word)) continue;
    const inWhat = after?.word === "in" && isIn(held, before?.word);
    if (inWhat && earlier?.word !== "we" && earlier?.word !== "i") continue;
    return { start, end };
  }
  return undefined;
}

export function ownNumbers(sentence: Sentence, estimates: readonly Estimate[]): NumberHit[] {
  return likelihoodNumbers(sentence.text, sentence, estimates).filter(
    (n) => ownership(sentence, n) !== OTHERS,
  );
}

export const scale: Rule = (sentence, estimates, before) => {
  const declared = sentence.context.scales ?? [];
  return estimates.flatMap((estimate) => {
    const inScale = estimate.terms.some((term) => declared.includes(term.scale));
    if (inScale && !estimate.doubtful) return [];
    if (declared.length === 0) return undeclared(sentence, estimate, [...before, ...estimates]);
    const row = estimate.terms.find((term) =>
      declared.some((id) => vocabularyOf(id) === vocabularyOf(term.scale)),
    );
    const choose = `By what is meant: ${nearestTerms(declared, estimate.about)}.`;
    if (inScale)
      return hit(
        sentence,
        estimate,
        "LINT-SCALE",
        "question",
        `Is “${estimate.text}” an estimate or a name?`,
        choose,
      );
    if (row !== undefined)
      return hit(
        sentence,
        estimate,
        "LINT-ROWS",
        estimate.doubtful ? "question" : "refused",
        `“${estimate.text}” belongs to ${titleOf(row.scale)}; declared is ${declared.map(titleOf).join(", ")}.`,
        choose,
      );
    return hit(
      sentence,
      estimate,
      "LINT-SCALE",
      estimate.doubtful ? "question" : "refused",
      estimate.doubtful
        ? `“${estimate.text}” is a comparison or a denial, and no term of ${declared.map(titleOf).join(", ")}. Is it an estimate?`
        : `“${estimate.text}” is no term of ${declared.map(titleOf).join(", ")}.`,
      choose,
    );
  });
};

/** Without a declared scale: two rows of one vocabulary cannot both be meant; a word of no scale is asked about. */
function undeclared(sentence: Sentence, estimate: Estimate, all: readonly Estimate[]): LintHit[] {
  const rows = (one: Estimate) =>
    one.terms.map((term) => term.scale).filter((id) => vocabularyOf(id) === "icd203");
  const mixed = all.find(
    (other) =>
      other.start < estimate.start &&
      rows(other).length > 0 &&
      rows(estimate).length > 0 &&
      !rows(other).some((row) => rows(estimate).includes(row)),
  );
  if (mixed !== undefined)
    return hit(
      sentence,
      estimate,
      "LINT-ROWS",
      "refused",
      `“${estimate.text}” and “${mixed.text}” belong to two rows of one scale.`,
      "Keep to one row in one product, and declare it.",
    );
  if (estimate.terms.length > 0 || estimate.doubtful) return [];
  return hit(
    sentence,
    estimate,
    "LINT-SCALE",
    "question",
    `“${estimate.text}” is a term of no scale, and none is declared.`,
    "Declare a scale, and use its terms.",
  );
}

export const position: Rule = (sentence, estimates) => {
  const { positions = [], scales = [] } = sentence.context;
  if (positions.length === 0) return [];
  const agrees = ({ terms }: Estimate) =>
    terms.some((term) => positions.some((held) => held.scale === term.scale && held.term === term.term));
  const declared = estimates.filter(
    ({ doubtful, terms }) => !doubtful && terms.some((t) => scales.includes(t.scale)),
  );
  // A number by itself speaks for the terms that hold it.
  const numbers = ownNumbers(sentence, estimates).filter(
    ({ beside, values }) =>
      beside === undefined && values.every((n) => scales.some((id) => termsAt(id, n).length > 0)),
  );
  const held = ({ values }: NumberHit) =>
    values.some((n) => positions.some(({ scale: id, term }) => termsAt(id, n).includes(term)));
  const agreed = declared.some(agrees) || numbers.some(held);
  return [
    ...declared.filter((estimate) => !agrees(estimate)),
    ...numbers.filter((found) => !held(found)),
  ].flatMap((found) =>
    hit(
      sentence,
      found,
      "LINT-POSITION",
      agreed ? "question" : inWording(sentence, "question"),
      `“${found.text}” agrees with no position; held is ${[...new Set(positions.map(({ term }) => `“${term}”`))].join(", ")}.`,
      "Let the words follow the position, or take the position that the words state.",
    ),
  );
};

export const number: Rule = (sentence, estimates) => {
  const declared = sentence.context.scales ?? [];
  return ownNumbers(sentence, estimates).flatMap((found) => {
    const beside = found.beside?.doubtful === true ? undefined : found.beside;
    const outside = found.values.some((n) => n <= 0 || n >= 100);
    if (
      outside ||
      (declared.length > 0 && !found.values.every((n) => declared.some((id) => termsAt(id, n).length > 0)))
    )
      return hit(
        sentence,
        found,
        "LINT-NUMBER",
        "refused",
        outside
          ? `${found.text} is no likelihood: 0 and 100 lie outside every scale.`
          : `${found.text} has no term in ${declared.map(titleOf).join(", ")}; it is not rounded.`,
        declared.length === 0
          ? "Use a term of a scale."
          : `The terms nearest to it: ${nearestTerms(declared, found.values[0]!)}.`,
      );
    if (found.certainty !== undefined)
      return hit(
        sentence,
        { start: found.start, end: found.certainty },
        "LINT-NUMBER",
        inWording(sentence, "question"),
        `“${sentence.text.slice(found.start, found.certainty)}” mixes how likely it is with how sure the writer is.`,
        declared.length === 0
          ? "Say the likelihood as a term of a scale, and the confidence as low, moderate or high in a sentence of its own."
          : `Say the likelihood as a term, ${nearestTerms(declared, found.values[0]!)}, and the confidence in a sentence of its own.`,
      );
    const terms = beside?.terms.filter((term) => declared.includes(term.scale)) ?? [];
    if (found.about && terms.length === 0 && declared.length > 0)
      return hit(
        sentence,
        found,
        "LINT-NUMBER",
        "question",
        `About ${found.text}, and no term: a reader cannot tell how wide “about” is.`,
        `Say the term, with the number beside it if it is one: ${nearestTerms(declared, found.values[0]!)}.`,
      );
    if (
      terms.length === 0 ||
      terms.some((term) => found.values.every((n) => termsAt(term.scale, n).includes(term.term)))
    )
      return [];
    return hit(
      sentence,
      found,
      "LINT-NUMBER",
      "refused",
      `${found.text} lies outside the band of “${beside!.text}”.`,
      `The terms nearest to it: ${nearestTerms(declared, found.values[0]!)}.`,
    );
  });
};
