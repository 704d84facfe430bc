/**
 * A file of a platform as a table of posts. Each record goes through the platform's reader; what it cannot take is one reject
 * with its place in the original file, and what is known to be no post is counted. Rows are numbered by record; where one record
 * holds several posts, each of them counts.
 */
import { isUtf8 } from "node:buffer";
import { join } from "node:path";
import { PlumblineError } from "../../errors.ts";
import { counted, plural } from "../../words.ts";
import { MALFORMED, MAX_MALFORMED, MAX_VALUE } from "../formats/contract.ts";
import type { MalformedRow, OpenContext, SourceTable } from "../formats/contract.ts";
import { readCsv } from "../formats/csv.ts";
import { loadOr } from "../formats/load.ts";
import { AFTER_QUOTE, fieldsOf, LINES, NO_TEXT, scanRows } from "../formats/rows.ts";
import type { Dialect } from "../formats/rows.ts";
import { FIELDS, READER_VERSION } from "../report.ts";
import type { RejectCode } from "../report.ts";
import type { Around, Platform, Post, Source } from "./contract.ts";
import { MOST_PAGE_BYTES, RecordFault } from "./contract.ts";
import { JsonStream, parseExactly, passThrough } from "./json-stream.ts";
import { PLACE_COLUMNS, POST_COLUMNS, PostsFile, WRITTEN_ACCOUNT } from "./posts-file.ts";
import { recordOf } from "./recognise.ts";
import type { Finding, Recognised } from "./recognise.ts";
import { isObject } from "./values.ts";

const PLAIN: Dialect = { delimiter: ",", quote: '"', escape: '"', newline: "\n" };
/** Rows whose places are asked for at a time. */
const PAGE = 1000;

/** Reads every record of a file; `row` numbers them in the original file. */
class Reading {
  readonly malformed: MalformedRow[] = [];
  passed = 0;
  row = 1;
  readonly #platform: Platform;
  readonly #posts: PostsFile;
  readonly #where: string;

  constructor(platform: Platform, posts: PostsFile, where: string) {
    this.#platform = platform;
    this.#posts = posts;
    this.#where = where;
  }

  /** Writes the posts of one record. */
  take(record: Source, raw: string, offset: number, around: Around): void {
    let posts: readonly Post[] | undefined;
    try {
      posts = this.#platform.rows(record, around);
    } catch (error) {
      if (!(error instanceof RecordFault)) throw error;
      return this.refuse(error.code, error.value, offset);
    }
    if (posts === undefined) return this.refuse("RECORD_UNKNOWN", raw, offset);
    for (const post of posts) this.#posts.add(this.row++, offset, post, raw);
    if (posts.length > 0) return;
    this.passed++;
    this.row++;
  }

  /** Takes a record that is JSON. */
  json(bytes: Buffer, offset: number, around: Around): void {
    const raw = bytes.toString("utf8");
    let value: unknown;
    try {
      value = isUtf8(bytes) ? parseExactly(raw) : undefined;
    } catch {
      value = undefined;
    }
    if (isObject(value)) this.take(value, raw, offset, around);
    else this.refuse(isUtf8(bytes) ? MALFORMED : "ROW_ENCODING", raw, offset);
  }

  refuse(code: RejectCode, value: string, byte: number): void {
    if (this.malformed.length >= MAX_MALFORMED)
      throw new PlumblineError(
        "FILE_MALFORMED",
        `More than 100,000 records are not as those of ${this.#platform.title}; the last one seen is at byte ${byte}.`,
        { where: this.#where },
      );
    this.malformed.push({ row: this.row++, byte, value: value.slice(0, MAX_VALUE), code });
  }
}

async function lines(context: OpenContext, reading: Reading): Promise<void> {
  await scanRows({
    path: context.path,
    where: context.where,
    dialect: LINES,
    onBytes: context.onBytes,
    onRow: ({ bytes, start, end, offset }) => reading.json(bytes.subarray(start, end), offset, []),
  });
}

async function table(
  context: OpenContext,
  reading: Reading,
  finding: Extract<Finding, { form: "table" }>,
): Promise<void> {
  const { dialect, header, named } = finding;
  let first = named;
  await scanRows({
    path: context.path,
    where: context.where,
    dialect,
    onBytes: context.onBytes,
    onRow: ({ bytes, start, end, columns, flags, offset }) => {
      if (first) {
        first = false;
        return;
      }
      if (columns !== header.length || flags & (AFTER_QUOTE | NO_TEXT))
        return reading.refuse(
          flags & NO_TEXT ? "ROW_ENCODING" : MALFORMED,
          bytes.toString("utf8", start, Math.min(end, start + 4 * MAX_VALUE)),
          offset,
        );
      const record = recordOf(header, fieldsOf(bytes, start, end, dialect));
      reading.take(record, JSON.stringify(record), offset, []);
    },
  });
}

/**
 * Opens a file that was recognised.
 * @throws PlumblineError FILE_*.
 */
export async function openPlatform(
  context: OpenContext,
  { platform, finding }: Recognised,
): Promise<SourceTable> {
  const posts = new PostsFile(join(context.folder, "posts.csv"), platform);
  const reading = new Reading(platform, posts, context.where);
  try {
    if ("records" in finding)
      await finding.records(context, {
        record: (record, byte) => reading.take(record, JSON.stringify(record), byte, []),
        refuse: (code, value, byte) => reading.refuse(code, value, byte),
      });
    else if (finding.form === "lines") await lines(context, reading);
    else if (finding.form === "table") await table(context, reading, finding);
    else {
      const stream = new JsonStream(finding.wanted, MOST_PAGE_BYTES, ({ bytes, offset, around }) =>
        reading.json(bytes, finding.skip + offset, around),
      );
      await passThrough(context, stream, finding.skip);
    }
  } finally {
    posts.close();
  }
  if (posts.rows === 0 && reading.malformed.length === 0)
    throw new PlumblineError("FILE_EMPTY", `None of ${counted(reading.passed, "record")} is a post.`, {
      where: context.where,
    });
  return tableOf(context, platform, posts, reading);
}

async function tableOf(
  context: OpenContext,
  platform: Platform,
  posts: PostsFile,
  reading: Reading,
): Promise<SourceTable> {
  const { engine } = context;
  const all = [...POST_COLUMNS, WRITTEN_ACCOUNT].map((_, i) => `c${i}`);
  const columns = posts.respelled === 0 ? POST_COLUMNS : [...POST_COLUMNS, WRITTEN_ACCOUNT];
  const cells = all.slice(0, columns.length);
  const source = readCsv(posts.path, PLAIN, [...PLACE_COLUMNS, ...all]);
  await loadOr(engine, `CREATE TABLE source AS SELECT * FROM ${source}`, context.where);
  const relation = (where: string) =>
    `(SELECT file_row::INTEGER AS row, ${cells.join(", ")} FROM source${where})`;
  const { passed, malformed } = reading;
  return {
    dialect: {},
    columns: columns.map((name) => ({ name, type: "text" })),
    relation: relation(""),
    slice: (from, to) => relation(` WHERE rowid >= ${from} AND rowid < ${to}`),
    rows: posts.rows + malformed.length,
    malformed,
    notes:
      passed === 0
        ? []
        : [
            `${counted(passed, "record")} of the file ${plural(passed, "is no post and was", "are no posts and were")} passed over.`,
          ],
    layout: {
      id: platform.id,
      title: platform.title,
      requires: [],
      mapping: Object.fromEntries(FIELDS.map((field) => [field, field])),
      notes: platform.notes ?? [],
      reader: `${READER_VERSION}, ${platform.id} ${platform.version}`,
      ...(platform.zone === undefined ? {} : { zone: platform.zone }),
    },
    objectsFromText: true,
    ...(posts.respelled === 0 ? {} : { writtenAccount: POST_COLUMNS.length }),
    offsets: (rows) => offsetsOf(context, rows),
  };
}

async function offsetsOf({ engine }: OpenContext, rows: Int32Array): Promise<Float64Array> {
  const offsets = new Float64Array(rows.length);
  for (let from = 0; from < rows.length; from += PAGE) {
    const page = rows.subarray(from, from + PAGE);
    const found = await engine.rows(
      `SELECT file_byte::DOUBLE AS byte FROM source WHERE file_row::INTEGER IN (${page.join(", ")}) ORDER BY file_row::INTEGER`,
    );
    found.forEach((one, i) => (offsets[from + i] = Number(one["byte"])));
  }
  return offsets;
}
