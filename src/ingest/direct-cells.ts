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

export class OddCells {
  /** By slot: number of the cell, or `FREE`. */
  #slots = new Int32Array(64).fill(FREE);
  /** By cell: two words of its hash, and where its links begin. */
  #cells = new Int32Array(128);
  #first = new Int32Array(64);
  /** Two words of each link. */
  #links = new Int32Array(128);
  #cellCount = 0;
  #linkCount = 0;

  get size(): number {
    return this.#cellCount;
  }

  /** Takes the links of cells; those of one cell come one after the other. */
  add(cells: Int32Array, links: Int32Array): void {
    for (let i = 0; i < cells.length; i += 2) {
      const [lower, upper] = [cells[i]!, cells[i + 1]!];
      const last = 2 * (this.#cellCount - 1);
      if (last < 0 || this.#cells[last] !== lower || this.#cells[last + 1] !== upper)
        this.#open(lower, upper);
      if (2 * this.#linkCount === this.#links.length) this.#links = wider(this.#links);
      this.#links.set(links.subarray(i, i + 2), 2 * this.#linkCount++);
    }
  }

  #open(lower: number, upper: number): void {
    if (this.#cellCount === this.#first.length) {
      this.#cells = wider(this.#cells);
      this.#first = wider(this.#first);
    }
    if (2 * this.#cellCount >= this.#slots.length) this.#widenSlots();
    this.#cells.set([lower, upper], 2 * this.#cellCount);
    this.#first[this.#cellCount] = this.#linkCount;
    this.#place(this.#cellCount++);
  }

  #place(cell: number): void {
    const mask = this.#slots.length - 1;
    let slot = this.#cells[2 * cell]! & mask;
    while (this.#slots[slot] !== FREE) slot = (slot + 1) & mask;
    this.#slots[slot] = cell;
  }

  #widenSlots(): void {
    this.#slots = new Int32Array(2 * this.#slots.length).fill(FREE);
    for (let cell = 0; cell < this.#cellCount; cell++) this.#place(cell);
  }

  /** The cell of this hash, or `FREE`. */
  #find(lower: number, upper: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = lower & mask; ; slot = (slot + 1) & mask) {
      const cell = this.#slots[slot]!;
      if (cell === FREE || (this.#cells[2 * cell] === lower && this.#cells[2 * cell + 1] === upper))
        return cell;
    }
  }

  #end(cell: number): number {
    return cell + 1 < this.#cellCount ? this.#first[cell + 1]! : this.#linkCount;
  }

  /** Puts links in the place of cells; a share of several links becomes several. Objects are changed in place. */
  resolve(shares: ShareColumns): ShareColumns {
    const { length, object } = shares;
    let more = 0;
    for (let i = 0; i < length; i++) {
      const cell = this.#find(object[2 * i]!, object[2 * i + 1]!);
      if (cell === FREE) continue;
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
      const cell = this.#find(lower, upper);
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
