/**
 * The digest of an import: one SHA-256 over every row that the corpus holds of it, whatever else is in the corpus and in whatever order it
 * came. It is written into the log with the import, so that rows which somebody changed afterwards are seen.
 *
 * Ids in dictionaries depend on what else was imported; so each is replaced by its place in the order of first appearance, and the values
 * themselves follow in that order. Numbers are hashed as they lie (little endian, times as doubles), a column at a time; texts as UTF-8,
 * with the length of each beside, so that no two different lists of rows give the same bytes. What follows from the rows alone (folded
 * texts, the index of words) is not in it: `verify` makes it again.
 */
import { createHash } from "node:crypto";
import type { Hash } from "node:crypto";
import { canonicalJson } from "../../model/canonical.ts";
import type { Connection } from "./database.ts";
import { isExtra, OBJECT_KINDS, TEXT_COLUMNS } from "./staged.ts";
import type { ObjectKind } from "./staged.ts";
import * as statements from "./statements.ts";
import { SEGMENT_ROWS } from "./words/segment.ts";
import { selectSegmentRows } from "./words/statements.ts";

const KINDS = Object.keys(OBJECT_KINDS) as ObjectKind[];

/** Column of the file to where `posts` holds it: a field, or an extra column. */
export type HeldColumn = readonly [name: string, held: string];

/** Changes with what is hashed and how: digests of two formats cannot be compared. */
const DIGEST_FORMAT = 1;

/** Can this text be compared with a digest that is computed now? */
export const isComparable = (digest: string): boolean => digest.startsWith(`${DIGEST_FORMAT}:`);

/** More values than this in one dictionary have never been loaded. */
const MAX_ID = 1 << 29;

/**
 * The digest of the import with this number, `FORMAT:HEX`; undefined where the rows are such as no import leaves.
 * @throws PlumblineError CORPUS_DAMAGED, STORE.
 */
export async function digestRows(
  connection: Connection,
  n: number,
  columns: readonly HeldColumn[],
): Promise<string | undefined> {
  const key = ([name, held]: HeldColumn) => canonicalJson([name, isExtra(held) ? "" : held]);
  const ordered = [...columns].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const extra = ordered.map(([, held]) => held).filter(isExtra);
  const texts = [...TEXT_COLUMNS, ...extra];
  const blocks = (await connection.rows(selectSegmentRows(n))).map(({ first }) => Number(first));
  const accounts = await Codes.of(connection, "accounts");
  const posts = await tableDigest(
    connection,
    blocks.map((first) => statements.selectDigestPosts(n, first, texts)),
    new Map([[1, accounts]]),
  );
  const inOrder = accounts.run();
  const names =
    inOrder === undefined
      ? statements.selectDigestAccounts(n)
      : statements.selectDigestEntries("accounts", "name", inOrder);
  const held: unknown[] = [posts, await textsDigest(connection, names)];
  const [counted] = await connection.rows(statements.countRows(n));
  let rows = posts?.rows;
  for (const kind of KINDS) {
    const objects = await Codes.of(connection, `objects_${kind}`);
    const shares = await sharesDigest(
      connection,
      (counted?.[kind] === 0 ? [] : blocks).map((first) => ({
        first,
        sql: statements.selectDigestShares(n, first, kind),
      })),
      new Map([
        [2, accounts],
        [4, objects],
      ]),
    );
    const run = objects.run();
    const values =
      run === undefined
        ? statements.selectDigestObjects(n, kind)
        : statements.selectDigestEntries(`objects_${kind}`, "value", run);
    held.push(kind, shares, await textsDigest(connection, values));
    rows = rows === undefined || shares === undefined ? undefined : rows + shares.rows;
  }
  // A row outside of every block was not read.
  if (rows === undefined || rows !== counted?.["n"]) return undefined;
  const all = canonicalJson({ columns: ordered.map(key), held });
  return `${DIGEST_FORMAT}:${createHash("sha256").update(all).digest("hex")}`;
}

interface TableDigest {
  readonly rows: number;
  /** Of each column of numbers. */
  readonly columns: readonly string[];
  readonly texts: string;
}

/** Of rows in order, block by block; undefined if an id is none of its dictionary. */
async function tableDigest(
  connection: Connection,
  blocks: readonly string[],
  codes: ReadonlyMap<number, Codes>,
): Promise<TableDigest | undefined> {
  const columns: Hash[] = [];
  const texts = createHash("sha256");
  let rows = 0;
  let known = true;
  for (const sql of blocks)
    await connection.bytes(sql, (numbers, pieces) => {
      rows += numbers[0]?.length ?? 0;
      for (const [i, values] of numbers.entries()) {
        const placed = codes.has(i) ? codes.get(i)!.place(values) : values;
        if (placed === undefined) known = false;
        else (columns[i] ??= createHash("sha256")).update(bytesOf(placed));
      }
      for (const piece of pieces) texts.update(piece);
    });
  if (!known) return undefined;
  return { rows, columns: columns.map((hash) => hash.digest("hex")), texts: texts.digest("hex") };
}

/** In which column of shares their place in the row stands; the row stands in the first. */
const POSITION = 1;

/**
 * Of shares in order of row and of place in it, as `tableDigest` gives it. The database gives a block in any order: to put numbers in
 * order here costs a part of a sort there. Of posts it sorts, since their texts would have to be read twice.
 */
async function sharesDigest(
  connection: Connection,
  blocks: readonly { readonly first: number; readonly sql: string }[],
  codes: ReadonlyMap<number, Codes>,
): Promise<TableDigest | undefined> {
  const columns: Hash[] = [];
  let rows = 0;
  for (const { first, sql } of blocks) {
    const chunks = await connection.columns(sql);
    if (chunks.length === 0) continue;
    const row = joined(chunks, 0);
    const order = orderOf(row, joined(chunks, POSITION), first);
    rows += row.length;
    for (let i = 0; i < chunks[0]!.length; i++) {
      const values = inOrder(joined(chunks, i), order);
      const placed = codes.has(i) ? codes.get(i)!.place(values) : values;
      if (placed === undefined) return undefined;
      (columns[i] ??= createHash("sha256")).update(bytesOf(placed));
    }
  }
  const noText = createHash("sha256").digest("hex");
  return { rows, columns: columns.map((hash) => hash.digest("hex")), texts: noText };
}

type Numbers = Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** A column whole. */
function joined(chunks: readonly (readonly (Int32Array | Float64Array)[])[], column: number): Numbers {
  const length = chunks.reduce((sum, chunk) => sum + chunk[column]!.length, 0);
  const all = chunks[0]![column] instanceof Int32Array ? new Int32Array(length) : new Float64Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk[column]!, at);
    at += chunk[column]!.length;
  }
  return all;
}

/**
 * Places of the rows of a block in order of row and of their place within it: a counting sort, and a sort where a row needs one. Undefined
 * where they lie in order already.
 */
function orderOf(row: Numbers, position: Numbers, first: number): Int32Array | undefined {
  if (isOrdered(row, position)) return undefined;
  const ends = new Int32Array(SEGMENT_ROWS);
  for (let i = 0; i < row.length; i++) ends[row[i]! - first]!++;
  for (let r = 1; r < SEGMENT_ROWS; r++) ends[r]! += ends[r - 1]!;
  const order = new Int32Array(row.length);
  for (let i = row.length - 1; i >= 0; i--) order[--ends[row[i]! - first]!] = i;
  for (let begin = 0; begin < order.length;) {
    const end = ends[row[order[begin]!]! - first + 1] ?? order.length;
    if (end > begin + 1) {
      const one = order.subarray(begin, end);
      if (!isOrdered(one.map((i) => position[i]!))) one.sort((x, y) => position[x]! - position[y]!);
    }
    begin = end;
  }
  return order;
}

/** Does a column rise, and where it stands still another one? */
function isOrdered(values: Numbers | Int32Array, then?: Numbers): boolean {
  for (let i = 1; i < values.length; i++) {
    const step = values[i]! - values[i - 1]!;
    if (step < 0 || (step === 0 && then !== undefined && then[i]! < then[i - 1]!)) return false;
  }
  return true;
}

/** @param order undefined where they lie in order already */
function inOrder(values: Numbers, order: Int32Array | undefined): Numbers {
  if (order === undefined) return values;
  return values instanceof Int32Array
    ? gathered(values, order, new Int32Array(order.length))
    : gathered(values, order, new Float64Array(order.length));
}

function gathered<T extends Numbers>(values: T, order: Int32Array, out: T): T {
  for (let i = 0; i < order.length; i++) out[i] = values[order[i]!]!;
  return out;
}

const textsDigest = (connection: Connection, sql: string) => tableDigest(connection, [sql], new Map());

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Ids of a dictionary by the order of their first appearance. */
class Codes {
  /** By id, from 1; 0 for one that has not appeared. */
  readonly #places: Int32Array;
  #next = 1;

  private constructor(most: number) {
    this.#places = new Int32Array(most + 1);
  }

  static async of(connection: Connection, dictionary: string): Promise<Codes> {
    const [found] = await connection.rows(statements.selectLargestId(dictionary));
    return new Codes(Math.min(Number(found?.["most"]), MAX_ID));
  }

  /**
   * First and last of the ids that have appeared, if they lie next to one another in the order of their appearance, as those of a first
   * import do: their values are then read without looking for that order again. Undefined for any others, and for none.
   */
  run(): readonly [number, number] | undefined {
    const first = this.#places.indexOf(1);
    const last = first + this.#next - 2;
    if (first < 0) return undefined;
    for (let id = first; id <= last; id++) if (this.#places[id] !== id - first + 1) return undefined;
    return [first, last];
  }

  /** The places of these ids; undefined if one is none. */
  place(ids: Int32Array | Float64Array): Int32Array | undefined {
    const places = new Int32Array(ids.length);
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i]!;
      if (!(id >= 0 && id < this.#places.length)) return undefined;
      places[i] = this.#places[id] ||= this.#next++;
    }
    return places;
  }
}
