/** Attributions by a clause that "as" opens: "As the Courier reported, the harbour is closed", "As reported by the Courier, …". */
import type { Cue } from "./cues.ts";
import { phraseAfter, phraseBefore, type Span } from "./phrases.ts";
import { finding, type Rule } from "./rules.ts";
import { contentEnd, hasFiniteVerb, isAdjunct } from "./scope.ts";
import type { ReadText } from "./text.ts";

export const asTold: Rule = ({ text, sentence, cues }, cue) => {
  const says = cue.verbs.some(({ uses }) => uses.get("clause")?.kind === "speech");
  if (cue.negated || cue.modal || !says) return null;
  const told = tellerOf(text, cue, sentence);
  if (told === null) return null;
  const { as, source, end } = told;
  const comma = commaFrom(text, end, sentence.to);
  const before = leading(text, sentence.from, as);
  if (before !== null && text.quotedBy[before.to - 1] !== -1) return null;
  const content: Span[] = [];
  if (before !== null) content.push(before);
  if (comma !== null && (before === null || !hasFiniteVerb(text, before.from, before.to))) {
    const to = contentEnd(text, comma + 1, sentence.to, cues, cue);
    if (to > comma + 1 && hasFiniteVerb(text, comma + 1, to)) content.push({ from: comma + 1, to });
  }
  if (!content.some(({ from, to }) => hasFiniteVerb(text, from, to))) return null;
  return finding("as-told", cue, "turned", source, content);
};

interface Teller {
  readonly as: number;
  readonly source: Span;
  /** Behind the clause, but for its adjuncts. */
  readonly end: number;
}

function tellerOf(text: ReadText, cue: Cue, sentence: Span): Teller | null {
  const { tokens } = text;
  const isAs = (i: number) => i >= sentence.from && tokens[i]?.lower === "as";
  if (isAs(cue.from - 1) && cue.kinds.has("past") && tokens[cue.to]?.lower === "by") {
    const agent = phraseAfter(text, cue.to + 1, sentence.to);
    return agent === null ? null : { as: cue.from - 1, source: agent, end: agent.to };
  }
  if (!cue.finite || cue.passive) return null;
  const source = phraseBefore(text, cue.from, sentence.from);
  if (source === null || !isAs(source.from - 1)) return null;
  const next = text.tokens[cue.to]?.lower;
  return next !== "to" && next !== "with" && isAdjunct(text, cue.to, sentence.to)
    ? { as: source.from - 1, source, end: cue.to }
    : null;
}

/** How far behind the verb the comma may stand. */
const REACH = 8;

function commaFrom(text: ReadText, at: number, end: number): number | null {
  for (let i = at; i < end && i < at + REACH; i += 1) {
    if (text.quotedBy[i] !== -1) return null;
    if (text.tokens[i]!.text === ",") return i;
  }
  return null;
}

/** What stands before the "as", without the comma between and without "And", "But" at its start. */
function leading(text: ReadText, start: number, as: number): Span | null {
  let from = start;
  while (from < as && (text.tokens[from]!.tag === "CCONJ" || !text.tokens[from]!.word)) from += 1;
  const mark = text.tokens[as - 1]?.text;
  if (from >= as || (mark !== "," && mark !== "—" && mark !== "--" && mark !== "-")) return null;
  return as - 1 > from ? { from, to: as - 1 } : null;
}
