/**
 * The plan of a sweep: shares laid out so that one comparison ends window and object.
 *
 * Accounts are numbered by activity (rank 0 has most shares), so the counters that are touched most lie together.
 * `line` holds (rank, virtual time) of every share, object after object, with one sentinel at each end; the virtual
 * time grows by the gap to the share before, cut at window + 1, and by window + 1 from one object to the next. Walking
 * away from a share until the difference exceeds the window therefore never leaves its object. Differences within the
 * window are exact ticks. `row` holds (line index, object) of each account's shares, account after account.
 *
 * O(shares + accounts); 20 bytes a share, 12 an account.
 */
import { STRIDE, type Incidence } from "./incidence.ts";

export interface SweepPlan {
  readonly windowTicks: number;
  readonly accounts: number;
  readonly objects: number;
  readonly length: number;
  /** Accounts with shares: ranks below this have rows. */
  readonly live: number;
  readonly rankOf: Int32Array;
  readonly accountOf: Int32Array;
  readonly rowStart: Int32Array;
  readonly row: Int32Array;
  readonly line: Int32Array;
  /** Index in the columns of the share at line index l is `source[l - 1]`. */
  readonly source: Int32Array;
}

/** Makes the arrays that sweeping threads read: plain ones, or such over memory that threads share. */
export type MakeInts = (length: number) => Int32Array;
const plainInts: MakeInts = (length) => new Int32Array(length);

/** Lays out an incidence for a window of at most 2^30 - 1 ticks. */
export function planSweep(incidence: Incidence, windowTicks: number, make: MakeInts = plainInts): SweepPlan {
  const { length, accounts, objects, start, at, source } = incidence;
  const { rankOf, accountOf, rowStart, live } = rankAccounts(incidence, make);
  const row = make(length * STRIDE);
  const line = make((length + 2) * STRIDE);
  const cursor = rowStart.slice(0, accounts);
  const beyond = windowTicks + 1;
  line[0] = -1;
  let virtual = 0;
  for (let o = 0; o < objects; o++) {
    const begin = start[o]!;
    const end = start[o + 1]!;
    for (let i = begin; i < end; i++) {
      const gap = i === begin ? beyond : (at[STRIDE * i + 1]! - at[STRIDE * i - 1]!) | 0;
      virtual = (virtual + Math.min(gap, beyond)) | 0;
      const rank = rankOf[at[STRIDE * i]!]!;
      line[STRIDE * (i + 1)] = rank;
      line[STRIDE * (i + 1) + 1] = virtual;
      const q = cursor[rank]!++;
      row[STRIDE * q] = i + 1;
      row[STRIDE * q + 1] = o;
    }
  }
  line[STRIDE * (length + 1)] = -1;
  line[STRIDE * (length + 1) + 1] = (virtual + beyond) | 0;
  return { windowTicks, accounts, objects, length, live, rankOf, accountOf, rowStart, row, line, source };
}

/** Counting sort of accounts by number of shares, most first; equal ones in order of their code. */
export function rankAccounts(
  { length, accounts, at }: Incidence,
  make: MakeInts = plainInts,
): {
  rankOf: Int32Array;
  accountOf: Int32Array;
  rowStart: Int32Array;
  live: number;
} {
  const shares = new Int32Array(accounts);
  for (let i = 0; i < length; i++) shares[at[STRIDE * i]!]!++;
  let most = 0;
  for (let a = 0; a < accounts; a++) if (shares[a]! > most) most = shares[a]!;
  const bucket = new Int32Array(most + 2);
  for (let a = 0; a < accounts; a++) bucket[most - shares[a]! + 1]!++;
  for (let d = 0; d <= most; d++) bucket[d + 1]! += bucket[d]!;
  const rankOf = new Int32Array(accounts);
  const accountOf = make(accounts);
  for (let a = 0; a < accounts; a++) {
    const rank = bucket[most - shares[a]!]!++;
    rankOf[a] = rank;
    accountOf[rank] = a;
  }
  const rowStart = make(accounts + 1);
  for (let r = 0; r < accounts; r++) rowStart[r + 1] = rowStart[r]! + shares[accountOf[r]!]!;
  let live = accounts;
  while (live > 0 && rowStart[live] === rowStart[live - 1]) live--;
  return { rankOf, accountOf, rowStart, live };
}

/** Consecutive blocks of ranks, [from, to), of about `shares` shares each: the units of work of a sweep. */
export function rowBlocks(plan: SweepPlan, shares = 1 << 16): { from: number; to: number }[] {
  const blocks: { from: number; to: number }[] = [];
  let from = 0;
  for (let r = 0; r < plan.live; r++) {
    if (plan.rowStart[r + 1]! - plan.rowStart[from]! >= shares || r === plan.live - 1) {
      blocks.push({ from, to: r + 1 });
      from = r + 1;
    }
  }
  return blocks;
}
