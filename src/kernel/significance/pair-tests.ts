/** The test of null 2 for one pair at a time, as the network-based statistic asks for it. */
import { PairBlocks } from "./blocks.ts";
import { LEAST_MOMENTS, TailScratch } from "./moments.ts";
import type { TimesPairTest } from "./network.ts";
import type { TimetableSpace } from "./timetable-tests.ts";

/** What null 2 needs of one pair: its blocks that could match, by their runs and representatives. */
interface Known {
  readonly runA: Int32Array;
  readonly runB: Int32Array;
  readonly representative: Int32Array;
  readonly least: number;
}

/** Numbers kept of pairs that were asked for before: 64 MB. */
const MOST_KEPT = 1 << 24;

/**
 * Null 2: the exact Poisson-binomial tail over the representatives of the pair's blocks. Pairs asked for are kept, because
 * shuffle after shuffle asks for the same ones.
 * @param primary threshold of p at or below which a pair is wanted
 * @param leastMoments fewer are never enough
 */
export function timesPairTest(
  { table, chance }: Pick<TimetableSpace, "table" | "chance">,
  primary: number,
  leastMoments = LEAST_MOMENTS,
): TimesPairTest {
  const blocks = new PairBlocks(table, chance);
  const tails = new TailScratch();
  const accounts = table.start.length - 1;
  const known = new Map<number, Known>();
  const stamp = new Int32Array(table.runs);
  let turn = 0;
  let kept = 0;
  const fill = (a: number, b: number): number => {
    const { length, representativeChance } = blocks.of(a, b);
    tails.fill(length, (z) => representativeChance[z]!);
    return length;
  };
  const look = (a: number, b: number): Known => {
    const length = fill(a, b);
    const least = leastPrimary(tails, length, leastMoments, Math.log10(primary));
    const n = least === Infinity ? 0 : length;
    const { runA, runB, representative } = blocks;
    return {
      runA: runA.slice(0, n),
      runB: runB.slice(0, n),
      representative: representative.slice(0, n),
      least,
    };
  };
  const of = (a: number, b: number): Known => {
    const key = a * accounts + b;
    const before = known.get(key);
    if (before !== undefined) return before;
    const pair = look(a, b);
    kept += 3 * pair.runA.length + ENTRY;
    if (kept <= MOST_KEPT) known.set(key, pair);
    return pair;
  };
  return {
    log10p: (a, b, moments) => tails.tailLog10(fill(a, b), moments),
    least: (a, b) => of(a, b).least,
    known: (a, b) => known.get(a * accounts + b)?.least,
    moments: (a, b, matched) => {
      const { runA, runB, representative } = of(a, b);
      turn++;
      let moments = 0;
      for (let z = 0; z < runA.length; z++) {
        const [r, s] = [runA[z]!, runB[z]!];
        if (matched[representative[z]!] === 0 || stamp[r] === turn || stamp[s] === turn) continue;
        stamp[r] = turn;
        stamp[s] = turn;
        moments++;
      }
      return moments;
    },
    weight: chance.map((p) => (p === 0 ? 0 : -Math.log10(p))),
  };
}

/** What an entry of the map takes beside its numbers. */
const ENTRY = 64;

/** Least number of successes whose tail over the first n chances reaches the limit; the tail falls with the number. */
function leastPrimary(tails: TailScratch, n: number, leastMoments: number, limit: number): number {
  let low = leastMoments;
  let high = n + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tails.tailLog10(n, middle) <= limit) high = middle;
    else low = middle + 1;
  }
  return low > n ? Infinity : low;
}
