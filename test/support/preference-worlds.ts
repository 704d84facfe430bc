/** Groups whose mentions and stances are known, made up: accounts of very different size, each with a lean of its own. */
import { Random, type CodedPosts, type Mentions, type WordUse } from "../../src/kernel/index.ts";
import { poisson } from "./rhythm-worlds.ts";

export interface MentionWorld {
  readonly accounts: number;
  /** Share of mentions that are of `a`, on average over accounts, and how far accounts differ. */
  readonly share: number;
  readonly spread: number;
  /** Mentions of an account, in the middle. */
  readonly size: number;
}

/** Mentions by account; size and lean of an account have nothing to do with each other, so the true share is `share`. */
export function mentionsOf(random: Random, { accounts, share, spread, size }: MentionWorld): Mentions {
  const a = new Float64Array(accounts);
  const b = new Float64Array(accounts);
  for (let i = 0; i < accounts; i++) {
    const lean = share + spread * (2 * random.uniform() - 1);
    for (let n = poisson(random, size * Math.exp(random.normal())); n > 0; n--)
      (random.uniform() < lean ? a : b)[i]!++;
  }
  return { a, b };
}

export interface StanceWorld {
  readonly accounts: number;
  /** The true mean stance, -0.5 to 0.5. */
  readonly stance: number;
  readonly coded: number;
  /** How often the lexicon says what the post says; else it says what it says of everything. */
  readonly hits: number;
  /** What the lexicon says otherwise: -1, 0 or 1. */
  readonly otherwise: number;
}

/** Posts with a stance and a lexicon's word on each, and a random sample that is coded without fault. */
export function stanceOf(
  random: Random,
  { accounts, stance, coded, hits, otherwise }: StanceWorld,
): CodedPosts {
  const sums = () => new Float64Array(accounts);
  const out = { posts: sums(), coded: sums(), codes: sums(), predicted: sums(), predictedCoded: sums() };
  const posts: [account: number, y: number, f: number][] = [];
  for (let i = 0; i < accounts; i++) {
    const own = stance + 0.4 * (2 * random.uniform() - 1);
    for (let n = poisson(random, 30 * Math.exp(0.8 * random.normal())); n > 0; n--) {
      // 0 for a third of posts; else 1 or -1, so that the mean is `own`.
      const u = random.uniform();
      const y = u < 1 / 3 - Math.abs(own) / 3 ? 0 : random.uniform() < lean(own) ? 1 : -1;
      const f = random.uniform() < hits ? y : otherwise;
      posts.push([i, y, f]);
      out.posts[i]!++;
      out.predicted[i]! += f;
    }
  }
  const order = Int32Array.from(posts.keys());
  const n = Math.min(coded, posts.length);
  random.sample(order, 0, posts.length, n);
  for (const at of order.subarray(0, n)) {
    const [i, y, f] = posts[at]!;
    out.coded[i]!++;
    out.codes[i]! += y;
    out.predictedCoded[i]! += f;
  }
  return out;
}

/** Chance of 1 among those that are not 0, such that the mean of all is `own`. */
const lean = (own: number): number => (1 + own / (2 / 3 + Math.abs(own) / 3)) / 2;

/** Accounts that each keep to some words of their own; the first half of them is the group, and nothing tells it apart. */
export function wordsOf(random: Random, accounts: number, words: number): WordUse {
  const entries: [account: number, word: number, uses: number][] = [];
  for (let i = 0; i < accounts; i++)
    for (let w = 0; w < words; w++) {
      const uses = poisson(random, (0.5 * Math.exp(1.2 * random.normal()) * 20) / (1 + (w % 20)));
      if (uses > 0) entries.push([i, w, uses]);
    }
  return {
    account: Int32Array.from(entries, ([account]) => account),
    word: Int32Array.from(entries, ([, word]) => word),
    uses: Float64Array.from(entries, ([, , uses]) => uses),
    words,
    inGroup: Uint8Array.from({ length: accounts }, (_, i) => (i < accounts / 2 ? 1 : 0)),
  };
}
