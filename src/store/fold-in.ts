/**
 * Closing a SQLite file so that the file alone holds what was written. The driver keeps a closed file open until its statements are
 * collected, so SQLite itself may never fold the write-ahead log in before the program ends.
 */
import type Database from "libsql";

/** Folds the write-ahead log in and closes. While somebody else reads or writes, the log stays for the one that closes last. */
export function foldInAndClose(db: Database.Database): void {
  try {
    // The rows are on the disk already: nobody waits for others here.
    db.exec("PRAGMA busy_timeout = 0");
    db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch {
    // A full or damaged disk: what was written stays in the write-ahead log, which is read again.
  } finally {
    db.close();
  }
}
