/**
 * Shares that wait for the cells among them that are not plain: a batch is gathered, the different cells in it that were not met before
 * are read together, and the shares go on with links in the place of cells. So a file with such cells is read once, and each of its
 * different cells once.
 */
import { Hashes } from "./direct-cells.ts";
import type { OddCells, ShareColumns } from "./direct-cells.ts";
import type { Texts } from "./direct-source.ts";

/** Shares of a batch: 24 bytes each. A statement is planned for each. */
const BATCH = 1 << 19;

export class WaitingShares {
  readonly #odd: OddCells;
  readonly #learn: (texts: readonly string[]) => Promise<void>;
  readonly #feed: (shares: ShareColumns) => void;
  readonly #account = new Int32Array(2 * BATCH);
  readonly #object = new Int32Array(2 * BATCH);
  readonly #tick = new Float64Array(BATCH);
  readonly #row = new Float64Array(BATCH);
  #length = 0;
  /** Cells that wait, each once. */
  #met = new Hashes();
  #texts: string[] = [];

  /**
   * @param learn reads cells into `odd`
   * @param feed takes shares in their order
   */
  constructor(
    odd: OddCells,
    learn: (texts: readonly string[]) => Promise<void>,
    feed: (shares: ShareColumns) => void,
  ) {
    this.#odd = odd;
    this.#learn = learn;
    this.#feed = feed;
  }

  /** Takes the shares of a chunk, at most a few thousand; a promise where they have to be waited for. */
  add({ length, account, object, tick, row }: ShareColumns, cells: Texts): Promise<void> | undefined {
    for (let i = 0; i < length; i++)
      if (!cells.isEmpty(i) && this.#isNew(object[2 * i]!, object[2 * i + 1]!)) this.#texts.push(cells.at(i));
    const from = this.#length;
    this.#account.set(account.subarray(0, 2 * length), 2 * from);
    this.#object.set(object.subarray(0, 2 * length), 2 * from);
    this.#tick.set(tick.subarray(0, length), from);
    this.#row.set(row.subarray(0, length), from);
    this.#length += length;
    return this.#length + length > BATCH ? this.flush() : undefined;
  }

  /** Reads the cells that wait, and lets the shares go on. */
  async flush(): Promise<void> {
    const texts = this.#texts;
    const length = this.#length;
    if (length === 0) return;
    this.#texts = [];
    this.#met = new Hashes();
    this.#length = 0;
    if (texts.length > 0) await this.#learn(texts);
    const shares = {
      length,
      account: this.#account.subarray(0, 2 * length),
      object: this.#object.subarray(0, 2 * length),
      tick: this.#tick.subarray(0, length),
      row: this.#row.subarray(0, length),
    };
    this.#feed(this.#odd.resolve(shares));
  }

  #isNew(lower: number, upper: number): boolean {
    if (this.#odd.knows(lower, upper)) return false;
    const before = this.#met.length;
    return this.#met.add(lower, upper) === before;
  }
}
