/**
 * The access log as it is written: lines are gathered for at most a second, so that showing a page of a hundred records
 * is one write. What a `kill -9` can lose is that second. While lines cannot be written nobody is shown anything.
 */
import type { AccessEffects } from "../../model/effects.ts";
import type { PlumblineError } from "../../errors.ts";
import type { AccessLine } from "../../model/access.ts";
import type { AccessStore } from "../../store/access/access-store.ts";
import type { Seen } from "./access.ts";

const FLUSH_MS = 1000;
/** So many lines are written at once without waiting. */
const FULL = 500;
/** A person who opens the same thing again within the hour is noted once. */
const AGAIN_MS = 3_600_000;
const REMEMBERED = 200_000;

export class AccessLog {
  readonly #store: AccessStore;
  readonly #effects: AccessEffects;
  readonly #timer: NodeJS.Timeout;
  readonly #seen = new Map<string, number>();
  #lines: AccessLine[] = [];
  #writing: Promise<void> = Promise.resolve();
  #failure: PlumblineError | undefined;

  constructor(store: AccessStore, effects: AccessEffects) {
    this.#store = store;
    this.#effects = effects;
    this.#timer = setInterval(() => void this.flush(), FLUSH_MS).unref();
  }

  /** @throws PlumblineError STORE while the last lines could not be written. */
  check(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  note(seen: Seen): void {
    const at = this.#effects.now();
    if (seen.ref !== undefined && this.#again(seen, Date.parse(at))) return;
    this.#lines.push({ at, ...seen });
    if (this.#lines.length >= FULL) void this.flush();
  }

  /** Writes what is gathered. Does not throw: a failure is kept, and told by `check` until a later write succeeds. */
  async flush(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write());
    await this.#writing;
  }

  /** @throws PlumblineError STORE if the last lines cannot be written. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
    this.check();
  }

  async #write(): Promise<void> {
    const lines = this.#lines;
    if (lines.length === 0) return;
    this.#lines = [];
    try {
      await this.#store.appendLines(lines);
      this.#failure = undefined;
    } catch (error) {
      this.#lines = [...lines, ...this.#lines];
      this.#failure = error as PlumblineError;
    }
  }

  #again({ person, case: caseName, what, ref }: Seen, now: number): boolean {
    const key = [person, caseName, what, ref].join("\n");
    const last = this.#seen.get(key);
    if (last !== undefined && now - last < AGAIN_MS) return true;
    if (this.#seen.size >= REMEMBERED) this.#seen.clear();
    this.#seen.set(key, now);
    return false;
  }
}
