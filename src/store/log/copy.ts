/** A consistent copy of a log while others write, as a new file, synced. */
import { closeSync, fsyncSync, openSync, rmSync } from "node:fs";
import { PlumblineError } from "../../errors.ts";
import { lookAtLog } from "./look.ts";

/**
 * Copies the log file at `from` to `to`, which must not exist. Nothing is written beside `from`.
 * @throws PlumblineError CASE_DAMAGED, CASE_BUSY, STORE.
 */
export function copyLog(from: string, to: string): void {
  lookAtLog(from, (db) => {
    // Somebody may have written, and it is looked at again.
    rmSync(to, { force: true });
    try {
      db.exec(`VACUUM INTO '${to.replaceAll("'", "''")}'`);
    } catch (cause) {
      throw new PlumblineError("STORE", "The log cannot be copied.", { where: to, cause });
    }
  });
  syncPath(to);
}

/** Makes the content of a file, or the names in a folder, durable. */
export function syncPath(path: string): void {
  const handle = openSync(path, "r");
  fsyncSync(handle);
  closeSync(handle);
}
