/** Verbs of the lexicon as they stand in a sentence: with their auxiliaries and adverbs, whether negated, and in which voice. */
import { lexicon, type Form, type FormKind, type Verb } from "./lexicon.ts";
import { isLetter, type Span } from "./phrases.ts";
import { isAuxiliary } from "./auxiliary.ts";
import { behindTimes } from "./times.ts";
import type { ReadText } from "./text.ts";
import { AUXILIARIES, BE, MODALS, NEGATIONS, OPENERS, POSSESSIVES } from "./words-en.ts";

export interface Cue {
  /** Index of the verb. */
  readonly at: number;
  /** With auxiliaries and adverbs before it, and a particle after it; end exclusive. */
  readonly from: number;
  readonly to: number;
  readonly verbs: readonly Verb[];
  readonly kinds: ReadonlySet<FormKind>;
  readonly negated: boolean;
  readonly modal: boolean;
  readonly passive: boolean;
  /** A finite verb, with an auxiliary or without. */
  readonly finite: boolean;
  readonly infinitive: boolean;
}

/** Whether something is said by the verb, in one of its uses. */
export const isSpeech = ({ verbs }: Cue): boolean =>
  verbs.some(({ uses }) => [...uses.values()].some(({ kind }) => kind === "speech"));

/** "in turn", "in response": they stand between a subject and its verb as an adverb does. */
const IN_TURN = new Set(["turn", "response", "return", "reply"]);

/** Most tokens between the first auxiliary and the verb. */
const GROUP = 6;

/** The cues of a sentence outside quotations, in order. */
export function cuesOf(text: ReadText, { from, to }: Span): Cue[] {
  const { forms } = lexicon();
  const cues: Cue[] = [];
  for (let i = from; i < to; i += 1) {
    if (text.quotedBy[i] !== -1) continue;
    const found = forms.get(text.tokens[i]!.lower);
    if (found === undefined) continue;
    const cue = cueAt(text, i, found, { from, to });
    if (cue !== null) cues.push(cue);
  }
  return cues;
}

function cueAt(text: ReadText, at: number, forms: readonly Form[], sentence: Span): Cue | null {
  const { tokens } = text;
  const behind = behindTimes(text, at + 1, sentence.to);
  const next = behind < sentence.to ? tokens[behind]!.lower : "";
  const fitting = forms.filter(({ verb }) => verb.particle === null || verb.particle === next);
  const withParticle = fitting.filter(({ verb }) => verb.particle !== null);
  const chosen = withParticle.length > 0 ? withParticle : fitting;
  if (chosen.length === 0) return null;
  const group = groupBefore(text, at, sentence.from);
  if (isNoun(text, at, group.aux) || (!group.aux && group.from < at && opensNoun(text, group.from - 1)))
    return null;
  const kinds = new Set(chosen.flatMap((form) => form.kinds));
  const infinitive = group.to;
  const passive = group.be && kinds.has("past") && !kinds.has("ing");
  const finite =
    !infinitive &&
    (group.aux
      ? !(kinds.has("ing") && !group.be)
      : kinds.has("past") || kinds.has("present") || kinds.has("base"));
  return {
    at,
    from: group.from,
    to: withParticle.length > 0 ? behind + 1 : at + 1,
    verbs: chosen.map((form) => form.verb),
    kinds,
    negated: group.negated,
    modal: group.modal,
    passive,
    finite,
    infinitive,
  };
}

/** "the quickly said": an article before the adverb makes the verb a noun's; the "A" of "List A" is none. */
const opensNoun = (text: ReadText, i: number): boolean => text.tokens[i]?.tag === "DET" && !isLetter(text, i);

interface Group {
  readonly from: number;
  readonly aux: boolean;
  readonly be: boolean;
  readonly to: boolean;
  readonly negated: boolean;
  readonly modal: boolean;
}

function groupBefore(text: ReadText, at: number, floor: number): Group {
  const { tokens } = text;
  let from = at;
  let aux = false;
  let be = false;
  // "She's describing": no possessive stands before a participle.
  const ing = tokens[at]!.lower.endsWith("ing");
  let negated = false;
  let modal = false;
  let to = false;
  for (let i = at - 1; i >= floor && i >= at - GROUP && text.quotedBy[i] === -1; i -= 1) {
    const { lower, tag } = tokens[i]!;
    if (IN_TURN.has(lower) && i > floor && tokens[i - 1]!.lower === "in") {
      i -= 1;
      from = i;
      continue;
    }
    if (lower === "to" && i === from - 1) {
      to = true;
      from = i;
      continue;
    }
    const isAux = AUXILIARIES.has(lower) && (lower !== "'s" || isAuxiliary(text, i));
    const adverb =
      (tag === "ADV" && !OPENERS.has(lower)) || lower === "also" || lower === "then" || isSince(text, i);
    if (!isAux && !adverb && !NEGATIONS.has(lower)) break;
    if (lower === "no" || lower === "nobody" || lower === "none") break;
    if (isAux) aux = true;
    if (BE.has(lower) && (lower !== "'s" || tag === "AUX" || tag === "VERB" || ing)) be = true;
    if (NEGATIONS.has(lower)) negated = true;
    if (MODALS.has(lower)) modal = true;
    from = i;
  }
  return { from, aux, be, to, negated, modal };
}

/** "has since said" */
const isSince = ({ tokens }: ReadText, i: number): boolean =>
  tokens[i]!.lower === "since" && /^(?:has|have|had|'ve|'s|'d)$/.test(tokens[i - 1]?.lower ?? "");

/** "the claim", "his comments", "report": a word that the tagger takes for a noun, where nothing speaks against it. */
function isNoun(text: ReadText, at: number, aux: boolean): boolean {
  const { tokens } = text;
  const { tag, lower } = tokens[at]!;
  const before = tokens[at - 1];
  if (tag === "VERB" || tag === "AUX")
    return before !== undefined && POSSESSIVES.has(before.lower) && !aux && before.tag !== "AUX";
  if (lower === "said" || lower === "told" || lower === "says") return false;
  const opens = before === undefined || before.tag === "DET" || POSSESSIVES.has(before.lower);
  if (tag === "ADJ" && tokens[at + 1]?.lower === "that" && !opens) return false;
  return !(tag === "NOUN" && (governsClause(text, at) || endsAttribution(text, at)));
}

/** "…, the Courier reports." */
function endsAttribution(text: ReadText, at: number): boolean {
  const next = text.tokens[at + 1];
  const before = text.tokens[at - 1];
  return (
    before?.tag === "PROPN" &&
    (next === undefined || next.text === "." || next.text === ",") &&
    text.tokens[at]!.lower.endsWith("s")
  );
}

/** "Polls show the mayor ahead": a noun before it that is no modifier, and a phrase or a clause behind it. */
function governsClause(text: ReadText, at: number): boolean {
  const before = text.tokens[at - 1];
  const next = text.tokens[at + 1];
  if (before === undefined || next === undefined) return false;
  const subject =
    before.tag === "NOUN" ||
    before.tag === "PROPN" ||
    before.tag === "PRON" ||
    (before.tag === "NUM" && !text.tokens[at]!.lower.endsWith("s")) ||
    before.tag === "ADV";
  if (!subject || POSSESSIVES.has(before.lower)) return false;
  return next.lower === "that" || next.tag === "DET" || next.tag === "PRON" || OPENERS.has(next.lower);
}
