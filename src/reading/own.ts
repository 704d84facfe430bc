/**
 * What the document asserts in its own voice: its headline, its lead, and an estimate that it gives itself. Only a statement with a
 * subject and a finite verb, in which nobody is quoted, named as a source or reported; all else stays unproposed, so that an article
 * does not become a proposal a sentence. The speaker is who publishes the document, where its first lines say so.
 */
import { isAuxiliary } from "./auxiliary.ts";
import { numbered } from "./claims.ts";
import type { ProposedClaim, Reading, ReadInput, Speaker } from "./contract.ts";
import { cuesOf, isSpeech } from "./cues.ts";
import { estimativeIn } from "./estimative.ts";
import type { Additions } from "./pass.ts";
import { phraseBefore, type Span } from "./phrases.ts";
import { placesOf, tokenAt, type Place } from "./places.ts";
import { behindDateline, trimEnd } from "./scope.ts";
import type { ReadText } from "./text.ts";
import { RELATIVES } from "./words-en.ts";

/** Headings that are looked at before the first paragraph of sentences: title, kicker, dateline, byline. */
const HEADINGS = 6;
/** Sentences of the lead. */
const LEAD = 3;
/** A statement has at least, and at most, so many tokens. */
const SHORTEST = 5;
const LONGEST = 80;

export function ownAssertions(text: ReadText, { claims }: Reading, { author }: ReadInput): Additions {
  const attributed = attributedTokens(text, claims);
  const speakers = speakersOf(text, author);
  const found = candidates(text)
    .filter(({ place }) => isOwn(text, place, attributed))
    .map(({ place, rule }) => claimOf(text, place, rule, speakers));
  return found.length === 0 ? {} : { claims: numbered([...claims, ...found]) };
}

interface Candidate {
  readonly place: Place;
  readonly rule: string;
}

/** The headline and the lead; elsewhere each sentence with an estimate that a declared scale has. */
function candidates(text: ReadText): Candidate[] {
  const places = placesOf(text);
  const body = places.find(({ heading, from, to }) => !heading && to - from >= SHORTEST)?.paragraph ?? 0;
  const lead = new Set(places.filter(({ paragraph }) => paragraph === body).slice(0, LEAD));
  return places.flatMap((place): Candidate[] => {
    const { paragraph, heading } = place;
    if (heading && paragraph < Math.min(body, HEADINGS))
      return [{ place, rule: "headline in its own voice" }];
    if (heading) return [];
    if (lead.has(place)) return [{ place, rule: "lead in its own voice" }];
    return estimates(text, place) ? [{ place, rule: "estimate in its own voice" }] : [];
  });
}

/** A likelihood; a confidence is somebody's, who stands beside it. */
function estimates(text: ReadText, { from, to }: Span): boolean {
  const words = text.stretch(from, to).text;
  const found = estimativeIn(words, { start: 0, end: words.length });
  return (
    found.some(({ likelihood }) => likelihood !== null) &&
    found.every(({ confidence }) => confidence === null)
  );
}

function attributedTokens(text: ReadText, claims: readonly ProposedClaim[]): Uint8Array {
  const attributed = new Uint8Array(text.tokens.length);
  for (const { cue, content, speakers } of claims)
    for (const part of [
      ...(cue === null ? [] : [cue]),
      ...content,
      ...speakers.map(({ mention }) => mention),
    ])
      attributed.fill(1, tokenAt(text, part.start), tokenAt(text, part.end - 1) + 1);
  return attributed;
}

function isOwn(text: ReadText, place: Place, attributed: Uint8Array): boolean {
  const { from, to } = place;
  if (to - from < SHORTEST || to - from > LONGEST || text.tokens[to - 1]!.text === "?") return false;
  for (let i = from; i < to; i += 1)
    if (attributed[i] === 1 || text.quotedBy[i] !== -1 || SOURCES.has(text.tokens[i]!.lower)) return false;
  return !cuesOf(text, place).some(isSpeech) && isStatement(text, place);
}

/** What may lead to a source that no rule of attribution has read. */
const SOURCES: ReadonlySet<string> = new Set(["according", "sources", "reportedly", "allegedly"]);

/** A subject with a finite verb that no relative word governs. In a headline "seized in port" may be a participle. */
function isStatement(text: ReadText, { from, to, heading }: Place): boolean {
  const { tokens } = text;
  for (let i = from + 1; i < to; i += 1) {
    const { tag, lower } = tokens[i]!;
    const verb = isAuxiliary(text, i) || (tag === "VERB" && !lower.endsWith("ing"));
    if (!verb || tokens[i - 1]!.lower === "to") continue;
    let start = i;
    while (start > from && (tokens[start - 1]!.tag === "ADV" || isAuxiliary(text, start - 1))) start -= 1;
    if (RELATIVES.has(tokens[start - 1]?.lower ?? "")) continue;
    if (heading && /(?:ed|en)$/.test(lower) && start === i && tokens[i + 1]?.tag === "ADP") continue;
    if (phraseBefore(text, start, from) !== null) return true;
  }
  return false;
}

function claimOf(text: ReadText, place: Place, rule: string, speakers: readonly Speaker[]): ProposedClaim {
  const from = behindDateline(text, place.from, place.to);
  return {
    id: "",
    rule,
    act: "asserts",
    polarity: "asserts",
    cue: null,
    vouches: false,
    speakers,
    target: null,
    content: [text.stretch(from, trimEnd(text, from, place.to))],
    statement: true,
    manner: "indirect",
    date: null,
    estimates: [],
    doubts: [
      ...(speakers.length === 0 ? ["who speaks for the document"] : []),
      ...(place.heading ? ["a headline is seldom its author's"] : []),
    ],
  };
}

/** Who publishes, where that name stands among the first lines. */
function speakersOf(text: ReadText, author: string | null): Speaker[] {
  if (author === null) return [];
  for (const { from, to } of text.paragraphs.slice(0, HEADINGS)) {
    if (from === to) continue;
    const line = text.stretch(from, to);
    const at = line.text.indexOf(author);
    if (at < 0) continue;
    const start = line.start + at;
    const mention = { start, end: start + author.length, text: author };
    return [{ mention, name: author, rule: "who publishes the document" }];
  }
  return [];
}
