/**
 * DuckDB as the reader of one file: it may open that file and the staging folder and nothing else, and its
 * configuration is locked. Used in the child process only.
 */
import { DuckDBInstance } from "@duckdb/node-api";
import type { DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";
import bindings from "@duckdb/node-bindings";
import { join } from "node:path";
import { PlumblineError } from "../errors.ts";
import { literal } from "../store/corpus/sql.ts";
import { RELEASE_EVERY, releaseChunks } from "../store/shares/stream.ts";
import { addFunctions } from "./functions.ts";
import { noRoom } from "./no-room.ts";

/** A row whose values are no lists and no structures. */
export type SqlRow = Readonly<Record<string, string | number | boolean | null>>;

export interface EngineOptions {
  /** The one file that may be read. */
  readonly file: string;
  /** Folder for the work database, spilled data and the staged rows. */
  readonly folder: string;
  readonly memoryMb: number;
  readonly threads: number;
}

export class Engine {
  readonly #instance: DuckDBInstance;
  readonly connection: DuckDBConnection;
  #beside: Engine | undefined;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.connection = connection;
  }

  static async open(options: EngineOptions): Promise<Engine> {
    const instance = await DuckDBInstance.create(join(options.folder, "work.duckdb"), {
      threads: String(options.threads),
      memory_limit: `${options.memoryMb}MB`,
      temp_directory: join(options.folder, "spill"),
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
    });
    const connection = await instance.connect();
    addFunctions(connection);
    await connection.run(`SET allowed_paths=[${literal(options.file)}]`);
    await connection.run(`SET allowed_directories=[${literal(options.folder)}]`);
    // What is read once or twice and then removed is not worth compressing: it costs three times what writing does.
    await connection.run("SET force_compression='uncompressed'");
    // Nor worth writing out at the end, where each column would need a buffer of its own.
    await connection.run("PRAGMA disable_checkpoint_on_shutdown");
    await connection.run("SET enable_external_access=false");
    await connection.run("SET lock_configuration=true");
    return new Engine(instance, connection);
  }

  /** @throws PlumblineError IMPORT_LIMIT where the memory does not suffice, STORE where the disk does not; the error of DuckDB otherwise. */
  async run(sql: string): Promise<void> {
    try {
      await this.connection.run(sql);
    } catch (error) {
      throw limitOr(error);
    }
  }

  /** Few rows as plain objects; 64-bit integers come as text, so count with `::INTEGER` or `::DOUBLE`. */
  async rows(sql: string): Promise<SqlRow[]> {
    try {
      return (await this.connection.runAndReadAll(sql)).getRowObjectsJson() as SqlRow[];
    } catch (error) {
      throw limitOr(error);
    }
  }

  /**
   * Many rows of columns of eight bytes a value, without NULL, as they lie in the database's memory: valid during the call only, and until
   * what it promises is there. Columns of texts are in the chunk.
   * @param onChunk returns false to end the reading
   * @throws PlumblineError IMPORT_LIMIT, STORE, what `onChunk` throws; the error of DuckDB otherwise.
   */
  async chunks(
    sql: string,
    onChunk: (
      columns: readonly Uint8Array[],
      rows: number,
      chunk: DuckDBDataChunk,
    ) => boolean | Promise<boolean>,
  ): Promise<void> {
    try {
      const result = await this.connection.stream(sql);
      for (let n = 1; ; n++) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) return;
        const bytes = chunk.rowCount * 8;
        const columns = Array.from({ length: chunk.columnCount }, (_, i) =>
          bindings.vector_get_data(bindings.data_chunk_get_vector(chunk.chunk, i), bytes),
        );
        const goesOn = onChunk(columns, chunk.rowCount, chunk);
        if (!(typeof goesOn === "boolean" ? goesOn : await goesOn)) return;
        if (n % RELEASE_EVERY === 0) releaseChunks();
      }
    } catch (error) {
      throw limitOr(error);
    }
  }

  /** Adds texts to a table of one column. @throws as `run`. */
  async addTexts(table: string, texts: readonly string[]): Promise<void> {
    try {
      const appender = await this.connection.createAppender(table);
      for (const text of texts) {
        appender.appendVarchar(text);
        appender.endRow();
      }
      appender.closeSync();
    } catch (error) {
      throw limitOr(error);
    }
  }

  /** The same database by another connection, for statements while one of this streams. */
  async beside(): Promise<Engine> {
    return (this.#beside ??= new Engine(this.#instance, await this.#instance.connect()));
  }

  close(): void {
    this.#beside?.connection.closeSync();
    this.connection.closeSync();
    this.#instance.closeSync();
  }
}

function limitOr(error: unknown): unknown {
  if (error instanceof PlumblineError) return error;
  const text = error instanceof Error ? error.message : String(error);
  return /out of memory|failed to allocate|max_temp_directory_size/i.test(text)
    ? new PlumblineError("IMPORT_LIMIT", "Reading the file needs more memory than it was given.", {
        cause: error,
      })
    : (noRoom(error) ?? error);
}
