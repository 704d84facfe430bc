/**
 * Estimative language of what is said: words of likelihood as terms of the declared scales, and levels of confidence. Both are
 * reported, never judged: a word that no declared scale has stays without a term, and where only a confidence is stated the
 * likelihood stays absent.
 */
import type { Estimate as ProposedEstimate, ProposedClaim, Reading } from "./contract.ts";
import type { Additions } from "./pass.ts";
import { placeOf, placesOf, tokenAt } from "./places.ts";
import type { ReadText } from "./text.ts";
import { estimatesIn } from "./words/estimates.ts";
import type { Estimate } from "./words/estimates.ts";
import { likelihoodNumbers } from "./words/numbers.ts";
import { termsAt } from "./words/scales.ts";
import type { Span } from "./words/span.ts";
import { plainForm } from "./words/vocabulary.ts";

/** A level of confidence that is one of the three; “public confidence” and “a confidence interval” have none of them. */
const CONFIDENCE =
  /(?<![\p{L}\p{N}-])(?:(?:only|very|a) )?(high|moderate|medium|low)(?: degrees? of)?(?: levels? of)?[ -]confidence(?! (?:intervals?|bands?|limits?|votes?|region|trick))|(?<![\p{L}\p{N}-])confidence(?: in [^.,;:]{1,60}?)? (?:is|was|remains|remained|stays|stayed) (high|moderate|medium|low)(?![\p{L}\p{N}-])/giu;
/** Longer stretches are no sentences that people write. */
const MAX_LENGTH = 4000;

const levelOf = (word: string): ProposedEstimate["confidence"] => {
  const level = word.toLowerCase();
  return level === "high" || level === "low" ? level : "moderate";
};

/** The estimates inside a stretch of the text, in order of place. */
export function estimativeIn(text: string, at: Span): ProposedEstimate[] {
  const span = { start: at.start, end: Math.min(at.end, at.start + MAX_LENGTH) };
  const words = estimatesIn(text, span, []).filter((found) => !isName(text, span, found));
  const numbers = likelihoodNumbers(text, span, words).filter(({ beside }) => beside === undefined);
  const inside = text.slice(span.start, span.end);
  const found: ProposedEstimate[] = [
    ...words.map((word) => ({
      said: said(word),
      likelihood: word.doubtful ? null : termOf(word),
      confidence: null,
    })),
    ...numbers.map((number) => ({
      said: said(number),
      likelihood: termOfNumber(number.values),
      confidence: null,
    })),
    ...[...inside.matchAll(CONFIDENCE)].map((match) => ({
      said: {
        start: span.start + match.index,
        end: span.start + match.index + match[0].length,
        text: match[0],
      },
      likelihood: null,
      confidence: levelOf(match[1] ?? match[2]!),
    })),
  ];
  return found.toSorted((a, b) => a.said.start - b.said.start);
}

const said = ({ start, end, text }: Span & { readonly text: string }) => ({ start, end, text });
/** The term that is written so, before one that the words only stand for. */
const termOf = ({ terms, text }: Estimate) => {
  const first = terms.find(({ term }) => term === plainForm(text)) ?? terms[0];
  return first === undefined ? null : { scale: first.scale, term: first.term };
};

/** A number has a term where exactly one of the row that news uses holds it. */
function termOfNumber(values: readonly number[]): ProposedEstimate["likelihood"] {
  const terms = new Set(values.flatMap((value) => termsAt("icd203/1", value)));
  const [term] = terms;
  return terms.size === 1 ? { scale: "icd203/1", term: term! } : null;
}

/** “Likely Voters Panel”: a capital inside a sentence is a name. */
function isName(text: string, { start }: Span, found: Estimate): boolean {
  return (
    /^\p{Lu}\p{Ll}/u.test(found.text) && /[\p{L}\p{N},]\s*$/u.test(text.slice(start, found.start).slice(-4))
  );
}

/** Claims with the estimates of their contents, and with a confidence that stands beside the verb. */
export function estimative(text: ReadText, { claims }: Reading): Additions {
  const places = placesOf(text);
  return { claims: claims.map((claim) => ({ ...claim, estimates: estimatesOf(text, claim, places) })) };
}

function estimatesOf(
  text: ReadText,
  claim: ProposedClaim,
  places: ReturnType<typeof placesOf>,
): ProposedEstimate[] {
  const inside = claim.content.flatMap((part) => within(part.text, part.start));
  if (claim.cue === null) return inside;
  const place = placeOf(places, tokenAt(text, claim.cue.start));
  if (place === undefined) return inside;
  // “judged with high confidence that …”: between the verb and what is said, or between commas beside it.
  const end = text.tokens[place.to - 1]!.end;
  const next = claim.content.find(({ start }) => start >= claim.cue!.end)?.start ?? end;
  const between = text.slice(claim.cue.end, Math.min(next, end));
  // “found it very unlikely that …”
  const both = /^\s*it\s/i.test(between);
  const beside = within(between, claim.cue.end).filter(({ confidence }) => both || confidence !== null);
  return [...beside, ...inside].toSorted((a, b) => a.said.start - b.said.start);
}

const within = (words: string, start: number): ProposedEstimate[] =>
  estimativeIn(words, { start: 0, end: words.length }).map((found) => ({
    ...found,
    said: { ...found.said, start: start + found.said.start, end: start + found.said.end },
  }));
