/** A question that is told of beside its answer: "Asked by a reporter whether it rained, she said …", "when asked about the flood". */
import type { Cue } from "./cues.ts";
import type { Finding } from "./finding.ts";
import { phraseAfter, type Span } from "./phrases.ts";
import { finding, type Rule } from "./rules.ts";
import { trimEnd } from "./scope.ts";
import { governedEnd } from "./objects.ts";
import type { ReadText } from "./text.ts";
import { behindTimes } from "./times.ts";
import { OPENERS } from "./words-en.ts";

const BEFORE = new Set(["when", "if", ",", "—", "--", "after"]);
/** Tokens between the verb and its question word. */
const REACH = 6;
const NOBODY = "the question names nobody who asks";

export const asked: Rule = ({ text, sentence }, cue) => {
  const isAsked = text.tokens[cue.at]!.lower === "asked";
  const before = text.tokens[cue.from - 1];
  const opens = cue.from === sentence.from || (before !== undefined && BEFORE.has(before.lower));
  if (!isAsked || cue.negated || !(cue.passive || (opens && cue.from === cue.at))) return null;
  const by = text.tokens[behindTimes(text, cue.to, sentence.to)]?.lower === "by";
  const agent = by ? phraseAfter(text, behindTimes(text, cue.to, sentence.to) + 1, sentence.to) : null;
  return question(text, cue, sentence, agent);
};

function question(text: ReadText, cue: Cue, sentence: Span, agent: Span | null): Finding | null {
  const at = behindTimes(text, agent?.to ?? cue.to, sentence.to);
  const doubts = agent === null ? [NOBODY] : [];
  if (text.tokens[at]?.lower === "about" && at + 1 < sentence.to) {
    const to = upToComma(text, at + 1, governedEnd(text, at + 1, sentence.to));
    return to > at + 1
      ? finding("asked", cue, "about", agent, [{ from: at + 1, to }], {
          doubts,
          cue: { from: cue.from, to: cue.to },
        })
      : null;
  }
  const from = questionFrom(text, at, sentence.to);
  if (from === null) return null;
  const to = upToComma(text, from, sentence.to);
  return to > from ? finding("asked", cue, "person", agent, [{ from, to }], { doubts }) : null;
}

/** "Asked on the radio who leads", "asked specifically what should be done". */
function questionFrom(text: ReadText, at: number, end: number): number | null {
  for (let i = at; i < end && i <= at + REACH; i += 1) {
    const { lower, word, tag } = text.tokens[i]!;
    if (!word || text.quotedBy[i] !== -1 || tag === "VERB" || tag === "AUX") return null;
    if (OPENERS.has(lower) && lower !== "that") return i;
  }
  return null;
}

function upToComma(text: ReadText, from: number, end: number): number {
  let to = from;
  while (to < end && !(text.tokens[to]!.text === "," && text.quotedBy[to] === -1)) to += 1;
  return trimEnd(text, from, to);
}
