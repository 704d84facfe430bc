/** Work that several wait for: it is ended where each of them has gone. */
export class Waiting {
  readonly #ended = new AbortController();
  #waiting = 0;

  /** Ends the work. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  /** @param gone of one who waits; without it they wait to the end */
  join(gone?: AbortSignal): void {
    this.#waiting++;
    const leave = () => {
      this.#waiting--;
      if (this.#waiting === 0) this.#ended.abort();
    };
    if (gone?.aborted === true) leave();
    else gone?.addEventListener("abort", leave, { once: true });
  }
}
