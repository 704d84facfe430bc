/** The contract of an input format: one file per format, one line in `index.ts`, one shared contract test. */
import { present } from "../../store/corpus/values.ts";
import type { Engine } from "../engine.ts";
import type { Layout } from "../layouts/layout.ts";
import type { RejectCode } from "../report.ts";
import type { TextRows } from "../scan/text-rows.ts";
import { namesOf } from "../../words.ts";

/** How a column arrives: as text, or typed by the file itself. */
export type ColumnType = "text" | "timestamp" | "zoned timestamp" | "date";

export interface SourceColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Column of the relation that holds the lists or structures of this column as JSON; its text is for people. */
  readonly json?: string;
}

/** A row the format itself could not read. */
export interface MalformedRow {
  readonly row: number;
  readonly byte: number | null;
  readonly value: string;
  /** `MALFORMED` by default. */
  readonly code?: RejectCode;
}

/** A file opened as a table. */
export interface SourceTable {
  readonly dialect: Readonly<Record<string, string>>;
  readonly columns: readonly SourceColumn[];
  /**
   * A relation with the columns `row` (INTEGER, row of the file) and `c0`, `c1`, … in the order of `columns`: VARCHAR,
   * or TIMESTAMP, TIMESTAMPTZ, DATE where the file types them; and beside them the `json` of columns that have one. Malformed
   * rows are not in it.
   */
  readonly relation: string;
  /** The relation is read from the file itself, as often as it is asked. */
  readonly inFile?: boolean;
  /**
   * The same rows held in the database, for work that asks often; of a text that was left in its file.
   * @throws PlumblineError FILE_MALFORMED, IMPORT_LIMIT.
   */
  load?(): Promise<SourceTable>;
  /** The rows of a regular text that was left in its file, for the scanner. */
  readonly scan?: TextRows;
  /** The part of the relation from one place (0 for the first row in it) to before another, found without a full read. */
  slice(from: number, to: number): string;
  /** All rows of the file, malformed ones included. */
  readonly rows: number;
  readonly malformed: readonly MalformedRow[];
  readonly notes: readonly string[];
  /** How the columns are read, where the table was made for it. */
  readonly layout?: Layout;
  /** An absent cell of links, hashtags or mentions says nothing: they are then taken from the text. */
  readonly objectsFromText?: boolean;
  /** Column of accounts as they were written, in rows where they are read in another spelling. */
  readonly writtenAccount?: number;
  /** Byte offset of each of these rows (ascending); undefined where the format has no such place. */
  offsets?(rows: Int32Array): Promise<Float64Array>;
  /** Members further down than columns go, which a mapping can name by their path, with some of their values. */
  readonly deeper?: ReadonlyMap<string, readonly string[]>;
  /** Of these columns, those that hold objects, lists or truth values somewhere, with a relation `(row)` of the rows where. */
  misshapen?(columns: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** A relation `(row)` of the rows in which this column is a JSON number beyond 2^53 - 1. */
  unsafeIntegers?(column: number): string;
}

export interface OpenContext {
  readonly engine: Engine;
  readonly path: string;
  /** How the file is called in messages. */
  readonly where: string;
  readonly bytes: number;
  readonly head: Uint8Array;
  /** Folder for work files. */
  readonly folder: string;
  /** Where the records of a document stand (`data.posts`), if that was given. */
  readonly rows: string | undefined;
  /** A mapping that was given: it may name members that are no columns by themselves. */
  readonly mapping: string | undefined;
  /** Whether a text may be left in its file, where the database reads it as it is. */
  readonly leave: boolean;
  /** Whether such a text may be read by the scanner. */
  readonly scan: boolean;
  readonly onBytes: (done: number) => void;
}

export interface Format {
  readonly id: string;
  readonly title: string;
  /** Formats of text are asked only after the head was found to be text. */
  readonly text: boolean;
  recognises(head: Uint8Array): boolean;
  /** @throws PlumblineError FILE_*: the file as a whole cannot be read. */
  open(context: OpenContext): Promise<SourceTable>;
}

/** More malformed rows than this, and it is the file that is malformed. */
export const MAX_MALFORMED = 100_000;
export const MALFORMED: RejectCode = "ROW_MALFORMED";
/** Values in a list of rejects are cut to this many characters. */
export const MAX_VALUE = 200;

/** Distinct names for the columns of a header: blanks are numbered, repeats get a number. */
export function columnNames(header: readonly string[]): string[] {
  const seen = new Set<string>();
  return header.map((raw, i) => {
    const name = raw.trim() === "" ? `column${i + 1}` : raw.trim().slice(0, 200);
    let unique = name;
    for (let n = 2; seen.has(unique.toLowerCase()); n++) unique = `${name}_${n}`;
    seen.add(unique.toLowerCase());
    return unique;
  });
}

/** Names of a header that stand above several columns, and what the others are called. */
export function sayRenamed(header: readonly string[], names: readonly string[]): string[] {
  const renamed = names.filter(
    (name, i) => header[i]!.trim() !== "" && name !== header[i]!.trim().slice(0, 200),
  );
  if (renamed.length === 0) return [];
  return [
    `Names that stand above several columns are numbered: ${namesOf(renamed)}. The name itself is the first of them.`,
  ];
}

/** SQL: the present value of a column, as JSON where it is a list or a structure. */
export const cellIn = (table: SourceTable, index: number): string =>
  present(table.columns[index]?.json ?? `c${index}::VARCHAR`);
