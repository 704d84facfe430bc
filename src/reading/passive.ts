/** Attributions in the passive: "was accused of theft by the mayor", "was blamed on the storm", "it was reported that". */
import { isSpeech, type Cue } from "./cues.ts";
import type { Finding } from "./finding.ts";
import { phraseAfter, phraseBefore, type Span } from "./phrases.ts";
import { frameOf, type Rule } from "./rules.ts";
import { contentEnd, openingAfter, startsQuote } from "./scope.ts";
import type { ReadText } from "./text.ts";

/** How far behind the verb its "by" may stand. */
const REACH = 25;

export const passive: Rule = ({ text, sentence, cues }, cue) => {
  if (!cue.passive) return null;
  const subject = phraseBefore(text, cue.from, sentence.from);
  if (subject === null) return null;
  const agent = agentAfter(text, cue.to, sentence.to);
  const base = {
    rule: "passive",
    cue: { from: cue.from, to: cue.to },
    verb: cue,
    source: agent,
    doubts: agent === null ? ["the passive names no speaker"] : [],
  };
  if (text.tokens[subject.from]!.lower === "it") return impersonal(base, text, cue, sentence, cues);
  const at = agent !== null && agent.from === cue.to + 1 ? agent.to : cue.to;
  const told = toldTo(base, text, cue, sentence, cues, at) ?? ofSubject(base, cue, subject);
  if (told !== null) return told;
  const link = text.tokens[at];
  const frame = frameOf(cue, ["of", "for", "on", "as", "name"]);
  if (link === undefined || at >= sentence.to || frame === null) return null;
  const named = link.tag === "DET" || link.tag === "ADJ" || startsQuote(text, at);
  if (frame === "name" ? !named : link.lower !== frame) return null;
  // "is seen as a success": by nobody in particular
  if (frame === "as" && agent === null && !isSpeech(cue)) return null;
  const stop = agent !== null && agent.from > at ? agent.from - 1 : sentence.to;
  const to = contentEnd(text, at, stop, cues, cue);
  return to > at ? { ...base, frame, content: [subject, { from: at, to }], target: subject } : null;
};

type Base = Pick<Finding, "rule" | "cue" | "verb" | "source" | "doubts">;

/** "was told that …", "was asked by the mayor whether …": what follows is said to the subject. */
function toldTo(
  base: Base,
  text: ReadText,
  cue: Cue,
  sentence: Span,
  cues: readonly Cue[],
  at: number,
): Finding | null {
  if (frameOf(cue, ["person"]) === null) return null;
  const opening = openingAfter(text, at, sentence.to);
  if (opening === null || opening.by === "clause" || opening.by === "colon" || opening.from > at + REACH)
    return null;
  const to = contentEnd(text, opening.from, sentence.to, cues, cue);
  return to > opening.from
    ? { ...base, frame: "person", content: [{ from: opening.from, to }], target: null }
    : null;
}

/** "The deal was first reported by the Courier": what is said of it stands nowhere but in the subject. */
function ofSubject(base: Base, cue: Cue, subject: Span): Finding | null {
  const { source } = base;
  const says = frameOf(cue, ["object"]);
  if (source === null || says === null || !isSpeech(cue)) return null;
  if (source.from !== cue.to + 1) return null;
  return { ...base, frame: says, content: [subject], target: null };
}

function impersonal(
  base: Base,
  text: ReadText,
  cue: Cue,
  sentence: Span,
  cues: readonly Cue[],
): Finding | null {
  const opening = openingAfter(text, cue.to, sentence.to);
  if (opening === null || opening.by !== "that") return null;
  const to = contentEnd(text, opening.from, sentence.to, cues, cue);
  return { ...base, frame: "that", content: [{ from: opening.from, to }], target: null };
}

/** Whom "by" names. */
function agentAfter(text: ReadText, at: number, end: number): Span | null {
  for (let i = at; i < end && i < at + REACH; i += 1) {
    const { lower, word, tag } = text.tokens[i]!;
    if (!word || tag === "AUX" || (i > at && tag === "CCONJ")) return null;
    if (lower === "by") {
      const agent = phraseAfter(text, i + 1, end);
      return agent !== null && text.tokens[agent.from]!.tag !== "VERB" ? agent : null;
    }
  }
  return null;
}
