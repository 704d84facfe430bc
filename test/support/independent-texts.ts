/**
 * Short texts that nobody copied, for tests and benchmarks: what near-copy finds in them is chance. Words of a made-up
 * vocabulary of a script, drawn each on its own with frequencies that fall as one over the rank, as in languages, set
 * with or without spaces; or stock phrases of three words, as everybody uses them. Lengths are those at which near-copy
 * begins to compare, up to three times as much. Placeholders that say nothing. Same seed, same texts.
 */
import { joinNearCopies, Random, TextSet } from "../../src/kernel/index.ts";

interface Script {
  /** Characters from which words are made, the commonest first. */
  readonly characters: readonly string[];
  /** Least and greatest length of a word. */
  readonly word: readonly [number, number];
  readonly words: number;
  readonly space: string;
  /** Characters of the shortest text that is compared. */
  readonly shortest: number;
}

const span = (first: number, length: number): string[] =>
  Array.from({ length }, (_, i) => String.fromCodePoint(first + i));
const LATIN = Array.from("etaoinshrdlucmfwygpbvkxqjz");
const CYRILLIC = Array.from("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъ");
const ARABIC = Array.from("اليمنورتبدسعفكقحجهشصخطذضزثغظ");
const KANA = span(0x3042, 80);
const IDEOGRAPHS = span(0x4e00, 3000);

export const SCRIPTS: Readonly<Record<string, Script>> = Object.freeze({
  Latin: { characters: LATIN, word: [1, 9], words: 20_000, space: " ", shortest: 20 },
  Cyrillic: { characters: CYRILLIC, word: [1, 10], words: 20_000, space: " ", shortest: 20 },
  Arabic: { characters: ARABIC, word: [2, 7], words: 20_000, space: " ", shortest: 20 },
  Thai: { characters: span(0x0e01, 46), word: [2, 6], words: 10_000, space: "", shortest: 20 },
  Chinese: { characters: IDEOGRAPHS, word: [1, 3], words: 20_000, space: "", shortest: 8 },
  Japanese: {
    characters: [...KANA, ...IDEOGRAPHS.slice(0, 1500)],
    word: [1, 4],
    words: 20_000,
    space: "",
    shortest: 12,
  },
  Korean: { characters: span(0xac00, 1200), word: [1, 4], words: 20_000, space: " ", shortest: 11 },
  emoji: { characters: span(0x1f600, 80), word: [1, 1], words: 80, space: "", shortest: 20 },
});

export type Kind = "words" | "phrases" | "hashtags";

/** `n` texts; with `hashtags` each ends in the same eight, so that only what stands before them is its own. */
export function independentTexts(script: string, kind: Kind, n: number, seed: number): string[] {
  const { space, shortest, ...of } = SCRIPTS[script]!;
  const random = new Random(seed);
  const words = vocabulary(of, random);
  const common = (list: readonly string[]): string =>
    list[Math.floor(list.length ** random.uniform()) - 1] ?? list[0]!;
  const phrases = Array.from({ length: 3000 }, () => [1, 2, 3].map(() => common(words)).join(space));
  const tail = "a b c d e f g h"
    .split(" ")
    .map((letter) => ` #trend${letter}`)
    .join("");
  return Array.from({ length: n }, () => {
    const least = shortest * (1 + 2 * random.uniform());
    const parts: string[] = [];
    for (let length = 0; length < least;) {
      const part = common(kind === "phrases" ? phrases : words);
      parts.push(part);
      length += Array.from(part).length + space.length;
    }
    return parts.join(space) + (kind === "hashtags" ? tail : "");
  });
}

/** Distinct words, the commonest first; in most scripts these are short. */
function vocabulary(
  { characters, word: [least, most], words }: Pick<Script, "characters" | "word" | "words">,
  random: Random,
): string[] {
  const known = new Set<string>();
  const character = (): string =>
    characters[Math.min(characters.length - 1, Math.floor(characters.length * random.uniform() ** 2))]!;
  for (let tries = 0; known.size < words && tries < 20 * words; tries++) {
    const reach = Math.min(
      most,
      least + Math.floor(((most - least + 1) * (1 + Math.log10(1 + known.size))) / 4),
    );
    const length = least + random.below(reach - least + 1);
    known.add(Array.from({ length }, character).join(""));
  }
  return [...known];
}

export interface ChanceClusters {
  readonly texts: number;
  /** Distinct normal forms that are compared. */
  readonly forms: number;
  /** Clusters of two forms or more, and the forms in them. */
  readonly clusters: number;
  readonly joined: number;
}

/** What near-copy with its defaults makes of `n` independent texts. */
export function chanceClusters(script: string, kind: Kind, n: number, seed: number): ChanceClusters {
  const set = new TextSet(20);
  const found = independentTexts(script, kind, n, seed).map((text) => set.add(text));
  const forms = [...new Set(found)].filter((form) => form >= 0);
  const { label, count } = joinNearCopies(set, { similarity: 0.8, shingle: 5 });
  const sizes = new Int32Array(count);
  for (const form of forms) sizes[label[form]!]!++;
  const several = sizes.filter((size) => size > 1);
  return {
    texts: n,
    forms: forms.length,
    clusters: several.length,
    joined: several.reduce((sum, size) => sum + size, 0),
  };
}
