/**
 * What took long to read, kept for the next who asks; who asks meanwhile waits for the same reading. Whether somebody may see it is
 * asked before, each time: this knows nothing of readers.
 */
interface Entry<T> {
  readonly value: Promise<T>;
  readonly weight: number;
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

  /** @param weight of what is read, in the unit of the bound; what is heavier than the bound is not kept */
  async of(key: string, weight: number, read: () => Promise<T>): Promise<T> {
    const entry = this.#entries.get(key) ?? { value: read(), weight };
    this.#drop(key);
    if (weight > this.#most) return entry.value;
    this.#entries.set(key, entry);
    this.#weight += weight;
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#most) break;
      this.#drop(oldest);
    }
    try {
      return await entry.value;
    } catch (error) {
      if (this.#entries.get(key) === entry) this.#drop(key);
      throw error;
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
