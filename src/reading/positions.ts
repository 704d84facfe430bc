/**
 * Positions that the text reports: a speaker's likelihood or confidence on what the same sentence says, and “the agencies have
 * high confidence in these judgments”, which is one position of each speaker on each judgment told before.
 */
import type { Estimate, ProposedClaim, ProposedPosition, Reading, Speaker, ReadInput } from "./contract.ts";
import { estimativeIn } from "./estimative.ts";
import type { Additions } from "./pass.ts";
import { phraseBefore } from "./phrases.ts";
import { placeOf, placesOf, tokenAt } from "./places.ts";
import type { Place } from "./places.ts";
import type { Span } from "./phrases.ts";
import type { Speakers } from "./speakers.ts";
import type { ReadText } from "./text.ts";

type Draft = Omit<ProposedPosition, "id">;

const HOLD: ReadonlySet<string> = new Set(
  "have has had hold holds held express expresses expressed place places placed put puts attach attaches attached".split(
    " ",
  ),
);
const JUDGMENT = /^(?:judge?ments?|assessments?|conclusions?|findings?|estimates?|views?)$/;
const JUDGES = /(?:^|\s)(?:assess|judg|conclud|estimat|determin|find|found)\w*$/;
const QUOTED_JUDGMENT = /^[“"']?(?:we|it is) (?:\w+ )?(?:assess|judg|conclud|estimat)/i;
const POINTING: ReadonlySet<string> = new Set([
  "these",
  "this",
  "those",
  "that",
  "the",
  "its",
  "their",
  "both",
  "all",
]);
/** How many judgments before are meant at most by “these judgments”. */
const MAX_MEANT = 12;

export function positions(
  text: ReadText,
  { claims, positions: before }: Reading,
  _input: ReadInput,
  known: Speakers,
): Additions {
  const places = placesOf(text);
  const found = [
    ...claims.flatMap(ofClaim),
    ...places.flatMap((place) => ofJudgments(text, place, { claims, places, known })),
  ];
  const ordered = found.toSorted((a, b) => a.estimate.said.start - b.estimate.said.start);
  return {
    positions: [...before, ...ordered.map((draft, i) => ({ id: `h${before.length + i + 1}`, ...draft }))],
  };
}

/** What an asserting speaker says is likely, or holds with a confidence; who denies that it is likely holds neither. */
function ofClaim(claim: ProposedClaim): Draft[] {
  if (claim.act !== "asserts" || claim.speakers.length === 0) return [];
  const certain = claim.estimates.filter(
    ({ likelihood, confidence }) => likelihood !== null || confidence !== null,
  );
  return certain
    .filter(({ said }) => !isAboutJudgments(claim, said.end))
    .map((estimate) => ({
      rule: estimate.confidence === null ? "a likelihood in what is said" : "a confidence beside the verb",
      of: claim.id,
      speakers: claim.speakers,
      estimate,
      doubts: certain.length > 1 ? ["which part of the content it is about"] : [],
    }));
}

/** “said that it had high confidence in these judgments”: told apart, below. */
const isAboutJudgments = ({ content }: ProposedClaim, end: number): boolean => {
  const part = content.find((one) => one.start <= end && end <= one.end);
  return (
    part !== undefined &&
    /^\s+in (?:\w+ )?(?:\w+ )?(?:judge?ments?|assessments?|conclusions?|findings?)\b/i.test(
      part.text.slice(end - part.start, end - part.start + 60),
    )
  );
};

interface Around {
  readonly claims: readonly ProposedClaim[];
  readonly places: readonly Place[];
  readonly known: Speakers;
}

/** “X, Y and Z have high confidence in these judgments.” */
function ofJudgments(text: ReadText, place: Place, { claims, places, known }: Around): Draft[] {
  const start = text.tokens[place.from]!.start;
  const words = text.slice(start, text.tokens[place.to - 1]!.end);
  return estimativeIn(words, { start: 0, end: words.length }).flatMap((estimate): Draft[] => {
    if (estimate.confidence === null) return [];
    const at = { ...estimate.said, start: start + estimate.said.start, end: start + estimate.said.end };
    const first = tokenAt(text, at.start);
    const end = tokenAt(text, at.end);
    if (!pointsAtJudgments(text, end, place.to)) return [];
    const verb = holdBefore(text, first, place.from);
    if (verb === undefined) return [];
    const speakers = jointBefore(text, verb, place.from).flatMap((source) => known.at(source));
    return onEach(meant(text, claims, places, place), { ...estimate, said: at }, speakers);
  });
}

function pointsAtJudgments(text: ReadText, from: number, to: number): boolean {
  const after = text.tokens.slice(from, Math.min(to, from + 6)).filter(({ word }) => word);
  return (
    after[0]?.lower === "in" &&
    POINTING.has(after[1]?.lower ?? "") &&
    after.slice(2).some(({ lower }) => JUDGMENT.test(lower))
  );
}

/** Who stands before a verb, each by itself: “the Bureau, the Office and the Service”. */
function jointBefore(text: ReadText, verb: number, floor: number): Span[] {
  const { tokens } = text;
  let first = phraseBefore(text, verb, floor);
  if (first === null) return [];
  let { from } = first;
  const { to } = first;
  while (from - 1 > floor && tokens[from - 1]!.text === "," && hasAnd(text, from, to)) {
    first = phraseBefore(text, from - 1, floor);
    if (first === null || first.to !== from - 1) break;
    ({ from } = first);
  }
  const parts: Span[] = [];
  let start = from;
  for (let i = from; i <= to; i++) {
    const joint =
      i < to && (tokens[i]!.text === "," || (tokens[i]!.lower === "and" && isNamed(text, i + 1, to)));
    if (i < to && !joint) continue;
    if (i > start) parts.push({ from: start, to: i });
    start = i + 1;
  }
  return parts;
}

const hasAnd = ({ tokens }: ReadText, from: number, to: number) =>
  tokens.slice(from, to).some(({ lower }) => lower === "and");
/** “and the Coastal Service”, not “Food and Drug”: what follows is named anew. */
const isNamed = ({ tokens }: ReadText, at: number, to: number) =>
  at < to && (tokens[at]!.tag === "DET" || /^\p{Lu}/u.test(tokens[at]!.text));

/** The verb that holds the confidence, up to four words before it: “have expressed only moderate confidence”. */
function holdBefore(text: ReadText, end: number, floor: number): number | undefined {
  let verb: number | undefined;
  for (let i = end - 1; i >= floor && i >= end - 5; i--) if (HOLD.has(text.tokens[i]!.lower)) verb = i;
  return verb;
}

/** Judgments told before in the paragraph, or in the nearest one before that tells any. */
function meant(
  text: ReadText,
  claims: readonly ProposedClaim[],
  places: readonly Place[],
  here: Place,
): ProposedClaim[] {
  const judged = claims.flatMap((claim) => {
    if (claim.cue === null || claim.act !== "asserts") return [];
    const token = tokenAt(text, claim.cue.start);
    const place = placeOf(places, token);
    const before = place !== undefined && token < here.from;
    const judges =
      JUDGES.test(claim.cue.text.toLowerCase()) || QUOTED_JUDGMENT.test(claim.content[0]?.text ?? "");
    return before && judges ? [{ claim, paragraph: place.paragraph }] : [];
  });
  const last = judged.at(-1)?.paragraph;
  return judged
    .filter(({ paragraph }) => paragraph === last)
    .map(({ claim }) => claim)
    .slice(-MAX_MEANT);
}

/** On each of the judgments that are meant; where the text tells none, nothing is held and nothing is offered. */
function onEach(judged: readonly ProposedClaim[], estimate: Estimate, speakers: readonly Speaker[]): Draft[] {
  const doubts = [
    ...(speakers.length === 0 ? ["who holds it"] : []),
    ...(judged.length > 1 ? ["whether each of these judgments is meant"] : []),
  ];
  return judged.map(({ id }) => ({
    rule: "a confidence in judgments told before",
    of: id,
    speakers: [...speakers],
    estimate,
    doubts,
  }));
}
