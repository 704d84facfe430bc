/** Invented posts of flagged and other accounts, some with a marker, of which the true share is known: for rates of the leak trail. */
import { Random } from "../../src/kernel/index.ts";
import type { MarkedPosts } from "../../src/signals/detectors/leak-trail/share.ts";

export interface LeakWorld {
  readonly accounts: number;
  /** Chance that an account is flagged. */
  readonly flagged: number;
  /** Chance that a post of a flagged account, and of another, holds a marker. */
  readonly markedFlagged: number;
  readonly markedOthers: number;
  /** Standard deviation of the logarithm of an account's activity, and of its own leaning to the marker. */
  readonly spread: number;
  readonly leaning: number;
  /** How much more a flagged account posts; 1 unless told. */
  readonly busier?: number;
}

const DAY = 86_400_000;
const DAYS = 30;
/** Posts of an account by median. */
const MEDIAN = 15;

/** Posts of accounts that are drawn from one law. */
export function markedPosts(seed: number, world: LeakWorld): MarkedPosts {
  const random = new Random(seed);
  const rows: { account: number; time: number; marked: number; flagged: number }[] = [];
  for (let account = 0; account < world.accounts; account++) {
    const flagged = Number(random.uniform() < world.flagged);
    const median = MEDIAN * (flagged === 1 ? (world.busier ?? 1) : 1);
    const posts = Math.max(1, Math.round(median * Math.exp(world.spread * random.normal())));
    const chance = leaningTo(random, flagged === 1 ? world.markedFlagged : world.markedOthers, world.leaning);
    for (let i = 0; i < posts; i++)
      rows.push({
        account,
        time: DAY * DAYS * random.uniform(),
        marked: Number(random.uniform() < chance),
        flagged,
      });
  }
  return {
    account: Int32Array.from(rows, (row) => row.account),
    accounts: world.accounts,
    time: Float64Array.from(rows, ({ time }) => time),
    marked: Uint8Array.from(rows, ({ marked }) => marked),
    flagged: Uint8Array.from(rows, (row) => row.flagged),
  };
}

/** A chance around `mean`: the mean itself twice over, or nothing, the more often the more accounts lean. */
const leaningTo = (random: Random, mean: number, leaning: number): number =>
  mean * (random.uniform() < leaning ? 2 * random.below(2) : 1);

/** Share of flagged accounts among posts with a marker, and the difference of rates, where accounts are without number. */
export function trueShares({ flagged, markedFlagged, markedOthers }: LeakWorld): {
  readonly share: number;
  readonly difference: number;
} {
  const own = flagged * markedFlagged;
  return {
    share: own / (own + (1 - flagged) * markedOthers),
    difference: markedFlagged - markedOthers,
  };
}

/** Moments of a mark that is used so many times a day and has been since long before collection began at 0; in milliseconds. */
export function usesOf(seed: number, perDay: number): number[] {
  const random = new Random(seed);
  const times: number[] = [];
  for (let time = 0; time < DAYS * 4 * DAY;) {
    time += (-Math.log(1 - random.uniform()) / perDay) * DAY;
    times.push(time);
  }
  return times;
}
