/** Attributions by a noun beside which somebody is named: "her claim that it rained", "a call by the council for an inquiry". */
import type { Finding } from "./finding.ts";
import { lexicon, type Frame, type Use } from "./lexicon.ts";
import { governedEnd } from "./objects.ts";
import { phraseAfter, phraseBefore, type Span } from "./phrases.ts";
import type { Scene } from "./rules.ts";
import { contentEnd, hasFiniteVerb } from "./scope.ts";
import type { ReadText } from "./text.ts";
import { POSSESSIVES } from "./words-en.ts";

/** Adjectives that stand between the owner and the noun: "his repeated claim". */
const BETWEEN = 3;

export function byNoun({ text, sentence, cues, found }: Scene): Finding[] {
  const { nouns } = lexicon();
  const given: Finding[] = [];
  const isTaken = (i: number) =>
    cues.some(({ from, to }) => i >= from && i < to) ||
    [...found, ...given].some(({ cue, content }) =>
      [cue, ...content].some(({ from, to }) => i >= from && i < to),
    );
  for (let i = sentence.from; i + 1 < sentence.to; i += 1) {
    const uses = text.quotedBy[i] === -1 ? nouns.get(text.tokens[i]!.lower) : undefined;
    if (uses === undefined || isTaken(i)) continue;
    const owner = ownerOf(text, i, sentence);
    if (owner === null) continue;
    const said = saidBehind(text, uses, owner.at, sentence, cues);
    if (said === null) continue;
    const { frame, content } = said;
    given.push({
      rule: "noun",
      cue: { from: i, to: i + 1 },
      verb: null,
      frame,
      use: uses.get(frame)!,
      source: owner.source,
      content: [content],
      target: null,
      doubts: [],
    });
  }
  return given;
}

interface Owner {
  readonly source: Span;
  /** Where what is said begins. */
  readonly at: number;
}

/** "his", "the mayor's" before the noun; "by", "from the mayor" behind it. */
function ownerOf(text: ReadText, noun: number, { from, to }: Span): Owner | null {
  const { tokens } = text;
  let start = noun;
  while (start > from && start > noun - BETWEEN && isModifier(text, start - 1)) start -= 1;
  const before = tokens[start - 1];
  if (before !== undefined && start > from && POSSESSIVES.has(before.lower)) {
    if (!before.lower.startsWith("'"))
      return /^(?:his|her|their|its)$/.test(before.lower)
        ? { source: { from: start - 1, to: start }, at: noun + 1 }
        : null;
    const source = phraseBefore(text, start - 1, from);
    return source === null ? null : { source, at: noun + 1 };
  }
  if (!/^(?:by|from)$/.test(tokens[noun + 1]!.lower)) return null;
  const source = phraseAfter(text, noun + 2, to);
  return source === null ? null : { source, at: source.to };
}

const isModifier = ({ tokens }: ReadText, i: number): boolean =>
  /^(?:ADJ|ADV|NOUN|NUM)$/.test(tokens[i]!.tag);

/** What the noun leads to, by the frames that it has. */
function saidBehind(
  text: ReadText,
  uses: ReadonlyMap<Frame, Use>,
  at: number,
  sentence: Span,
  cues: Scene["cues"],
): { readonly frame: Frame; readonly content: Span } | null {
  const next = text.tokens[at];
  if (next === undefined || at + 1 >= sentence.to) return null;
  if (next.lower === "that" && uses.has("that")) {
    const to = contentEnd(text, at, sentence.to, cues, null);
    return hasFiniteVerb(text, at + 1, to) ? { frame: "that", content: { from: at, to } } : null;
  }
  const frame = FRAMES.get(next.lower);
  if (frame === undefined || !uses.has(frame)) return null;
  if (frame === "infinitive" && text.tokens[at + 1]!.tag !== "VERB") return null;
  const from = frame === "infinitive" ? at : at + 1;
  const to = governedEnd(text, from, sentence.to);
  return to > from ? { frame, content: { from, to } } : null;
}

const FRAMES: ReadonlyMap<string, Frame> = new Map([
  ["to", "infinitive"],
  ["for", "for"],
  ["of", "of"],
  ["about", "about"],
]);
