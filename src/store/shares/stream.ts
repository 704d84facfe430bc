/**
 * A database in memory for streaming one file: opened by each thread that reads, never shared. It stands on the bare
 * bindings, because a thread that loads the whole client costs five times as much to start.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import bindings from "@duckdb/node-bindings";
import { PlumblineError } from "../../errors.ts";

export interface EngineOptions {
  readonly threads: number;
  readonly memoryMb: number;
  /** Folder for what memory does not hold while sorting. */
  readonly spill: string;
}

/** Chunks between two releases of chunks. */
export const RELEASE_EVERY = 64;

export class StreamEngine {
  readonly #database: Awaited<ReturnType<typeof bindings.open>>;
  readonly #connection: Awaited<ReturnType<typeof bindings.connect>>;

  private constructor(
    database: Awaited<ReturnType<typeof bindings.open>>,
    connection: Awaited<ReturnType<typeof bindings.connect>>,
  ) {
    this.#database = database;
    this.#connection = connection;
  }

  static async open({ threads, memoryMb, spill }: EngineOptions): Promise<StreamEngine> {
    const config = bindings.create_config();
    const settings = {
      threads: String(threads),
      memory_limit: `${memoryMb}MB`,
      temp_directory: spill,
      preserve_insertion_order: "true",
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
    };
    for (const [name, value] of Object.entries(settings)) bindings.set_config(config, name, value);
    const database = await bindings.open(":memory:", config);
    const connection = await bindings.connect(database);
    await bindings.query(connection, "SET TimeZone = 'UTC'");
    return new StreamEngine(database, connection);
  }

  /**
   * Chunks of columns of eight bytes a value, as they lie in the database's memory: valid during the call only.
   * @param onChunk returns a promise if the next chunk has to wait
   * @throws PlumblineError FILE_MALFORMED, IMPORT_LIMIT, STOPPED, and what `onChunk` throws.
   */
  async chunks(
    sql: string,
    where: string,
    onChunk: (columns: readonly Uint8Array[], rows: number) => Promise<void> | undefined,
    stopped: () => boolean = () => false,
  ): Promise<void> {
    try {
      const prepared = await bindings.prepare(this.#connection, sql);
      const width = bindings.prepared_statement_column_count(prepared);
      const result = await bindings.execute_prepared_streaming(prepared);
      bindings.destroy_prepare_sync(prepared);
      for (let n = 1; ; n++) {
        if (stopped()) throw stop();
        const chunk = await bindings.fetch_chunk(result);
        const rows = chunk === null ? 0 : bindings.data_chunk_get_size(chunk);
        if (chunk === null || rows === 0) return;
        const columns: Uint8Array[] = [];
        for (let i = 0; i < width; i++)
          columns.push(bindings.vector_get_data(bindings.data_chunk_get_vector(chunk, i), rows * 8));
        const wait = onChunk(columns, rows);
        if (wait !== undefined) await wait;
        if (n % RELEASE_EVERY === 0) releaseChunks();
      }
    } catch (error) {
      if (error instanceof PlumblineError) throw error;
      if (stopped()) throw stop();
      throw unreadable(error, where);
    }
  }

  /** Ends a statement that runs; `chunks` then throws STOPPED. */
  interrupt(): void {
    bindings.interrupt(this.#connection);
  }

  close(): void {
    bindings.disconnect_sync(this.#connection);
    bindings.close_sync(this.#database);
  }
}

let collect: ((options: { type: "minor" }) => void) | undefined;

/**
 * A chunk gives its memory back when its handle is collected. The handles are tiny, so without being asked the engine
 * would let hundreds of megabytes of chunks pile up before it collects; asked, it takes a fraction of a millisecond.
 */
export function releaseChunks(): void {
  if (collect === undefined) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as (options: { type: "minor" }) => void;
  }
  collect({ type: "minor" });
}

function stop(): PlumblineError {
  return new PlumblineError("STOPPED", "The reading was stopped.");
}

/** What the database says about a file that it cannot read. */
export function unreadable(error: unknown, where: string): PlumblineError {
  const text = error instanceof Error ? error.message : String(error);
  if (/out of memory/i.test(text))
    return new PlumblineError("IMPORT_LIMIT", "Sorting the file needs more memory.", { where, cause: error });
  return new PlumblineError("FILE_MALFORMED", "The file cannot be read.", { where, cause: error });
}
