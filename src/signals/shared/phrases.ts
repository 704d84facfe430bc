/**
 * Phrases that are looked for in texts: whole words, in either case; one written with a star goes on inside a word (`*clinton*` is in
 * `hillaryclinton`). Cost: the length of a text for each phrase.
 */

const WORD = /[\p{L}\p{N}_]/u;

/** A text as phrases are compared with it. */
export const folded = (text: string): string => text.normalize("NFKC").toLowerCase();

export interface Pattern {
  readonly core: string;
  readonly before: boolean;
  readonly after: boolean;
}

/** @param phrase folded; one of stars and white space alone has an empty core, which is in every text */
export const patternOf = (phrase: string): Pattern => ({
  core: phrase.replaceAll("*", ""),
  before: phrase.startsWith("*"),
  after: phrase.endsWith("*"),
});

/** Where a phrase begins in a folded text, in order; its length is that of its core. */
export function placesOf(text: string, { core, before, after }: Pattern): number[] {
  const places: number[] = [];
  for (let from = text.indexOf(core); from >= 0; from = text.indexOf(core, from + 1)) {
    const to = from + core.length;
    const opens = before || from === 0 || !WORD.test(text[from - 1]!);
    if (opens && (after || to === text.length || !WORD.test(text[to]!))) places.push(from);
  }
  return places;
}
