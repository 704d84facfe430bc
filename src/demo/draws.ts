/** Draws from the distributions the simulator needs, all from one seeded source. */
import type { Random } from "../kernel/random.ts";

/** Pareto with minimum `scale` and tail index `alpha`, cut at `cap`. */
export function pareto(random: Random, scale: number, alpha: number, cap: number): number {
  return Math.min(cap, scale * (1 - random.uniform()) ** (-1 / alpha));
}

/** Log-normal by its median and the standard deviation of its logarithm. */
export function logNormal(random: Random, median: number, sigma: number): number {
  return median * Math.exp(sigma * random.normal());
}

/** One of the values, each equally often. */
export function pick<T>(random: Random, values: readonly T[]): T {
  return values[random.below(values.length)]!;
}

/** Draws indices in proportion to weights: O(n) to build, O(log n) a draw. */
export class Weighted {
  readonly #cumulative: Float64Array;

  constructor(weights: Iterable<number>) {
    let sum = 0;
    this.#cumulative = Float64Array.from(weights, (weight) => (sum += weight));
  }

  draw(random: Random): number {
    const target = random.uniform() * this.#cumulative.at(-1)!;
    let low = 0;
    let high = this.#cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#cumulative[middle]! > target) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
