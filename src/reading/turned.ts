/** The rules for attributions whose content stands before the verb: a quotation, or a clause and a comma. */
import { isSpeech, type Cue } from "./cues.ts";
import type { Finding } from "./finding.ts";
import { leadingSubject, phraseAfter, phraseBefore, type Span } from "./phrases.ts";
import { finding, frameOf, listenerEnd, type Rule, type Scene } from "./rules.ts";
import {
  behindDateline,
  behindLead,
  contentEnd,
  hasFiniteVerb,
  isAdjunct,
  isWholeQuotation,
  openingAfter,
  trimEnd,
} from "./scope.ts";
import type { ReadText } from "./text.ts";
import { behindTimes } from "./times.ts";
import { RELATIVES } from "./words-en.ts";

/** Whether a speaker ends here: at a mark, a preposition, a relative clause or the end. */
function endsPhrase(text: ReadText, at: number, end: number): boolean {
  const after = text.tokens[at];
  if (at >= end || after === undefined || !after.word) return true;
  return (
    after.tag === "ADP" ||
    after.tag === "ADV" ||
    after.tag === "SCONJ" ||
    RELATIVES.has(after.lower) ||
    behindTimes(text, at, end) > at
  );
}

/** "…," said Alda Courier. */
const inversion: Rule = (scene, cue) => {
  const { text, sentence, cues } = scene;
  if (cue.from !== cue.at || !cue.finite || cue.negated || frameOf(cue, ["turned"]) === null) return null;
  const content = contentBefore(text, cue.at, sentence, cues);
  if (content === null) return null;
  const source = phraseAfter(text, cue.to, sentence.to);
  if (source === null || /^(?:him|her|them|me|us)$/.test(text.tokens[source.from]!.lower)) return null;
  if (!endsPhrase(text, source.to, sentence.to)) return null;
  if (text.quotedBy[cue.at - 1] === -1) {
    if (
      frameOf(cue, ["clause", "that"]) === null ||
      leadingSubject(text, cue.from - 1, sentence.from) !== null ||
      isReported(scene, content)
    )
      return null;
    if (behindTimes(text, cue.to, sentence.to) > cue.to) return null;
  }
  return turned("inversion", scene, cue, source, content, source.to);
};

/** "Alda Courier said the port, once a fishery, wrote history": who speaks stands at the start already. */
const isReported = ({ text, sentence, cues }: Scene, { from, to }: Span): boolean =>
  cues.some(
    (cue) =>
      cue.finite &&
      isSpeech(cue) &&
      cue.at > from &&
      cue.at < to &&
      phraseBefore(text, cue.from, sentence.from)?.from === sentence.from,
  );

/** "…," Alda Courier said. */
const postposed: Rule = (scene, cue) => {
  const { text, sentence, cues } = scene;
  if (!cue.finite || frameOf(cue, ["turned"]) === null) return null;
  const source = phraseBefore(text, cue.from, sentence.from);
  if (source === null || RELATIVES.has(text.tokens[source.from]!.lower)) return null;
  const behindListener = adjunctEnd(text, listenerEnd(text, cue, sentence.to), sentence.to);
  const quoted = source.from > sentence.from && text.quotedBy[source.from - 1] !== -1;
  if (!quoted && !isAdjunct(text, behindListener, sentence.to)) return null;
  const content =
    contentBefore(text, source.from, sentence, cues) ?? endedBefore(text, source.from, cue, sentence);
  if (content === null) return null;
  const resumes =
    !quoted &&
    text.tokens[behindListener]?.text === "," &&
    text.quotedBy[behindListener + 1] === -1 &&
    hasFiniteVerb(text, content.from, content.to);
  if (!resumes && (!quoted || isTitle(text, source.from - 1)) && followsInstead(text, cue, content, sentence))
    return null;
  return turned("postposed", scene, cue, source, content, behindListener);
};

/** "Clinton suggested in a tweet, …": the comma behind a short phrase that only tells where. */
function adjunctEnd(text: ReadText, at: number, end: number): number {
  if (text.tokens[at]?.tag !== "ADP") return at;
  for (let i = at + 1; i < end && i < at + 8; i += 1) {
    const { text: word, tag } = text.tokens[i]!;
    if (word === ",") return i;
    if (text.quotedBy[i] !== -1 || tag === "VERB" || tag === "AUX" || tag === "SCONJ") break;
  }
  return at;
}

/** “Meet the Press,” in a sentence that goes on: a quotation of capitals that no mark leads to. */
function isTitle(text: ReadText, last: number): boolean {
  const { from, to } = text.quotations[text.quotedBy[last]!]!;
  if (to - from > 9 || !(text.tokens[from - 1]?.word ?? false)) return false;
  const words = text.tokens.slice(from, to).filter(({ word }) => word);
  return words.every(
    ({ text: word, tag }) => /^[\p{Lu}\d]/u.test(word) || tag === "ADP" || tag === "DET" || tag === "CCONJ",
  );
}

/** Whether what stands behind the verb is what is said: In March, he said the plan was dead; Asked why, she said, "…" */
function followsInstead(text: ReadText, cue: Cue, before: Span, sentence: Span): boolean {
  const opening = openingAfter(text, cue.to, sentence.to);
  if (opening === null || cue.to >= sentence.to) return false;
  if (opening.by === "quote")
    return !hasSubject(text, before) || isWholeQuotation(text, text.quotedBy[opening.from]!);
  return text.tokens[cue.to]!.text !== "," && hasFiniteVerb(text, opening.from, sentence.to);
}

/** Whether words can be a main clause: no subordinate clause, and no adverbial before a subject. */
function hasSubject(text: ReadText, { from, to }: Span): boolean {
  const first = text.tokens[from]!;
  return (
    first.tag !== "SCONJ" && first.tag !== "ADP" && first.tag !== "VERB" && hasFiniteVerb(text, from + 1, to)
  );
}

/** A content before its verb needs a verb of its own, before the attribution or behind it. */
function turned(
  rule: string,
  scene: Scene,
  cue: Cue,
  source: Span,
  before: Span,
  at: number,
): Finding | null {
  const after = resumed(scene, at, cue, before);
  const quoted = scene.text.quotedBy[before.to - 1] !== -1;
  if (!quoted && after.length === 0 && !hasFiniteVerb(scene.text, before.from, before.to)) return null;
  return finding(rule, cue, "turned", source, [before, ...after]);
}

/** What stands before a postposed attribution that begins at `at`: a quotation, or a clause and a comma. */
function contentBefore(text: ReadText, at: number, sentence: Span, cues: readonly Cue[]): Span | null {
  const { tokens } = text;
  const last = at - 1;
  if (last < sentence.from) return quotationBefore(text, sentence.from);
  const quotation = text.quotedBy[last]!;
  if (quotation !== -1) {
    const { from, to } = text.quotations[quotation]!;
    if (to - 1 !== last) return null;
    const ended = tokens[last - 1]!;
    if (ended.word && tokens[last]!.text !== ",") return null;
    return { from: clauseStart(text, from, sentence, cues), to };
  }
  if (tokens[last]!.text !== ",") return null;
  const inside = text.quotedBy[last - 1]!;
  const from =
    inside === -1 ? sentence.from : clauseStart(text, text.quotations[inside]!.from, sentence, cues);
  const start = leadingEnd(text, from, last);
  const to = trimEnd(text, start, last);
  return to > start ? { from: start, to } : null;
}

/** A quotation that ends the sentence before: "Why?" Alda asked. */
function quotationBefore(text: ReadText, at: number): Span | null {
  const quotation = at > 0 ? text.quotedBy[at - 1]! : -1;
  if (quotation === -1) return null;
  const { from, to, closed } = text.quotations[quotation]!;
  const mark = text.tokens[to - 2]?.text;
  return closed && to === at && (mark === "?" || mark === "!" || mark === ",") ? { from, to } : null;
}

/** “The harbour is closed.” Alda Courier said. A quotation with its point, before a sentence that is an attribution and no more. */
function endedBefore(text: ReadText, at: number, cue: Cue, sentence: Span): Span | null {
  const quotation = at === sentence.from && at > 0 ? text.quotedBy[at - 1]! : -1;
  const last = behindTimes(text, cue.to, sentence.to);
  if (quotation === -1 || last < sentence.to - 1 || text.tokens[last]?.word === true) return null;
  const { from, to, closed } = text.quotations[quotation]!;
  return closed && to === at && isWholeQuotation(text, quotation) ? { from, to } : null;
}

/** Said Alda Courier, who keeps the harbour: “It is closed.” */
const opened: Rule = ({ text, sentence }, cue) => {
  if (cue.at !== sentence.from || cue.from !== cue.at || frameOf(cue, ["turned"]) === null) return null;
  if (!cue.kinds.has("past") && !cue.kinds.has("present")) return null;
  const named = phraseAfter(text, cue.to, sentence.to);
  if (named === null) return null;
  for (let i = named.to; i < sentence.to; i += 1) {
    const quotation = text.quotedBy[i]!;
    if (quotation === -1) continue;
    const mark = text.tokens[i - 1]!.text;
    const whole = (mark === "," || mark === ":") && isWholeQuotation(text, quotation);
    const source = { from: named.from, to: trimEnd(text, named.from, i) };
    return whole
      ? finding("inversion", cue, "quote", source, [{ from: i, to: text.quotations[quotation]!.to }])
      : null;
  }
  return null;
};

/** A quotation that goes on a clause begins where the clause does; a whole one by itself. */
function clauseStart(text: ReadText, from: number, sentence: Span, cues: readonly Cue[]): number {
  if (from === sentence.from) return from;
  if (isWholeQuotation(text, text.quotedBy[from]!) && !text.tokens[from - 1]!.word) return from;
  if (cues.some((cue) => cue.at >= sentence.from && cue.at < from && cue.finite)) return from;
  return leadingEnd(text, sentence.from, from);
}

/** Without "And", "But", a dateline, "In fact," at the start. */
function leadingEnd(text: ReadText, from: number, to: number): number {
  let start = behindLead(text, behindDateline(text, from, to), to);
  while (
    start < to &&
    (text.tokens[start]!.tag === "CCONJ" || !text.tokens[start]!.word) &&
    text.quotedBy[start] === -1
  )
    start += 1;
  return start;
}

/** "…," she said, "…" and The plan, she said, is bad: what goes on behind the attribution. */
function resumed(scene: Scene, at: number, own: Cue, before: Span): Span[] {
  const { text, sentence, cues } = scene;
  if (text.quotedBy[before.to - 1] === -1) return clauseResumed(scene, at, own, before);
  for (let i = at; i < sentence.to; i += 1) {
    const quotation = text.quotedBy[i]!;
    if (quotation === -1) continue;
    if (text.tokens[i - 1]!.word || cues.some((cue) => cue.at >= at && cue.at < i && cue.at !== own.at))
      return [];
    return [{ from: i, to: text.quotations[quotation]!.to }];
  }
  return [];
}

function clauseResumed({ text, sentence, cues }: Scene, at: number, own: Cue, before: Span): Span[] {
  const comma = behindTimes(text, at, sentence.to);
  const next = text.tokens[comma + 1];
  if (text.tokens[comma]?.text !== "," || next === undefined || comma + 1 >= sentence.to) return [];
  if (hasSubject(text, before) || next.tag === "CCONJ" || next.tag === "SCONJ") return [];
  const to = contentEnd(text, comma + 1, sentence.to, cues, own);
  return to > comma + 1 && hasFiniteVerb(text, comma + 1, to) ? [{ from: comma + 1, to }] : [];
}

/** What is said stands before its verb. */
export const TURNED: readonly Rule[] = [opened, inversion, postposed];
