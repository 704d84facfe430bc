/** A database in memory for questions about a file whose answers are few rows. */
import { DuckDBInstance } from "@duckdb/node-api";
import type { DuckDBConnection } from "@duckdb/node-api";
import { unreadable, type EngineOptions } from "./stream.ts";

export class TableEngine {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  static async open({ threads, memoryMb, spill }: EngineOptions): Promise<TableEngine> {
    const instance = await DuckDBInstance.create(":memory:", {
      threads: String(threads),
      memory_limit: `${memoryMb}MB`,
      temp_directory: spill,
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
    });
    return new TableEngine(instance, await instance.connect());
  }

  /** Rows as plain objects. @throws PlumblineError FILE_MALFORMED. */
  async rows(sql: string, where: string): Promise<Readonly<Record<string, unknown>>[]> {
    try {
      return (await this.#connection.runAndReadAll(sql)).getRowObjectsJson();
    } catch (error) {
      throw unreadable(error, where);
    }
  }

  /** Fills a fresh table of one column, `value`. */
  async fill(table: string, values: Iterable<number>): Promise<void> {
    await this.#connection.run(`CREATE TABLE ${table} (value BIGINT)`);
    const appender = await this.#connection.createAppender(table);
    for (const value of values) {
      appender.appendBigInt(BigInt(value));
      appender.endRow();
    }
    appender.closeSync();
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}
