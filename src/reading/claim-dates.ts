/** When something was said: a date in the sentence of the verb that is no part of what is said. */
import type { ProposedClaim, ReadInput, Reading } from "./contract.ts";
import { datesIn } from "./dates.ts";
import type { DatesFound } from "./dates.ts";
import type { Additions } from "./pass.ts";
import { placeOf, placesOf, tokenAt } from "./places.ts";
import type { Place } from "./places.ts";
import type { ReadText } from "./text.ts";

/** Tokens between a verb and its date. */
const REACH = 18;

/** The dates of a sentence, read once. */
export function sentenceDates(text: ReadText, published: string | null): (place: Place) => DatesFound {
  const known = new Map<number, DatesFound>();
  return (place) => {
    let found = known.get(place.from);
    if (found === undefined) {
      const { start } = text.tokens[place.from]!;
      found = datesIn(text.slice(start, text.tokens[place.to - 1]!.end), start, published);
      known.set(place.from, found);
    }
    return found;
  };
}

export function claimDates(text: ReadText, { claims }: Reading, { published }: ReadInput): Additions {
  const places = placesOf(text);
  const dates = sentenceDates(text, published);
  // What is said in a sentence, by any of its speakers, dates no verb of saying.
  const said = claims.flatMap(({ content }) => content).toSorted((a, b) => a.start - b.start);
  return { claims: claims.map((claim) => dated(text, claim, places, dates, said)) };
}

function dated(
  text: ReadText,
  claim: ProposedClaim,
  places: readonly Place[],
  dates: (place: Place) => DatesFound,
  said: ProposedClaim["content"],
): ProposedClaim {
  if (claim.cue === null) return claim;
  const cue = tokenAt(text, claim.cue.start);
  const place = placeOf(places, cue);
  if (place === undefined) return claim;
  const { dates: found, open } = dates(place);
  const distance = ({ start }: { readonly start: number }) => Math.abs(tokenAt(text, start) - cue);
  const free = (at: { readonly start: number; readonly end: number }) =>
    distance(at) <= REACH && !isInside(said, at);
  const near = found
    .filter((date) => free(date.said))
    .toSorted((a, b) => distance(a.said) - distance(b.said));
  const [nearest] = near;
  if (nearest !== undefined) {
    const { doubts, ...date } = nearest;
    const more = near.length > 1 ? ["which of two dates it was said on"] : [];
    return { ...claim, date, doubts: [...claim.doubts, ...doubts, ...more] };
  }
  const relative = open.find(free);
  if (relative === undefined) return claim;
  const doubt = `when “${relative.text}” is: the document's own date is not known`;
  return { ...claim, doubts: [...claim.doubts, doubt] };
}

/** Whether a place lies inside one of these stretches, which are in order of their starts. */
function isInside(
  stretches: ProposedClaim["content"],
  at: { readonly start: number; readonly end: number },
): boolean {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle]!.start <= at.start) low = middle + 1;
    else high = middle;
  }
  // Contents nest a few deep at most.
  return stretches
    .slice(Math.max(0, low - 6), low)
    .some(({ start, end }) => start <= at.start && at.end <= end);
}
