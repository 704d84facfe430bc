/**
 * Events: what the document itself tells as having happened on a date, with who did it and where. Only clauses with a date of a
 * day or a month and a verb of happening in the past; what somebody is said to have done is a claim and no event.
 */
import type { ProposedEvent, ReadInput, Reading, Stretch } from "./contract.ts";
import { sentenceDates } from "./claim-dates.ts";
import type { FoundDate } from "./dates.ts";
import type { Additions } from "./pass.ts";
import { phraseAfter, phraseBefore } from "./phrases.ts";
import type { Span } from "./phrases.ts";
import { placesOf, tokenAt } from "./places.ts";
import type { Place } from "./places.ts";
import type { Speakers } from "./speakers.ts";
import type { ReadText } from "./text.ts";

/** Verbs of happening, in the past: what they tell has a day. */
const HAPPENED: ReadonlySet<string> = new Set(
  (
    "met arrested signed elected won lost resigned released published expelled attacked hacked leaked stole voted died killed " +
    "launched landed visited seized closed opened fired imposed issued struck crashed sank burned burnt exploded collapsed " +
    "arrived left fled returned began ended started stopped adopted passed rejected approved invaded withdrew occupied shot " +
    "detained charged indicted convicted sentenced freed blocked deleted suspended posted uploaded dumped breached intruded " +
    "sent delivered handed bought sold paid dismissed appointed sacked replaced shut raided searched summoned defeated " +
    "gathered marched protested unveiled inaugurated swore buried founded dissolved joined quit happened took"
  ).split(" "),
);
const PLACE: ReadonlySet<string> = new Set(["in", "at", "near", "outside", "off"]);
/** Tokens between the verb and its date. */
const REACH = 20;

export function events(
  text: ReadText,
  { claims, events: before }: Reading,
  { published }: ReadInput,
  speakers: Speakers,
): Additions {
  const dates = sentenceDates(text, published);
  const said = claims.filter(({ cue }) => cue !== null).flatMap(({ content }) => content);
  const covered = new Uint8Array(text.tokens.length);
  for (const part of said) covered.fill(1, tokenAt(text, part.start), tokenAt(text, part.end - 1) + 1);
  const found = placesOf(text).flatMap((place) => {
    const dated = dates(place).dates.filter(({ date }) => date.length >= 7);
    return dated.length === 0 || place.heading ? [] : eventIn(text, place, dated, covered, speakers);
  });
  return {
    events: [...before, ...found.map((event, i) => ({ id: `e${before.length + i + 1}`, ...event }))],
  };
}

function eventIn(
  text: ReadText,
  { from, to }: Place,
  dates: readonly FoundDate[],
  covered: Uint8Array,
  speakers: Speakers,
): Omit<ProposedEvent, "id">[] {
  const { tokens } = text;
  for (let i = from; i < to; i++) {
    const { lower, tag } = tokens[i]!;
    if (covered[i] === 1 || text.quotedBy[i] !== -1 || tag !== "VERB" || !HAPPENED.has(lower)) continue;
    if (isDenied(text, i, from)) continue;
    const near = dates
      .map((date) => ({ date, at: tokenAt(text, date.said.start) }))
      .filter(
        ({ at }) =>
          covered[at] !== 1 && Math.abs(at - i) <= REACH && !isCut(text, Math.min(at, i), Math.max(at, i)),
      )
      .toSorted((a, b) => Math.abs(a.at - i) - Math.abs(b.at - i));
    const [nearest] = near;
    const subject = subjectOf(text, i, from);
    if (nearest === undefined || subject === null) continue;
    const object = phraseAfter(text, i + 1, to);
    const { doubts, ...date } = nearest.date;
    return [
      {
        rule: "a verb of happening beside its date",
        said: text.stretch(subject.from, object?.to ?? i + 1),
        date,
        place: placeOf(text, i, to, nearest.at),
        actors: speakers.at(subject),
        doubts: [...doubts, ...(near.length > 1 ? ["which of two dates it was on"] : [])],
      },
    ];
  }
  return [];
}

/** Before the verb, or before the first verb that it is joined to: “She led in most polls and lost the election”. */
function subjectOf(text: ReadText, verb: number, floor: number): Span | null {
  const start = auxiliaryStart(text, verb, floor);
  const joined = start > floor && /^(?:and|,)$/.test(text.tokens[start - 1]!.lower);
  if (!joined) return phraseBefore(text, start, floor);
  for (let i = floor; i < start; i++)
    if (text.tokens[i]!.tag === "VERB" && text.quotedBy[i] === -1)
      return phraseBefore(text, auxiliaryStart(text, i, floor), floor);
  return null;
}

const AUXILIARY = /^(?:was|were|had|has|have|been|be|being|is|are|also|then|later|first|finally|never)$/;

function auxiliaryStart({ tokens }: ReadText, verb: number, floor: number): number {
  let i = verb;
  while (i > floor && (AUXILIARY.test(tokens[i - 1]!.lower) || tokens[i - 1]!.tag === "ADV")) i--;
  return i;
}

/** What did not happen, or may, or is to happen. */
function isDenied({ tokens }: ReadText, verb: number, floor: number): boolean {
  for (let i = verb - 1; i >= floor && i >= verb - 4; i--)
    if (/^(?:not|n't|never|would|will|could|may|might|should|if|whether|to)$/.test(tokens[i]!.lower))
      return true;
  return false;
}

/** A semicolon, a dash or a relative between two places: the date is another clause's. */
function isCut({ tokens }: ReadText, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++)
    if (/^(?:;|:|—|–|who|which|whose|while|when|after|before|because|although)$/.test(tokens[i]!.lower))
      return true;
  return false;
}

/** “in Westmark” after the verb: a preposition and a name that is no date. */
function placeOf(text: ReadText, verb: number, to: number, date: number): Stretch | null {
  const { tokens } = text;
  for (let i = verb + 1; i < to - 1 && i < verb + REACH; i++) {
    if (!PLACE.has(tokens[i]!.lower) || i + 1 === date) continue;
    let start = i + 1;
    if (tokens[start]!.lower === "the" && start + 1 < to) start += 1;
    let end = start;
    while (end < to && end < start + 6 && /^\p{Lu}/u.test(tokens[end]!.text) && end !== date) end += 1;
    if (end > start) return text.stretch(i + 1, end);
  }
  return null;
}
