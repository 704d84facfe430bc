/** Small tools of the parity modes: text columns to codes, and columns that grow. */

/** A text column as codes 0, 1, … in order of first appearance. */
export interface Coded {
  readonly codes: Int32Array;
  readonly values: readonly string[];
}

/** O(rows); one map entry per distinct value. */
export function encode(column: readonly string[]): Coded {
  const known = new Map<string, number>();
  const codes = Int32Array.from(column, (value) => {
    const code = known.get(value);
    if (code !== undefined) return code;
    known.set(value, known.size);
    return known.size - 1;
  });
  return { codes, values: [...known.keys()] };
}

/** Place of each value when all are put in order of their code units, which for ASCII is the order of bytes. */
export function ranksOf(values: readonly string[]): Int32Array {
  const order = values.map((_, i) => i).sort((x, y) => compareText(values[x]!, values[y]!));
  const rank = new Int32Array(values.length);
  order.forEach((i, place) => (rank[i] = place));
  return rank;
}

/** Order of code units, no matter what language is set. */
export function compareText(x: string, y: string): number {
  if (x === y) return 0;
  return x < y ? -1 : 1;
}

/** Stable counting sort: `members[start[k]]` to `members[start[k + 1] - 1]` are the items of key k, in their order. */
export function groupBy(
  keys: Int32Array,
  count: number,
  items: Int32Array,
): { start: Int32Array; members: Int32Array } {
  const start = new Int32Array(count + 1);
  for (const item of items) start[keys[item]! + 1]!++;
  for (let k = 0; k < count; k++) start[k + 1]! += start[k]!;
  const cursor = start.slice(0, count);
  const members = new Int32Array(items.length);
  for (const item of items) members[cursor[keys[item]!]!++] = item;
  return { start, members };
}

/** 0, 1, … length - 1. */
export function indices(length: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => i);
}

/** A growing column of numbers. */
export class Growing {
  length = 0;
  #values = new Float64Array(1024);

  push(value: number): void {
    if (this.length === this.#values.length) {
      const wider = new Float64Array(this.length * 2);
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[this.length++] = value;
  }

  clear(): void {
    this.length = 0;
  }

  /** The values so far; valid until the next push. */
  view(): Float64Array {
    return this.#values.subarray(0, this.length);
  }
}
