/**
 * What took long to read, kept for the next who asks; who asks meanwhile waits for the same reading. Whether somebody may see it is
 * asked before, each time: this knows nothing of readers.
 */
interface Entry<T> {
  readonly value: Promise<T>;
  /** 0 until it is read. */
  weight: number;
}

export class Kept<T> {
  readonly #most: number;
  /** The one asked for longest ago first. */
  readonly #entries = new Map<string, Entry<T>>();
  #weight = 0;

  /** @param most sum of the weights that are kept */
  constructor(most: number) {
    this.#most = most;
  }

  /** @param weigh of what was read, in the unit of the bound; what is heavier than the bound is not kept */
  async of(key: string, read: () => Promise<T>, weigh: (value: T) => number): Promise<T> {
    const entry = this.#entries.get(key) ?? this.#begin(key, read, weigh);
    // The one asked for last is the last to go.
    if (this.#entries.delete(key)) this.#entries.set(key, entry);
    return entry.value;
  }

  #begin(key: string, read: () => Promise<T>, weigh: (value: T) => number): Entry<T> {
    const entry: Entry<T> = {
      weight: 0,
      value: read().then(
        (value) => {
          if (this.#entries.get(key) === entry) this.#weighIn(key, entry, weigh(value));
          return value;
        },
        (error: unknown) => {
          if (this.#entries.get(key) === entry) this.#drop(key);
          throw error;
        },
      ),
    };
    this.#entries.set(key, entry);
    return entry;
  }

  #weighIn(key: string, entry: Entry<T>, weight: number): void {
    if (weight > this.#most) {
      this.#drop(key);
      return;
    }
    entry.weight = weight;
    this.#weight += weight;
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#most) break;
      this.#drop(oldest);
    }
  }

  forget(): void {
    this.#entries.clear();
    this.#weight = 0;
  }

  #drop(key: string): void {
    this.#weight -= this.#entries.get(key)?.weight ?? 0;
    this.#entries.delete(key);
  }
}
