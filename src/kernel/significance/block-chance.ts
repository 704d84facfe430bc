/**
 * The chance that two runs match when each moves by its own uniform shift of -n to n steps. Their relative shift k has
 * the triangular weight (N - |k|) / N^2, N = 2n + 1. Two shares d steps apart match for the shifts -W - d to W - d; a
 * block matches on the union over its common objects. Exact, in closed form; O(offsets log offsets).
 * Shifts are centred on what was seen: A. Amarasingham, M. T. Harrison, N. G. Hatsopoulos, S. Geman 2012,
 * doi:10.1152/jn.00633.2011.
 */

/** P(relative shift <= k). */
export function relativeShiftCdf(k: number, half: number): number {
  const N = 2 * half + 1;
  if (k < -2 * half) return 0;
  if (k >= 2 * half) return 1;
  if (k < 0) return ((N + k) * (N + k + 1)) / 2 / (N * N);
  return 1 - ((N - k - 1) * (N - k)) / 2 / (N * N);
}

/**
 * @param offsets steps between the shares of each common object, `offsets[from..to)`; sorted here, in place
 * @param window W
 * @param half n
 */
export function blockChance(
  offsets: Float64Array,
  from: number,
  to: number,
  window: number,
  half: number,
): number {
  if (to - from > 1) offsets.subarray(from, to).sort();
  let chance = 0;
  // Intervals of shifts in rising order: the largest offset has the lowest.
  let low = -window - offsets[to - 1]!;
  let high = window - offsets[to - 1]!;
  for (let z = to - 2; z >= from; z--) {
    const begin = -window - offsets[z]!;
    if (begin > high + 1) {
      chance += relativeShiftCdf(high, half) - relativeShiftCdf(low - 1, half);
      low = begin;
    }
    high = window - offsets[z]!;
  }
  return chance + relativeShiftCdf(high, half) - relativeShiftCdf(low - 1, half);
}
