/** One DuckDB file, owned by one process: opening, running, streaming, closing. */
import { blobValue, DuckDBBlobVector, DuckDBInstance } from "@duckdb/node-api";
import type { DuckDBConnection } from "@duckdb/node-api";
import { randomUUID } from "node:crypto";
import { accessSync, constants, lstatSync, realpathSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { PlumblineError } from "../../errors.ts";
import { ownName, sweepLeftBehind } from "../work-folders.ts";
import { rawColumn, rawTexts } from "./raw.ts";
import { literal } from "./sql.ts";

const ALLOCATOR_FLUSH = "16MB";

export interface DatabaseOptions {
  readonly memoryMb: number;
  readonly threads: number;
  /** Nothing is written, not even what is out of date. */
  readonly readOnly?: boolean;
  /** Folders of ours that the database may read and write beside its own. */
  readonly folders?: readonly string[];
}

/** A row whose values are no lists and no structures. */
export type SqlRow = Readonly<Record<string, string | number | boolean | null>>;

/** One connection: what runs on it sees one state of the database, and a stream on it is ended by the next statement. */
export class Connection {
  readonly #connection: DuckDBConnection;
  #running = 0;

  constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  /** Statements that were asked for and are not done. */
  get running(): number {
    return this.#running;
  }

  /** @throws PlumblineError STORE with the statement in its cause. */
  async run(sql: string): Promise<void> {
    await this.#answer(sql, () => this.#connection.run(sql));
  }

  /** Few rows as plain objects; 64-bit integers come as text, so cast counts to INTEGER. */
  async rows(sql: string): Promise<SqlRow[]> {
    return this.#answer(
      sql,
      async () => (await this.#connection.runAndReadAll(sql)).getRowObjectsJson() as SqlRow[],
    );
  }

  /** Runs a statement whose parameters are bytes. */
  async runWith(sql: string, parameters: readonly Uint8Array[]): Promise<void> {
    const values = parameters.map((bytes) => blobValue(bytes));
    await this.#answer(sql, () => this.#connection.run(sql, values));
  }

  /** BLOB columns of one row, each in a buffer of its own; undefined where there is no row. */
  async blobs(sql: string): Promise<Uint8Array[] | undefined> {
    return this.#answer(sql, async () => {
      const chunk = await (await this.#connection.run(sql)).fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return undefined;
      return Array.from({ length: chunk.columnCount }, (_, i) => {
        const column = chunk.getColumnVector(i);
        const bytes = column instanceof DuckDBBlobVector ? column.getItemBytes(0) : null;
        // A short value is a view into the chunk.
        return bytes === null || bytes.byteLength < bytes.buffer.byteLength
          ? new Uint8Array(bytes ?? [])
          : bytes;
      });
    });
  }

  /** INTEGER and DOUBLE columns without NULL, chunk by chunk, never boxed, and whole before the next statement begins. */
  async columns(sql: string): Promise<(Int32Array | Float64Array)[][]> {
    return this.#answer(sql, async () => {
      const result = await this.#connection.run(sql);
      const chunks: (Int32Array | Float64Array)[][] = [];
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) return chunks;
        chunks.push(Array.from({ length: chunk.columnCount }, (_, i) => rawColumn(result, chunk, i).slice()));
      }
    });
  }

  /**
   * Many rows of INTEGER and DOUBLE columns, chunk by chunk and never boxed. The arrays are valid during the call only.
   */
  async stream(
    sql: string,
    onChunk: (columns: readonly (Int32Array | Float64Array)[], rows: number) => void,
  ): Promise<void> {
    await this.#answer(sql, async () => {
      const result = await this.#connection.stream(sql);
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) return;
        const columns = [];
        for (let i = 0; i < chunk.columnCount; i++) columns.push(rawColumn(result, chunk, i));
        onChunk(columns, chunk.rowCount);
      }
    });
  }

  /**
   * Many rows of INTEGER and DOUBLE columns and, last, one VARCHAR column: the numbers as arrays, the texts as their bytes one after the
   * other, in pieces. Nothing is boxed, and nothing is valid after the call.
   */
  async bytes(
    sql: string,
    onChunk: (columns: readonly (Int32Array | Float64Array)[], texts: readonly Uint8Array[]) => void,
  ): Promise<void> {
    await this.#answer(sql, async () => {
      const result = await this.#connection.stream(sql);
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) return;
        const numbers = [];
        for (let i = 0; i < chunk.columnCount - 1; i++) numbers.push(rawColumn(result, chunk, i));
        onChunk(numbers, rawTexts(chunk, chunk.columnCount - 1));
      }
    });
  }

  /** Many rows of any columns, a few thousand at a time: the values of each column, boxed. */
  async *pages(sql: string): AsyncGenerator<readonly (readonly unknown[])[]> {
    try {
      const result = await this.#connection.stream(sql);
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) return;
        yield Array.from({ length: chunk.columnCount }, (_, i) => chunk.getColumnValues(i));
      }
    } catch (error) {
      throw failed(error, sql);
    }
  }

  /** @throws PlumblineError STORE with the statement in its cause. */
  async #answer<T>(sql: string, work: () => Promise<T>): Promise<T> {
    this.#running++;
    try {
      return await work();
    } catch (error) {
      throw failed(error, sql);
    } finally {
      this.#running--;
    }
  }

  /** Ends the statement that runs, which then fails. */
  interrupt(): void {
    this.#connection.interrupt();
  }

  close(): void {
    this.#connection.closeSync();
  }
}

/** The lock of the file does not tell two openings within one process apart; this does. */
const openHere = new Set<string>();

/**
 * Four connections, so that nobody waits for or looks into the other's statements: the database itself writes, two readers
 * answer questions of a few rows, so that a long search does not hold up the rest, and `streamer` reads whole columns for one
 * computation after the other.
 */
export class Database extends Connection {
  readonly path: string;
  readonly streamer: Connection;
  readonly #readers: readonly [Connection, Connection];
  readonly #key: string;
  readonly #instance: DuckDBInstance;
  readonly #spillOutside: string | undefined;

  private constructor(
    path: string,
    key: string,
    instance: DuckDBInstance,
    writer: DuckDBConnection,
    [streamer, ...readers]: readonly [DuckDBConnection, DuckDBConnection, DuckDBConnection],
    spillOutside: string | undefined,
  ) {
    super(writer);
    this.path = path;
    this.#readers = [new Connection(readers[0]), new Connection(readers[1])];
    this.streamer = new Connection(streamer);
    this.#key = key;
    this.#instance = instance;
    this.#spillOutside = spillOutside;
  }

  /**
   * Opens the file, or makes it. The database can read and write that file, its work folder (`workFolder`) and the folders that are
   * given, and nothing else; its configuration is locked: no statement in the file can open another.
   * @throws PlumblineError CASE_BUSY; CORPUS_DAMAGED if it is no file of the kind; STORE.
   */
  static async open(path: string, options: DatabaseOptions): Promise<Database> {
    const key = join(realpathSync(dirname(path)), basename(path));
    if (openHere.has(key)) throw busy(path);
    openHere.add(key);
    try {
      refuseIrregular(path);
      const spill = options.readOnly === true ? spillOutside() : spillFolder(path);
      const instance = await DuckDBInstance.create(path, {
        threads: String(options.threads),
        memory_limit: `${options.memoryMb}MB`,
        temp_directory: spill,
        access_mode: options.readOnly === true ? "READ_ONLY" : "READ_WRITE",
        preserve_insertion_order: "false",
        // What a load has freed goes back to the system and is not kept for the next one.
        allocator_flush_threshold: ALLOCATOR_FLUSH,
        allocator_bulk_deallocation_flush_threshold: ALLOCATOR_FLUSH,
        autoinstall_known_extensions: "false",
        autoload_known_extensions: "false",
      });
      // What a killed process left there may hold values that were withdrawn since.
      if (options.readOnly !== true)
        for (const folder of [spillFolder(path), workFolder(path)])
          await rm(folder, { recursive: true, force: true });
      const writer = await instance.connect();
      const folders = [workFolder(path), ...(options.folders ?? [])];
      for (const sql of [
        `SET allowed_directories=[${folders.map(literal).join(", ")}]`,
        "SET enable_external_access=false",
        "SET lock_configuration=true",
      ])
        await writer.run(sql);
      const others = [await instance.connect(), await instance.connect(), await instance.connect()] as const;
      return new Database(path, key, instance, writer, others, options.readOnly === true ? spill : undefined);
    } catch (error) {
      openHere.delete(key);
      throw error instanceof PlumblineError ? error : unopened(path, options.readOnly ?? false, error);
    }
  }

  /** The one that has less to do. */
  get reader(): Connection {
    const [one, other] = this.#readers;
    return other.running < one.running ? other : one;
  }

  /** The statements in one transaction: all or none. */
  async transaction(statements: () => AsyncIterable<string>): Promise<void> {
    await this.run("BEGIN");
    try {
      for await (const sql of statements()) await this.run(sql);
      await this.run("COMMIT");
    } catch (error) {
      await this.run("ROLLBACK").catch(() => undefined);
      throw error;
    }
  }

  /** Writes everything into the file, so that the write-ahead log is gone, and closes. */
  override close(): void {
    for (const reader of this.#readers) reader.close();
    this.streamer.close();
    super.close();
    this.#instance.closeSync();
    if (this.#spillOutside !== undefined) rmSync(this.#spillOutside, { recursive: true, force: true });
    openHere.delete(this.#key);
  }
}

/** A file of the database, and its write-ahead log, is a plain file: a link could lead anywhere, a pipe never ends. */
function refuseIrregular(path: string): void {
  for (const file of [path, `${path}.wal`]) {
    const found = lstatSync(file, { throwIfNoEntry: false });
    if (found !== undefined && !found.isFile())
      throw new PlumblineError("CORPUS_DAMAGED", "It is not a plain file.", { where: file });
  }
}

/** Where the database at this path finds rows to load and writes what will take its place: all that it may open beside itself. */
export function workFolder(path: string): string {
  return `${path}.work`;
}

/** Where the database at this path spills what memory does not hold. */
export function spillFolder(path: string): string {
  return `${path}.spill`;
}

const SPILL_OUTSIDE = "plumbline-spill-";

/** The same for a file that is only read, beside which nothing is made. The database makes the folder when it needs it. */
function spillOutside(): string {
  sweepLeftBehind(tmpdir(), SPILL_OUTSIDE);
  return join(tmpdir(), `${ownName(SPILL_OUTSIDE)}${randomUUID()}`);
}

/** A file that the machine gives, and the database does not take, is damaged. */
function unopened(path: string, readOnly: boolean, cause: unknown): PlumblineError {
  const text = cause instanceof Error ? cause.message : String(cause);
  if (/could not set lock/i.test(text)) return busy(path, cause);
  try {
    accessSync(path, readOnly ? constants.R_OK : constants.R_OK | constants.W_OK);
  } catch {
    return new PlumblineError("STORE", "The corpus cannot be opened.", { where: path, cause });
  }
  return new PlumblineError("CORPUS_DAMAGED", "The file is no corpus, or it is damaged.", {
    where: path,
    cause,
  });
}

function busy(path: string, cause?: unknown): PlumblineError {
  return new PlumblineError("CASE_BUSY", "The corpus is open in another program.", { where: path, cause });
}

/** How the database speaks of a file that is not as it wrote it. */
const DAMAGE = /checksum|corrupt|serializ|internal error|database has been invalidated/i;

function failed(error: unknown, sql: string): PlumblineError {
  const text = error instanceof Error ? error.message : String(error);
  if (DAMAGE.test(text))
    return new PlumblineError("CORPUS_DAMAGED", "The corpus is damaged.", {
      cause: new Error(`${text}\n${sql}`, { cause: error }),
    });
  const cause = new Error(`${text}\n${sql}`, { cause: error });
  if (/out of memory/i.test(text))
    return new PlumblineError("STORE", "The corpus could not be read or written: not enough memory.", {
      hint: "Each column of a file takes some of it: leave out columns that nobody needs, if there are many hundreds.",
      cause,
    });
  return new PlumblineError("STORE", "The corpus could not be read or written.", { cause });
}
