/**
 * The same weeks: whether accounts that are there in the same weeks meet more than dealing an object's times inside these
 * weeks gives. It is null 2 with each account kept to the time in which it is active.
 */
import { Random } from "../../../../kernel/index.ts";
import { evenly, placeOf, type GroupShares } from "./input.ts";
import type { Measured } from "./measured.ts";
import { commonObjects, judgeTrials, MOST_ACCOUNTS, untaken, type Draw, type First } from "./timetables.ts";

export function sameWeeks(group: GroupShares): Measured {
  const random = new Random(2);
  return judgeTrials(
    group,
    commonObjects(group),
    (all) => {
      const firsts = evenly(all, MOST_ACCOUNTS);
      const { time, account } = group.ofObject(firsts[0]!.object);
      const spans = new Map(firsts.map((first) => [first.account, activeSpan(group, first.account, time)]));
      // Others have to lend their times, or nothing is dealt.
      const from = Math.min(...[...spans.values()].map((span) => span.from));
      const to = Math.max(...[...spans.values()].map((span) => span.to));
      let outside = 0;
      for (let i = from; i < to; i++) if (!group.members.has(account[i]!)) outside++;
      if (outside < Math.max(3, firsts.length)) return undefined;
      return {
        firsts,
        explained: dealer(time, random, ({ account: who }) => spans.get(who)!),
        chance: dealer(time, random, () => ({ from: 0, to: time.length })),
      };
    },
    "Where two or more shared the same, they met",
    "nobody else shared the same in these weeks",
  );
}

/** Places in `times` between the first and the last share of an account; it has one there. */
function activeSpan(group: GroupShares, account: number, times: Float64Array): Span {
  const own = group.ofAccount(account).time;
  return { from: placeOf(times, own[0]!), to: placeOf(times, own[own.length - 1]! + 1) };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Deals times of an object, each to one account only where there are enough. */
function dealer(times: Float64Array, random: Random, spanOf: (first: First) => Span) {
  return (): Draw => {
    const dealt = new Set<number>();
    return (first) => {
      const { from, to } = spanOf(first);
      return times[untaken(dealt, () => from + random.below(to - from))]!;
    };
  };
}
