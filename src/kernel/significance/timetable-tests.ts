/**
 * p3*: null 3 for single pairs with both corrections, which can only raise the chance of a block and so the p-value.
 * Habit: where else the account's other days would have put the share. Crowd: whether outsiders came just then, too.
 */
import { components } from "../graph/components.ts";
import type { Incidence } from "../coshare/incidence.ts";
import { PairBlocks } from "./blocks.ts";
import { Crowds } from "./crowd.ts";
import { habitsOf } from "./habits.ts";
import { LEAST_MOMENTS, TailScratch } from "./moments.ts";
import type { Timetable } from "./timetable.ts";

export interface Pairs {
  readonly a: Int32Array;
  readonly b: Int32Array;
}

/** What the tests of one incidence read. */
export interface TimetableSpace {
  /** First shares. */
  readonly first: Incidence;
  readonly table: Timetable;
  /** p_o by object. */
  readonly chance: Float64Array;
}

/**
 * log10 p3* of each of `asked`, at its M.
 * @param screen pairs whose components are no crowd to each other; those asked for are among them
 */
export function* correctedTimetable(
  { first, table, chance }: TimetableSpace,
  asked: Pairs & { readonly moments: Int32Array },
  screen: Pairs,
): Generator<number, Float64Array> {
  const crowds = new Crowds(first, table, components(first.accounts, screen.a, screen.b).label);
  const blocks = new PairBlocks(table, chance);
  const habits = habitsOf({ first, table });
  const tails = new TailScratch();
  const log10p = new Float64Array(asked.a.length);
  for (let i = 0; i < asked.a.length; i++) {
    if (asked.moments[i]! >= LEAST_MOMENTS) {
      blocks.of(asked.a[i]!, asked.b[i]!);
      tails.fill(blocks.length, (z) =>
        blocks.chance[z] === 0 ? 0 : Math.max(habits.chance(blocks, z), crowds.chance(blocks, z)),
      );
      log10p[i] = tails.tailLog10(blocks.length, asked.moments[i]!);
    }
    yield i + 1;
  }
  return log10p;
}
