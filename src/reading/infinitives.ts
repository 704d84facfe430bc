/** Attributions by an infinitive whose subject is that of the verb before it: "went on to say that …", "was quick to deny …". */
import { isSpeech, type Cue } from "./cues.ts";
import { phraseBefore, type Span } from "./phrases.ts";
import { behind, type Rule } from "./rules.ts";
import type { ReadText } from "./text.ts";
import { AUXILIARIES, BE, NEGATIONS } from "./words-en.ts";

/** Verbs after which somebody does say it. */
const GOES_ON =
  /^(?:went|goes|going|continues?|continued|continuing|rushing|began|begins?|begun|started?|proceeded|proceeds|used|came|rushed|rushes|hastened|paused|interrupted|returned|joined|took|taken|dared?|managed)$/;
/** What somebody is, who says it. */
const IS =
  /^(?:quick|careful|first|latest|last|one|only|quoted|reported|known|forced|prompted|moved|happy|glad|proud|likely)$/;
/** Tokens between that verb and the infinitive: "took to the floor to say". */
const REACH = 6;

export const infinitive: Rule = ({ text, sentence, cues }, cue) => {
  if (!cue.infinitive || cue.passive || cue.negated || !isSpeech(cue)) return null;
  const source = subjectOf(text, cue, sentence);
  const nobody = source !== null && /^(?:no|none|nobody)$/.test(text.tokens[source.from]!.lower);
  return source === null || nobody ? null : behind("infinitive", text, sentence, cues, cue, source);
};

function subjectOf(text: ReadText, cue: Cue, sentence: Span): Span | null {
  const { tokens } = text;
  for (let i = cue.from - 1; i > sentence.from && i >= cue.from - REACH && text.quotedBy[i] === -1; i -= 1) {
    const { lower, tag, word } = tokens[i]!;
    if (!word || NEGATIONS.has(lower)) return null;
    const isState = IS.test(lower) && i === cue.from - 1;
    if (!GOES_ON.test(lower) && !isState) {
      if (tag === "VERB" || tag === "AUX") return null;
      continue;
    }
    const start = groupStart(text, i, sentence.from, isState);
    return start === null ? null : phraseBefore(text, start, sentence.from);
  }
  return null;
}

/** Where the verb group begins; null where it is negated, or where "is" is wanted and is not there. */
function groupStart(text: ReadText, at: number, floor: number, needsBe: boolean): number | null {
  let from = at;
  let be = false;
  while (from > floor) {
    const { lower, tag } = text.tokens[from - 1]!;
    if (NEGATIONS.has(lower)) return null;
    be ||= BE.has(lower);
    const inside = needsBe && !be && (tag === "DET" || tag === "ADJ" || tag === "ADV");
    if (!AUXILIARIES.has(lower) && tag !== "ADV" && !inside) break;
    from -= 1;
  }
  return needsBe && !be ? null : from;
}
