/** A question that is told of beside its answer: "Asked by a reporter whether it rained, she said …", "when asked about the flood". */
import type { Cue } from "./cues.ts";
import type { Finding } from "./finding.ts";
import { phraseAfter, type Span } from "./phrases.ts";
import { finding, type Rule } from "./rules.ts";
import { openingAfter, trimEnd } from "./scope.ts";
import { governedEnd } from "./objects.ts";
import type { ReadText } from "./text.ts";
import { behindTimes } from "./times.ts";

const BEFORE = new Set(["when", "if", ",", "—", "--", "after"]);
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
  const opening = openingAfter(text, at, sentence.to);
  if (opening === null || opening.by !== "question" || opening.from > at + 6) return null;
  const to = upToComma(text, opening.from, sentence.to);
  return to > opening.from
    ? finding("asked", cue, "person", agent, [{ from: opening.from, to }], { doubts })
    : null;
}

function upToComma(text: ReadText, from: number, end: number): number {
  let to = from;
  while (to < end && !(text.tokens[to]!.text === "," && text.quotedBy[to] === -1)) to += 1;
  return trimEnd(text, from, to);
}
