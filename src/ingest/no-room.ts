/** A disk that is full while a file is read: no fault of the file, and none of the program. */
import { PlumblineError } from "../errors.ts";

/** How the system and the database say it. */
const SAID = /no space left|ENOSPC|disk quota|EDQUOT/i;

/** STORE for an error that says so; undefined for any other. */
export function noRoom(error: unknown): PlumblineError | undefined {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof PlumblineError || !SAID.test(text)) return undefined;
  return new PlumblineError("STORE", "There is no room for the rows that are read.", { cause: error });
}
