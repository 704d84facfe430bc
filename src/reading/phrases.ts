/** Noun phrases beside a verb, by part of speech: the one that ends before it and the one that begins after it. */
import type { ReadText } from "./text.ts";
import type { Token } from "./tokens.ts";
import { OPENING_WORDS, POSSESSIVES, PREPOSITIONS, RELATIVES, SUBJECT_PRONOUNS } from "./words-en.ts";

/** Indexes of tokens, end exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How far a phrase is followed to the left or the right. */
const REACH = 40;

const NOMINAL = new Set(["NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON", "PART", "X", "SYM"]);

/** The tagger takes some names for verbs ("Skip", "Cross") or adverbs ("the SO"): a capital inside a sentence speaks for a name. */
const isName = (text: ReadText, i: number): boolean => {
  const before = text.tokens[i - 1];
  if (before?.lower === "the" && /^\p{Lu}{2,6}$/u.test(text.tokens[i]!.text)) return true;
  if (!/^\p{Lu}\p{Ll}/u.test(text.tokens[i]!.text) || before === undefined) return false;
  return (
    (before.word && (!before.text.endsWith(".") || TITLE.test(before.text))) ||
    before.text === "," ||
    /^(?:”|"|'')$/.test(before.text)
  );
};

/** What a name follows, with its point: "Mr. Hedge", "Oliver K. Hedge". */
const TITLE = /^(?:\p{Lu}|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|Rev|Lt|Col|Capt|Sgt|Judge)\.$/u;

/** "the same polling suggests", "an earlier report said": after an article the tagger takes some nouns for verbs. */
const isNounAfterAll = ({ tokens }: ReadText, i: number): boolean => {
  const { tag, lower } = tokens[i]!;
  const [before, first, after] = [tokens[i - 1], tokens[i - 2], tokens[i + 1]];
  if (tag !== "VERB" || lower.endsWith("ed") || before === undefined || after === undefined) return false;
  const modified = (before.tag === "ADJ" || before.lower === "earlier") && first?.tag === "DET";
  return modified && (after.tag === "VERB" || after.tag === "AUX" || after.tag === "ADP");
};

const isNominal = (text: ReadText, i: number): boolean => {
  const token = text.tokens[i]!;
  if (token.lower === "not" || token.lower === "n't" || token.lower === "to") return false;
  if (RELATIVES.has(token.lower)) return false;
  return token.word
    ? NOMINAL.has(token.tag) || isName(text, i) || isNounAfterAll(text, i)
    : token.text === "&" || token.text === "%" || token.text === "'" || token.text === "’";
};

const isParticiple = (text: ReadText, i: number): boolean => {
  const token = text.tokens[i]!;
  const before = text.tokens[i - 1];
  const after = text.tokens[i + 1];
  return (
    token.tag === "VERB" &&
    /(?:ed|ing|en)$/.test(token.lower) &&
    before !== undefined &&
    after !== undefined &&
    (before.tag === "DET" || before.tag === "ADV" || POSSESSIVES.has(before.lower)) &&
    (after.tag === "NOUN" || after.tag === "PROPN" || after.tag === "ADJ")
  );
};

/** The noun phrase that ends before token `end`, no further left than `floor`; null where none does. */
export function phraseBefore(text: ReadText, end: number, floor: number): Span | null {
  const { tokens } = text;
  let last = end - 1;
  if (last < floor) return null;
  const closing = tokens[last]!;
  if (/^(?:[,)—–-]|--)$/.test(closing.text)) {
    const leading = leadingSubject(text, end - 1, behindQuotation(text, end - 1, floor));
    if (leading !== null) return leading;
    const opening = openingOf(text, last, floor);
    if (opening === null) return null;
    last = opening - 1;
    if (tokens[last]?.text === ")") last = (openingOf(text, last, floor) ?? last + 1) - 1;
    const head = baseBefore(text, last + 1, floor);
    return head === null ? null : { from: head.from, to: end - 1 };
  }
  if (SUBJECT_PRONOUNS.has(closing.lower) || (COUNTED.has(closing.lower) && isFree(text, last, floor)))
    return { from: last, to: end };
  if (last === floor && /^\p{Lu}\p{Ll}/u.test(closing.text) && !OPENING_WORDS.has(closing.lower))
    return { from: last, to: end };
  const base = baseBefore(text, end, floor);
  return base === null ? null : (leadingSubject(text, end, floor) ?? base);
}

/** The token behind the last quotation before `end`, or `floor`: a speaker behind a quotation begins there. */
function behindQuotation(text: ReadText, end: number, floor: number): number {
  let from = end;
  while (from > floor && text.quotedBy[from - 1] === -1) from -= 1;
  return from;
}

/** Words that stand for people without a noun: "most said". */
const COUNTED = new Set("most some many others few several those all both half none".split(" "));

const isFree = ({ tokens }: ReadText, i: number, floor: number): boolean =>
  i === floor || !tokens[i - 1]!.word || tokens[i - 1]!.tag === "CCONJ" || tokens[i - 1]!.tag === "SCONJ";

/**
 * A sentence that begins with its subject, and something about it before the verb: "Alda Courier (D), mayor of a port, said", "A man
 * who was there said", "People familiar with the plan said". Every verb in between belongs to a relative clause.
 */
export function leadingSubject(text: ReadText, end: number, floor: number): Span | null {
  const { tokens } = text;
  let from = floor;
  while (from < end && (tokens[from]!.tag === "CCONJ" || !tokens[from]!.word)) from += 1;
  let to = from;
  while (to < end && text.quotedBy[to] === -1 && (isNominal(text, to) || isPlainLink(text, from, to)))
    to += 1;
  const next = tokens[to];
  if (to === from || next === undefined || to >= end || !hasHead(text, from, to)) return null;
  if (tokens[to - 1]!.tag === "PRON") return null;
  const relative = RELATIVES.has(next.lower) && isVerbal(tokens[to + 1]);
  const participle =
    next.tag === "VERB" && PARTICIPLE.test(next.lower) && PREPOSITIONS.has(tokens[to + 1]?.lower ?? "");
  const familiar = next.lower === "familiar" || next.lower === "close";
  if (!relative && !participle && !familiar && next.text !== "," && next.text !== "(") return null;
  let covered = relative || participle;
  for (let i = to + 1; i < end; i += 1) {
    const token = tokens[i]!;
    if (token.text === ";" || token.text === ":") return null;
    if (RELATIVES.has(token.lower) || token.lower === "whose") covered = true;
    else if (token.text === "," && isVerbal(tokens[i + 1]) && i + 1 < end) return null;
    else if (isVerbal(token) && !covered && !/(?:ed|ing)$/.test(token.lower)) return null;
    else if (token.lower === "as" || token.lower === "when" || token.lower === "while") return null;
  }
  if (next.text === "," && !isAbout(text, to + 1)) return null;
  return { from, to: end };
}

/** What may only tell more about a noun before it: "a clerk told to wait". */
const PARTICIPLE = /(?:ed|ing)$|^(?:told|known|seen|shown|sent|held)$/;

const isVerbal = (token: Token | undefined): boolean => token?.tag === "VERB" || token?.tag === "AUX";

const isPlainLink = (text: ReadText, from: number, at: number): boolean =>
  at > from &&
  (text.tokens[at]!.lower === "of" || text.tokens[at]!.lower === "for" || text.tokens[at]!.tag === "CCONJ");

/** What tells more about a subject: a noun phrase, an age, a relative clause, a place; no second subject with its verb. */
function isAbout(text: ReadText, at: number): boolean {
  const token = text.tokens[at]!;
  if (SUBJECT_PRONOUNS.has(token.lower)) return token.lower === "who" || token.lower === "which";
  return token.tag !== "CCONJ" && token.tag !== "SCONJ" && token.lower !== "but" && token.lower !== "and";
}

/** The comma, bracket or dash that opens what the one at `close` closes. */
function openingOf(text: ReadText, close: number, floor: number): number | null {
  const { tokens } = text;
  const mark = tokens[close]!.text;
  const wanted = mark === ")" ? "(" : mark;
  for (let i = close - 2; i > floor && i > close - REACH; i -= 1) {
    if (tokens[i]!.text === wanted) return i;
    if (text.quotedBy[i] !== -1 || tokens[i]!.text === ";" || tokens[i]!.text === ":") return null;
  }
  return null;
}

function baseBefore(text: ReadText, end: number, floor: number): Span | null {
  const { tokens } = text;
  let from = end;
  const limit = Math.max(floor, end - REACH);
  while (from > limit && text.quotedBy[from - 1] === -1) {
    const token = tokens[from - 1]!;
    if (isNominal(text, from - 1) || isParticiple(text, from - 1)) from -= 1;
    else if (from < end && (token.tag === "ADP" || token.tag === "CCONJ") && from - 1 > limit) from -= 1;
    else if (from < end && PREPOSITIONS.has(token.lower) && from - 1 > limit) from -= 1;
    else break;
  }
  return trimmed(text, from, end, floor);
}

/** Without what stands before the phrase: conjunctions, adverbs, and a preposition with its noun ("On Monday Alda said"). */
function trimmed(text: ReadText, start: number, end: number, floor: number): Span | null {
  const { tokens } = text;
  let from = start;
  const stop = from > floor ? tokens[from - 1]! : undefined;
  const postmodified =
    from < end && stop?.tag === "VERB" && /(?:ed|ing)$/.test(stop.lower) && isPreposition(tokens[from]!);
  if (postmodified && from - 2 > floor && isNominal(text, from - 2)) {
    const head = baseBefore(text, from - 1, floor);
    if (head !== null) return { from: head.from, to: end };
  }
  if (stop?.tag === "VERB" || stop?.tag === "AUX") {
    for (let i = end - 2; i > from; i -= 1)
      if (tokens[i]!.tag === "CCONJ") {
        from = i + 1;
        break;
      }
  }
  while (from < end && (tokens[from]!.tag === "CCONJ" || !tokens[from]!.word)) from += 1;
  if (from < end && isPreposition(tokens[from]!)) {
    const clause = CLAUSE_WORDS.has(tokens[from]!.lower);
    if (!clause && stop !== undefined && stop.word && stop.tag !== "SCONJ" && !RELATIVES.has(stop.lower))
      return null;
    let i = end;
    while (i > from && !isPreposition(tokens[i - 1]!)) i -= 1;
    from = i;
  }
  if (from >= end) return null;
  return hasHead(text, from, end) ? { from, to: end } : null;
}

/** What opens a clause, whatever the tagger takes it for. */
const CLAUSE_WORDS = new Set(
  "although though while as when because if since before after until that whether".split(" "),
);

const isPreposition = (token: Token): boolean =>
  (token.tag === "ADP" && token.lower !== "of") || (PREPOSITIONS.has(token.lower) && token.lower !== "of");

function hasHead(text: ReadText, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) {
    const { tag, word } = text.tokens[i]!;
    if (
      word &&
      (tag === "NOUN" ||
        tag === "PROPN" ||
        tag === "PRON" ||
        tag === "NUM" ||
        tag === "DET" ||
        tag === "ADJ" ||
        isName(text, i))
    )
      return true;
  }
  return false;
}

/** The noun phrase that begins at token `start`, no further right than `ceiling`; null where none does. */
export function phraseAfter(text: ReadText, start: number, ceiling: number): Span | null {
  const { tokens } = text;
  const first = tokens[start];
  if (start >= ceiling || first === undefined) return null;
  if (SUBJECT_PRONOUNS.has(first.lower) || ["him", "her", "them", "me", "us"].includes(first.lower))
    if (!isNominalNext(text, start, ceiling)) return { from: start, to: start + 1 };
  let to = start;
  const limit = Math.min(ceiling, start + REACH);
  while (to < limit && text.quotedBy[to] === -1) {
    const token = tokens[to]!;
    const next = to + 1 < limit ? tokens[to + 1]! : undefined;
    if (to > start && startsPhrase(token) && !isLetter(text, to) && endsNoun(tokens[to - 1]!)) break;
    if (isNominal(text, to) || isParticiple(text, to)) to += 1;
    else if (
      to > start &&
      next !== undefined &&
      (token.lower === "of" || token.tag === "CCONJ") &&
      isNominal(text, to + 1)
    )
      to += 1;
    else break;
  }
  return to > start && hasHead(text, start, to) ? { from: start, to } : null;
}

/** The "A" of "List A". */
export const isLetter = (text: ReadText, i: number): boolean =>
  text.tokens[i]!.text === "A" && /^\p{Lu}/u.test(text.tokens[i - 1]?.text ?? "");

/** "reporters this", "me his": a second phrase begins. */
const startsPhrase = (token: Token): boolean =>
  token.tag === "DET" ||
  token.tag === "PRON" ||
  (POSSESSIVES.has(token.lower) && !token.lower.startsWith("'"));

const endsNoun = (token: Token): boolean =>
  token.tag === "NOUN" || token.tag === "PROPN" || token.tag === "PRON";

/** "her campaign": a possessive before a noun is no phrase of its own. */
function isNominalNext(text: ReadText, at: number, ceiling: number): boolean {
  const next = at + 1 < ceiling ? text.tokens[at + 1]! : undefined;
  return (
    text.tokens[at]!.lower === "her" && next !== undefined && (next.tag === "NOUN" || next.tag === "ADJ")
  );
}
