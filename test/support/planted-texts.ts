/**
 * Posts with planted near copies, for tests and benchmarks: sentences of made-up words whose frequencies fall as a power,
 * about 136 characters each; in one of a hundred places a family of 2 to 21 posts that differ in up to three words, a
 * link, a mention, capitals, punctuation or one look-alike letter. Placeholders that say nothing. Same seed, same posts.
 */
import { Random } from "../../src/kernel/index.ts";

export interface PlantedTexts {
  readonly texts: string[];
  /** Family of each post, or -1. */
  readonly family: Int32Array;
  readonly families: number;
}

const CONSONANTS = "b c d f g h j k l m n p qu r s t v w z st tr ch sp gl".split(" ");
const VOWELS = "a e i o u ea ou".split(" ");
const WORDS = 50_000;

/** Distinct words, the commonest short: syllables drawn by a stream of their own, so that all corpora share them. */
function vocabulary(): string[] {
  const random = new Random(1);
  const words = new Set<string>();
  while (words.size < WORDS) {
    let word = "";
    for (let left = 1 + Math.floor(Math.log10(1 + words.size / 3)); left > 0; left--) {
      word += CONSONANTS[random.below(CONSONANTS.length)]! + VOWELS[random.below(VOWELS.length)]!;
      if (random.below(2) === 0) word += "nrstl"[random.below(5)]!;
    }
    words.add(word);
  }
  return [...words];
}

/** About `n` posts; families are neighbours. */
export function plantedTexts(n: number, seed: number, share = 0.01): PlantedTexts {
  const random = new Random(seed);
  const words = vocabulary();
  const word = (): string => words[Math.min(WORDS - 1, Math.floor(WORDS ** random.uniform()) - 1)]!;
  const texts: string[] = [];
  const family = new Int32Array(n).fill(-1);
  let families = 0;
  while (texts.length < n) {
    const base = Array.from({ length: 6 + random.below(21) }, word);
    if (random.uniform() >= share) {
      texts.push(flat(base.join(" ")));
      continue;
    }
    for (let left = 2 + random.below(20); left > 0 && texts.length < n; left--) {
      family[texts.length] = families;
      texts.push(flat(variant(base, random, word)));
    }
    families++;
  }
  return { texts, family, families };
}

/** The same message with a few changes. */
function variant(base: readonly string[], random: Random, word: () => string): string {
  const own = base.slice();
  for (let edits = random.below(4); edits > 0; edits--) own[random.below(own.length)] = word();
  let text = own.join(" ");
  const chance = random.below(8);
  if (chance === 0) text = `RT @someone${random.below(99)}: ${text}`;
  if (chance === 1) text += ` https://link.example/${random.uint32().toString(36)}`;
  if (chance === 2) text = text.toUpperCase();
  if (chance === 3) text = text.replace("a", "а").replace("o", "ο");
  if (chance === 4) text += "!!!";
  if (chance === 5) text = text.replaceAll(" ", "  ");
  return text;
}

/** The same string in one piece, as a reader of files makes it: joined strings are slow to read by character. */
const flat = (text: string): string => Buffer.from(text, "utf8").toString("utf8");
