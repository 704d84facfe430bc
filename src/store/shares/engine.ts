/** A database in memory for reading one file: opened by each thread that reads, never shared. */
import { DuckDBInstance } from "@duckdb/node-api";
import type { DuckDBConnection } from "@duckdb/node-api";
import bindings from "@duckdb/node-bindings";
import { PlumblineError } from "../../errors.ts";

export interface EngineOptions {
  readonly threads: number;
  readonly memoryMb: number;
  /** Folder for what memory does not hold while sorting. */
  readonly spill: string;
}

export class ReadEngine {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  static async open({ threads, memoryMb, spill }: EngineOptions): Promise<ReadEngine> {
    const instance = await DuckDBInstance.create(":memory:", {
      threads: String(threads),
      memory_limit: `${memoryMb}MB`,
      temp_directory: spill,
      preserve_insertion_order: "true",
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
    });
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    return new ReadEngine(instance, connection);
  }

  /** Few rows as plain objects. @throws PlumblineError FILE_MALFORMED. */
  async rows(sql: string, where: string): Promise<Readonly<Record<string, unknown>>[]> {
    try {
      return (await this.#connection.runAndReadAll(sql)).getRowObjectsJson();
    } catch (error) {
      throw unreadable(error, where);
    }
  }

  async run(sql: string): Promise<void> {
    await this.#connection.run(sql);
  }

  /** Fills a fresh table of one INTEGER column. */
  async fill(table: string, values: Iterable<number>): Promise<void> {
    await this.run(`CREATE TABLE ${table} (value BIGINT)`);
    const appender = await this.#connection.createAppender(table);
    for (const value of values) {
      appender.appendBigInt(BigInt(value));
      appender.endRow();
    }
    appender.closeSync();
  }

  /**
   * Chunks of columns of eight bytes a value, as they lie in the database's memory: valid during the call only.
   * @param onChunk returns a promise if the next chunk has to wait
   * @throws PlumblineError FILE_MALFORMED, STOPPED, and what `onChunk` throws.
   */
  async chunks(
    sql: string,
    where: string,
    onChunk: (columns: readonly Uint8Array[], rows: number) => Promise<void> | undefined,
    stopped: () => boolean,
  ): Promise<void> {
    try {
      const result = await this.#connection.stream(sql);
      for (;;) {
        if (stopped()) throw stop();
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) return;
        const rows = chunk.rowCount;
        const columns: Uint8Array[] = [];
        for (let i = 0; i < chunk.columnCount; i++)
          columns.push(bindings.vector_get_data(bindings.data_chunk_get_vector(chunk.chunk, i), rows * 8));
        const wait = onChunk(columns, rows);
        if (wait !== undefined) await wait;
      }
    } catch (error) {
      if (error instanceof PlumblineError) throw error;
      if (stopped()) throw stop();
      throw unreadable(error, where);
    }
  }

  /** Ends a statement that runs; `chunks` then throws STOPPED. */
  interrupt(): void {
    this.#connection.interrupt();
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

function stop(): PlumblineError {
  return new PlumblineError("STOPPED", "The reading was stopped.");
}

function unreadable(error: unknown, where: string): PlumblineError {
  const text = error instanceof Error ? error.message : String(error);
  if (/out of memory/i.test(text))
    return new PlumblineError("IMPORT_LIMIT", "Sorting the file needs more memory.", { where, cause: error });
  return new PlumblineError("FILE_MALFORMED", "The file cannot be read.", { where, cause: error });
}
