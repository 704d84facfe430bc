/**
 * Who opened the body of a mail on a machine without accounts: a line of JSON for each, in a file beside the log. It is written before the
 * body is shown, names the record and no word of it, and is in no edition, no bundle and no record.
 */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PlumblineError } from "../errors.ts";

export const OPENINGS = "openings.log";

export interface Opening {
  readonly at: string;
  readonly person: string;
  readonly ref: string;
}

export class Openings {
  readonly #path: string;

  /** @param folder of the case */
  constructor(folder: string) {
    this.#path = join(folder, OPENINGS);
  }

  /** @throws PlumblineError STORE if it cannot be written; then nothing is to be shown. */
  add({ at, person, ref }: Opening): void {
    try {
      // A line that a crash cut off is not to take this one with it.
      const begin = existsSync(this.#path) && /[^\n]$/.test(readFileSync(this.#path, "utf8")) ? "\n" : "";
      appendFileSync(this.#path, `${begin}${JSON.stringify({ at, person, ref })}\n`, { mode: 0o600 });
    } catch (cause) {
      throw new PlumblineError("STORE", "That a mail is opened cannot be noted, so it stays shut.", {
        where: this.#path,
        cause,
      });
    }
  }

  /** Of one record, oldest first. A line that a crash cut off is left out. */
  about(ref: string): Opening[] {
    if (!existsSync(this.#path)) return [];
    return readFileSync(this.#path, "utf8")
      .split("\n")
      .flatMap((line) => openingIn(line) ?? [])
      .filter((one) => one.ref === ref);
  }
}

function openingIn(line: string): Opening | undefined {
  try {
    const { at, person, ref } = JSON.parse(line) as Partial<Record<keyof Opening, unknown>>;
    return typeof at === "string" && typeof person === "string" && typeof ref === "string"
      ? { at, person, ref }
      : undefined;
  } catch {
    return undefined;
  }
}
