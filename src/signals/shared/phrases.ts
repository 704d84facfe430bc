/**
 * Phrases that are looked for in texts: whole words, in either case; one written with a star goes on inside a word (`*clinton*` is in
 * `hillaryclinton`), and `{n}` at its end stands for a number. Cost: the length of a text for each phrase.
 */

const WORD = /[\p{L}\p{N}_]/u;

/** A text as phrases are compared with it. */
export const folded = (text: string): string => text.normalize("NFKC").toLowerCase();

export interface Pattern {
  readonly core: string;
  readonly before: boolean;
  readonly after: boolean;
  /** Digits follow the core. */
  readonly numbered: boolean;
}

/** @param phrase folded; one of stars and white space alone has an empty core, which is in every text */
export const patternOf = (phrase: string): Pattern => ({
  core: phrase.replaceAll("*", "").replace(/\{n\}$/, ""),
  before: phrase.startsWith("*"),
  after: phrase.endsWith("*"),
  numbered: phrase.endsWith("{n}"),
});

/** Where a phrase begins in a folded text, in order; it is at least as long as its core. */
export function placesOf(text: string, { core, before, after, numbered }: Pattern): number[] {
  const places: number[] = [];
  for (let from = text.indexOf(core); from >= 0; from = text.indexOf(core, from + 1)) {
    const to = numbered ? digitsEnd(text, from + core.length) : from + core.length;
    if (numbered && to === from + core.length) continue;
    const opens = before || from === 0 || !WORD.test(text[from - 1]!);
    if (opens && (after || to === text.length || !WORD.test(text[to]!))) places.push(from);
  }
  return places;
}

function digitsEnd(text: string, from: number): number {
  let to = from;
  while (/\d/.test(text.charAt(to))) to++;
  return to;
}
