/**
 * Hashes that differ in few bits as one. Hashes are taken in a fixed order, the commonest first; each goes to the nearest representative
 * within the distance, or becomes one. So every hash lies within the distance of its representative, no chain of small steps joins
 * two that are far apart, and the result depends on neither times nor accounts nor the order of rows.
 *
 * Representatives are looked up by multi-index hashing (M. Norouzi, A. Punjani, D. Fleet 2012, doi:10.1109/CVPR.2012.6248043): two hashes
 * within distance d agree in one of their m parts of 16 bits up to d / m bits. Memory 4 (m + 3) bytes a hash, and 256 kB a part.
 */

/** Hashes of one length, each so many whole words of 32 bits. */
export interface BitHashes {
  readonly words: number;
  readonly bits: Uint32Array;
}

export interface NearJoin {
  /** Representative of each hash; of a representative itself. */
  readonly leader: Int32Array;
  readonly leaders: number;
}

const PART = 16;
const PART_VALUES = 2 ** PART;
/** Distances for which parts need differ in at most one bit are the ones that are asked for. */
const MOST_IN_PART = 1;

/** The greatest distance that can be asked for: each part would have to be looked up with two bits changed. */
export const mostDistance = (words: number): number => 2 * words * (MOST_IN_PART + 1) - 1;

/**
 * @param posts how often each hash occurs
 * @param distance bits in which two may differ, at most `mostDistance`
 * @param stopped asked now and then; ends the work by what it throws
 */
export function joinNear(
  hashes: BitHashes,
  posts: Int32Array,
  distance: number,
  stopped: () => void = () => undefined,
): NearJoin {
  const { length } = posts;
  const index = new LeaderIndex(hashes, length, distance);
  const leader = new Int32Array(length);
  let done = 0;
  for (const hash of inOrder(hashes, posts)) {
    if (done++ % 4096 === 0) stopped();
    const nearest = index.nearest(hash);
    leader[hash] = nearest < 0 ? hash : nearest;
    if (nearest < 0) index.add(hash);
  }
  return { leader, leaders: index.size };
}

/** The commonest first, and of equally common ones in order of their bits. */
function inOrder({ words, bits }: BitHashes, posts: Int32Array): Int32Array {
  const byBits = (a: number, b: number): number => {
    for (let i = 0; i < words; i++) {
      const apart = bits[a * words + i]! - bits[b * words + i]!;
      if (apart !== 0) return apart;
    }
    return a - b;
  };
  return new Int32Array(posts.length).map((_, i) => i).sort((a, b) => posts[b]! - posts[a]! || byBits(a, b));
}

class LeaderIndex {
  readonly #hashes: BitHashes;
  readonly #distance: number;
  readonly #parts: number;
  /** For each part and value the last representative with it, and for each representative the one before. */
  readonly #last: Int32Array;
  readonly #before: Int32Array;
  /** Representatives in the order in which they became such, and for which hash each was looked at last. */
  readonly #order: Int32Array;
  readonly #seen: Int32Array;
  readonly #probes: readonly number[];
  size = 0;

  constructor(hashes: BitHashes, length: number, distance: number) {
    this.#hashes = hashes;
    this.#distance = distance;
    this.#parts = 2 * hashes.words;
    this.#last = new Int32Array(this.#parts * PART_VALUES).fill(-1);
    this.#before = new Int32Array(this.#parts * length);
    this.#order = new Int32Array(length);
    this.#seen = new Int32Array(length).fill(-1);
    const single = Array.from({ length: PART }, (_, bit) => 1 << bit);
    this.#probes = distance < this.#parts ? [0] : [0, ...single];
  }

  /** Of several at the same distance the one that became a representative first; -1 for none. */
  nearest(hash: number): number {
    let best = -1;
    let least = this.#distance + 1;
    for (let part = 0; part < this.#parts; part++) {
      const value = this.#part(hash, part);
      for (const probe of this.#probes) {
        let at = this.#last[part * PART_VALUES + (value ^ probe)]!;
        for (; at >= 0; at = this.#before[at * this.#parts + part]!) {
          if (this.#seen[at] === hash) continue;
          this.#seen[at] = hash;
          const apart = distanceOf(this.#hashes, hash, this.#order[at]!, least);
          if (apart < least || (apart === least && at < best)) [least, best] = [apart, at];
        }
      }
    }
    return best < 0 || least > this.#distance ? -1 : this.#order[best]!;
  }

  add(hash: number): void {
    const at = this.size++;
    this.#order[at] = hash;
    for (let part = 0; part < this.#parts; part++) {
      const place = part * PART_VALUES + this.#part(hash, part);
      this.#before[at * this.#parts + part] = this.#last[place]!;
      this.#last[place] = at;
    }
  }

  #part(hash: number, part: number): number {
    const { words, bits } = this.#hashes;
    const word = bits[hash * words + (part >> 1)]!;
    return (part & 1) === 0 ? word >>> PART : word & (PART_VALUES - 1);
  }
}

/** Bits in which two hashes differ; more than `most` for any number above it. */
function distanceOf({ words, bits }: BitHashes, a: number, b: number, most: number): number {
  let apart = 0;
  for (let i = 0; i < words && apart <= most; i++) apart += ones(bits[a * words + i]! ^ bits[b * words + i]!);
  return apart;
}

/** Bits that are set in 32. */
function ones(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
