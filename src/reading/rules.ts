/** The rules for attributions with a verb, tried in order for each cue of a sentence; the first that holds takes it. */
import type { Cue } from "./cues.ts";
import type { Finding } from "./finding.ts";
import type { Frame } from "./lexicon.ts";
import { phraseAfter, phraseBefore, type Span } from "./phrases.ts";
import {
  behindTimes,
  contentEnd,
  hasFiniteVerb,
  isAdjunct,
  isWholeQuotation,
  openingAfter,
  trimEnd,
} from "./scope.ts";
import type { ReadText } from "./text.ts";
import { RELATIVES } from "./words-en.ts";

/** A sentence with its cues and with what was found in it so far. */
export interface Scene {
  readonly text: ReadText;
  readonly sentence: Span;
  readonly cues: readonly Cue[];
  readonly found: readonly Finding[];
}

type Rule = (scene: Scene, cue: Cue) => Finding | null;

export const frameOf = (cue: Cue, frames: readonly Frame[]): Frame | null =>
  frames.find((frame) => cue.verbs.some((verb) => verb.uses.has(frame))) ?? null;

const finding = (
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

/** "…," said Alda Courier. */
const inversion: Rule = ({ text, sentence, cues }, cue) => {
  if (cue.from !== cue.at || !cue.finite || cue.negated || frameOf(cue, ["turned"]) === null) return null;
  const content = contentBefore(text, cue.at, sentence, cues);
  if (content === null) return null;
  const source = phraseAfter(text, cue.to, sentence.to);
  if (source === null) return null;
  const after = text.tokens[source.to];
  if (source.to < sentence.to && after !== undefined && (after.tag === "VERB" || after.tag === "AUX"))
    return null;
  return finding("inversion", cue, "turned", source, [
    ...content,
    ...resumed(text, source.to, sentence, cues, cue),
  ]);
};

/** "…," Alda Courier said. */
const postposed: Rule = ({ text, sentence, cues }, cue) => {
  if (!cue.finite || frameOf(cue, ["turned"]) === null) return null;
  const source = phraseBefore(text, cue.from, sentence.from);
  if (source === null || !isAdjunct(text, cue.to, sentence.to)) return null;
  const content = contentBefore(text, source.from, sentence, cues);
  if (content === null) return null;
  const opening = openingAfter(text, cue.to, sentence.to);
  const quoted = text.quotedBy[source.from - 1] !== -1;
  if (
    !quoted &&
    opening !== null &&
    opening.by !== "quote" &&
    cue.to < sentence.to &&
    text.tokens[cue.to]!.text !== ","
  )
    if (hasFiniteVerb(text, opening.from, sentence.to)) return null;
  return finding("postposed", cue, "turned", source, [
    ...content,
    ...resumed(text, cue.to, sentence, cues, cue),
  ]);
};

/** What stands before a postposed attribution that begins at `at`: a quotation, or a clause and a comma. */
function contentBefore(text: ReadText, at: number, sentence: Span, cues: readonly Cue[]): Span[] | null {
  const { tokens } = text;
  const last = at - 1;
  if (last < sentence.from) return quotationBefore(text, sentence.from);
  const quotation = text.quotedBy[last]!;
  if (quotation !== -1) {
    const { from, to } = text.quotations[quotation]!;
    if (to - 1 !== last) return null;
    const ended = tokens[last - 1]!;
    if (ended.word && tokens[last]!.text !== ",") return null;
    return [{ from: clauseStart(text, from, sentence, cues), to }];
  }
  if (tokens[last]!.text !== ",") return null;
  const inside = text.quotedBy[last - 1]!;
  const from =
    inside === -1 ? sentence.from : clauseStart(text, text.quotations[inside]!.from, sentence, cues);
  const start = leadingEnd(text, from, last);
  if (inside === -1 && !hasFiniteVerb(text, start, last)) return null;
  if (
    cues.some(
      (cue) =>
        cue.at >= start && cue.at < last && frameOf(cue, ["turned"]) !== null && cue.finite && inside === -1,
    )
  )
    return null;
  return [{ from: start, to: trimEnd(text, start, last) }];
}

/** A quotation that ends the sentence before: "Why?" Alda asked. */
function quotationBefore(text: ReadText, at: number): Span[] | null {
  const quotation = at > 0 ? text.quotedBy[at - 1]! : -1;
  if (quotation === -1) return null;
  const { from, to, closed } = text.quotations[quotation]!;
  const mark = text.tokens[to - 2]?.text;
  return closed && to === at && (mark === "?" || mark === "!" || mark === ",") ? [{ from, to }] : null;
}

/** A quotation that goes on a clause begins where the clause does; a whole one by itself. */
function clauseStart(text: ReadText, from: number, sentence: Span, cues: readonly Cue[]): number {
  if (from === sentence.from) return from;
  if (isWholeQuotation(text, text.quotedBy[from]!) && !text.tokens[from - 1]!.word) return from;
  if (cues.some((cue) => cue.at >= sentence.from && cue.at < from && cue.finite)) return from;
  return leadingEnd(text, sentence.from, from);
}

/** Without "And", "But" at the start. */
function leadingEnd(text: ReadText, from: number, to: number): number {
  let start = from;
  while (
    start < to &&
    (text.tokens[start]!.tag === "CCONJ" || !text.tokens[start]!.word) &&
    text.quotedBy[start] === -1
  )
    start += 1;
  return start;
}

/** "…," she said, "…": what goes on behind the attribution. */
function resumed(text: ReadText, at: number, sentence: Span, cues: readonly Cue[], own: Cue): Span[] {
  for (let i = at; i < sentence.to; i += 1) {
    const quotation = text.quotedBy[i]!;
    if (quotation !== -1) {
      const before = text.tokens[i - 1]!;
      if (before.word || cues.some((cue) => cue.at >= at && cue.at < i && cue.at !== own.at)) return [];
      return [{ from: i, to: text.quotations[quotation]!.to }];
    }
  }
  return [];
}

/** Alda Courier said (that) … */
const preposed: Rule = ({ text, sentence, cues }, cue) => {
  if (!cue.finite || cue.passive) return null;
  const source = phraseBefore(text, cue.from, sentence.from);
  if (source === null) return null;
  return behind("preposed", text, sentence, cues, cue, source);
};

/** What follows the verb, by the frames that the verb has. */
function behind(
  rule: string,
  text: ReadText,
  sentence: Span,
  cues: readonly Cue[],
  cue: Cue,
  source: Span | null,
): Finding | null {
  const { tokens } = text;
  let at = cue.to;
  const person = frameOf(cue, ["person"]);
  if (person !== null) {
    const listener = phraseAfter(text, behindTimes(text, at, sentence.to), sentence.to);
    if (listener !== null) at = listener.to;
  }
  const opening = openingAfter(text, at, sentence.to);
  if (opening === null) return null;
  const quoteFrame = frameOf(cue, ["quote", "turned", "person"]);
  const thatFrame = frameOf(cue, ["clause", "that", "person"]);
  const frame =
    opening.by === "quote" || opening.by === "colon"
      ? (quoteFrame ?? frameOf(cue, ["clause"]))
      : opening.by === "clause"
        ? frameOf(cue, ["clause"])
        : thatFrame;
  if (frame === null) return null;
  if (opening.by === "clause" && !opensClause(text, opening.from, sentence.to)) return null;
  let to = contentEnd(text, opening.from, sentence.to, cues, cue);
  const quotation = text.quotedBy[opening.from]!;
  if (opening.by === "quote" && quotation !== -1 && isWholeQuotation(text, quotation))
    to = text.quotations[quotation]!.to;
  if (to <= opening.from || tokens[opening.from] === undefined) return null;
  return finding(rule, cue, frame, source, [{ from: opening.from, to }]);
}

/** A clause without "that" begins with a noun phrase and has a verb soon. */
function opensClause(text: ReadText, from: number, end: number): boolean {
  const first = text.tokens[from]!;
  if (!first.word && text.quotedBy[from] === -1) return false;
  if (first.tag === "ADP" || first.tag === "CCONJ" || first.lower === "to") return false;
  return hasFiniteVerb(text, from + 1, Math.min(end, from + 25));
}

/** …, saying that … */
const participle: Rule = ({ text, sentence, cues, found }, cue) => {
  if (!cue.kinds.has("ing") || cue.finite) return null;
  const before = text.tokens[cue.from - 1];
  if (cue.from <= sentence.from || before === undefined || before.text !== ",") return null;
  const source = found.at(-1)?.source ?? mainSubject(text, sentence, cue.from);
  return source === null ? null : behind("participle", text, sentence, cues, cue, source);
};

/** … and said that … */
const coordination: Rule = ({ text, sentence, cues, found }, cue) => {
  const before = text.tokens[cue.from - 1];
  if (!cue.finite || cue.passive || cue.from <= sentence.from || before?.tag !== "CCONJ") return null;
  const source = found.at(-1)?.source ?? mainSubject(text, sentence, cue.from);
  return source === null ? null : behind("coordination", text, sentence, cues, cue, source);
};

/** The subject of the first verb of the sentence. */
function mainSubject(text: ReadText, sentence: Span, before: number): Span | null {
  for (let i = sentence.from + 1; i < before; i += 1) {
    const { tag, lower } = text.tokens[i]!;
    if (text.quotedBy[i] !== -1 || (tag !== "VERB" && tag !== "AUX")) continue;
    const subject = phraseBefore(text, i, sentence.from);
    if (subject !== null && !RELATIVES.has(lower)) return subject;
    return null;
  }
  return null;
}

export const RULES: readonly Rule[] = [inversion, postposed, preposed, participle, coordination];
