/**
 * Whether the accounts of a group keep common hours: each account's days are turned by its own random number of hours, which
 * leaves every account the shape of its days (who works at night still does) and takes away what they have in common. The
 * statistic is the share of the best window of the group; p counts the turns that give as much. A rotation of the group
 * by the same hours changes nothing, so p is exact where hours are independent of accounts. It speaks of common hours, not of
 * work: the followers of something in one country keep common hours too.
 *
 * Cost: accounts x 24 for each turn; the number of turns falls from 999 to 199 where there are many accounts.
 */
import { Random } from "../random.ts";
import { DAY_MS, type GroupPosts } from "./group.ts";
import { HOURS } from "./hours.ts";
import { windowShares } from "./window.ts";

export interface Rotation {
  /** Share of the group's best window, and the middle and the 95 % quantile of those of the turns. */
  readonly share: number;
  readonly middle: number;
  readonly high: number;
  readonly p: number;
  readonly turns: number;
}

const [MOST_TURNS, LEAST_TURNS, WORK] = [999, 199, 5e7];

export function commonHours(group: GroupPosts, hours: number, seed: number): Rotation {
  const random = new Random(seed);
  const { own, accounts } = ownHours(group);
  const turns = Math.min(MOST_TURNS, Math.max(LEAST_TURNS, Math.floor(WORK / (accounts * HOURS))));
  const best = (turn: () => number): number => {
    const sum = new Float64Array(HOURS);
    for (let a = 0; a < accounts; a++) {
      let h = turn();
      for (let i = a * HOURS; i < (a + 1) * HOURS; i++) {
        sum[h]! += own[i]!;
        if (++h === HOURS) h = 0;
      }
    }
    return Math.max(...windowShares(sum, hours));
  };
  const share = best(() => 0);
  const turned = Float64Array.from({ length: turns }, () => best(() => random.below(HOURS))).sort();
  const asMuch = turned.filter((other) => other >= share - 1e-12).length;
  return {
    share,
    middle: turned[turns >> 1]!,
    high: turned[Math.floor(0.95 * turns)]!,
    p: (1 + asMuch) / (1 + turns),
    turns,
  };
}

/** Posts by account and hour, of accounts that have some. */
function ownHours({ account, time, accounts }: GroupPosts): { own: Float64Array; accounts: number } {
  const posted = new Uint8Array(accounts);
  for (const code of account) posted[code] = 1;
  // In order of codes, so that the order of posts changes nothing.
  let active = 0;
  const place = Int32Array.from(posted, (is) => (is === 1 ? active++ : -1));
  const own = new Float64Array(active * HOURS);
  for (let i = 0; i < account.length; i++) {
    const hour = Math.floor(time[i]! / (DAY_MS / HOURS)) % HOURS;
    own[place[account[i]!]! * HOURS + ((hour + HOURS) % HOURS)]!++;
  }
  return { own, accounts: active };
}
