/** Attributions by a participle: "…, saying that …", "Noting that …, she left", "issued a statement saying …", "with him saying …". */
import { isSpeech, type Cue } from "./cues.ts";
import { phraseAfter, phraseBefore, type Span } from "./phrases.ts";
import { behind, frameOf, lastBefore, mainSubject, type Rule, type Scene } from "./rules.ts";
import { openingAfter } from "./scope.ts";
import type { ReadText } from "./text.ts";
import { isAuxiliary } from "./auxiliary.ts";
import { PARTICIPLE_LEADS } from "./words-en.ts";

/** What carries words, and what is done with it. */
const CARRIER =
  /^(?:statement|statements|release|letter|letters|email|e-mail|emails|memo|message|messages|tweet|tweets|note|report|reports|post|posts|article|story|column|op-ed|speech|video|ad|ads|petition|complaint|lawsuit|motion|resolution|brief|notice)$/;
const ISSUES =
  /^(?:releas|issu|post|sent|send|publish|wrote|writ|tweet|put|gave|giv|deliver|sign|fil|circulat|read|made|mak|air|ran|run)/;

export const participle: Rule = (scene, cue) => {
  const { text, sentence, cues } = scene;
  if (!cue.kinds.has("ing") || cue.finite) return null;
  const opening = isSpeech(cue) ? openingSource(text, cue, sentence) : null;
  const source = opening ?? sourceBefore(scene, cue);
  // What is noted ends where the clause of who notes it begins.
  const end = opening === null ? sentence.to : opening.from - 1;
  const found =
    source === null ? null : behind("participle", text, { from: sentence.from, to: end }, cues, cue, source);
  // "she said, referring to the vote": nothing is said by it.
  return found?.frame === "to" ? null : found;
};

function sourceBefore({ text, sentence, found }: Scene, cue: Cue): Span | null {
  const before = text.tokens[cue.from - 1];
  if (cue.from <= sentence.from || before === undefined) return null;
  if (leadsParticiple(text, cue, sentence)) {
    const source = lastBefore(found, cue) ?? mainSubject(text, sentence, cue.from);
    return source ?? (isSpeech(cue) ? asideSubject(text, cue, sentence) : null);
  }
  if (!isSpeech(cue)) return null;
  const beside = phraseBefore(text, cue.from, sentence.from);
  if (beside !== null && text.tokens[beside.from - 1]?.lower === "with") return beside;
  return isCarried(text, cue, sentence) ? mainSubject(text, sentence, cue.from) : null;
}

/** A comma or a dash, "by", "while"; "and" where a "that" or a quotation follows at once. */
function leadsParticiple(text: ReadText, cue: Cue, sentence: Span): boolean {
  const before = text.tokens[cue.from - 1]!;
  if (PARTICIPLE_LEADS.has(before.lower)) return true;
  if (text.quotedBy[cue.from - 1] !== -1) return text.tokens[cue.from - 2]?.text === ",";
  if (before.lower === "and" && text.tokens[cue.to]?.lower === "to" && frameOf(cue, ["infinitive"]) !== null)
    return true;
  const opening = before.lower === "and" ? openingAfter(text, cue.to, sentence.to) : null;
  return opening !== null && opening.by !== "clause" && opening.from <= cue.to + 1;
}

/** "Alda Courier, citing the report, said": who stands before the comma. */
function asideSubject(text: ReadText, cue: Cue, sentence: Span): Span | null {
  if (text.tokens[cue.from - 1]!.text !== ",") return null;
  const source = phraseBefore(text, cue.from - 1, sentence.from);
  return source !== null && source.from === sentence.from ? source : null;
}

/** "issued a statement saying": a carrier of words just before, issued by the subject. */
function isCarried(text: ReadText, cue: Cue, sentence: Span): boolean {
  let noun = cue.from - 1;
  for (let i = noun; i > sentence.from && i > cue.from - 6; i -= 1)
    if (CARRIER.test(text.tokens[i]!.lower)) {
      noun = i;
      break;
    }
  if (!CARRIER.test(text.tokens[noun]!.lower)) return false;
  for (let i = noun - 1; i > sentence.from && i > noun - 7; i -= 1)
    if (text.tokens[i]!.tag === "VERB") return ISSUES.test(text.tokens[i]!.lower);
  return false;
}

/** "Noting that it rained, Alda Courier left": who acts behind the comma. */
function openingSource(text: ReadText, cue: Cue, sentence: Span): Span | null {
  for (let i = sentence.from; i < cue.from; i += 1)
    if (
      text.tokens[i]!.word &&
      !/^(?:and|but|in|by|after|while|since|when|before|even|also)$/.test(text.tokens[i]!.lower)
    )
      return null;
  for (let i = cue.to + 1; i < sentence.to - 2; i += 1) {
    if (text.tokens[i]!.text !== "," || text.quotedBy[i] !== -1) continue;
    const source = phraseAfter(text, i + 1, sentence.to);
    const verb = source === null ? undefined : text.tokens[source.to];
    if (source === null || verb === undefined || source.to >= sentence.to) continue;
    if (isAuxiliary(text, source.to) || (verb.tag === "VERB" && !verb.lower.endsWith("ing"))) return source;
  }
  return null;
}
