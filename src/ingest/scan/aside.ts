/** Rows of a text that are written aside, with their numbers, for the database to read. */
import { closeSync, openSync, writeSync } from "node:fs";
import { readCsv } from "../formats/csv.ts";

/** Bytes of one writing. */
const PIECE = 1 << 18;

export class RowsAside {
  readonly #file: number;
  readonly #delimiter: string;
  readonly #piece = Buffer.allocUnsafe(PIECE);
  #length = 0;
  count = 0;
  /** SQL: `(row, c0, …)`, as `SourceTable.relation` has them. */
  readonly relation: string;

  constructor(path: string, delimiter: string, columns: number) {
    this.#file = openSync(path, "w");
    this.#delimiter = delimiter;
    const cells = Array.from({ length: columns }, (_, i) => `c${i}`);
    const dialect = { delimiter, quote: '"', escape: '"', newline: "\n" } as const;
    const rows = readCsv(path, dialect, ["file_row", ...cells]);
    this.relation = `(SELECT file_row::INTEGER AS row, ${cells.join(", ")} FROM ${rows})`;
    this.#write(Buffer.from(`${["file_row", ...cells].join(delimiter)}\n`));
  }

  /** @param bytes the row with its line end */
  add(row: number, bytes: Buffer): void {
    this.#write(Buffer.from(`${row}${this.#delimiter}`));
    this.#write(bytes);
    this.count++;
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #write(bytes: Buffer): void {
    if (this.#length + bytes.length > PIECE) this.#flush();
    if (bytes.length > PIECE) writeAll(this.#file, bytes);
    else this.#length += bytes.copy(this.#piece, this.#length);
  }

  #flush(): void {
    writeAll(this.#file, this.#piece.subarray(0, this.#length));
    this.#length = 0;
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let from = 0; from < bytes.length;) from += writeSync(file, bytes, from);
}
