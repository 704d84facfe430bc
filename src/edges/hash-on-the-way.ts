/** The hash of the file that is read, computed while another process reads it. */
import { sha256Of } from "../store/shares/cache.ts";

export class HashOnTheWay {
  readonly #path: string;
  readonly #controller = new AbortController();
  readonly #signal: AbortSignal;
  #hash: Promise<string> | undefined;

  constructor(path: string, signal: AbortSignal | undefined) {
    this.#path = path;
    const own = this.#controller.signal;
    this.#signal = signal === undefined ? own : AbortSignal.any([own, signal]);
  }

  /** SHA-256; begun where it is first asked for. @throws PlumblineError STOPPED. */
  start(): Promise<string> {
    if (this.#hash === undefined) {
      this.#hash = sha256Of(this.#path, this.#signal);
      // The first failure ends the call; this one is heard where it is waited for.
      this.#hash.catch(() => undefined);
    }
    return this.#hash;
  }

  stop(): void {
    this.#controller.abort();
  }
}
