/**
 * What follows a verb without being a clause: an accusation of somebody, a blame on somebody, a name for somebody, a thing that is
 * condemned or announced, something to do. The content is what the verb governs; whom it is about stands apart as the target.
 */
import type { Cue } from "./cues.ts";
import { lexicon, type Frame } from "./lexicon.ts";
import { phraseAfter, type Span } from "./phrases.ts";
import { startsQuote, trimEnd } from "./scope.ts";
import { behindTimes } from "./times.ts";
import type { ReadText } from "./text.ts";
import { CONJUNCTIONS, PREPOSITIONS } from "./words-en.ts";

export interface Governed {
  readonly frame: Frame;
  readonly content: Span;
  readonly target: Span | null;
  /** Where the words that carry it end: behind "for" in "called for". */
  readonly cueEnd: number;
}

const has = (cue: Cue, frame: Frame): boolean => cue.verbs.some((verb) => verb.uses.has(frame));

/** "refused to say": nothing is said. */
function speaks(text: ReadText, at: number): boolean {
  const forms = lexicon().forms.get(text.tokens[at]?.lower ?? "") ?? [];
  return forms.some(({ verb }) => [...verb.uses.values()].some(({ kind }) => kind === "speech"));
}

/** Verbs that need somebody before "to": "a clerk told to wait" is told, and tells nothing. */
const ADDRESSED = new Set(["tell", "urge", "advise", "encourage"]);

/** "An agency called the Harbour Directorate asserts": the phrase goes on with a verb of its own, so that the one before is a participle. */
function isSubject(text: ReadText, object: Span, end: number): boolean {
  const next = text.tokens[object.to];
  if (next === undefined || object.to >= end || text.quotedBy[object.to] !== -1) return false;
  const before = text.tokens[object.to - 1]!;
  if (before.tag !== "PROPN" && before.tag !== "NOUN") return false;
  return (
    next.tag === "AUX" || (next.tag === "VERB" && (/[^s]s$/.test(next.lower) || speaks(text, object.to)))
  );
}

/** Prepositions that open what a verb of speech is about. */
const ABOUT = new Set(["about", "of", "for", "against"]);

export function governedBy(text: ReadText, cue: Cue, end: number): Governed | null {
  const { tokens } = text;
  const next = tokens[cue.to];
  if (next === undefined || cue.to >= end) return null;
  const governed = (
    frame: Frame,
    from: number,
    target: Span | null = null,
    cueEnd = cue.to,
  ): Governed | null => {
    const to = governedEnd(text, from, end);
    return to > from ? { frame, content: { from, to }, target, cueEnd } : null;
  };
  if (next.lower === "not" && tokens[cue.to + 1]?.lower === "to" && has(cue, "infinitive"))
    return governed("infinitive", cue.to);
  if (next.lower === "to" && cue.verbs.some(({ verb }) => verb === "refuse" || verb === "decline"))
    if (speaks(text, cue.to + 1)) return null;
  if (next.lower === "to" && has(cue, "infinitive") && startsVerb(text, cue.to + 1))
    return cue.verbs.some(({ verb }) => ADDRESSED.has(verb)) ? null : governed("infinitive", cue.to);
  if (has(cue, "about") && ABOUT.has(next.lower) && cue.to + 1 < end)
    return governed("about", cue.to + 1, null, cue.to + 1);
  if (has(cue, "to") && next.lower === "to" && cue.to + 1 < end)
    return governed("to", cue.to + 1, null, cue.to + 1);
  const start = cue.to;
  if (next.tag === "VERB" && next.lower.endsWith("ing") && has(cue, "object"))
    return governed("object", start);
  const object = phraseAfter(text, start, end) ?? quotedObject(text, start, end);
  if (object === null || isSubject(text, object, end)) return null;
  const link = linkAfter(text, object.to, end);
  if (link === "of" && has(cue, "of")) return governed("of", start, object);
  if (link === "for" && has(cue, "for")) return governed("for", start, object);
  if (link === "on" && has(cue, "on")) return governed("on", start, phraseAfter(text, object.to + 1, end));
  if (link === "as" && has(cue, "as")) return governed("as", start, object);
  if (link === "to" && has(cue, "infinitive") && startsVerb(text, object.to + 1))
    return governed("infinitive", start);
  if (has(cue, "of") && ofInside(text, object) !== null) return governed("of", start, ofInside(text, object));
  if (has(cue, "name"))
    return behindTimes(text, start, end) === start && isNamedSo(text, start, governedEnd(text, start, end))
      ? governed("name", start, namedIn(text, object))
      : null;
  return has(cue, "object") ? governed("object", start, null) : null;
}

/** A quotation that is what the verb governs: denounced "a witch hunt". */
function quotedObject(text: ReadText, start: number, end: number): Span | null {
  const quotation = text.quotedBy[start]!;
  return quotation === -1 || start >= end
    ? null
    : { from: start, to: Math.min(end, text.quotations[quotation]!.to) };
}

/** The preposition behind the object; adverbs and a further prepositional phrase may stand between. */
function linkAfter(text: ReadText, at: number, end: number): string | null {
  for (let i = at; i < end && i < at + 12; i += 1) {
    const { lower, tag, word } = text.tokens[i]!;
    if (["of", "for", "on", "as", "to"].includes(lower)) return lower;
    if (!word || tag === "VERB" || tag === "AUX" || tag === "CCONJ") return null;
  }
  return null;
}

/** "the mayor of lying" is read as one phrase; the accusation begins at its first "of" before a verb. */
function ofInside(text: ReadText, object: Span): Span | null {
  for (let i = object.from + 1; i < object.to; i += 1)
    if (text.tokens[i]!.lower === "of") return { from: object.from, to: i };
  return null;
}

/**
 * Somebody and a name for it: "called the report absurd", "called her a liar". One phrase alone is no naming: "a group called Fair
 * Harbour", "called the mayor on Monday".
 */
function isNamedSo(text: ReadText, from: number, to: number): boolean {
  const { tokens } = text;
  if (text.quotedBy[from] !== -1) return false;
  for (let i = from + 1; i < to; i += 1) {
    const [before, token] = [tokens[i - 1]!, tokens[i]!];
    if (startsQuote(text, i)) return before.tag !== "ADP";
    const linked = before.tag === "ADP" || before.tag === "CCONJ" || PREPOSITIONS.has(before.lower);
    const noun = before.tag === "NOUN" || before.tag === "PROPN" || before.tag === "PRON";
    if (before.tag === "PRON" && token.word && !PREPOSITIONS.has(token.lower)) return true;
    if (noun && (token.tag === "DET" || token.tag === "ADJ") && !linked) return true;
    if (noun && token.tag === "VERB" && token.lower.endsWith("ed")) return true;
    if (token.tag === "VERB" || token.tag === "AUX") return false;
  }
  return false;
}

/** Whom a name is given: a pronoun, or the proper noun at the start. */
function namedIn(text: ReadText, object: Span): Span | null {
  let to = object.from;
  while (to < object.to && (text.tokens[to]!.tag === "PROPN" || text.tokens[to]!.tag === "PRON")) to += 1;
  return to > object.from ? { from: object.from, to } : null;
}

const startsVerb = (text: ReadText, at: number): boolean => {
  const token = text.tokens[at];
  return (
    token !== undefined &&
    (token.tag === "VERB" || token.tag === "AUX" || token.tag === "ADV" || text.quotedBy[at] !== -1)
  );
};

/** A governed phrase ends where the clause does: at a mark, a conjunction before a verb, or a subordinate clause. */
export function governedEnd(text: ReadText, from: number, end: number): number {
  const { tokens } = text;
  let to = from;
  while (to < end) {
    const quotation = text.quotedBy[to]!;
    if (quotation !== -1) {
      to = text.quotations[quotation]!.to;
      if (/^[,.;]$/.test(tokens[to - 2]?.text ?? "") && to < end) break;
      continue;
    }
    const token = tokens[to]!;
    if (/^(?:[,;:—]|--)$/.test(token.text)) {
      const list = token.text === "," && (inList(text, to, end) || goesOn(text, to + 1, end));
      if (!list) break;
    }
    if (
      to > from &&
      CONJUNCTIONS.has(token.lower) &&
      endsClause(text, to, end) &&
      !joinsInfinitive(text, from, to)
    )
      break;
    to += 1;
  }
  return trimEnd(text, from, Math.min(to, end));
}

/** "Kasich, Rubio and Cruz": the comma is one of a list whose "and" follows before any verb. */
function inList(text: ReadText, comma: number, end: number): boolean {
  for (let i = comma + 1; i < end && i < comma + 10; i += 1) {
    const { tag, lower } = text.tokens[i]!;
    if (tag === "CCONJ") return i > comma + 1 && text.tokens[i + 1]?.tag !== "VERB";
    if (tag === "VERB" || tag === "AUX" || PREPOSITIONS.has(lower) || tag === "SCONJ") return false;
  }
  return false;
}

/** "tax cuts, including those of last year" */
const goesOn = (text: ReadText, at: number, end: number): boolean =>
  at < end && /^(?:including|especially|particularly)$/.test(text.tokens[at]!.lower);

/** "to soldier on and amass delegates": a second infinitive without its "to". */
function joinsInfinitive(text: ReadText, from: number, at: number): boolean {
  const next = text.tokens[at + 1];
  return (
    text.tokens[from]!.lower === "to" &&
    text.tokens[at]!.lower === "and" &&
    next?.tag === "VERB" &&
    !/(?:ed|s|ing)$/.test(next.lower)
  );
}

function endsClause(text: ReadText, at: number, end: number): boolean {
  const { lower } = text.tokens[at]!;
  const next = at + 1 < end ? text.tokens[at + 1] : undefined;
  if (lower === "while" || lower === "although" || lower === "though" || lower === "whereas") return true;
  if (lower !== "and" && lower !== "but") return false;
  if (next === undefined) return true;
  if (next.tag === "VERB" || next.tag === "AUX" || next.tag === "ADV") return !next.lower.endsWith("ing");
  return false;
}
