/**
 * Text that is loaded into the database. It has states of its own in which it reads no text that is regular to us ("CSV Parser state machine
 * reached an invalid state"): such a file is written out again in the plainest way, and what it does not read then is the file's fault.
 */
import { PlumblineError } from "../../errors.ts";
import { visible } from "../../model/visible.ts";
import type { Engine } from "../engine.ts";

/** Whether the statement that loads a text succeeds. @throws PlumblineError IMPORT_LIMIT. */
export async function loads(engine: Engine, sql: string): Promise<boolean> {
  try {
    await engine.run(sql);
    return true;
  } catch (error) {
    if (error instanceof PlumblineError) throw error;
    return false;
  }
}

/** @throws PlumblineError FILE_MALFORMED with the first line of what the database says; IMPORT_LIMIT. */
export async function loadOr(engine: Engine, sql: string, where: string): Promise<void> {
  try {
    await engine.run(sql);
  } catch (error) {
    if (error instanceof PlumblineError) throw error;
    const text = error instanceof Error ? error.message : String(error);
    throw new PlumblineError("FILE_MALFORMED", "The file's structure cannot be read.", {
      where,
      hint: `The reader says: ${visible(text.split("\n")[0]!.slice(0, 160))}`,
      cause: error,
    });
  }
}
