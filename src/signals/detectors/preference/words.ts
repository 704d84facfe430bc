/** Words of posts that name a subject, by account, and which of them distinguish the group from the comparison. */
import { distinguishingWords, type WordTest } from "../../../kernel/index.ts";
import { EITHER, type Mentioning } from "./read.ts";

export interface WordsFound {
  /** In order of how far they distinguish, those of the group first. */
  readonly told: readonly {
    readonly word: string;
    readonly z: number;
    readonly score: number;
    readonly accounts: number;
  }[];
  /** Words that were tried, and the bound that their scores were held against. */
  readonly tried: number;
  readonly threshold: number;
  readonly turns: number;
}

/** Accounts that use a word, without which it is not tried; and how many words are. */
export const LEAST_USERS = 5;
const MOST_WORDS = 2000;
const LISTED = 200;
const WORD = /\p{L}[\p{L}\p{N}'’]{2,40}/gu;
const NO_WORDS = /https?:\/\/\S+|@\S+/g;

export function wordsOf(mentioning: Mentioning, seed: number): WordsFound | undefined {
  const { posts, named, textOf, texts, names, group, comparison } = mentioning;
  const own = new Set(names.flatMap(({ name }) => name.replaceAll("*", "").match(WORD) ?? []));
  const known = new Map<string, number>();
  const wordsOfText = new Map<number, number[]>();
  const read = (code: number): number[] => {
    const held = wordsOfText.get(code);
    if (held !== undefined) return held;
    const found =
      (texts[code] ?? "").normalize("NFKC").toLowerCase().replaceAll(NO_WORDS, " ").match(WORD) ?? [];
    const codes = found
      .filter((word) => !own.has(word))
      .map((word) => {
        const at = known.get(word) ?? known.size;
        known.set(word, at);
        return at;
      });
    wordsOfText.set(code, codes);
    return codes;
  };
  const uses: Map<number, number>[] = [];
  const inGroup: number[] = [];
  for (const [members, label] of [
    [group, 1],
    [comparison, 0],
  ] as const) {
    const naming = members.filter((i) => (named[i]! & EITHER) !== 0 && textOf[i]! >= 0);
    // In order of codes, so that the order of posts changes nothing.
    const accounts = new Set(Int32Array.from(naming, (i) => posts.account[i]!).sort());
    const own = new Map([...accounts].map((code) => [code, new Map<number, number>()]));
    for (const i of naming) {
      const held = own.get(posts.account[i]!)!;
      for (const word of read(textOf[i]!)) held.set(word, (held.get(word) ?? 0) + 1);
    }
    for (const held of own.values()) {
      uses.push(held);
      inGroup.push(label);
    }
  }
  const list = [...known.keys()];
  const users = new Int32Array(list.length);
  for (const own of uses) for (const word of own.keys()) users[word]!++;
  const chosen = [...users.keys()]
    .filter((word) => users[word]! >= LEAST_USERS)
    .sort((x, y) => users[y]! - users[x]! || (list[x]! < list[y]! ? -1 : 1))
    .slice(0, MOST_WORDS);
  if (chosen.length === 0) return undefined;
  return told(tested(uses, inGroup, chosen, seed), chosen, list, users);
}

function tested(
  uses: readonly ReadonlyMap<number, number>[],
  inGroup: readonly number[],
  chosen: readonly number[],
  seed: number,
): WordTest {
  const code = new Map(chosen.map((word, i) => [word, i]));
  const [account, word, times]: [number[], number[], number[]] = [[], [], []];
  uses.forEach((own, a) => {
    // In order of words, so that the order of posts changes nothing.
    const held = [...own.keys()].filter((w) => code.has(w)).sort((x, y) => code.get(x)! - code.get(y)!);
    for (const w of held) {
      account.push(a);
      word.push(code.get(w)!);
      times.push(own.get(w)!);
    }
  });
  return distinguishingWords(
    {
      account: Int32Array.from(account),
      word: Int32Array.from(word),
      uses: Float64Array.from(times),
      words: chosen.length,
      inGroup: Uint8Array.from(inGroup),
    },
    seed,
  );
}

function told(
  { z, score, threshold, turns }: WordTest,
  chosen: readonly number[],
  list: readonly string[],
  users: Int32Array,
): WordsFound {
  const beyond = chosen
    .map((word, i) => ({ word: list[word]!, z: z[i]!, score: score[i]!, accounts: users[word]! }))
    .filter((one) => Math.abs(one.score) > threshold)
    .sort((x, y) => y.score - x.score || (x.word < y.word ? -1 : 1));
  return { told: beyond.slice(0, LISTED), tried: chosen.length, threshold, turns };
}
