/** Sets of small numbers as bits. */
export type Bits = Uint32Array<ArrayBuffer>;

export const emptyBits = (size: number): Bits => new Uint32Array((size + 31) >>> 5);

/** All numbers below `size`. */
export function fullBits(size: number): Bits {
  const bits = emptyBits(size).fill(0xffffffff);
  if ((size & 31) !== 0) bits[bits.length - 1] = (1 << (size & 31)) - 1;
  return bits;
}

export function setBit(bits: Bits, n: number): void {
  bits[n >>> 5]! |= 1 << (n & 31);
}

/** Keeps in `bits` what is in both. */
export function keepCommon(bits: Bits, other: Bits): void {
  for (let i = 0; i < bits.length; i++) bits[i]! &= other[i]!;
}

export function countBits(bits: Bits): number {
  let count = 0;
  for (let word of bits) {
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** Calls with each number from `from` on in order, until told `false`. */
export function eachBit(bits: Bits, from: number, visit: (n: number) => boolean | void): void {
  for (let i = from >>> 5; i < bits.length; i++) {
    let word = bits[i]!;
    if (i === from >>> 5) word &= -1 << (from & 31);
    while (word !== 0) {
      const low = word & -word;
      if (visit((i << 5) + 31 - Math.clz32(low)) === false) return;
      word ^= low;
    }
  }
}

/** The same from the greatest number below `end` on, downward. */
export function eachBitDown(bits: Bits, end: number, visit: (n: number) => boolean | void): void {
  for (let i = Math.min(bits.length, (end + 31) >>> 5) - 1; i >= 0; i--) {
    let word = bits[i]!;
    if (i === end >>> 5) word &= (1 << (end & 31)) - 1;
    while (word !== 0) {
      const high = 31 - Math.clz32(word);
      if (visit((i << 5) + high) === false) return;
      word ^= 1 << high;
    }
  }
}
