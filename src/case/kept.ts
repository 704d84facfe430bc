/**
 * What is computed once and kept. `keptPer` is for something that never changes, such as a record. What is computed over a fold is kept
 * with the records that it read: after the log has grown, only what read something that came is computed anew. What a computation reads
 * is noted while it runs, so that nobody has to say it.
 *
 * While a log gains records, a fold answers about a record as before, except whether it stands and what replaced it. What can change is
 * that, by record; what lists records: those of a type, all of them; and the entries of an index. Each of these is a cell. A Marking begins
 * anew, and so does a record that was asked for before it was there.
 *
 * Cost: a look at a kept value costs one comparison for each cell it read, once after each record.
 */

/** The same function, which reads each thing once: when it is first asked about it. Not for folds: they grow. */
export function keptPer<K extends object, T>(make: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, { readonly value: T }>();
  return (of) => {
    const kept = known.get(of) ?? { value: make(of) };
    known.set(of, kept);
    return kept.value;
  };
}

/** What changes and is read: a list of records, whether one stands, or an entry of an index. */
interface Cell {
  readonly of: Keeping;
  /** Number of leaves of the log when it last became another. */
  changedAt: number;
  /** Brings an entry of an index up to date. */
  readonly refresh?: () => void;
}

interface Value<T> {
  readonly value: T;
  readonly reads: ReadonlySet<Cell>;
  /** Number of leaves of the log at which it was last known to hold. */
  at: number;
}

/** What a fold has to have for this: the present fold of a log for one reader. */
interface Keeper {
  readonly keeping: Keeping;
}

/** What the computation that is running has read. */
let reading: Set<Cell> | undefined;

/** Values kept over one growing log for one reader. It goes from each fold to the next. */
export class Keeping {
  /** The newest fold of the log. */
  #fold: Keeper;
  /** Number of leaves that it has read. */
  #size: number;
  readonly #lists = new Map<string, Cell>();
  readonly #values = new Map<object, Map<string, Value<unknown>>>();
  /** Ids that were asked for and are not there. */
  readonly #missed = new Set<string>();
  #over = false;

  constructor(fold: Keeper, size: number) {
    this.#fold = fold;
    this.#size = size;
  }

  get fold(): Keeper {
    return this.#fold;
  }

  get size(): number {
    return this.#size;
  }

  static get isNoting(): boolean {
    return reading !== undefined;
  }

  /** Notes that a list is read, or by its id whether a record stands. */
  noteList(name: string): void {
    if (reading === undefined) return;
    let cell = this.#lists.get(name);
    if (cell === undefined) this.#lists.set(name, (cell = { of: this, changedAt: 0 }));
    reading.add(cell);
  }

  noteMissed(id: string): void {
    this.#missed.add(id);
  }

  hasMissed(id: string): boolean {
    return this.#missed.has(id);
  }

  /** The log has grown to so many leaves, by which these lists and records became others. */
  grow(fold: Keeper, size: number, lists: Iterable<string>): void {
    this.#fold = fold;
    this.#size = size;
    for (const name of lists) {
      const cell = this.#lists.get(name);
      if (cell !== undefined) cell.changedAt = size;
    }
  }

  /** Nothing that was kept holds any more. */
  end(): void {
    this.#over = true;
  }

  /** The kept value of a function for a part, or the one that it makes. */
  value<T>(by: object, part: string, make: () => T): T {
    let parts = this.#values.get(by) as Map<string, Value<T>> | undefined;
    if (parts === undefined) this.#values.set(by, (parts = new Map<string, Value<T>>()));
    const known = parts.get(part);
    const kept = known !== undefined && this.holds(known) ? known : this.made(make);
    if (kept !== known) parts.set(part, kept);
    if (reading !== undefined) for (const cell of kept.reads) reading.add(cell);
    return kept.value;
  }

  made<T>(make: () => T): Value<T> {
    const outer = reading;
    const reads = new Set<Cell>();
    reading = reads;
    try {
      return { value: make(), reads, at: this.#size };
    } finally {
      reading = outer;
    }
  }

  holds(value: Value<unknown>): boolean {
    if (value.at === this.#size) return true;
    for (const cell of value.reads) {
      cell.refresh?.();
      if (cell.changedAt > value.at || cell.of.#over) return false;
    }
    value.at = this.#size;
    return true;
  }
}

/** A function of a fold, kept as the file says. What it gives must not hold the fold, which is another after the next record. */
export function keptIn<F extends Keeper, T>(make: (fold: F) => T): (fold: F) => T {
  const by = {};
  return (fold) => fold.keeping.value(by, "", () => make(fold));
}

/**
 * The same for a function of a fold and of something in it.
 * @param name tells the parts of one fold apart
 */
export function keptInPart<F extends Keeper, P, T>(
  name: (part: P) => string,
  make: (fold: F, part: P) => T,
): (fold: F, part: P) => T {
  const by = {};
  return (fold, part) => fold.keeping.value(by, name(part), () => make(fold, part));
}

/** An index over a keeping: its map as last made, and the entries that somebody has read. */
class Index<V> {
  readonly #keeping: Keeping;
  readonly #same: (a: V, b: V) => boolean;
  readonly #cells = new Map<string, Cell>();
  #map: Value<ReadonlyMap<string, V>>;
  readonly #make: () => ReadonlyMap<string, V>;

  constructor(keeping: Keeping, make: () => ReadonlyMap<string, V>, same: (a: V, b: V) => boolean) {
    this.#keeping = keeping;
    this.#same = same;
    this.#make = make;
    this.#map = keeping.made(make);
  }

  get(key: string): V | undefined {
    this.#refresh();
    if (reading !== undefined) {
      let cell = this.#cells.get(key);
      if (cell === undefined)
        this.#cells.set(key, (cell = { of: this.#keeping, changedAt: 0, refresh: () => this.#refresh() }));
      reading.add(cell);
    }
    return this.#map.value.get(key);
  }

  #refresh(): void {
    if (this.#keeping.holds(this.#map)) return;
    const before = this.#map.value;
    this.#map = this.#keeping.made(this.#make);
    for (const [key, cell] of this.#cells) {
      const [a, b] = [before.get(key), this.#map.value.get(key)];
      if (a === b || (a !== undefined && b !== undefined && this.#same(a, b))) continue;
      cell.changedAt = this.#keeping.size;
    }
  }
}

/**
 * A function that looks something up in an index over a fold. Who reads an entry is computed anew where that entry has become
 * another, whatever else the index has gained.
 * @param same whether two entries of one key say the same
 */
export function indexIn<F extends Keeper, V>(
  make: (fold: F) => ReadonlyMap<string, V>,
  same: (a: V, b: V) => boolean = Object.is,
): (fold: F, key: string) => V | undefined {
  const indexes = new WeakMap<Keeping, Index<V>>();
  return ({ keeping }, key) => {
    // The keeping is that of the fold, and its newest fold is this one.
    const index = indexes.get(keeping) ?? new Index(keeping, () => make(keeping.fold as F), same);
    indexes.set(keeping, index);
    return index.get(key);
  };
}

/** Lists of the same things in the same order. */
export const sameList = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);
