/**
 * Words that distinguish a group from a comparison: log-odds with an informative Dirichlet prior, over their standard deviation
 * (B. L. Monroe, M. P. Colaresi and K. M. Quinn 2008, Fightin' words, doi:10.1093/pan/mpn018). The prior is the use of the words
 * by both together, with the weight of 500 uses.
 *
 * Departure: their z takes each use for independent, and the uses of one account are not. So each z is divided by how far it
 * strays when the labels of accounts are permuted, and held against the greatest of all words of each turn: a word beyond 95 % of
 * these is told, over all words together (P. H. Westfall and S. S. Young 1993, Resampling-based multiple testing).
 *
 * Cost: turns x entries; memory turns x words.
 */
import { Random } from "../random.ts";
import { LEVEL } from "../resample/intervals.ts";

/** How often accounts use words: entries of a sparse table, each account and word once. */
export interface WordUse {
  readonly account: Int32Array;
  readonly word: Int32Array;
  readonly uses: Float64Array;
  readonly words: number;
  /** By account: 1 for the group, 0 for the comparison. */
  readonly inGroup: Uint8Array;
}

export interface WordTest {
  /** As published. */
  readonly z: Float64Array;
  /** Over how far it strays under permuted labels; 0 for a word whose odds do not stray. */
  readonly score: Float64Array;
  /** |score| beyond which a word is told. */
  readonly threshold: number;
  readonly turns: number;
}

const PRIOR = 500;
const [MOST_TURNS, LEAST_TURNS, WORK] = [499, 99, 1e8];

export function distinguishingWords(use: WordUse, seed: number): WordTest {
  const turns = Math.min(MOST_TURNS, Math.max(LEAST_TURNS, Math.floor(WORK / Math.max(1, use.uses.length))));
  const random = new Random(seed);
  const order = Int32Array.from(use.inGroup);
  const both = usesOfAll(use);
  const z = oddsOf(use, order, both);
  // The labels as they are count among the turns: without them a word is told too often.
  const turned = [z];
  while (turned.length <= turns) {
    random.shuffle(order);
    turned.push(oddsOf(use, order, both));
  }
  const strays = new Float64Array(use.words);
  for (const one of turned) for (let w = 0; w < z.length; w++) strays[w]! += one[w]! ** 2 / turned.length;
  const scores = (of: Float64Array): Float64Array =>
    of.map((value, w) => (strays[w]! > 0 ? value / Math.sqrt(strays[w]!) : 0));
  const greatest = Float64Array.from(turned, (one) =>
    scores(one).reduce((most, score) => Math.max(most, Math.abs(score)), 0),
  ).sort();
  const threshold = greatest[Math.ceil(LEVEL * greatest.length) - 1]!;
  return { z, score: scores(z), threshold, turns };
}

/** The z of every word; positive for words of the group. @param label by account, 1 for the group */
export const logOdds = (use: WordUse, label: Int32Array): Float64Array => oddsOf(use, label, usesOfAll(use));

/** How often each word is used by both together. */
function usesOfAll({ word, uses, words }: WordUse): Float64Array {
  const all = new Float64Array(words);
  for (let i = 0; i < uses.length; i++) all[word[i]!]! += uses[i]!;
  return all;
}

const sum = (values: Float64Array): number => values.reduce((total, n) => total + n, 0);

/** Uses are whole numbers, so that what is left of all without the group's is exact. */
function oddsOf(
  { account, word, uses, words }: WordUse,
  label: Int32Array,
  both: Float64Array,
): Float64Array {
  const group = new Float64Array(words);
  for (let i = 0; i < uses.length; i++) if (label[account[i]!] === 1) group[word[i]!]! += uses[i]!;
  const [all, ofGroup] = [sum(both), sum(group)];
  const ofOther = all - ofGroup;
  const scale = all === 0 ? 0 : PRIOR / all;
  return group.map((own, w) => {
    const other = both[w]! - own;
    const prior = both[w]! * scale;
    if (prior === 0) return 0;
    const log = (n: number, total: number): number => Math.log((n + prior) / (total + PRIOR - n - prior));
    const spread = Math.sqrt(1 / (own + prior) + 1 / (other + prior));
    // Where it is the only word, there are no odds.
    const distance = log(own, ofGroup) - log(other, ofOther);
    return Number.isFinite(distance) ? distance / spread : 0;
  });
}
