/**
 * What is said of a relative word before the speaker: "which he described as a waste", "what she called a mistake", "a plan that
 * critics say would fail", "the charges, which he denies". The relative word is the first part of the content.
 */
import { isAuxiliary } from "./auxiliary.ts";
import type { Cue } from "./cues.ts";
import type { Finding } from "./finding.ts";
import type { Frame } from "./lexicon.ts";
import { governedEnd } from "./objects.ts";
import { phraseBefore, type Span } from "./phrases.ts";
import { finding, frameOf, isLoose, type Rule } from "./rules.ts";
import { contentEnd, startsQuote } from "./scope.ts";
import type { ReadText } from "./text.ts";

const GAP = new Set(["which", "what", "whom", "that", "who"]);

export const relative: Rule = ({ text, sentence, cues }, cue) => {
  if (!cue.finite || cue.passive) return null;
  const source = phraseBefore(text, cue.from, sentence.from);
  return source === null || isLoose(text, cue, source) ? null : overGap(text, sentence, cues, cue, source);
};

function overGap(
  text: ReadText,
  sentence: Span,
  cues: readonly Cue[],
  cue: Cue,
  source: Span,
): Finding | null {
  const { tokens } = text;
  const at = source.from - 1;
  const next = tokens[cue.to];
  if (at < sentence.from || !GAP.has(tokens[at]!.lower) || text.quotedBy[at] !== -1 || next === undefined)
    return null;
  const found = (frame: Frame, to: number | null, from = cue.to): Finding =>
    finding(
      "relative",
      cue,
      frame,
      source,
      [{ from: at, to: at + 1 }, ...(to === null || to <= from ? [] : [{ from, to }])],
      { cue: { from: cue.from, to: from } },
    );
  const inside = cue.to < sentence.to;
  if (inside && next.lower === "as" && frameOf(cue, ["as"]) !== null)
    return found("as", governedEnd(text, cue.to + 1, sentence.to), cue.to + 1);
  const predicate = next.tag === "DET" || next.tag === "ADJ" || startsQuote(text, cue.to);
  if (inside && predicate && frameOf(cue, ["name"]) !== null)
    return found("name", governedEnd(text, cue.to, sentence.to));
  const says = frameOf(cue, ["clause"]);
  const verb = isAuxiliary(text, cue.to) || (next.tag === "VERB" && !/(?:ing|ed)$/.test(next.lower));
  if (inside && says !== null && verb && tokens[at]!.lower !== "what")
    return found(says, contentEnd(text, cue.to, sentence.to, cues, cue));
  const ends = !inside || /^[,.;)]$/.test(next.text);
  const object = frameOf(cue, ["object"]);
  return ends && object !== null && tokens[at - 1]?.text === "," && tokens[at]!.lower === "which"
    ? found(object, null)
    : null;
}
