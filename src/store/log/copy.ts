/** A consistent copy of a log while others write: one read transaction of SQLite, written as a new file and synced. */
import { closeSync, fsyncSync, openSync } from "node:fs";
import Database from "libsql";
import { PlumblineError } from "../../errors.ts";

/**
 * Copies the log file at `from` to `to`, which must not exist.
 * @throws PlumblineError STORE.
 */
export function copyLog(from: string, to: string): void {
  let db: Database.Database | undefined;
  try {
    db = new Database(from);
    db.exec("PRAGMA busy_timeout = 5000");
    db.exec(`VACUUM INTO '${to.replaceAll("'", "''")}'`);
  } catch (cause) {
    throw new PlumblineError("STORE", "The log cannot be copied.", { where: to, cause });
  } finally {
    db?.close();
  }
  syncPath(to);
}

/** Makes the content of a file, or the names in a folder, durable. */
export function syncPath(path: string): void {
  const handle = openSync(path, "r");
  fsyncSync(handle);
  closeSync(handle);
}
