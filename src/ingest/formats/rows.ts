/**
 * Rows of a text file, found byte by byte: where each begins and ends, how many columns it has, and whether anything
 * about it is irregular. Every text import runs through here once, so that encoding, truncation, width and row numbers
 * do not depend on how a database reads. About 200 MB/s; memory is one chunk and the longest row.
 */
import { open } from "node:fs/promises";
import { PlumblineError } from "../../errors.ts";
import { bomLength } from "../head.ts";
import { Foreign, isText } from "./encoding.ts";

/** A delimited dialect. An empty quote means that quotes are ordinary characters. */
export interface Dialect {
  readonly delimiter: string;
  readonly quote: string;
  /** Equal to the quote (doubled quotes), or a backslash. */
  readonly escape: string;
  /** What ends a row: LF (a CR before it is dropped), or CR alone. */
  readonly newline: "\n" | "\r";
}

/** Lines, for NDJSON: no quoting; the delimiter is a control character that JSON text cannot hold. */
export const LINES: Dialect = Object.freeze({ delimiter: "\u0001", quote: "", escape: "", newline: "\n" });

export const MAX_COLUMNS = 2000;
export const MAX_ROW_BYTES = 4 * 1024 * 1024;
const CHUNK = 1024 * 1024;

/** Bits of `flags`: a quote inside an unquoted field, text after a closing quote, CR without LF, a quoted field, bytes that are no text. */
export const QUOTE_INSIDE = 1;
export const AFTER_QUOTE = 2;
export const LONE_CR = 4;
const CRLF = 8;
export const QUOTED = 16;
/** The row holds bytes that are no text: a NUL, half a character, or a character of another encoding. */
export const NO_TEXT = 32;

/** Called for each row, blank lines left out. The bytes are only valid during the call. */
export type OnRow = (row: {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  readonly columns: number;
  readonly flags: number;
  /** Byte offset of the row in the file. */
  readonly offset: number;
}) => void;

export interface ScanResult {
  readonly rows: number;
  readonly blankLines: number;
  readonly lf: number;
  readonly crlf: number;
  /** Does the file end with a line end? */
  readonly closed: boolean;
}

export interface ScanOptions {
  readonly path: string;
  /** How the file is called in messages. */
  readonly where: string;
  readonly dialect: Dialect;
  readonly onRow: OnRow;
  readonly onBytes?: (done: number) => void;
}

const ORDINARY = 0;
const DELIMITER = 1;
const QUOTE = 2;
const NEWLINE = 3;
const RETURN = 4;

function kinds(dialect: Dialect): Uint8Array {
  const table = new Uint8Array(256);
  table[dialect.delimiter.charCodeAt(0)] = DELIMITER;
  if (dialect.quote !== "") table[dialect.quote.charCodeAt(0)] = QUOTE;
  table[dialect.newline.charCodeAt(0)] = NEWLINE;
  if (dialect.newline === "\n") table[13] = RETURN;
  return table;
}

/** The state of one scan over a growing buffer; `next` finds one row at a time. */
class RowFinder {
  readonly #kind: Uint8Array;
  readonly #quote: number;
  readonly #escape: number;
  start = 0;
  end = 0;
  after = 0;
  columns = 0;
  flags = 0;
  /** The last row sought ended inside quotes. */
  openQuote = false;

  constructor(dialect: Dialect) {
    this.#kind = kinds(dialect);
    this.#quote = dialect.quote === "" ? -1 : dialect.quote.charCodeAt(0);
    this.#escape = dialect.escape === "" ? -1 : dialect.escape.charCodeAt(0);
  }

  /** Finds the row at `from`; false if it does not end before `to`. With `final`, the end of the bytes ends a row. */
  next(bytes: Uint8Array, from: number, to: number, final: boolean): boolean {
    const kind = this.#kind;
    let i = from;
    let columns = 1;
    let flags = 0;
    this.start = from;
    this.openQuote = false;
    for (;;) {
      if (i < to && bytes[i] === this.#quote) {
        i = this.#closing(bytes, i + 1, to, final);
        if (i < 0) return false;
        flags |= i < to && (kind[bytes[i]!] ?? ORDINARY) === ORDINARY ? AFTER_QUOTE : QUOTED;
      }
      for (;;) {
        while (i < to && (kind[bytes[i]!] ?? ORDINARY) === ORDINARY) i++;
        if (i >= to) return final && this.#found(i, i, columns, flags);
        const what = kind[bytes[i]!];
        if (what === DELIMITER) break;
        if (what === NEWLINE) return this.#found(i, i + 1, columns, flags);
        if (what === QUOTE) flags |= QUOTE_INSIDE;
        else if (i + 1 >= to && !final) return false;
        // The last of a file that was cut between the two of its line end is no part of a value.
        else if (i + 1 >= to) return this.#found(i, i + 1, columns, flags | CRLF);
        else if (bytes[i + 1] === 10) return this.#found(i, i + 2, columns, flags | CRLF);
        else flags |= LONE_CR;
        i++;
      }
      columns++;
      i++;
    }
  }

  /** The position after the closing quote, or -1 if it does not come before `to`. */
  #closing(bytes: Uint8Array, from: number, to: number, final: boolean): number {
    const quote = this.#quote;
    const escape = this.#escape;
    let i = from;
    for (;;) {
      while (i < to && bytes[i] !== quote && bytes[i] !== escape) i++;
      if (i < to && escape !== quote && bytes[i] === escape) {
        i += 2;
        continue;
      }
      if (i >= to || (i + 1 >= to && !final)) {
        this.openQuote = i >= to;
        return -1;
      }
      if (escape === quote && bytes[i + 1] === quote && i + 1 < to) i += 2;
      else return i + 1;
    }
  }

  #found(end: number, after: number, columns: number, flags: number): true {
    this.end = end;
    this.after = after;
    this.columns = columns;
    this.flags = flags;
    return true;
  }
}

/** The rows within bytes already in memory, at most `limit`; the last one only if it is complete or `final` is set. */
export function rowsOf(
  bytes: Uint8Array,
  dialect: Dialect,
  limit: number,
  final: boolean,
): {
  rows: { start: number; end: number; columns: number; flags: number }[];
  /** Where a row begins that ends inside quotes. */
  openQuoteAt: number | undefined;
} {
  const finder = new RowFinder(dialect);
  const rows = [];
  let from = bomLength(bytes);
  while (rows.length < limit && from < bytes.length && finder.next(bytes, from, bytes.length, final)) {
    if (finder.end > finder.start)
      rows.push({ start: finder.start, end: finder.end, columns: finder.columns, flags: finder.flags });
    from = finder.after;
  }
  return { rows, openQuoteAt: finder.openQuote ? from : undefined };
}

/**
 * Scans a file to its end. A row with bytes that are no text is told like any other, with its flag.
 * @throws PlumblineError FILE_ENCODING (more than a hundredth of the rows), FILE_TOO_WIDE (a row above 4 MB), FILE_TRUNCATED (an open
 *   quote, or half a character at the end).
 */
export async function scanRows(options: ScanOptions): Promise<ScanResult> {
  const { where, onRow } = options;
  const finder = new RowFinder(options.dialect);
  const counts = { rows: 0, blankLines: 0, lf: 0, crlf: 0, closed: true };
  const foreign = new Foreign(where);
  const lines = options.dialect.delimiter === LINES.delimiter;
  const handle = await open(options.path, "r");
  try {
    // A short file needs no more room than it has bytes.
    const chunk = Math.max(1, Math.min(CHUNK, (await handle.stat()).size));
    let bytes = Buffer.allocUnsafe(2 * chunk);
    let held = 0;
    let base = 0;
    for (;;) {
      if (bytes.length - held < chunk) bytes = Buffer.concat([bytes.subarray(0, held)], bytes.length * 2);
      const { bytesRead } = await handle.read(bytes, held, chunk, base + held);
      const final = bytesRead === 0;
      const to = held + bytesRead;
      let from = base === 0 ? bomLength(bytes.subarray(0, to)) : 0;
      // Whole rows end on a line end, so that a character is never cut in two here.
      const whole = final ? to : bytes.lastIndexOf(options.dialect.newline, to - 1) + 1;
      const clean = isText(bytes.subarray(0, Math.min(whole, to)));
      while (from < to && finder.next(bytes, from, to, final)) {
        if (finder.end - finder.start > MAX_ROW_BYTES) throw tooLong(where, counts.rows, base + finder.start);
        if (finder.after === finder.end) counts.closed = false;
        else if (finder.flags & CRLF) counts.crlf++;
        else counts.lf++;
        if (finder.end === finder.start || (lines && isBlank(bytes, finder.start, finder.end)))
          counts.blankLines++;
        else {
          counts.rows++;
          const { start, end, columns, flags } = finder;
          const text = clean || isText(bytes.subarray(start, end));
          if (!text) foreign.saw(bytes.subarray(start, end), base + start, final && !counts.closed);
          onRow({ bytes, start, end, columns, flags: text ? flags : flags | NO_TEXT, offset: base + start });
        }
        from = finder.after;
      }
      options.onBytes?.(base + from);
      if (final) {
        if (from < to) throw openQuote(where, counts.rows, base + from);
        foreign.check(counts.rows);
        return counts;
      }
      if (to - from > MAX_ROW_BYTES) throw tooLong(where, counts.rows, base + from);
      bytes.copyWithin(0, from, to);
      held = to - from;
      base += from;
    }
  } finally {
    await handle.close();
  }
}

/** White space is nothing where a line is to be JSON. */
function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && (bytes[at] === 0x20 || bytes[at] === 9)) at++;
  return at === end;
}

function tooLong(where: string, rowsBefore: number, byte: number): PlumblineError {
  return new PlumblineError(
    "FILE_TOO_WIDE",
    `The row at byte ${byte} (after ${rowsBefore} rows, the header counted) is longer than 4 MB.`,
    { where, hint: "A quote that is never closed is the usual cause; otherwise cut what is not needed." },
  );
}

function openQuote(where: string, rowsBefore: number, byte: number): PlumblineError {
  return new PlumblineError(
    "FILE_TRUNCATED",
    `The file ends inside quotes; the row begins at byte ${byte} (after ${rowsBefore} rows, the header counted).`,
    { where },
  );
}

/** The fields of one row as text, unquoted. */
export function fieldsOf(bytes: Buffer, start: number, end: number, dialect: Dialect): string[] {
  const text = bytes.toString("utf8", start, end);
  const { delimiter, quote, escape } = dialect;
  const fields: string[] = [];
  let i = 0;
  for (;;) {
    let field = "";
    if (quote !== "" && text[i] === quote) {
      i++;
      while (i < text.length) {
        if (text[i] === escape && (escape !== quote || text[i + 1] === quote)) {
          field += text[i + 1] ?? "";
          i += 2;
        } else if (text[i] === quote) break;
        else field += text[i++];
      }
      i++;
    }
    const next = text.indexOf(delimiter, i);
    fields.push(field + text.slice(i, next < 0 ? undefined : next));
    if (next < 0) return fields;
    i = next + 1;
  }
}
