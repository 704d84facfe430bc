/** The rules of wording: hedges, retellings stronger than their source, and effects that nobody assessed. */
import { driftsFrom, strengths, tellingOf } from "../../reading/words/strength.ts";
import type { LintHit } from "./contract.ts";
import { driftHit } from "./drift.ts";
import { ownNumbers } from "./rules-likelihood.ts";
import { hit, inWording, titleOf } from "./sentence.ts";
import type { Rule, Sentence } from "./sentence.ts";
import type { Span } from "../../reading/words/span.ts";
import type { Word } from "./sentences.ts";
import { isIn, lintVocabulary, phrasePattern, wholeWords } from "../../reading/words/vocabulary.ts";

let patterns: ReturnType<typeof makePatterns> | undefined;
function makePatterns() {
  const { hedges, effects } = lintVocabulary();
  return {
    idioms: wholeWords(hedges.idioms),
    hedges: phrasePattern(hedges.plain),
    beliefs: phrasePattern(hedges.beliefs),
    effects: wholeWords(effects.claims),
    causes: wholeWords(effects.causes),
  };
}
const compiled = () => (patterns ??= makePatterns());

export const hedge: Rule = (sentence) => {
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
  const { mightNoun, able, likelyHedge, none } = lintVocabulary().hedges;
  const i = sentence.words.findIndex((word) => word.start >= at.start);
  const [before, next] = [sentence.words[i - 1], sentence.words.find((word) => word.start >= at.end)];
  const capital = /^\p{Lu}/u.test(text);
  // “It seems to Moscow that …” is another's.
  if (/^it (?:seems|appears)$/i.test(text) && next?.word === "to")
    return isIn(lintVocabulary().reporting.own, sentence.words[sentence.words.indexOf(next) + 1]?.word)
      ? "hedge"
      : "none";
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
      if (next?.word === "not") return mayNot(sentence, next);
      // “Readers may copy it” is leave, not likelihood; the wording of a judgment gives no leave.
      return sentence.context.place === "wording" || isIn(likelyHedge, next?.word) ? "hedge" : "unclear";
    }
    if (word === "might") return isIn(mightNoun, before?.word) ? "none" : "hedge";
    if (isIn(likelyHedge, next?.word)) return "hedge";
    // “No test could tell the two apart”: an inability.
    if (sentence.words.slice(Math.max(0, i - 8), i).some((lead) => isIn(none, lead.word))) return "none";
    return next?.word === "not" || next?.word === "only" || isIn(able, before?.word) ? "none" : "unclear";
  }
  if (capital && i > 0 && text !== text.toUpperCase()) return "none";
  if (text.toLowerCase() !== "possible") return "hedge";
  // “a possible second team”: a link that is only thought of, or a hedge?
  const attribute =
    before !== undefined && !/^(is|was|are|were|be|been|seems|remains|seemed|it)$/.test(before.word);
  return attribute && !/^\s*(?:that\b|[.,;)]|$)/.test(sentence.text.slice(at.end)) ? "unclear" : "hedge";
}

/** “Officials may not accept gifts” forbids; “the list may not have been sold” hedges; “it may not be sold” is either. */
function mayNot({ words }: Sentence, not: Word): "hedge" | "unclear" | "none" {
  const { leave, forbidden } = lintVocabulary().hedges;
  const next = words[words.indexOf(not) + 1]?.word;
  if (next === "have" || next === "yet") return "hedge";
  return isIn(forbidden, next) || words.some(({ word }) => isIn(leave, word)) ? "none" : "unclear";
}

/** “We believe that they did it”, with no likelihood beside it. */
export const belief: Rule = (sentence, estimates) => {
  if (sentence.context.place !== "wording") return [];
  if (estimates.some(({ doubtful }) => !doubtful) || ownNumbers(sentence, estimates).length > 0) return [];
  const inside = sentence.text.slice(sentence.start, sentence.end);
  const match = compiled().beliefs[Symbol.matchAll](inside).next().value;
  if (match === undefined) return [];
  const start = sentence.start + match.index;
  return hit(
    sentence,
    { start, end: start + match[0].length },
    "LINT-HEDGE",
    "question",
    `“${match[0]}” states no likelihood. Is one meant?`,
    "State a likelihood in a term of the scale, or say what is known.",
  );
};

export const stronger: Rule = (sentence) => {
  const { voices, weakNouns } = lintVocabulary().strength;
  const { vouching, weak, negations } = strengths();
  const { sources = [] } = sentence.context;
  const wordsIn = (text: string) => text.toLowerCase().match(/[\p{L}]+/gu) ?? [];
  const read = sources.map(wordsIn);
  const weakSources =
    read.length > 0 &&
    read.every((list) => list.some((w) => weak.has(w)) && !list.some((w) => vouching.has(w)));
  const vouched = sentence.words.flatMap((word, i) => {
    if (!vouching.has(word.word)) return [];
    const lead = sentence.words.slice(Math.max(0, i - 4), i).map((w) => w.word);
    if (lead.some((w) => negations.has(w)) || lead.at(-1) === "to" || lead.at(-1) === "the") return [];
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
  return [...vouched, ...drifts(sentence, sources)];
};

/** “ordered help” over “sought to help”: what a sentence retells is its own, in another's mouth too. */
function drifts({ text, start, end, context }: Sentence, sources: readonly string[]): LintHit[] {
  if (sources.length === 0) return [];
  return driftsFrom(tellingOf(text.slice(start, end)), sources.map(tellingOf))
    .filter(({ ladder }) => ladder === "doing")
    .map((drift) => {
      const hit = driftHit(drift, "in what is cited for it");
      const severity = context.dissent === true ? "advice" : hit.severity;
      return { ...hit, severity, start: start + hit.start, end: start + hit.end };
    });
}

export const effect: Rule = (sentence) => {
  const { context } = sentence;
  if (context.effect === "assessed") return [];
  const { aims, unassessed, outcomes } = lintVocabulary().effects;
  const inside = sentence.text.slice(sentence.start, sentence.end);
  if (unassessed.some((phrase) => inside.toLowerCase().includes(phrase))) return [];
  const causes = sentence.words.some(({ word }) => isIn(outcomes, word))
    ? [...inside.matchAll(compiled().causes)]
    : [];
  const claims = [...inside.matchAll(compiled().effects)];
  return [...claims, ...(claims.length > 0 ? [] : causes)].flatMap((match) => {
    const at = { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length };
    const before = clauseBefore(sentence, at).slice(-8);
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

/** Words before a place, from the last “, and”, “, but” or semicolon on. */
function clauseBefore({ words }: Sentence, at: Span): readonly Word[] {
  const before = words.filter((word) => word.end <= at.start);
  const turn = before.findLastIndex(
    ({ gap, word }) =>
      gap.includes(";") || (gap.includes(",") && (word === "and" || word === "but" || word === "yet")),
  );
  return before.slice(Math.max(0, turn));
}
