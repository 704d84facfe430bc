/** Sources that go on: what a watch asks of one that gives lines, whatever it is. */

/** How far a source was read, as a plain value that can be kept and given back. */
export type Cursor = Readonly<Record<string, string | number>>;

/** Told what a person should know about the source, a sentence each. */
export type Say = (text: string) => void;

/** Where lines go. */
export interface Lines {
  /** No more are taken until the next time. */
  readonly full: boolean;
  /** Takes one line, without its end; the bytes are only read during the call. */
  line(bytes: Buffer): void;
  /** A line that was longer than any can be. */
  tooLong(): void;
}

export interface LineSource {
  readonly kind: "file" | "jetstream";
  /** How it is called in records and messages; nothing secret is in it. */
  readonly name: string;
  /** What tells it apart from every other source. */
  readonly identity: string;
  /**
   * Gives lines until they are full or the signal says so. Lines wait at the source until the next call.
   * @returns whether the source has come to its end
   * @throws PlumblineError FILE_*, CONNECTION.
   */
  read(lines: Lines, signal: AbortSignal): Promise<boolean>;
  /** Of what was given so far; undefined where nothing was. */
  cursor(): Cursor | undefined;
  close(): Promise<void>;
}

/** Waits, or less long if the signal says so. */
export function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
    if (signal.aborted) done();
  });
}
