/** The rules for attributions whose content follows the verb, tried in order for each cue of a sentence; the first that holds takes it. */
import { isAuxiliary } from "./auxiliary.ts";
import { isSpeech, type Cue } from "./cues.ts";
import type { Finding } from "./finding.ts";
import type { Frame } from "./lexicon.ts";
import { governedBy } from "./objects.ts";
import { phraseAfter, phraseBefore, type Span } from "./phrases.ts";
import { contentEnd, hasFiniteVerb, isWholeQuotation, openingAfter } from "./scope.ts";
import type { ReadText } from "./text.ts";
import { behindTimes } from "./times.ts";
import { BE, MODALS, OPENERS, PREPOSITIONS, RELATIVES, SPLITTERS } from "./words-en.ts";

/** A sentence with its cues and with what was found in it so far. */
export interface Scene {
  readonly text: ReadText;
  readonly sentence: Span;
  readonly cues: readonly Cue[];
  readonly found: readonly Finding[];
}

export type Rule = (scene: Scene, cue: Cue) => Finding | null;

export const frameOf = (cue: Cue, frames: readonly Frame[]): Frame | null =>
  frames.find((frame) => cue.verbs.some((verb) => verb.uses.has(frame))) ?? null;

export const finding = (
  rule: string,
  cue: Cue,
  frame: Frame,
  source: Span | null,
  content: readonly Span[],
  rest: Partial<Pick<Finding, "target" | "doubts" | "cue">> = {},
): Finding => ({
  rule,
  cue: rest.cue ?? { from: cue.from, to: cue.to },
  verb: cue,
  frame,
  source,
  content,
  target: rest.target ?? null,
  doubts: rest.doubts ?? [],
});

/** Alda Courier said (that) … */
const preposed: Rule = ({ text, sentence, cues }, cue) => {
  if (!cue.finite || cue.passive) return null;
  const source = phraseBefore(text, cue.from, sentence.from);
  if (source === null || isLoose(text, cue, source)) return null;
  return behind("preposed", text, sentence, cues, cue, source);
};

/** What somebody in general thinks or wants, or would: "who wants", "you see", "would support". */
export function isLoose(text: ReadText, cue: Cue, source: Span): boolean {
  if (isSpeech(cue)) return false;
  return cue.modal || /^(?:who|which|you|we|i)$/.test(text.tokens[source.from]!.lower);
}

/** The token behind who is told, or behind the verb where nobody is. */
export function listenerEnd(text: ReadText, cue: Cue, end: number): number {
  if (frameOf(cue, ["person"]) === null) return cue.to;
  return phraseAfter(text, behindTimes(text, cue.to, end), end)?.to ?? cue.to;
}

/** What follows the verb: a clause or a quotation, else what the verb governs. */
export function behind(
  rule: string,
  text: ReadText,
  sentence: Span,
  cues: readonly Cue[],
  cue: Cue,
  source: Span | null,
): Finding | null {
  const said = clauseBehind(rule, text, sentence, cues, cue, source);
  if (said !== null) return said;
  const governed = governedBy(text, cue, sentence.to);
  if (governed === null) return null;
  const { frame, content, target, cueEnd } = governed;
  return finding(rule, cue, frame, source, [content], { target, cue: { from: cue.from, to: cueEnd } });
}

/** What follows the verb, by the frames that the verb has. */
function clauseBehind(
  rule: string,
  text: ReadText,
  sentence: Span,
  cues: readonly Cue[],
  cue: Cue,
  source: Span | null,
): Finding | null {
  const { tokens } = text;
  const listener = listenerEnd(text, cue, sentence.to);
  const opening = openingAfter(text, listener, sentence.to);
  if (opening === null) return null;
  const quoteFrame = frameOf(cue, ["quote", "turned", "person"]);
  const thatFrame = frameOf(cue, ["clause", "that", "person"]);
  const frame =
    opening.by === "quote" || opening.by === "colon"
      ? (quoteFrame ?? frameOf(cue, ["clause"]))
      : opening.by === "clause"
        ? (frameOf(cue, listener > cue.to ? ["clause", "person"] : ["clause"]) ??
          (startsWithPronoun(text, opening.from) ? thatFrame : null))
        : thatFrame;
  if (frame === null) return null;
  if (
    opening.by === "clause" &&
    !opensClause(
      text,
      opening.from,
      sentence.to,
      cue.verbs.some(({ verb }) => verb === "say"),
    )
  )
    return null;
  let to = contentEnd(text, opening.from, sentence.to, cues, cue);
  const quotation = text.quotedBy[opening.from]!;
  if (opening.by === "quote" && quotation !== -1 && isWholeQuotation(text, quotation))
    to = text.quotations[quotation]!.to;
  if (source !== null) to = Math.min(to, relativeEnd(text, source, cues, { from: opening.from, to }));
  if (to <= opening.from || tokens[opening.from] === undefined) return null;
  return finding(rule, cue, frame, source, [{ from: opening.from, to }]);
}

/** "Alda Courier, who said that it rained, said": what is said in a relative clause ends where its sentence goes on. */
function relativeEnd(text: ReadText, source: Span, cues: readonly Cue[], content: Span): number {
  if (!RELATIVES.has(text.tokens[source.from]!.lower)) return content.to;
  const next = cues.find(
    ({ finite, from }) =>
      finite && from > content.from && from < content.to && text.tokens[from - 1]!.text === ",",
  );
  return next === undefined ? content.to : next.from - 1;
}

const startsWithPronoun = (text: ReadText, at: number): boolean =>
  /^(?:he|she|they|it|we|i)$/.test(text.tokens[at]!.lower) && hasFiniteVerb(text, at + 1, at + 3);

/** A clause without "that" begins with a noun phrase, and its verb comes before any mark. */
function opensClause(text: ReadText, from: number, end: number, loosely: boolean): boolean {
  const first = text.tokens[from]!;
  if (!first.word && text.quotedBy[from] === -1) return false;
  if (loosely && end - from > 4 && first.tag !== "CCONJ" && first.tag !== "ADP" && first.lower !== "to")
    return true;
  if (loosely)
    return (
      first.tag !== "CCONJ" && first.lower !== "to" && hasFiniteVerb(text, from + 1, Math.min(end, from + 30))
    );
  if (first.tag === "ADP" || first.tag === "CCONJ" || first.tag === "VERB" || PREPOSITIONS.has(first.lower))
    return false;
  // "argued Trump's plan to pay the debt would fail", not "urged Trump to pay the debt"
  let within = false;
  for (let i = from + 1; i < end && i < from + 25; i += 1) {
    const { tag, lower, word } = text.tokens[i]!;
    if (text.quotedBy[i] === -1 && !word && !/^['’&$%-]$/.test(text.tokens[i]!.text)) return false;
    if (OPENERS.has(lower) || SPLITTERS.has(lower)) return false;
    if (lower === "to" && text.tokens[i + 1]?.tag === "VERB") within = true;
    if (isAuxiliary(text, i) && !(within && !MODALS.has(lower) && !BE.has(lower))) return true;
    if (tag === "VERB" && !lower.endsWith("ing") && !within) return true;
  }
  return false;
}

/** … and said that … */
const coordination: Rule = ({ text, sentence, cues, found }, cue) => {
  const before = text.tokens[cue.from - 1];
  const joined = before?.tag === "CCONJ" || (before?.text === "," && text.tokens[cue.from]!.lower === "then");
  if (!cue.finite || cue.passive || cue.from <= sentence.from || !joined) return null;
  // "to go there and say", but "and did note that"
  if ((cue.kinds.has("base") && cue.from === cue.at) || !isSpeech(cue)) return null;
  const source = lastBefore(found, cue) ?? mainSubject(text, sentence, cue.from);
  return source === null ? null : behind("coordination", text, sentence, cues, cue, source);
};

/** Who spoke last before this verb. */
export function lastBefore(found: readonly Finding[], cue: Cue): Span | null {
  let last: Finding | null = null;
  for (const other of found)
    if (other.cue.from < cue.at && (last === null || other.cue.from > last.cue.from)) last = other;
  return last?.source ?? null;
}

/** The subject of the first verb of the sentence. */
export function mainSubject(text: ReadText, sentence: Span, before: number): Span | null {
  for (let i = sentence.from + 1; i < before; i += 1) {
    const { tag, lower } = text.tokens[i]!;
    if (text.quotedBy[i] !== -1 || (tag !== "VERB" && !isAuxiliary(text, i)) || lower.endsWith("ing"))
      continue;
    let end = i;
    while (end > sentence.from && text.tokens[end - 1]!.tag === "ADV") end -= 1;
    const subject = phraseBefore(text, end, sentence.from);
    if (subject !== null)
      return /^(?:it|there|this|that|us)$/.test(text.tokens[subject.from]!.lower) ? null : subject;
  }
  return null;
}

/** What is said follows a finite verb. */
export const FOLLOWED: readonly Rule[] = [preposed, coordination];
