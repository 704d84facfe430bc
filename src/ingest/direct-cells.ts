/**
 * What stands in cells that are not one plain link, by the hash of the cell: the hashes of its links, none, one or several. A lookup is a
 * few nanoseconds, which every share pays; so the statement over the file neither joins nor asks again whether a cell is plain.
 */

/** Shares as columns, for one chunk. */
export interface ShareColumns {
  readonly length: number;
  /** Two words each, the lower first. */
  readonly account: Int32Array;
  readonly object: Int32Array;
  readonly tick: Float64Array;
  readonly row: Float64Array;
}

const FREE = -1;

/** Hashes, each of two words, numbered in the order in which they came. */
export class Hashes {
  /** By slot: number of the hash, or `FREE`. */
  #slots = new Int32Array(64).fill(FREE);
  #words = new Int32Array(128);
  length = 0;

  /** Number of this hash, or `FREE`. */
  find(lower: number, upper: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = lower & mask; ; slot = (slot + 1) & mask) {
      const found = this.#slots[slot]!;
      if (found === FREE || (this.#words[2 * found] === lower && this.#words[2 * found + 1] === upper))
        return found;
    }
  }

  /** The same; it is there from now on. */
  add(lower: number, upper: number): number {
    const found = this.find(lower, upper);
    if (found !== FREE) return found;
    if (2 * this.length === this.#words.length) this.#words = wider(this.#words);
    if (2 * this.length >= this.#slots.length) this.#widenSlots();
    this.#words.set([lower, upper], 2 * this.length);
    this.#place(this.length);
    return this.length++;
  }

  at(number: number): bigint {
    const [lower, upper] = this.#words.subarray(2 * number, 2 * number + 2);
    return (BigInt(upper! >>> 0) << 32n) | BigInt(lower! >>> 0);
  }

  #place(number: number): void {
    const mask = this.#slots.length - 1;
    let slot = this.#words[2 * number]! & mask;
    while (this.#slots[slot] !== FREE) slot = (slot + 1) & mask;
    this.#slots[slot] = number;
  }

  #widenSlots(): void {
    this.#slots = new Int32Array(2 * this.#slots.length).fill(FREE);
    for (let number = 0; number < this.length; number++) this.#place(number);
  }
}

export class OddCells {
  readonly #cells = new Hashes();
  /** By cell: where its links begin. */
  #first = new Int32Array(64);
  /** Two words of each link. */
  #links = new Int32Array(128);
  #linkCount = 0;
  /** Links of these cells, and by link: does it stand in a cell by itself? */
  readonly #forms = new Hashes();
  #alone = new Uint8Array(0);
  readonly #looksForAlone: boolean;

  /** @param looksForAlone whether `alone` will be asked for, which costs each share a lookup more */
  constructor(looksForAlone: boolean) {
    this.#looksForAlone = looksForAlone;
  }

  /** Are the links of this cell here? */
  knows(lower: number, upper: number): boolean {
    return this.#cells.find(lower, upper) !== FREE;
  }

  /** Takes the links of cells; those of one cell come one after the other. */
  add(cells: Int32Array, links: Int32Array): void {
    for (let i = 0; i < cells.length; i += 2) {
      const before = this.#cells.length;
      const cell = this.#cells.add(cells[i]!, cells[i + 1]!);
      if (cell === this.#first.length) this.#first = wider(this.#first);
      if (cell === before) this.#first[cell] = this.#linkCount;
      if (2 * this.#linkCount === this.#links.length) this.#links = wider(this.#links);
      this.#links.set(links.subarray(i, i + 2), 2 * this.#linkCount++);
      this.#forms.add(links[i]!, links[i + 1]!);
    }
    this.#alone = new Uint8Array(this.#forms.length);
  }

  /** The links of these cells that also stood in a cell by themselves, as their hashes. */
  *alone(): Generator<bigint> {
    for (let form = 0; form < this.#forms.length; form++)
      if (this.#alone[form] === 1) yield this.#forms.at(form);
  }

  #end(cell: number): number {
    return cell + 1 < this.#cells.length ? this.#first[cell + 1]! : this.#linkCount;
  }

  /** Puts links in the place of cells; a share of several links becomes several. Objects are changed in place. Rows without a time are not kept. */
  resolve(shares: ShareColumns): ShareColumns {
    const { length, object, tick } = shares;
    let more = 0;
    for (let i = 0; i < length; i++) {
      const [lower, upper] = [object[2 * i]!, object[2 * i + 1]!];
      const cell = this.#cells.find(lower, upper);
      if (cell === FREE) {
        if (this.#looksForAlone) this.#meetAlone(lower, upper, tick[i]!);
        continue;
      }
      const first = this.#first[cell]!;
      const links = this.#end(cell) - first;
      if (links > 1) {
        more += links - 1;
        continue;
      }
      object[2 * i] = this.#links[2 * first]!;
      object[2 * i + 1] = this.#links[2 * first + 1]!;
    }
    return more === 0 ? shares : this.#spread(shares, length + more);
  }

  #meetAlone(lower: number, upper: number, tick: number): void {
    const form = this.#forms.find(lower, upper);
    if (form !== FREE && !Number.isNaN(tick)) this.#alone[form] = 1;
  }

  /** Those of several links, which are still there, among the others. */
  #spread({ length, account, object, tick, row }: ShareColumns, total: number): ShareColumns {
    const out = {
      length: total,
      account: new Int32Array(2 * total),
      object: new Int32Array(2 * total),
      tick: new Float64Array(total),
      row: new Float64Array(total),
    };
    let at = 0;
    const put = (i: number, lower: number, upper: number) => {
      out.account[2 * at] = account[2 * i]!;
      out.account[2 * at + 1] = account[2 * i + 1]!;
      out.object[2 * at] = lower;
      out.object[2 * at + 1] = upper;
      out.tick[at] = tick[i]!;
      out.row[at++] = row[i]!;
    };
    for (let i = 0; i < length; i++) {
      const [lower, upper] = [object[2 * i]!, object[2 * i + 1]!];
      const cell = this.#cells.find(lower, upper);
      const several = cell !== FREE && this.#end(cell) - this.#first[cell]! > 1;
      if (!several) put(i, lower, upper);
      else
        for (let link = this.#first[cell]!; link < this.#end(cell); link++)
          put(i, this.#links[2 * link]!, this.#links[2 * link + 1]!);
    }
    return out;
  }
}

function wider(words: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(2 * words.length);
  more.set(words);
  return more;
}
