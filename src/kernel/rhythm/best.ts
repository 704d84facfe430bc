/**
 * Which of several alternatives is largest, and which others cannot be told from it: a confidence set that holds the truly
 * largest one with 95 % (M. Mogstad, J. P. Romano, A. M. Shaikh and D. Wilhelm 2024, Inference for ranks,
 * doi:10.1093/restud/rdad006, for the first rank alone). An alternative stays in the set unless its greatest studentised
 * distance to another is more than 95 % of draws give by chance.
 *
 * Cost: alternatives squared times draws.
 */
import { quantile } from "../quantile.ts";
import { LEVEL } from "../resample/intervals.ts";

export interface Best {
  readonly best: number;
  readonly runnerUp: number;
  /** All that cannot be told from the best, with it, in rising order. */
  readonly set: readonly number[];
}

/**
 * @param values one per alternative, at least two; of equal ones the first is best
 * @param draws the same of each draw
 */
export function bestOf(values: Float64Array, draws: readonly Float64Array[], level = LEVEL): Best {
  const order = [...values.keys()].sort((x, y) => values[y]! - values[x]! || x - y);
  const [best, runnerUp] = [order[0]!, order[1]!];
  const set = [...values.keys()].filter((i) => i === best || !isTold(i, values, draws, level));
  return { best, runnerUp, set };
}

/** Whether another is surely larger than this one. */
function isTold(one: number, values: Float64Array, draws: readonly Float64Array[], level: number): boolean {
  const spread = values.map((_, j) => deviation(draws, (draw) => draw[j]! - draw[one]!));
  const greatest = (distance: (j: number) => number): number => {
    let most = -Infinity;
    for (let j = 0; j < values.length; j++)
      if (j !== one && spread[j]! > 0) most = Math.max(most, distance(j) / spread[j]!);
    return most;
  };
  const chance = Float64Array.from(draws, (draw) =>
    greatest((j) => draw[j]! - draw[one]! - (values[j]! - values[one]!)),
  ).sort();
  // Where draws do not move a distance at all, it is what it is.
  const fixed = values.some((value, j) => spread[j] === 0 && value > values[one]!);
  return fixed || greatest((j) => values[j]! - values[one]!) > quantile(chance, level);
}

function deviation(draws: readonly Float64Array[], of: (draw: Float64Array) => number): number {
  let [sum, squares] = [0, 0];
  for (const draw of draws) {
    const value = of(draw);
    sum += value;
    squares += value * value;
  }
  const n = draws.length;
  return Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2));
}
