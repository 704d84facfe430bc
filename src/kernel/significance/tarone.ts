/**
 * Tarone's correction: hypotheses that could never be rejected need not be paid for.
 * R. E. Tarone 1990, doi:10.2307/2531456.
 *
 * m_T is the least k such that at most k hypotheses have a smallest attainable p of alpha / k or less; every p is then
 * compared with alpha / m_T. It controls the chance of any false rejection because the smallest attainable p depends on
 * nothing but what the shuffle keeps. O(bins + log m).
 *
 * Departure: attainable values are counted in a histogram of 1/256 of a power of ten, rounded towards "attainable", so
 * that memory does not grow with the number of pairs. m_T is never too small for it, and too large by no more than the
 * pairs within one bin.
 */

const PER_DECADE = 256;
/** Values beyond 10^-64 are not told apart; m below 10^60 never asks. */
const DECADES = 64;

/** Numbers of hypotheses by -log10 of their smallest attainable p. Those that cannot be rejected are not in it. */
export class Attainable {
  readonly #bins = new Float64Array(PER_DECADE * DECADES);

  /** @param value -log10 of the smallest attainable p */
  add(value: number, hypotheses = 1): void {
    this.#bins[bin(value)]! += hypotheses;
  }

  /** Hypotheses whose smallest attainable p is `level / k` or less, never fewer than there are. */
  atMost(level: number, k: number): number {
    let sum = 0;
    for (let b = bin(Math.log10(k / level)); b < this.#bins.length; b++) sum += this.#bins[b]!;
    return sum;
  }
}

function bin(value: number): number {
  // A rounding error of either side must not put a hypothesis below a limit that it reaches.
  return Math.max(0, Math.min(PER_DECADE * DECADES - 1, Math.floor((value + 1e-9) * PER_DECADE)));
}

/** m_T for a level, from 1 to m. */
export function taroneCount(attainable: Attainable, m: number, level: number): number {
  let low = 0;
  let high = Math.max(1, m);
  while (high - low > 1) {
    const middle = Math.floor(low + (high - low) / 2);
    if (attainable.atMost(level, middle) <= middle) high = middle;
    else low = middle;
  }
  return high;
}
