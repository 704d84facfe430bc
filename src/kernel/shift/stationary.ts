/**
 * Stationary bootstrap (D. Politis and J. Romano 1994, doi:10.1080/01621459.1994.10476870): blocks of geometric length,
 * joined around the end. The mean length is the one that is best for the variance of a mean of AR(1) noise (D. Politis and
 * H. White 2004, doi:10.1081/ETC-120028836, corrected 2009, doi:10.1080/07474930802459016), for which it has a closed form:
 * (2 phi / (1 - phi^2))^(2/3) n^(1/3). O(n) a draw.
 */
import type { Random } from "../random.ts";

/** Mean length of a block, in days, at least 1. */
export function blockLength(phi: number, n: number): number {
  return Math.max(1, ((2 * phi) / (1 - phi * phi)) ** (2 / 3) * Math.cbrt(n));
}

/** Fills `index` with indices below `n`, in blocks of mean length `length`. */
export function drawBlocks(index: Int32Array, n: number, length: number, random: Random): void {
  let at = random.below(n);
  for (let i = 0; i < index.length; i++) {
    index[i] = at;
    at = random.uniform() * length < 1 ? random.below(n) : (at + 1) % n;
  }
}
