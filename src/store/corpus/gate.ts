/**
 * Many may read at once; who exchanges the file is alone. A waiting exchange lets no new reader in, so that it gets its
 * turn. Within one process; other processes are kept out by the lock of the file.
 */
export class Gate {
  #readers = 0;
  #tail: Promise<void> = Promise.resolve();
  #idle: (() => void) | undefined;

  /** Runs `work` beside other readers. Not to be nested: an exchange may be waiting in between. */
  async read<T>(work: () => Promise<T>): Promise<T> {
    await this.#tail;
    this.#readers++;
    try {
      return await work();
    } finally {
      this.#readers--;
      if (this.#readers === 0) this.#idle?.();
    }
  }

  /** Runs `work` alone, after what runs now. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#tail;
    let leave = (): void => undefined;
    this.#tail = new Promise((resolve) => (leave = resolve));
    try {
      await before;
      if (this.#readers > 0) await new Promise<void>((resolve) => (this.#idle = resolve));
      return await work();
    } finally {
      this.#idle = undefined;
      leave();
    }
  }
}
