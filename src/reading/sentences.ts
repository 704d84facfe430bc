/**
 * Sentences by the segmenter of the language, mended where it errs in news: it ends a sentence after "Sen." and "U.S.", and
 * inside a quotation. A quotation belongs whole to the sentence in which it begins, so that who said it stands with it.
 */
import type { Quotation } from "./quotations.ts";
import type { Token } from "./tokens.ts";

export interface Sentence {
  /** Indexes of tokens, end exclusive. */
  readonly from: number;
  readonly to: number;
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(language: string): Intl.Segmenter {
  let made = segmenters.get(language);
  if (made === undefined)
    segmenters.set(language, (made = new Intl.Segmenter(language, { granularity: "sentence" })));
  return made;
}

/** The segmenter takes quadratic time, so a long paragraph is given to it in pieces that end behind a sentence, or a word. */
const PIECE = 4_000;

function* ends(text: string, language: string): Generator<number> {
  for (let start = 0; start < text.length;) {
    let stop = Math.min(text.length, start + PIECE);
    if (stop < text.length) {
      const sentence = text.lastIndexOf(". ", stop) + 2;
      const word = text.lastIndexOf(" ", stop) + 1;
      if (sentence > start + PIECE / 2) stop = sentence;
      else if (word > start + PIECE / 2) stop = word;
    }
    for (const { index, segment } of segmenter(language).segment(text.slice(start, stop)))
      yield start + index + segment.length;
    start = stop;
  }
}

/** The sentences of one paragraph, whose tokens are `from` to `to`. */
export function sentencesOf(
  text: string,
  offset: number,
  tokens: readonly Token[],
  [from, to]: readonly [number, number],
  quotations: readonly Quotation[],
  language: string,
): Sentence[] {
  const sentences: Sentence[] = [];
  let begin = from;
  let token = from;
  let quotation = 0;
  for (const ended of ends(text, language)) {
    const end = offset + ended;
    while (token < to && tokens[token]!.start < end) token += 1;
    if (token >= to || token === begin) continue;
    while (quotation < quotations.length && quotations[quotation]!.to <= token) quotation += 1;
    const inside = quotations[quotation];
    if (inside !== undefined && inside.from < token && inside.to > token) continue;
    if (endsEarly(tokens, token)) continue;
    sentences.push({ from: begin, to: token });
    begin = token;
  }
  if (begin < to) sentences.push({ from: begin, to });
  return sentences;
}

/** What follows "U.S." in a name of one. */
const OF_A_STATE =
  /^(?:Attorneys?|Senat(?:e|ors?)|Sen\.|Reps?\.|House|Supreme|Presidents?|Secretary|Departments?|State|Army|Navy|Air|Marines?|Courts?|District|Circuit|Constitution|Congress(?:man|woman)?|Government|Embass(?:y|ies)|Ambassadors?|Treasury|Census|Capitol|Chamber|Coast|Forces|Military|Justice|Customs|Immigration|Federal|Postal|Border|Representatives?|Olympic|Bank|Gov\.|Marshals?|Agency|Agencies|Central|Special|Ambassador|Rep|Sen)$/;

/** Whether the sentence does not end before this token after all: after an abbreviation, or before a word in lower case. */
function endsEarly(tokens: readonly Token[], next: number): boolean {
  const last = tokens[next - 1]!;
  const first = tokens[next]!;
  if (/^u\.[sk]\.$/.test(last.lower) && OF_A_STATE.test(first.text)) return true;
  if (last.text.length > 1 && last.text.endsWith(".") && last.word)
    return !/^(?:u\.s|a\.m|p\.m|d\.c|inc|jr|sr|co|etc)\.$/.test(last.lower) || !/^\p{Lu}/u.test(first.text);
  return /^\p{Ll}/u.test(first.text);
}
