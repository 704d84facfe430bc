/** Where what is said begins behind its verb, and where it ends. Clause ends are judged by the next verb that reports. */
import { isSpeech, type Cue } from "./cues.ts";
import { phraseBefore } from "./phrases.ts";
import type { ReadText } from "./text.ts";
import { OPENERS, PREPOSITIONS, SPLITTERS } from "./words-en.ts";
import { isAuxiliary } from "./auxiliary.ts";
import { behindTimes } from "./times.ts";

/** How far behind the verb its "that" may stand. */
const REACH = 30;

/** A place where a content may open behind a verb at once or after an adjunct: "that", a colon, or a quotation. */
export interface Opening {
  /** First token of the content. */
  readonly from: number;
  readonly by: "that" | "question" | "quote" | "colon" | "clause";
}

/** Where the content begins behind a verb that ends at `at`; null where nothing that could be one follows. */
export function openingAfter(text: ReadText, at: number, end: number): Opening | null {
  const { tokens } = text;
  const start = behindTimes(text, at, end);
  const direct = openerAt(text, start, end) ?? openerBehindAside(text, start, end);
  if (direct !== null) return direct;
  const first = tokens[start];
  if (first === undefined || start >= end) return null;
  const adjunct =
    PREPOSITIONS.has(first.lower) || first.tag === "ADV" || first.tag === "ADP" || first.tag === "ADJ";
  const last = adjunct ? Math.min(end, start + REACH) : start;
  for (let i = start; i < last; i += 1) {
    const token = tokens[i]!;
    const opener =
      i > start && (token.lower === "that" || !OPENERS.has(token.lower)) ? openerAt(text, i, end) : null;
    if (opener !== null && opensBehind(text, opener, i)) return opener;
    if (i > start + 1 && /^(?:he|she|they|it|we|i)$/.test(token.lower) && startsClause(text, i, end))
      return { from: i, by: "clause" };
    if (token.tag === "AUX" || token.text === ";" || text.quotedBy[i] !== -1) break;
    if (token.tag === "VERB" && !/(?:ed|ing)$/.test(token.lower)) break;
    if (token.text === "," && (tokens[i + 1]?.tag === "CCONJ" || tokens[i + 1]?.tag === "VERB")) break;
  }
  return start < end ? { from: start, by: "clause" } : null;
}

/** Longest aside between two commas behind a verb, in tokens. */
const ASIDE = 14;

/** "said, however, that …", "said — in public — that …", "said, if elected, she would …": what opens behind the second mark. */
function openerBehindAside(text: ReadText, start: number, end: number): Opening | null {
  const { tokens } = text;
  const mark = tokens[start]?.text ?? "";
  if (!/^(?:[,—–]|--)$/.test(mark) || start >= end) return null;
  let close = start + 1;
  while (close < end && close <= start + ASIDE && tokens[close]!.text !== mark && text.quotedBy[close] === -1)
    close += 1;
  const [first, next] = [tokens[start + 1], tokens[close + 1]];
  if (tokens[close]?.text !== mark || close + 1 >= end || first === undefined || next === undefined)
    return null;
  if (mark !== ",") return openerAt(text, close + 1, end);
  if (first.tag === "CCONJ" || first.tag === "VERB" || first.tag === "DET" || first.tag === "PROPN")
    return null;
  const opening = openerAt(text, close + 1, end);
  if (opening !== null) return opening.by === "question" ? null : opening;
  return startsClause(text, close + 2, end) || next.tag === "PRON" || next.tag === "DET"
    ? { from: close + 1, by: "clause" }
    : null;
}

const startsClause = (text: ReadText, i: number, end: number): boolean =>
  i + 1 < end &&
  (isAuxiliary(text, i + 1) || text.tokens[i + 1]!.tag === "VERB" || text.tokens[i + 1]!.tag === "ADV");

function opensBehind(text: ReadText, opening: Opening, at: number): boolean {
  if (opening.by !== "quote") return true;
  const before = text.tokens[at - 1]!.text;
  return before === "," || before === ":" || isWholeQuotation(text, text.quotedBy[opening.from]!);
}

export const startsQuote = (text: ReadText, i: number): boolean => {
  const quotation = text.quotedBy[i];
  return quotation !== undefined && quotation !== -1 && text.quotations[quotation]!.from === i;
};

/** Whether a quotation is a sentence or more, and no cited word: it begins with a capital and has at least four words. */
export function isWholeQuotation(text: ReadText, quotation: number): boolean {
  const { from, to } = text.quotations[quotation]!;
  const first = text.tokens[from + 1];
  return to - from > 5 && first !== undefined && /^[\p{Lu}\p{N}[.…‘']/u.test(first.text);
}

function openerAt(text: ReadText, i: number, end: number): Opening | null {
  const token = text.tokens[i];
  if (i >= end || token === undefined) return null;
  if (startsQuote(text, i)) return { from: i, by: "quote" };
  if (token.text === "," && startsQuote(text, i + 1)) return { from: i + 1, by: "quote" };
  if (token.text === ":" && i + 1 < end) return { from: i + 1, by: "colon" };
  if (token.lower === "that") {
    const next = text.tokens[i + 1];
    if (next === undefined || i + 1 >= end) return null;
    return { from: i, by: "that" };
  }
  return OPENERS.has(token.lower) ? { from: i, by: "question" } : null;
}

/** The end of a content that begins at `from`: where the next attribution of the sentence begins, or its end. */
export function contentEnd(
  text: ReadText,
  from: number,
  end: number,
  cues: readonly Cue[],
  own: Cue | null,
): number {
  const { tokens } = text;
  const later = cues.filter((cue) => cue.at > from && cue.at !== own?.at);
  let to = end;
  for (const cue of later) {
    const cut = cutBefore(text, cue, from, end, own);
    if (cut !== null && cut < to) to = cut;
  }
  for (let i = from + 2; i < to; i += 1)
    if (trails(text, i, from)) {
      to = i;
      break;
    }
  for (let i = from + 1; i < to; i += 1)
    if (text.quotedBy[i] === -1 && tokens[i]!.lower === "according" && tokens[i + 1]?.lower === "to") {
      to = tokens[i - 1]!.text === "," ? i - 1 : i;
      break;
    }
  return trimEnd(text, from, to);
}

/** What follows a content and is the writer's own: ", as has the mayor"; "…," while on the way. */
function trails(text: ReadText, i: number, from: number): boolean {
  const { tokens } = text;
  const before = tokens[i - 1]!;
  const { lower, tag } = tokens[i]!;
  if (text.quotedBy[i] !== -1) return false;
  const quoted = text.quotedBy[i - 1] !== -1 && /^[,.]$/.test(tokens[i - 2]!.text) && i - 2 > from;
  if (quoted)
    return (
      lower === "while" ||
      lower === "when" ||
      lower === "after" ||
      lower === "but" ||
      tag === "ADP" ||
      lower.endsWith("ing")
    );
  if (before.text === "," && (lower === "while" || lower === "whereas") && tokens[from]!.lower !== "that")
    return true;
  return before.text === "," && lower === "as" && i + 1 < tokens.length && isAuxiliary(text, i + 1);
}

/** Where a content ends because of a later cue of its sentence; null where that cue is part of it. */
function cutBefore(text: ReadText, cue: Cue, from: number, end: number, own: Cue | null): number | null {
  const { tokens } = text;
  const before = tokens[cue.from - 1]!;
  const ing = cue.kinds.has("ing") && !cue.finite;
  if (!isSpeech(cue)) return null;
  if (ing) return before.text === "," || before.text === "—" ? cue.from - 1 : null;
  if (!cue.finite) return null;
  if (
    before.tag === "CCONJ" &&
    own !== null &&
    sameTense(cue, own) &&
    openingAfter(text, cue.to, end) !== null
  ) {
    const comma = tokens[cue.from - 2]!.text === ",";
    return comma || isOpenedPlainly(text, cue, end) ? cue.from - (comma ? 2 : 1) : null;
  }
  const subject = phraseBefore(text, cue.from, from);
  if (subject === null || subject.from <= from + 1) return null;
  const link = tokens[subject.from - 1]!;
  const after = tokens[cue.to];
  if (link.text === "," && (cue.to >= end || after === undefined || !after.word)) return subject.from - 1;
  if (SPLITTERS.has(link.lower) && tokens[subject.from - 2]!.text === ",") return subject.from - 2;
  return link.text === ";" || link.text === "—" ? subject.from - 1 : null;
}

const isOpenedPlainly = (text: ReadText, cue: Cue, end: number): boolean => {
  const opening = openingAfter(text, cue.to, end);
  return opening !== null && opening.by !== "clause" && opening.from <= cue.to + 1;
};

const sameTense = (a: Cue, b: Cue): boolean =>
  (a.kinds.has("past") && b.kinds.has("past")) || (a.kinds.has("present") && b.kinds.has("present"));

/** Without marks and conjunctions at the end. */
export function trimEnd(text: ReadText, from: number, to: number): number {
  let end = to;
  while (end > from) {
    const token = text.tokens[end - 1]!;
    if (token.word && !(token.tag === "CCONJ" && end < to)) break;
    if (text.quotedBy[end - 1] !== -1) break;
    end -= 1;
  }
  return end;
}

/** Whether a verb that is not an infinitive stands between, so that the words can be a clause. */
export function hasFiniteVerb(text: ReadText, from: number, to: number): boolean {
  for (let i = from; i < to && i < text.tokens.length; i += 1) {
    const { tag, lower } = text.tokens[i]!;
    if (isAuxiliary(text, i)) return true;
    if (tag === "VERB" && text.tokens[i - 1]?.lower !== "to" && !lower.endsWith("ing")) return true;
  }
  return false;
}

/** The token behind a prepositional phrase or a time at `at`, where a postposed attribution may still end the sentence. */
export function isAdjunct(text: ReadText, at: number, end: number): boolean {
  const token = text.tokens[at];
  if (at >= end || token === undefined) return true;
  if (!token.word) return true;
  return behindTimes(text, at, end) > at || PREPOSITIONS.has(token.lower) || token.tag === "ADV";
}

/** Tokens before the dash of "PORT OSTRAND (Courier) — The harbour …". */
const DATELINE = 10;

/** The token behind a dateline at the start of a stretch; its first token where there is none. */
export function behindDateline(text: ReadText, from: number, to: number): number {
  let named = /^\p{Lu}{2}/u.test(text.tokens[from]?.text ?? "");
  for (let i = from; i < to - 1 && i < from + DATELINE; i += 1) {
    const { text: word } = text.tokens[i]!;
    if (/^(?:—|–|--)$/.test(word)) return named ? i + 1 : from;
    named ||= word === "(";
    if (!/^[\p{Lu}\d(),./]/u.test(word)) return from;
  }
  return from;
}

/** The token behind "In fact,", "Still,", "Even so," at the start of a stretch: the writer's own words. */
export function behindLead(text: ReadText, from: number, to: number): number {
  for (let i = from; i < to && i < from + 3; i += 1) {
    if (text.quotedBy[i] !== -1) return from;
    if (text.tokens[i]!.text !== ",") continue;
    const words = text.tokens.slice(from, i).map(({ lower }) => lower);
    return LEADS.has(words.join(" ")) ? i + 1 : from;
  }
  return from;
}

const LEADS: ReadonlySet<string> = new Set([
  "in fact",
  "still",
  "even so",
  "so",
  "however",
  "meanwhile",
  "instead",
  "indeed",
  "of course",
  "in addition",
  "yet",
]);
