/**
 * Looking at a log without leaving a trace beside it: evidence stays as it was handed over, and a medium that cannot be written, or has no
 * room left, can be read. SQLite would make side files and fold a write-ahead log in. So a log without side files is opened as one that
 * cannot change; one with them, which a program that was killed or still runs has left, is copied to memory or a folder of our own
 * and put together there. Whether somebody wrote meanwhile is seen afterwards: it is then looked at again.
 */
import { chmodSync, closeSync, copyFileSync, openSync, readSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import Database from "libsql";
import { PlumblineError } from "../../errors.ts";
import { makeWorkFolderIn } from "../work-folders.ts";
import { checkSchema, refuseEmpty, storeError } from "./log-file.ts";

const PREFIX = "plumbline-log-";
/** What SQLite needs to put a log together that was not closed. The index of the write-ahead log is made anew. */
const SIDES = ["-wal", "-journal"] as const;
/** Where copies may lie: in memory, where the system has such a place; a full disk then keeps nobody from reading. */
const PARENTS = ["/dev/shm", tmpdir()];
const MAX_COPIED = 2 ** 32;
const WAL_HEADER = 32;
/** Somebody who writes without pause could make every look a torn one. */
const ATTEMPTS = 8;

/** What a log file was like at one moment, as far as it tells whether it may be read as a whole. */
interface Moment {
  readonly file: string;
  /** Header of the write-ahead log: while it stays, no page of the file changes that is not in there, too. */
  readonly wal: string | undefined;
  readonly journal: string | undefined;
}

/**
 * Hands the log at `path` to `look`, which only reads, and may be called again.
 * @param look is told whether records were read from side files
 * @throws PlumblineError CASE_DAMAGED, CASE_BUSY, STORE; what `look` throws.
 */
export function lookAtLog<T>(path: string, look: (db: Database.Database, unclosed: boolean) => T): T {
  for (let attempt = 1; ; attempt++) {
    const before = momentOf(path);
    let result: { readonly value: T } | { readonly error: unknown };
    try {
      const unclosed = before.wal !== undefined || before.journal !== undefined;
      result = {
        value: unclosed ? copied(path, (db) => look(db, true)) : direct(path, (db) => look(db, false)),
      };
    } catch (error) {
      result = { error };
    }
    if (isSame(before, momentOf(path))) {
      if ("error" in result) throw result.error;
      return result.value;
    }
    if (attempt === ATTEMPTS)
      throw new PlumblineError("CASE_BUSY", "The log is being written all the time.", { where: path });
  }
}

function momentOf(path: string): Moment {
  const stamp = (file: string): string | undefined => {
    const found = statSync(file, { bigint: true, throwIfNoEntry: false });
    return found === undefined || found.size === 0n
      ? undefined
      : [found.ino, found.size, found.mtimeNs].join(" ");
  };
  return {
    file: stamp(path) ?? "nothing",
    wal: stamp(`${path}-wal`) === undefined ? undefined : headOf(`${path}-wal`),
    journal: stamp(`${path}-journal`),
  };
}

function headOf(file: string): string | undefined {
  try {
    const handle = openSync(file, "r");
    try {
      const head = Buffer.alloc(WAL_HEADER);
      return head.subarray(0, readSync(handle, head, 0, WAL_HEADER, 0)).toString("hex");
    } finally {
      closeSync(handle);
    }
  } catch (cause) {
    // What wrote has closed it just now.
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new PlumblineError("STORE", "The log cannot be read.", { where: file, cause });
  }
}

function isSame(before: Moment, after: Moment): boolean {
  const still = before.journal === after.journal;
  return still && (before.wal === undefined ? before.file === after.file : before.wal === after.wal);
}

function direct<T>(path: string, look: (db: Database.Database) => T): T {
  return opened(`${pathToFileURL(path).href}?immutable=1`, path, look);
}

function copied<T>(path: string, look: (db: Database.Database) => T): T {
  const files = ["", ...SIDES].filter((end) => statSync(path + end, { throwIfNoEntry: false }) !== undefined);
  const bytes = files.reduce((sum, end) => sum + statSync(path + end).size, 0);
  if (bytes > MAX_COPIED)
    throw new PlumblineError("STORE", "The log was not closed, and is too large to be read from a copy.", {
      where: path,
    });
  const folder = makeWorkFolderIn(PARENTS, PREFIX);
  try {
    const copy = join(folder, "log.db");
    for (const end of files) {
      copyFileSync(path + end, copy + end);
      chmodSync(copy + end, 0o600);
    }
    return opened(copy, path, look);
  } catch (cause) {
    throw cause instanceof PlumblineError
      ? cause
      : new PlumblineError("STORE", "The log was not closed, and cannot be copied to be read.", {
          where: path,
          cause,
        });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param where the file that an error names */
function opened<T>(address: string, where: string, look: (db: Database.Database) => T): T {
  refuseEmpty(statSync(where, { throwIfNoEntry: false })?.size, where);
  let db: Database.Database | undefined;
  try {
    db = new Database(address);
    db.exec("PRAGMA trusted_schema = OFF");
    checkSchema(db, where);
    return look(db);
  } catch (cause) {
    throw cause instanceof PlumblineError ? cause : storeError("The log cannot be read.", where, cause);
  } finally {
    db?.close();
  }
}
