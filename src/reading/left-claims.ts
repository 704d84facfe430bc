/**
 * Claims that the rules of attribution left, found by what this room's passes need: denials by themselves (“denied having met
 * them”, “denying that she had lied, she said …”) and judgments with an estimate between the verb and what is judged (“judged it
 * very likely that …”, “found, with moderate confidence, that …”). The speaker is the subject before the verb, or, of a
 * participle that opens a sentence, who speaks next in it.
 */
import { numbered } from "./claims.ts";
import type { ProposedClaim, Reading, ReadInput } from "./contract.ts";
import type { Additions } from "./pass.ts";
import { phraseBefore } from "./phrases.ts";
import { placeOf, placesOf, tokenAt } from "./places.ts";
import type { Place } from "./places.ts";
import { NAMED } from "./polarity.ts";
import type { Speakers } from "./speakers.ts";
import type { ReadText } from "./text.ts";

const DENY = /^den(?:y|ies|ied|ying)$/;
/** These deny where a claim is their object; elsewhere they reject a plan or an offer. */
const REJECT =
  /^(?:disput|refut|rebut|reject|dismiss|contradict|repudiat|disavow)(?:e|es|ed|s|ing|ted|ting)?$/;
/** “branded the report absurd” */
const NAME = /^(?:call|brand|label|dub|deem|term|denounc|declar)(?:s|ed|ing|ded|led|bed)?$/;
const CLAIM =
  /\b(?:claims?|allegations?|accusations?|charges?|reports?|stor(?:y|ies)|accounts?|suggestions?|rumou?rs?|assertions?|notion|idea|findings?|conclusions?|assessments?|versions?|criticisms?)\b/i;
const AUXILIARY: ReadonlySet<string> = new Set("has have had be been does do did also".split(" "));
/** A claim has at most so many tokens. */
const REACH = 60;

/** “judged it very likely that”, “found, with moderate confidence, that” */
const JUDGE =
  /^(?:assess|judg|find|found|think|thought|consider|deem|believ|hold|held|conclud|estimat|rate|call)(?:e|es|ed|s|ing)?$/;
/** Tokens between such a verb and its “that”. */
const BETWEEN = 8;

/** The claims with those that were left, numbered anew in order of place. */
export function leftClaims(
  text: ReadText,
  { claims }: Reading,
  _input: ReadInput,
  known: Speakers,
): Additions {
  const cued = new Uint8Array(text.tokens.length);
  for (const { cue } of claims)
    if (cue !== null) cued.fill(1, tokenAt(text, cue.start), tokenAt(text, cue.end - 1) + 1);
  const places = placesOf(text);
  const found = places.flatMap((place) => leftIn(text, place, cued, { claims, places, known }));
  return found.length === 0 ? {} : { claims: numbered([...claims, ...found]) };
}

interface Around {
  readonly claims: readonly ProposedClaim[];
  readonly places: readonly Place[];
  readonly known: Speakers;
}

function leftIn(
  text: ReadText,
  place: Place,
  cued: Uint8Array,
  { claims, places, known }: Around,
): ProposedClaim[] {
  const found: ProposedClaim[] = [];
  for (let i = place.from; i < place.to; i++) {
    if (cued[i] === 1 || text.quotedBy[i] !== -1) continue;
    const end = contentEnd(text, i + 1, place.to);
    const denied = end > i + 1 && denies(text, i, end);
    const content = denied ? { from: i + 1, to: end } : judged(text, i, place.to);
    if (content === undefined) continue;
    let start = i;
    while (start > place.from && isAuxiliary(text, start - 1)) start -= 1;
    const source = phraseBefore(text, start, place.from);
    const next = claims.find(
      ({ cue }) => cue !== null && placeOf(places, tokenAt(text, cue.start)) === place,
    );
    const speakers = source === null ? (denied ? (next?.speakers ?? []) : []) : known.at(source);
    found.push({
      id: "",
      rule: denied ? "a denial that stands by itself" : "a judgment with an estimate before what is judged",
      act: denied ? "denies" : "asserts",
      polarity: denied ? "denies" : "asserts",
      cue: text.stretch(start, i + 1),
      vouches: false,
      speakers,
      target: null,
      content: [text.stretch(content.from, content.to)],
      statement: true,
      manner: "indirect",
      date: null,
      estimates: [],
      doubts: speakers.length === 0 ? ["who the speaker is"] : [],
    });
    i = content.from - 1;
  }
  return found;
}

/** From “that” on, where a verb of judging is followed by “it” and an estimate, or by a confidence between commas. */
function judged({ tokens }: ReadText, verb: number, to: number): { from: number; to: number } | undefined {
  const next = tokens[verb + 1];
  if (next === undefined || !JUDGE.test(tokens[verb]!.lower)) return undefined;
  if (next.lower !== "it" && !(next.text === "," && tokens[verb + 2]?.lower === "with")) return undefined;
  for (let i = verb + 2; i < to - 1 && i <= verb + BETWEEN; i++)
    if (tokens[i]!.lower === "that") return { from: i, to: tokens[to - 1]!.word ? to : to - 1 };
  return undefined;
}

function denies(text: ReadText, verb: number, end: number): boolean {
  const { lower, tag } = text.tokens[verb]!;
  const next = text.tokens[verb + 1]!;
  if (DENY.test(lower)) return true;
  // “disputes” is a noun, unless something is disputed.
  if (tag === "NOUN" && next.tag !== "DET" && next.lower !== "that") return false;
  const rejects = REJECT.test(lower);
  if (!rejects && !NAME.test(lower)) return false;
  const object = text.stretch(verb + 1, end).text;
  return CLAIM.test(object) && (rejects || NAMED.test(object));
}

const isAuxiliary = ({ tokens }: ReadText, i: number) =>
  AUXILIARY.has(tokens[i]!.lower) || (tokens[i]!.tag === "ADV" && tokens[i]!.word);

/** Up to a comma, a semicolon or the end of the sentence. */
function contentEnd({ tokens }: ReadText, from: number, to: number): number {
  let i = from;
  while (i < to && i < from + REACH && !/^[,;:.!?—–]$/.test(tokens[i]!.text)) i += 1;
  return i;
}
