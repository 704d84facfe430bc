/** Where offsets of a text lie among its tokens and sentences. */
import type { Span } from "./phrases.ts";
import type { ReadText } from "./text.ts";

/** Index of the first token that ends after an offset. */
export function tokenAt({ tokens }: ReadText, offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A sentence with the paragraph it stands in. */
export interface Place extends Span {
  readonly paragraph: number;
  readonly heading: boolean;
}

/** Every sentence of a text, in order. */
export function placesOf(text: ReadText): Place[] {
  return text.paragraphs.flatMap(({ sentences, heading }, paragraph) =>
    sentences.map(({ from, to }) => ({ from, to, paragraph, heading })),
  );
}

/** The sentence that holds a token. */
export function placeOf(places: readonly Place[], token: number): Place | undefined {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]!.to <= token) low = middle + 1;
    else high = middle;
  }
  const found = places[low];
  return found !== undefined && found.from <= token ? found : undefined;
}
