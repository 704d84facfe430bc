/**
 * Lossless pruning before a sweep: drops shares without a share of another account within the window, then accounts
 * with fewer than `minimum` shares left, and repeats while a round still drops more than one share in fifty.
 * Every pair with at least `minimum` distinct objects keeps all its matches. O(shares) a round.
 *
 * Lossless for pairs only: what significance needs (activity, popularity, matched pairs) is counted before.
 */
import { compact, STRIDE, type Incidence } from "./incidence.ts";
import { GAP_LIMIT } from "./time.ts";

const MAX_ROUNDS = 8;

/**
 * The shares that can still be part of a pair with `minimum` objects; 1 drops lone shares only.
 * @param inPlace uses the incidence up and writes into its arrays
 */
export function prune(
  incidence: Incidence,
  windowTicks: number,
  minimum: number,
  inPlace = false,
): Incidence {
  let current = incidence;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const keep = markAccompanied(current, windowTicks);
    if (minimum > 1) dropThinAccounts(current, keep, minimum);
    const next = compact(current, keep, inPlace);
    const dropped = current.length - next.length;
    current = next;
    if (minimum <= 1 || dropped <= current.length / 50) break;
  }
  return current;
}

/** 1 for each share that has a share of another account within the window. One pass over runs of one account. */
export function markAccompanied({ length, objects, start, at }: Incidence, windowTicks: number): Uint8Array {
  const keep = new Uint8Array(length);
  let begin = 0;
  for (let o = 0; o < objects; o++) {
    const end = start[o + 1]!;
    if (end - begin > 1) markObject(at, begin, end, windowTicks, keep);
    begin = end;
  }
  return keep;
}

function markObject(at: Int32Array, begin: number, end: number, windowTicks: number, keep: Uint8Array): void {
  let account = at[STRIDE * begin]!;
  let tick = at[STRIDE * begin + 1]!;
  // Ticks since the last share of another account. Ticks of two shares with others between them may differ by more
  // than 32 bits hold, so distances are carried, and stay at what no window reaches.
  let since = GAP_LIMIT;
  for (let i = begin + 1; i < end; i++) {
    const a = at[STRIDE * i]!;
    const t = at[STRIDE * i + 1]!;
    const gap = (t - tick) | 0;
    tick = t;
    if (a === account) since = Math.min(since + gap, GAP_LIMIT);
    else {
      account = a;
      since = gap;
      if (gap <= windowTicks) markBack(at, begin, i, windowTicks, keep);
    }
    if (since <= windowTicks) keep[i] = 1;
  }
}

/** Marks the run of one account that ends before share i, as far as the window reaches back from i. */
function markBack(at: Int32Array, begin: number, i: number, windowTicks: number, keep: Uint8Array): void {
  const run = at[STRIDE * (i - 1)]!;
  let distance = 0;
  for (let j = i - 1; j >= begin && at[STRIDE * j] === run; j--) {
    distance += (at[STRIDE * j + 3]! - at[STRIDE * j + 1]!) | 0;
    if (distance > windowTicks) return;
    keep[j] = 1;
  }
}

/**
 * Takes the mark from shares of accounts that have fewer than `minimum` marked ones. Shares are counted, not objects:
 * an account that shares one object again and again stays, which costs little, and one byte an account is enough
 * to fit the cache, which this step is bound by.
 */
function dropThinAccounts({ accounts, length, at }: Incidence, keep: Uint8Array, minimum: number): void {
  const shares = minimum < 256 ? new Uint8Array(accounts) : new Int32Array(accounts);
  for (let i = 0; i < length; i++) {
    if (keep[i] === 0) continue;
    const a = at[STRIDE * i]!;
    const n = shares[a]!;
    if (n < minimum) shares[a] = n + 1;
  }
  for (let i = 0; i < length; i++) if (shares[at[STRIDE * i]!]! < minimum) keep[i] = 0;
}
