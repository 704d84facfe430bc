/** All attributions of a text, sentence by sentence; a cue inside what somebody else says is left to that speaker. */
import { accordingTo } from "./according.ts";
import { asTold } from "./as-told.ts";
import { asked } from "./asked.ts";
import { byColon, handedOver, isInterview, nameAndQuotation } from "./headings.ts";
import { cuesOf, type Cue } from "./cues.ts";
import type { Finding } from "./finding.ts";
import { overParagraphs, withFollowing } from "./continued.ts";
import { relative } from "./gaps.ts";
import { infinitive } from "./infinitives.ts";
import { byNoun } from "./nouns.ts";
import type { Verb } from "./lexicon.ts";
import type { Span } from "./phrases.ts";
import { FOLLOWED, type Rule, type Scene } from "./rules.ts";
import { TURNED } from "./turned.ts";
import { participle } from "./participles.ts";
import { passive } from "./passive.ts";
import type { ReadText } from "./text.ts";

/** A sentence with more verbs that report is no sentence, and each would be held against each. */
const MOST_CUES = 60;

const LEADING: readonly Rule[] = [asked, asTold, ...TURNED];
const BEHIND: readonly Rule[] = [passive, participle, infinitive, relative, ...FOLLOWED];

export function attributionsOf(text: ReadText): Finding[] {
  const interview = isInterview(text);
  return overParagraphs(
    text,
    text.paragraphs.map((paragraph, i) => {
      const named = byColon(text, paragraph, { first: i === 0, interview });
      if (named !== null) return [named];
      return withFollowing(
        text,
        paragraph,
        paragraph.sentences.map((sentence) => inSentence(text, sentence)),
      );
    }),
  );
}

function inSentence(text: ReadText, sentence: Span): Finding[] {
  const cues = cuesOf(text, sentence);
  if (cues.length > MOST_CUES) return [];
  const found: Finding[] = [];
  for (const rules of [LEADING, BEHIND])
    for (const cue of rules === LEADING ? cues.toReversed() : cues) {
      if (isUnsaid(cue) || found.some((other) => covers(other, cue.at))) continue;
      const next = firstOf(rules, { text, sentence, cues, found }, cue);
      if (next !== null) found.push(next);
    }
  const scene = { text, sentence, cues, found };
  return [
    ...accordingTo(scene),
    ...found,
    ...byNoun(scene),
    ...handedOver(scene),
    ...(found.length === 0 ? nameAndQuotation(scene) : []),
  ];
}

/**
 * "did not say", "has not confirmed", "may not deny": neither said nor denied, so nothing is proposed. "Does not believe" is: who does
 * not believe a thing denies it.
 */
const isUnsaid = (cue: Cue): boolean => cue.negated && (cue.modal || !cue.verbs.every(isBelief));

const isBelief = ({ verb }: Verb): boolean => verb === "believe" || verb === "think";

const covers = ({ content, cue }: Finding, at: number): boolean =>
  [cue, ...content].some(({ from, to }) => at >= from && at < to);

function firstOf(rules: readonly Rule[], scene: Scene, cue: Cue): Finding | null {
  for (const rule of rules) {
    const next = rule(scene, cue);
    if (next !== null) return next;
  }
  return null;
}
