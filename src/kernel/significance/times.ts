/**
 * Null 2, times shuffled inside each object: who shared what stays, and the times of each object's first shares are
 * dealt anew among its sharers.
 *
 * Two sharers of o then match with chance p_o = C_o / (n_o choose 2), objects are independent, and K is Poisson-binomial
 * over the objects that both shared at any time. Exact, ties and a window of 0 included. Objects with p_o = 0 cannot
 * match and objects with p_o = 1 always do; both leave the programme.
 *
 * Blind to a team that owns its objects (p_o = 1), and it finds newsrooms and fast followers.
 * Time: for each pair the objects of its less active account, plus the tail. Memory: 4 bytes a share of an object with
 * any match, 4 an object.
 */
import type { Incidence } from "../coshare/incidence.ts";
import type { PairList } from "../coshare/sweep.ts";
import { poissonBinomialTailLog10 } from "./binomial.ts";
import type { Margins } from "./margins.ts";
import { eachShared, objectLists, type ObjectLists } from "./shared.ts";

export interface TimesTest {
  /** Sum of p_o over the objects both shared: the number of objects expected to match. */
  readonly expected: Float64Array;
  /** Objects both shared at any time on which a match is possible. */
  readonly shared: Int32Array;
  readonly log10p: Float64Array;
}

/**
 * @param first the first shares from which `margins` was made, nothing dropped
 * @param pairs pairs on first shares; `objects` is the statistic K
 */
export function testTimes(
  first: Incidence,
  margins: Margins,
  pairs: Pick<PairList, "length" | "a" | "b" | "objects">,
): TimesTest {
  const { activity, sharers, matched } = margins;
  const lists = objectLists(first, matched);
  const expected = new Float64Array(pairs.length);
  const shared = new Int32Array(pairs.length);
  const log10p = new Float64Array(pairs.length);
  const mark = new Int32Array(first.objects).fill(-1);
  const success = new Float64Array(lists.longest);
  const failure = new Float64Array(lists.longest);
  for (const { hub, others } of byHub(activity, pairs)) {
    for (let z = lists.start[hub]!; z < lists.start[hub + 1]!; z++) mark[lists.object[z]!] = hub;
    for (const i of others) {
      const other = pairs.a[i] === hub ? pairs.b[i]! : pairs.a[i]!;
      let n = 0;
      let certain = 0;
      let sum = 0;
      for (let z = lists.start[other]!; z < lists.start[other + 1]!; z++) {
        const o = lists.object[z]!;
        if (mark[o] !== hub) continue;
        const all = (sharers[o]! * (sharers[o]! - 1)) / 2;
        if (matched[o] === all) {
          certain++;
          continue;
        }
        success[n] = matched[o]! / all;
        failure[n] = (all - matched[o]!) / all;
        sum += success[n++]!;
      }
      expected[i] = certain + sum;
      shared[i] = certain + n;
      log10p[i] = poissonBinomialTailLog10(success, failure, n, pairs.objects[i]! - certain);
    }
  }
  return { expected, shared, log10p };
}

/**
 * The same test for one pair at a time, in any order: log10 P(S >= k) for the accounts a and b. O(objects of the less
 * active one x log) and the tail.
 */
export function timesTester(
  lists: ObjectLists,
  { sharers, matched }: Pick<Margins, "sharers" | "matched">,
): (a: number, b: number, k: number) => number {
  const success = new Float64Array(lists.longest);
  const failure = new Float64Array(lists.longest);
  return (a, b, k) => {
    let n = 0;
    let certain = 0;
    eachShared(lists, a, b, (o) => {
      const all = (sharers[o]! * (sharers[o]! - 1)) / 2;
      if (matched[o] === all) certain++;
      else {
        success[n] = matched[o]! / all;
        failure[n++] = (all - matched[o]!) / all;
      }
    });
    return poissonBinomialTailLog10(success, failure, n, k - certain);
  };
}

/** Pairs grouped by their more active account, whose objects are marked once. */
function byHub(
  activity: Int32Array,
  { length, a, b }: Pick<PairList, "length" | "a" | "b">,
): { hub: number; others: number[] }[] {
  const hubs = new Map<number, number[]>();
  for (let i = 0; i < length; i++) {
    const hub = activity[a[i]!]! >= activity[b[i]!]! ? a[i]! : b[i]!;
    const others = hubs.get(hub);
    if (others === undefined) hubs.set(hub, [i]);
    else others.push(i);
  }
  return [...hubs].map(([hub, others]) => ({ hub, others }));
}
