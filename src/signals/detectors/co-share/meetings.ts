/**
 * When the pairs of a group met: the offsets of their common shares, the occasions, and how many pairs met at all. An
 * occasion is a sitting of the group's matched shares, cut as the runs of an account are; a pair counts as many moments as
 * its own runs met.
 */
import {
  buildIncidence,
  PairBlocks,
  sittings,
  sweep,
  type Pairs,
  type ShareColumns,
  type Timetable,
} from "../../../kernel/index.ts";
import type { Analysis } from "./analyse.ts";
import type { Occasion } from "./occasions-figure.ts";

export interface Meetings {
  /** Seconds between the shares of common objects of the pairs, within the reach of null 3; a pair's order is that of its codes. */
  readonly offsets: Float64Array;
  readonly occasions: readonly Occasion[];
  /** Fewest, median and most moments of a pair. */
  readonly moments: readonly [number, number, number];
  /** Pairs inside the group that matched at least once. */
  readonly met: number;
  /** Part of the matched blocks on which nothing but objects with p_o of one half or more matched. */
  readonly blind: number;
}

/**
 * @param edges indices into the analysis' pairs
 * @param accounts codes of the group
 */
export function meetingsOf(analysis: Analysis, edges: Int32Array, accounts: Int32Array): Meetings {
  const { table, pairs, tests } = analysis;
  const a = edges.map((i) => pairs.a[i]!);
  const b = edges.map((i) => pairs.b[i]!);
  const { offsets, matched, blind } = walk(analysis, { a, b });
  const moments = edges.map((i) => tests.moments[i]!).sort();
  return {
    offsets: offsets.map((steps) => (steps * table.law.stepMs) / 1000),
    occasions: occasionsOf(analysis, matched),
    moments: [moments[0]!, moments[moments.length >> 1]!, moments[moments.length - 1]!],
    met: pairsMet(analysis, accounts),
    blind,
  };
}

/** Part of the matched blocks of these pairs that null 2 cannot judge. */
export const blindShare = (analysis: Pick<Analysis, "table" | "chance">, pairs: Pairs): number =>
  walk(analysis, pairs).blind;

interface Walked {
  readonly offsets: Float64Array;
  /** Shares that matched, by index in the incidence. */
  readonly matched: Int32Array;
  readonly blind: number;
}

function walk({ table, chance }: Pick<Analysis, "table" | "chance">, { a, b }: Pairs): Walked {
  const { law, objectOf } = table;
  const blocks = new PairBlocks(table, chance);
  const offsets: number[] = [];
  const matched = new Set<number>();
  let met = 0;
  let blind = 0;
  for (let i = 0; i < a.length; i++) {
    blocks.of(a[i]!, b[i]!);
    for (let z = 0; z < blocks.length; z++) {
      let least = Infinity;
      for (let e = blocks.entryStart[z]!; e < blocks.entryStart[z + 1]!; e++) {
        const d = blocks.offset[e]!;
        if (Math.abs(d) <= law.reach) offsets.push(d);
        if (Math.abs(d) > law.window) continue;
        matched.add(blocks.shareA[e]!).add(blocks.shareB[e]!);
        least = Math.min(least, chance[objectOf[blocks.shareA[e]!]!]!);
      }
      if (least === Infinity) continue;
      met++;
      if (least >= 0.5) blind++;
    }
  }
  return {
    offsets: Float64Array.from(offsets),
    matched: Int32Array.from(matched),
    blind: met === 0 ? 0 : blind / met,
  };
}

function occasionsOf({ table, columns, first }: Analysis, matched: Int32Array): Occasion[] {
  const { law, at } = table;
  const inTime = matched.slice().sort((x, y) => at[x]! - at[y]! || x - y);
  const starts = sittings(
    Float64Array.from(inTime, (i) => at[i]!),
    law,
  );
  return starts.slice(1).map((end, n): Occasion => {
    const shares = inTime.subarray(starts[n], end).map((i) => first.source[i]!);
    return {
      time: shares.reduce((least, i) => Math.min(least, columns.time[i]!), Infinity),
      until: shares.reduce((most, i) => Math.max(most, columns.time[i]!), -Infinity),
      members: distinct(shares, columns.account),
      objects: distinct(shares, columns.object),
    };
  });
}

const distinct = (shares: Int32Array, code: Int32Array): Int32Array =>
  Int32Array.from(new Set(shares.map((i) => code[i]!))).sort();

function pairsMet(analysis: Analysis, accounts: Int32Array): number {
  const { time } = analysis;
  const shares = sharesOf(analysis, accounts);
  return sweep(buildIncidence(shares, time), time.windowTicks, { minimum: 1 }).pairs.length;
}

/** The first shares of some accounts, with codes of their own. */
function sharesOf(
  { table, first, columns }: Pick<Analysis, "first" | "columns"> & { readonly table: Timetable },
  accounts: Int32Array,
): Pick<ShareColumns, "length" | "account" | "object" | "time" | "accounts" | "objects"> {
  const account: number[] = [];
  const object: number[] = [];
  const time: number[] = [];
  const codes = new Map<number, number>();
  accounts.forEach((code, own) => {
    for (let z = table.start[code]!; z < table.start[code + 1]!; z++) {
      const i = table.shares[z]!;
      const known = codes.get(table.objectOf[i]!) ?? codes.size;
      codes.set(table.objectOf[i]!, known);
      account.push(own);
      object.push(known);
      time.push(columns.time[first.source[i]!]!);
    }
  });
  return {
    length: account.length,
    account: Int32Array.from(account),
    object: Int32Array.from(object),
    time: Float64Array.from(time),
    accounts: accounts.length,
    objects: codes.size,
  };
}
