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
  const uses: Uses[] = [];
  const inGroup: number[] = [];
  for (const [members, label] of [
    [group, 1],
    [comparison, 0],
  ] as const) {
    const naming = members.filter((i) => (named[i]! & EITHER) !== 0 && textOf[i]! >= 0);
    // In order of codes, so that the order of posts changes nothing.
    for (const own of byAccount(naming, posts.account)) {
      uses.push(usesOf(own.flatMap((i) => read(textOf[i]!))));
      inGroup.push(label);
    }
  }
  const list = [...known.keys()];
  const users = new Int32Array(list.length);
  for (const { words } of uses) for (const word of words) users[word]!++;
  const chosen = [...users.keys()]
    .filter((word) => users[word]! >= LEAST_USERS)
    .sort((x, y) => users[y]! - users[x]! || (list[x]! < list[y]! ? -1 : 1))
    .slice(0, MOST_WORDS);
  if (chosen.length === 0) return undefined;
  return told(tested(uses, inGroup, chosen, list.length, seed), chosen, list, users);
}

/** Posts of each account that has some, accounts in order of their codes. */
function byAccount(members: Int32Array, account: Int32Array): number[][] {
  const own = new Map<number, number[]>();
  for (const i of members) {
    const held = own.get(account[i]!);
    if (held === undefined) own.set(account[i]!, [i]);
    else held.push(i);
  }
  return [...own].sort(([x], [y]) => x - y).map(([, posts]) => posts);
}

/** The words of one account, each once and ascending, with how often it uses each. */
interface Uses {
  readonly words: Int32Array;
  readonly times: Int32Array;
}

function usesOf(said: readonly number[]): Uses {
  const sorted = Int32Array.from(said).sort();
  const times = new Int32Array(sorted.length);
  let n = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (n === 0 || sorted[n - 1] !== sorted[i]) sorted[n++] = sorted[i]!;
    times[n - 1]!++;
  }
  return { words: sorted.slice(0, n), times: times.slice(0, n) };
}

/** @param words that are known, of which some are chosen */
function tested(
  uses: readonly Uses[],
  inGroup: readonly number[],
  chosen: readonly number[],
  words: number,
  seed: number,
): WordTest {
  const placeOf = new Int32Array(words).fill(-1);
  chosen.forEach((word, place) => {
    placeOf[word] = place;
  });
  const entries = uses.reduce((n, own) => n + own.words.length, 0);
  const [account, word] = [new Int32Array(entries), new Int32Array(entries)];
  const times = new Float64Array(entries);
  const timesAt = new Float64Array(chosen.length);
  let n = 0;
  uses.forEach((own, a) => {
    const first = n;
    own.words.forEach((known, i) => {
      const place = placeOf[known]!;
      if (place < 0) return;
      word[n++] = place;
      timesAt[place] = own.times[i]!;
    });
    // In order of words, so that the order of posts changes nothing.
    word.subarray(first, n).sort();
    for (let i = first; i < n; i++) {
      account[i] = a;
      times[i] = timesAt[word[i]!]!;
    }
  });
  return distinguishingWords(
    {
      account: account.slice(0, n),
      word: word.slice(0, n),
      uses: times.slice(0, n),
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
