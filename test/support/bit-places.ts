/** Where in the files of a case a byte lies: in what is used, or in space that holds nothing. By the formats' own descriptions. */
import { DuckDBInstance } from "@duckdb/node-api";

/** An SQLite file: see “Database File Format”, sections 1.3 to 1.6. */
export class LogPlaces {
  readonly #bytes: Buffer;
  readonly #pageSize: number;
  readonly #free: ReadonlySet<number>;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#pageSize = bytes.readUInt16BE(16) === 1 ? 65_536 : bytes.readUInt16BE(16);
    this.#free = this.#freePages();
  }

  of(at: number): string {
    if (at < 100) return "header of log.db";
    const page = Math.floor(at / this.#pageSize) + 1;
    if (this.#free.has(page)) return "free page of log.db";
    const start = (page - 1) * this.#pageSize;
    const head = page === 1 ? 100 : start;
    const type = this.#bytes[head]!;
    // An overflow page has no head of this kind; what is behind its payload is zero.
    if (![2, 5, 10, 13].includes(type))
      return this.#zerosAround(at) ? "unused part of a page of log.db" : "log.db";
    const cells = head + (type < 8 ? 12 : 8) + 2 * this.#bytes.readUInt16BE(head + 3);
    const content = start + (this.#bytes.readUInt16BE(head + 5) || 65_536);
    const unused = at >= cells && at < content;
    return unused || this.#inFreeBlock(head, start, at) ? "unused part of a page of log.db" : "log.db";
  }

  #inFreeBlock(head: number, start: number, at: number): boolean {
    for (let block = this.#bytes.readUInt16BE(head + 1); block !== 0;) {
      const size = this.#bytes.readUInt16BE(start + block + 2);
      if (at >= start + block && at < start + block + size) return true;
      block = this.#bytes.readUInt16BE(start + block);
    }
    return false;
  }

  #zerosAround(at: number): boolean {
    const end = Math.ceil((at + 1) / this.#pageSize) * this.#pageSize;
    return this.#bytes.subarray(at, end).every((byte) => byte === 0);
  }

  #freePages(): ReadonlySet<number> {
    const free = new Set<number>();
    for (let trunk = this.#bytes.readUInt32BE(32); trunk !== 0 && !free.has(trunk);) {
      free.add(trunk);
      const start = (trunk - 1) * this.#pageSize;
      for (let i = 0; i < this.#bytes.readUInt32BE(start + 4); i++)
        free.add(this.#bytes.readUInt32BE(start + 8 + 4 * i));
      trunk = this.#bytes.readUInt32BE(start);
    }
    return free;
  }
}

const BLOCK = 262_144;
/** Of the file, and two of the database, of which the one with the higher number counts. */
const HEADERS = 3 * 4096;

/** What is used of a DuckDB file, as the database itself tells. */
export async function corpusPlaces(path: string): Promise<(at: number) => string> {
  const instance = await DuckDBInstance.create(path, { access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
  const used = new Set<number>();
  for (const { block_id: id, free_blocks: free, total_blocks: total } of await rows(
    "FROM pragma_metadata_info()",
  ))
    if (Number(free) < Number(total)) used.add(Number(id));
  for (const { name } of await rows("SELECT table_name AS name FROM duckdb_tables()"))
    for (const { block_id: id, additional_block_ids: more } of await rows(
      `FROM pragma_storage_info('${name as string}')`,
    ))
      for (const one of [id, ...((more as unknown[] | null) ?? [])]) used.add(Number(one));
  connection.closeSync();
  instance.closeSync();
  return (at) => {
    if (at < HEADERS) return "header of corpus.duckdb";
    return used.has(Math.floor((at - HEADERS) / BLOCK)) ? "corpus.duckdb" : "free block of corpus.duckdb";
  };
}
