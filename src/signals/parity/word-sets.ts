/**
 * Texts as sets of words, for `co_similar_tweet`. Words are what lies between default word boundaries of Unicode
 * (UAX #29), white space left out; punctuation marks are words. O(characters).
 *
 * `Intl.Segmenter` knows words of Chinese, Japanese, Thai, Lao, Khmer and Burmese by dictionary; the default boundaries
 * do not, so such segments are cut into characters with their marks.
 */
import { encode } from "./columns.ts";

const SEGMENTER = new Intl.Segmenter("und", { granularity: "word" });
const BY_DICTIONARY = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const CHARACTER = /\P{M}\p{M}*|\p{M}+/gu;

export interface WordSets {
  /** Set of each text. */
  readonly set: Int32Array;
  /** Distinct sets, as ascending codes of words; a text without words has the empty one. */
  readonly sets: readonly Int32Array[];
  /** Number of distinct words. */
  readonly words: number;
}

export function wordSets(texts: readonly string[]): WordSets {
  const dictionary = new Map<string, number>();
  const codeOf = (word: string): number => {
    const known = dictionary.get(word);
    if (known !== undefined) return known;
    dictionary.set(word, dictionary.size);
    return dictionary.size - 1;
  };
  const distinct = encode(texts);
  const setOfText = distinct.values.map((text) => Int32Array.from(new Set(wordsOf(text).map(codeOf))).sort());
  const sets = encode(setOfText.map((set) => set.join(" ")));
  const first: Int32Array[] = [];
  sets.codes.forEach((code, i) => (first[code] ??= setOfText[i]!));
  return { set: distinct.codes.map((text) => sets.codes[text]!), sets: first, words: dictionary.size };
}

/** The words of a text in their order, repeats included. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const { segment } of SEGMENTER.segment(text)) {
    const word = segment.trim();
    if (word === "") continue;
    if (BY_DICTIONARY.test(word)) words.push(...(word.match(CHARACTER) ?? []));
    else words.push(word);
  }
  return words;
}
