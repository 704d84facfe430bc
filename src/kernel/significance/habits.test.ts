import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE, Stream } from "../../../test/support/behaviours/stream.ts";
import { prepare } from "../../../test/support/null-sample.ts";
import { Random } from "../random.ts";
import { PairBlocks } from "./blocks.ts";
import { Habits } from "./habits.ts";

const WINDOW = 60;
/** D at this window: a share could as well have been so many seconds earlier or later. */
const HALF = 300;

/** Habits of one account that shares a thing of its own at each of these seconds. */
function habitsAt(times: readonly number[]) {
  const stream = new Stream();
  times.forEach((at, object) => stream.add(0, object, at));
  const { first, table } = prepare(stream.columns(), WINDOW);
  const habits = new Habits(first, table);
  return {
    table,
    habits,
    offsets: (object: number): number[] => [...habits.offsets(first.start[object]!)],
  };
}

/** What a calendar gives by definition, for shares that are sittings of their own: all others modulo the period. */
function byCalendar(times: readonly number[], i: number, period: number): number[] {
  return times
    .flatMap((at, z) => {
      if (z === i) return [];
      const turned = ((at - times[i]!) % period) + 0;
      const near = [turned - period, turned, turned + period].find((d) => Math.abs(d) <= HALF);
      return near === undefined ? [] : [near];
    })
    .sort((x, y) => x - y);
}

/** Every share has the offsets that this calendar gives, and the other one would give some share others. */
function goBy(times: readonly number[], period: number): void {
  const { offsets } = habitsAt(times);
  times.forEach((_, i) => expect(offsets(i)).toEqual(byCalendar(times, i, period)));
  const other = period === DAY ? 7 * DAY : DAY;
  expect(times.some((_, i) => offsets(i).length !== byCalendar(times, i, other).length)).toBe(true);
}

const days = (count: number, at: (day: number) => number): number[] =>
  Array.from({ length: count }, (_, day) => day * DAY + at(day));

describe("the calendar of an account", () => {
  const random = new Random(5);

  it("is the day for lunch at noon", () => {
    goBy(
      days(40, () => 12 * HOUR + random.below(240)),
      DAY,
    );
  });

  it("is the week for breaks that begin at another minute on each day of it", () => {
    const times = days(12 * 7, (day) => 9 * HOUR + (40 + 3 * (day % 7)) * MINUTE + random.below(50));
    goBy(
      times.filter((_, day) => day % 7 < 5),
      7 * DAY,
    );
  });

  it("stays the day for a program that looks every quarter of an hour", () => {
    const quarters = Array.from({ length: 50 }, (_, i) => 17 * i + random.below(16));
    goBy(
      quarters.map((quarter) => quarter * 15 * MINUTE + 7 * MINUTE + random.below(3)),
      DAY,
    );
  });

  it("stays the day for what moves with the season", () => {
    goBy(
      days(60, (day) => 19 * HOUR - 15 * Math.min(day, 60 - day)),
      DAY,
    );
  });

  it("turns at midnight", () => {
    const times = days(14, (day) => (day % 2 === 0 ? DAY - 2 * MINUTE : DAY + MINUTE));
    goBy(times, DAY);
    expect(habitsAt(times).offsets(0)).toEqual([...Array(6).fill(0), ...Array(7).fill(3 * MINUTE)]);
  });

  it("stays the day for few shares that lie close by the week", () => {
    // Two and two a week apart: by the week both pairs would match, which chance gives, too.
    const times = [2 * HOUR, 7 * DAY + 2 * HOUR + 5, 3 * DAY + 14 * HOUR, 10 * DAY + 14 * HOUR + 9];
    const others = [0, 2].map((k) => 15 * DAY + times[k]! + 290 * (k - 1));
    goBy([...times, ...others], DAY);
  });
});

describe("offsets of a share", () => {
  it("are at most sixty, ascending, within D, and weigh no more than their number", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 150 }),
        fc.integer({ min: 1, max: 3 }),
        fc.nat(1e6),
        (count, posts, seed) => {
          const random = new Random(seed);
          const times = days(count, () => 12 * HOUR).flatMap((at) =>
            Array.from({ length: posts }, () => at + random.below(400)),
          );
          const { habits, table, offsets } = habitsAt(times);
          const numbers = times.map((_, i) => {
            const all = offsets(i);
            expect(all).toEqual([...all].sort((x, y) => x - y));
            expect(all.every((d) => Math.abs(d) <= HALF)).toBe(true);
            return all.length;
          });
          const most = Math.max(...numbers);
          expect(most).toBeLessThanOrEqual(60);
          const weights = Array.from({ length: table.runs }, (_, run) => habits.weight(run));
          expect(Math.max(...weights)).toBe(most);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("leave out the sitting of the share itself", () => {
    expect(habitsAt([0, 60, 120, 9 * HOUR]).offsets(1)).toEqual([]);
  });
});

it("a block gets m parts of what habits say and one of the uniform shift's", () => {
  const stream = new Stream();
  // Both at noon to the second for ten days; they share one thing, the rest is each one's own.
  for (const account of [0, 1])
    for (let day = 0; day < 10; day++)
      stream.add(account, day === 4 ? 0 : 1 + 10 * account + day, day * DAY + 12 * HOUR);
  const { first, table, chance } = prepare(stream.columns(), WINDOW);
  const blocks = new PairBlocks(table, chance).of(0, 1);
  expect(blocks.length).toBe(1);
  expect(new Habits(first, table).chance(blocks, 0)).toBeCloseTo((69_061 / 361_201 + 9) / 10, 12);
});
