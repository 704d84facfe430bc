/**
 * Groups of equal keys, over and over for many bands: a table of bytes finds the few places whose key may be shared, and
 * only those are sorted. O(n); memory 4 to 8 bytes a place.
 */

/** Cells longer than this are sorted by a method that does not mind. */
const SHORT = 48;

export class Groups {
  /** Per cell of keys: bit 0 one place seen, bit 1 two or more. */
  readonly #seen: Uint8Array;
  readonly #seenShift: number;
  #list: Int32Array;

  /** @param length number of places; each key array has as many */
  constructor(length: number) {
    const bits = Math.min(28, 2 + Math.ceil(Math.log2(Math.max(length, 64))));
    this.#seen = new Uint8Array(2 ** bits);
    this.#seenShift = 32 - bits;
    this.#list = new Int32Array(length);
  }

  /**
   * Calls `visit` for each key that two places or more have, with an array that holds these places, rising, from `from`
   * to `to`, end exclusive. The array is only valid until the next call of `each`.
   */
  each(keys: Int32Array, visit: (places: Int32Array, from: number, to: number) => void): void {
    const shared = this.#shared(keys);
    const sorted = sortByKey(keys, shared);
    for (let from = 0, to = 0; from < sorted.length; from = to) {
      const key = keys[sorted[from]!]!;
      for (to = from + 1; to < sorted.length && keys[sorted[to]!] === key;) to++;
      if (to - from > 1) visit(sorted, from, to);
    }
  }

  /** Places whose key shares its cell with another place. */
  #shared(keys: Int32Array): Int32Array {
    const [seen, shift, list] = [this.#seen, this.#seenShift, this.#list];
    seen.fill(0);
    for (let i = 0; i < keys.length; i++) {
      const cell = keys[i]! >>> shift;
      seen[cell] = (seen[cell]! << 1) | 1;
    }
    let length = 0;
    for (let i = 0; i < keys.length; i++) {
      list[length] = i;
      length += (seen[keys[i]! >>> shift]! >> 1) & 1;
    }
    return list.subarray(0, length);
  }
}

/** Places so that equal keys stand together, rising inside: a counting sort into as many cells, then cell by cell. */
function sortByKey(keys: Int32Array, places: Int32Array): Int32Array {
  const bits = Math.max(1, Math.ceil(Math.log2(Math.max(2, places.length))));
  const shift = 32 - bits;
  const end = new Int32Array(2 ** bits + 1);
  for (const place of places) end[(keys[place]! >>> shift) + 1]!++;
  for (let c = 1; c < end.length; c++) end[c]! += end[c - 1]!;
  const sorted = new Int32Array(places.length);
  for (const place of places) sorted[end[keys[place]! >>> shift]!++] = place;
  for (let c = 0, from = 0; c < end.length - 1; c++) {
    const to = end[c]!;
    if (to - from > 1) sortCell(keys, sorted, from, to);
    from = to;
  }
  return sorted;
}

/** Sorts the few places of a cell by key; equal keys keep their order. */
function sortCell(keys: Int32Array, sorted: Int32Array, from: number, to: number): void {
  if (to - from > SHORT) {
    sorted.subarray(from, to).sort((x, y) => keys[x]! - keys[y]! || x - y);
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const place = sorted[i]!;
    const key = keys[place]!;
    let j = i - 1;
    for (; j >= from && keys[sorted[j]!]! > key; j--) sorted[j + 1] = sorted[j]!;
    sorted[j + 1] = place;
  }
}
