/** Up to this, a product with 32 bits is exact in a double. */
const EXACT = 2 ** 21;

/**
 * Seeded pseudo-random numbers: sfc32 (C. Doty-Humphrey, PractRand), 128 bits of state, period about 2^127.
 * Same seed, same numbers, on every machine. Not for secrets.
 */
export class Random {
  #a = 0;
  #b = 0;
  #c = 0;
  #counter = 1;

  /** @param seed an integer from 0 to 2^53-1 */
  constructor(seed: number) {
    this.#a = seed >>> 0;
    this.#b = Math.floor(seed / 2 ** 32) >>> 0;
    this.#c = 0x9e3779b9;
    for (let i = 0; i < 15; i++) this.uint32();
  }

  /** An integer from 0 to 2^32-1. */
  uint32(): number {
    const t = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + t) | 0;
    return t >>> 0;
  }

  /** A number in [0, 1) with 53 bits. */
  uniform(): number {
    return ((this.uint32() >>> 5) * 2 ** 26 + (this.uint32() >>> 6)) / 2 ** 53;
  }

  /** An integer in [0, n), n up to 2^32, without modulo bias. */
  below(n: number): number {
    // Quotients, exact below 2^53, are several times as quick as remainders of what is no small integer.
    const limit = Math.floor(2 ** 32 / n) * n;
    let x = this.uint32();
    while (x >= limit) x = this.uint32();
    return x - Math.floor(x / n) * n;
  }

  /**
   * Draws n of `values[from..to)` without replacement: they come to stand at `from`, in the order drawn (the first steps
   * of Fisher and Yates's shuffle, R. Durstenfeld 1964, doi:10.1145/364520.364540). Without bias, and as a rule one
   * number of 32 bits each (D. Lemire 2019, doi:10.1145/3230636).
   */
  sample(values: Int32Array, from: number, to: number, n: number): void {
    for (let i = from; i < from + n; i++) {
      const j = i + this.#index(to - i);
      const held = values[i]!;
      values[i] = values[j]!;
      values[j] = held;
    }
  }

  /** An integer in [0, n): the high part of n times a number of 32 bits, drawn again where the low part is one too many. */
  #index(n: number): number {
    if (n > EXACT) return this.below(n);
    let x = this.uint32();
    if (Math.imul(x, n) >>> 0 < n) {
      const surplus = 2 ** 32 % n;
      while (Math.imul(x, n) >>> 0 < surplus) x = this.uint32();
    }
    return Math.floor((x * n) / 2 ** 32);
  }

  /** Standard normal (Box and Muller 1958). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Fisher and Yates shuffle, in place, of `values[from..to)`. */
  shuffle(values: Int32Array, from = 0, to = values.length): void {
    for (let i = to - 1; i > from; i--) {
      const j = from + this.below(i - from + 1);
      const held = values[i]!;
      values[i] = values[j]!;
      values[j] = held;
    }
  }
}
