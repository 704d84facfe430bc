/**
 * How much of the posts with a marker came from flagged groups, by phase; and whether flagged accounts post with a marker more often than
 * all others do in the same days, by the rates of both sides and by labels that are dealt anew among accounts. Accounts are what is drawn,
 * because the posts of one account hang together. One comparison a run. Cost: (draws + turns) x accounts.
 */
import { estimateRatio, permuteLabels, ratioOf } from "../../../kernel/index.ts";
import type { Permutation, RatioEstimate, Ratios } from "../../../kernel/index.ts";
import { DAY } from "../../shared/dates.ts";
import { LEAST_ACCOUNTS } from "./descriptor.ts";

/** Posts as the comparison takes them, one entry each. */
export interface MarkedPosts {
  readonly account: Int32Array;
  readonly accounts: number;
  readonly time: Float64Array;
  /** 1 where the post holds a marker, and where its account is flagged. */
  readonly marked: Uint8Array;
  readonly flagged: Uint8Array;
}

export interface Phase {
  /** Milliseconds, the end exclusive. */
  readonly from: number;
  readonly to: number;
  /** Posts with a marker: all, and of flagged groups. */
  readonly posts: number;
  readonly flagged: number;
  /** Absent where too few accounts hold a marker. */
  readonly share: RatioEstimate | undefined;
  /** Of their share of all other posts of the phase; absent where there are none. */
  readonly others: number | undefined;
}

export interface Share {
  readonly whole: RatioEstimate;
  /** Posts with a marker over all posts, of flagged accounts and of all others, and the one less the other. */
  readonly rateFlagged: number;
  readonly rateOthers: number;
  readonly difference: RatioEstimate;
  readonly permutation: Permutation;
  readonly posts: number;
  readonly flagged: number;
  readonly accounts: number;
  readonly flaggedAccounts: number;
  readonly phases: readonly Phase[];
}

export type NoShare =
  | { readonly because: "one day" }
  | { readonly because: "no others" }
  | { readonly because: "few flagged"; readonly accounts: number }
  | { readonly because: "few others"; readonly accounts: number }
  | { readonly because: "one account" };

/** @param bounds starts of phases after the first, ascending */
export function shareOf(posts: MarkedPosts, bounds: readonly number[], seed: number): Share | NoShare {
  const days = new Set<number>();
  posts.marked.forEach((is, i) => {
    if (is === 1) days.add(Math.floor(posts.time[i]! / DAY));
  });
  if (days.size <= 1) return { because: "one day" };
  const whole = tallied(posts, -Infinity, Infinity);
  const refusal = whyNot(whole);
  if (refusal !== undefined) return refusal;
  if (sum(whole.rest) === 0) return { because: "no others" };
  const edges = [-Infinity, ...bounds, Infinity];
  const phases = edges.slice(1).map((to, i): Phase => {
    const part = tallied(posts, edges[i]!, to);
    const enough = whyNot(part) === undefined;
    const rest = sum(part.rest);
    return {
      from: edges[i]!,
      to,
      posts: sum(part.marked),
      flagged: sum(part.markedFlagged),
      share: enough ? estimateRatio(shareParts(part), seed) : undefined,
      others: rest === 0 ? undefined : sum(part.restFlagged) / rest,
    };
  });
  const [flagged, others] = sides(whole);
  return {
    whole: estimateRatio(shareParts(whole), seed),
    rateFlagged: ratioOf(flagged),
    rateOthers: ratioOf(others),
    difference: estimateRatio(flagged, seed, others),
    permutation: permuted(flagged, others, seed),
    posts: sum(whole.marked),
    flagged: sum(whole.markedFlagged),
    accounts: holders(whole.marked),
    flaggedAccounts: holders(whole.markedFlagged),
    phases,
  };
}

/** Posts by account. */
export interface Tally {
  readonly marked: Float64Array;
  readonly markedFlagged: Float64Array;
  readonly rest: Float64Array;
  readonly restFlagged: Float64Array;
}

const sum = (values: Float64Array): number => values.reduce((total, n) => total + n, 0);
const holders = (values: Float64Array): number => values.reduce((n, value) => n + Number(value > 0), 0);

const shareParts = ({ markedFlagged, marked }: Tally): Ratios => [{ x: markedFlagged, y: marked, weight: 1 }];

/** Posts with a marker over all posts, by account: of flagged accounts, and of all others. */
function sides({ marked, markedFlagged, rest, restFlagged }: Tally): readonly [Ratios, Ratios] {
  const side = (x: Float64Array, without: Float64Array): Ratios => {
    const y = x.map((n, i) => n + without[i]!);
    return [{ x: x.filter((_, i) => y[i]! > 0), y: y.filter((n) => n > 0), weight: 1 }];
  };
  return [
    side(markedFlagged, restFlagged),
    side(
      marked.map((n, i) => n - markedFlagged[i]!),
      rest.map((n, i) => n - restFlagged[i]!),
    ),
  ];
}

function tallied({ account, accounts, time, marked, flagged }: MarkedPosts, from: number, to: number): Tally {
  const places = new Int32Array(accounts).fill(-1);
  let n = 0;
  for (let i = 0; i < account.length; i++)
    if (time[i]! >= from && time[i]! < to && places[account[i]!] === -1) places[account[i]!] = n++;
  const empty = (): Float64Array => new Float64Array(n);
  const tally = { marked: empty(), markedFlagged: empty(), rest: empty(), restFlagged: empty() };
  for (let i = 0; i < account.length; i++) {
    if (time[i]! < from || time[i]! >= to) continue;
    const at = places[account[i]!]!;
    const [all, own] =
      marked[i] === 1 ? [tally.marked, tally.markedFlagged] : [tally.rest, tally.restFlagged];
    all[at]!++;
    if (flagged[i] === 1) own[at]!++;
  }
  return tally;
}

/**
 * Labels dealt anew among those deals of which a share would be said. Both two-sided chances have to be small: that by size alone errs
 * towards the smaller side where accounts are few, that by tails where one side posts far more.
 */
function permuted(flagged: Ratios, others: Ratios, seed: number): Permutation {
  const marked = Float64Array.from([...flagged[0]!.x, ...others[0]!.x]);
  const dealt = permuteLabels(flagged, others, seed, (side) => sideRefused(marked, side) === undefined);
  return { ...dealt, p: Math.max(dealt.p, dealt.tails) };
}

/** Why nothing is said of a side by its accounts' posts with a marker. */
function sideRefused(marked: Float64Array, side: Int32Array): "few" | "one account" | undefined {
  let [held, all, most] = [0, 0, 0];
  for (const account of side) {
    const n = marked[account]!;
    if (n > 0) held++;
    all += n;
    most = Math.max(most, n);
  }
  if (held < LEAST_ACCOUNTS) return "few";
  return most > all / 2 ? "one account" : undefined;
}

/** A share is said of five accounts or more on both sides, none with more than half of its side's posts with a marker. */
function whyNot({ marked, markedFlagged }: Tally): NoShare | undefined {
  const others = marked.map((n, i) => n - markedFlagged[i]!);
  const every = Int32Array.from(marked, (_, i) => i);
  const [own, rest] = [sideRefused(markedFlagged, every), sideRefused(others, every)];
  if (own === "few") return { because: "few flagged", accounts: holders(markedFlagged) };
  if (rest === "few") return { because: "few others", accounts: holders(others) };
  return own === undefined && rest === undefined ? undefined : { because: "one account" };
}
