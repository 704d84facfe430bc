/**
 * The language lint of one text: reads the analyst's own clauses, and says where which rule does not hold.
 *
 * Cost: linear in the length of the text; a paragraph takes well under a millisecond, so a page may call it at every
 * key. Rules over words and marks, no grammar and no model: what it cannot do stands in docs/lint.md.
 * Reference for the rules: Office of the Director of National Intelligence, Intelligence Community Directive 203 (2015).
 */
import { shownText } from "../../reading/words/shown.ts";
import type { LintContext, LintHit } from "./contract.ts";
import { markQuotations, lower, OTHERS } from "./quotations.ts";
import type { Ownership } from "./quotations.ts";
import { markReported } from "./reported.ts";
import type { Estimate } from "../../reading/words/estimates.ts";
import { ownEstimates } from "./rules-likelihood.ts";
import { TEXT_RULES } from "./rules.ts";
import type { Sentence } from "./sentence.ts";
import { sentencesOf, wordsOf } from "./sentences.ts";
import { lintVocabulary } from "../../reading/words/vocabulary.ts";

/** Hits in a text, in order of place. Offsets are UTF-16 units of the text as it was written. */
export function lintText(written: string, context: LintContext): LintHit[] {
  const seen = shownText(written);
  const { text } = seen;
  const own = markQuotations(text);
  // Another's words are no words of the sentence: they end no clause and head no subject.
  const read = blank(text, own);
  const names = new Set((context.own ?? []).map((name) => name.toLowerCase()));
  const before: Estimate[] = [];
  const hits = sentencesOf(read, lintVocabulary()).flatMap((span) => {
    const words = wordsOf(read, span);
    markReported(words, own, names);
    // A question states nothing.
    if (/\?[)\]"'”’»]*$/.test(read.slice(span.start, span.end))) lower(own, span.start, span.end, OTHERS);
    const sentence: Sentence = { ...span, text: read, words, own, context };
    const estimates = ownEstimates(sentence);
    const found = TEXT_RULES.flatMap((rule) => rule(sentence, estimates, before));
    before.push(...estimates);
    return found;
  });
  return hits
    .map((hit) => {
      const [start, end] = [seen.start(hit.start), seen.end(hit.end)];
      return { ...hit, start, end, text: written.slice(start, end) };
    })
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** Quotations as runs of a placeholder, so that offsets stay. */
function blank(text: string, own: Ownership): string {
  const parts: string[] = [];
  let from = 0;
  while (from < text.length) {
    const others = own[from] === OTHERS;
    let end = from;
    while (end < text.length && (own[end] === OTHERS) === others) end += 1;
    const part = text.slice(from, end);
    parts.push(others ? part.split("\n").map(placeholder).join("\n") : part);
    from = end;
  }
  return parts.join("");
}

/** A quoted sentence still ends a sentence: its last full stop stays. */
function placeholder(quoted: string): string {
  const stop = /[.!?…][”"»’']*$/.exec(quoted)?.[0] ?? "";
  return `${"·".repeat(quoted.length - stop.length)}${stop}`;
}
