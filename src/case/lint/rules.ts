/** The rules of the sentence reader, each over one sentence. */
import { likelihoodScales, termsAt } from "../scales.ts";
import type { LintCode, LintContext, LintHit, LintSeverity } from "./contract.ts";
import { estimatesIn, likelihoodNumbers } from "./estimates.ts";
import type { Estimate, NumberHit } from "./estimates.ts";
import { OTHERS, UNCLEAR } from "./quotations.ts";
import type { Ownership } from "./quotations.ts";
import { isIn } from "./reported.ts";
import type { Span, Word } from "./sentences.ts";
import { lintVocabulary, phrasePattern, wholeWords } from "./vocabulary.ts";

/** One sentence with what is known about it. */
export interface Sentence extends Span {
  readonly text: string;
  readonly words: readonly Word[];
  readonly own: Ownership;
  readonly context: LintContext;
}

/** @param before estimates of the writer's own in the sentences above */
type Rule = (sentence: Sentence, estimates: readonly Estimate[], before: readonly Estimate[]) => LintHit[];

/** Whose a stretch is, at its least. */
function ownership({ own }: Sentence, { start, end }: Span): number {
  let least = own[start] ?? OTHERS;
  for (let i = start; i < end; i++) least = Math.min(least, own[i]!);
  return least;
}

/** A hit at a span; unclear ownership makes it a question, dissent makes it advice, another's words make it nothing. */
function hit(
  sentence: Sentence,
  at: Span,
  code: LintCode,
  severity: LintSeverity,
  message: string,
  fix: string,
): LintHit[] {
  const whose = ownership(sentence, at);
  if (whose === OTHERS) return [];
  const asked = whose === UNCLEAR ? "question" : severity;
  const final = sentence.context.dissent === true ? "advice" : asked;
  const { start, end } = at;
  return [{ code, severity: final, start, end, text: sentence.text.slice(start, end), message, fix }];
}

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

const titleOf = (id: string) => likelihoodScales().get(id)?.title ?? id;
const vocabularyOf = (id: string) => id.slice(0, id.indexOf("/"));
/** In running text and reasons, what is sure in a judgment's wording may be about something else. */
const inWording = (sentence: Sentence, elsewhere: LintSeverity): LintSeverity =>
  sentence.context.place === "wording" ? "refused" : elsewhere;

const mix: Rule = (sentence, estimates) => {
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

let patterns: ReturnType<typeof makePatterns> | undefined;
function makePatterns() {
  const { confidence, hedges, effects } = lintVocabulary();
  return {
    confidence: wholeWords(confidence.phrases),
    idioms: wholeWords(hedges.idioms),
    hedges: phrasePattern(hedges.plain),
    effects: wholeWords(effects.claims),
  };
}
const compiled = () => (patterns ??= makePatterns());

/** The first expression of a confidence level of the writer's own; trust in institutions and intervals are none. */
function confidenceIn(sentence: Sentence): Span | undefined {
  const { trust, trustAfter, held } = lintVocabulary().confidence;
  const inside = sentence.text.slice(sentence.start, sentence.end);
  for (const match of inside.matchAll(compiled().confidence)) {
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

function ownNumbers(sentence: Sentence, estimates: readonly Estimate[]): NumberHit[] {
  return likelihoodNumbers(sentence.text, sentence, estimates).filter(
    (n) => ownership(sentence, n) !== OTHERS,
  );
}

const scale: Rule = (sentence, estimates, before) => {
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

const position: Rule = (sentence, estimates) => {
  const { positions = [], scales = [] } = sentence.context;
  if (positions.length === 0) return [];
  const agrees = ({ terms }: Estimate) =>
    terms.some((term) => positions.some((held) => held.scale === term.scale && held.term === term.term));
  const declared = estimates.filter(
    ({ doubtful, terms }) => !doubtful && terms.some((t) => scales.includes(t.scale)),
  );
  const severity = declared.some(agrees) ? "question" : inWording(sentence, "question");
  return declared
    .filter((estimate) => !agrees(estimate))
    .flatMap((estimate) =>
      hit(
        sentence,
        estimate,
        "LINT-POSITION",
        severity,
        `“${estimate.text}” agrees with no position; held is ${[...new Set(positions.map(({ term }) => `“${term}”`))].join(", ")}.`,
        "Let the words follow the position, or take the position that the words state.",
      ),
    );
};

const number: Rule = (sentence, estimates) => {
  const declared = sentence.context.scales ?? [];
  return ownNumbers(sentence, estimates).flatMap((found) => {
    const beside = estimates.find(
      (word) =>
        !word.doubtful && (Math.abs(word.start - found.end) <= 2 || Math.abs(found.start - word.end) <= 3),
    );
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
    const terms = beside?.terms.filter((term) => declared.includes(term.scale)) ?? [];
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

const hedge: Rule = (sentence) => {
  const inside = sentence.text.slice(sentence.start, sentence.end);
  const idioms = [...inside.matchAll(compiled().idioms)].map(
    (m) => [m.index, m.index + m[0].length] as const,
  );
  return [...inside.matchAll(compiled().hedges)].flatMap((match) => {
    if (idioms.some(([from, to]) => match.index >= from && match.index < to)) return [];
    const at = { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length };
    const kind = hedgeKind(sentence, at, match[0]);
    if (kind === "none") return [];
    const scales = sentence.context.scales ?? [];
    return hit(
      sentence,
      at,
      "LINT-HEDGE",
      kind === "unclear" ? "question" : inWording(sentence, "advice"),
      kind === "unclear"
        ? `“${match[0]}”: leave or ability, or a likelihood that is not stated?`
        : `“${match[0]}” states no likelihood: a reader cannot tell 5 % from 95 %.`,
      scales.length === 0
        ? "State a likelihood, or say what is not known."
        : `State a likelihood in terms of ${scales.map(titleOf).join(", ")}, or say what is not known.`,
    );
  });
};

/** Months, nouns, names, abilities and inabilities are no hedges. */
function hedgeKind(sentence: Sentence, at: Span, text: string): "hedge" | "unclear" | "none" {
  const { mightNoun, able, likelyHedge } = lintVocabulary().hedges;
  const i = sentence.words.findIndex((word) => word.start >= at.start);
  const [before, next] = [sentence.words[i - 1], sentence.words.find((word) => word.start >= at.end)];
  const capital = /^\p{Lu}/u.test(text);
  if (
    text === "may" ||
    text === "might" ||
    text === "could" ||
    (capital && /^(?:may|might|could)$/i.test(text))
  ) {
    if (capital && text !== text.toUpperCase()) return "none";
    const word = text.toLowerCase();
    if (word === "may") {
      if (/^\d/.test(next?.word ?? "") || /^\d/.test(before?.word ?? "")) return "none";
      // “Readers may copy it” is leave, not likelihood; the wording of a judgment gives no leave.
      return sentence.context.place === "wording" || isIn(likelyHedge, next?.word) ? "hedge" : "unclear";
    }
    if (word === "might") return isIn(mightNoun, before?.word) ? "none" : "hedge";
    if (isIn(likelyHedge, next?.word)) return "hedge";
    return next?.word === "not" || next?.word === "only" || isIn(able, before?.word) ? "none" : "unclear";
  }
  if (capital && i > 0 && text !== text.toUpperCase()) return "none";
  if (text.toLowerCase() !== "possible") return "hedge";
  // “a possible second team”: a link that is only thought of, or a hedge?
  const attribute =
    before !== undefined && !/^(is|was|are|were|be|been|seems|remains|seemed|it)$/.test(before.word);
  return attribute && !/^\s*(?:that\b|[.,;)]|$)/.test(sentence.text.slice(at.end)) ? "unclear" : "hedge";
}

const stronger: Rule = (sentence) => {
  const { strong, weak, voices, weakNouns, negations } = lintVocabulary().strength;
  const { sources = [] } = sentence.context;
  const wordsIn = (text: string) => text.toLowerCase().match(/[\p{L}]+/gu) ?? [];
  const read = sources.map(wordsIn);
  const weakSources =
    read.length > 0 &&
    read.every((list) => list.some((w) => isIn(weak, w)) && !list.some((w) => isIn(strong, w)));
  return sentence.words.flatMap((word, i) => {
    if (!isIn(strong, word.word)) return [];
    const lead = sentence.words.slice(Math.max(0, i - 4), i).map((w) => w.word);
    if (lead.some((w) => isIn(negations, w)) || lead.at(-1) === "to" || lead.at(-1) === "the") return [];
    const subject = sentence.words.slice(Math.max(0, i - 8), i).map((w) => w.word);
    const weakly = subject.some((w) => isIn(weakNouns, w));
    const pronoun = /^(?:this|that|which|these)$/.test(lead.at(-1) ?? "");
    const named = sentence.words[i - 1]?.capital === true && !pronoun;
    const voiced = weakly || named || subject.some((w) => isIn(voices, w));
    if (!weakSources && !weakly) return [];
    if (!voiced && !pronoun) return [];
    return hit(
      sentence,
      word,
      "LINT-STRONGER",
      weakSources && voiced ? "advice" : "question",
      weakSources
        ? `The source assesses or says; “${sentence.text.slice(word.start, word.end)}” makes it a fact.`
        : `An assessment, a charge or a claim is said to be enough: “${sentence.text.slice(word.start, word.end)}”.`,
      "Use the source's own verb: “assesses”, “alleges”, “says”.",
    );
  });
};

const effect: Rule = (sentence) => {
  const { context } = sentence;
  if (context.effect === "assessed") return [];
  const { aims, unassessed } = lintVocabulary().effects;
  const inside = sentence.text.slice(sentence.start, sentence.end);
  if (unassessed.some((phrase) => inside.toLowerCase().includes(phrase))) return [];
  return [...inside.matchAll(compiled().effects)].flatMap((match) => {
    const at = { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length };
    const before = sentence.words.filter((word) => word.end <= at.start).slice(-8);
    if (before.some(({ word }) => isIn(aims, word))) return [];
    return hit(
      sentence,
      at,
      "LINT-EFFECT",
      context.effect === "not assessed" ? "advice" : "question",
      context.effect === "not assessed"
        ? `“${match[0]}” claims an effect, and the effect was not assessed.`
        : `“${match[0]}” claims an effect. Was it assessed?`,
      "Say what was done or aimed at, and that the effect was not assessed; or record how it was assessed.",
    );
  });
};

/** Every rule, in the order in which hits at one place are listed. */
export const TEXT_RULES: readonly Rule[] = [mix, scale, position, number, hedge, stronger, effect];
