/**
 * The index of words of a corpus: which posts a query finds. It is built with each import, in the transaction that loads it,
 * and lies as a table in the same file: a killed program leaves both or neither, and a file without an import is without its
 * words. An import's segments are read when a search first needs them, and stay in memory: about 50 MB for a million short
 * posts. Imports that may not be read are not looked at.
 */
import { setImmediate } from "node:timers/promises";
import type { Connection } from "../database.ts";
import { selectMatching } from "../post-statements.ts";
import type { PostConditions } from "../post-statements.ts";
import { countBits, emptyBits, eachBit, fullBits, keepCommon, setBit } from "./bits.ts";
import type { Matches } from "./matches.ts";
import { queryOf } from "./pieces.ts";
import { Segment, SEGMENT_ROWS, SegmentBuilder } from "./segment.ts";
import * as statements from "./statements.ts";

/** Up to this many posts are looked up by their rows; more by a scan of all texts. */
const FEW_POSTS = 2000;

const NOTHING = new Uint8Array();

/** Indexes the posts of an import that has just been loaded. A signal ends it between two segments. */
export async function indexWords(database: Connection, n: number, signal?: AbortSignal): Promise<void> {
  for (const { first } of await database.rows(statements.selectSegmentRows(n))) {
    signal?.throwIfAborted();
    const parts = await buildSegment(database, n, Number(first));
    await database.runWith(statements.insertSegment(n, Number(first)), parts);
  }
}

/** The parts of a segment, made from the posts. */
async function buildSegment(database: Connection, n: number, first: number): Promise<Uint8Array[]> {
  const builder = new SegmentBuilder();
  await database.bytes(statements.selectSegmentPosts(n, first), ([rows, times, lengths], pieces) => {
    let piece = 0;
    let at = 0;
    for (let i = 0; i < rows!.length; i++) {
      const end = at + lengths![i]!;
      builder.add(rows![i]!, times![i]!, pieces[piece] ?? NOTHING, at, end);
      at = end;
      // A text lies whole in one piece.
      if (end === pieces[piece]?.length) {
        piece++;
        at = 0;
      }
    }
  });
  const data = builder.data();
  return statements.SEGMENT_PARTS.map((part) => bytesOf(data[part]));
}

/** Is the index of an import the one that its posts give? */
export async function indexHolds(database: Connection, n: number): Promise<boolean> {
  const due = (await database.rows(statements.selectSegmentRows(n))).map(({ first }) => Number(first));
  const held = (await database.rows(statements.selectFirstRows(n))).map((row) => Number(row["first_row"]));
  if (due.join() !== held.join()) return false;
  for (const first of due) {
    const made = await buildSegment(database, n, first);
    const kept = (await database.blobs(statements.selectSegment(n, first))) ?? [];
    if (made.some((part, i) => kept[i] === undefined || Buffer.compare(part, kept[i]) !== 0)) return false;
  }
  return true;
}

/** Indexes what a file from before there was an index holds. */
export async function indexOlder(database: Connection): Promise<void> {
  for (const { n } of await database.rows(statements.selectUnindexed())) {
    await database.run("BEGIN");
    await indexWords(database, Number(n));
    await database.run("COMMIT");
  }
}

export class WordIndex {
  readonly #segments = new Map<number, Promise<readonly Segment[]>>();

  /** What was read is dropped: the file is another one. */
  forget(): void {
    this.#segments.clear();
  }

  /** The posts that a query finds, over the imports in its scope. */
  async find(connection: Connection, query: PostConditions): Promise<Matches> {
    const { scope, words, from, to } = query;
    const matches: { import: number; segment: Segment; bits: ReturnType<typeof fullBits> }[] = [];
    for (const n of scope)
      for (const segment of await this.#segmentsOf(connection, n))
        matches.push({ import: n, segment, bits: within(segment, from, to) });
    const folded = words.length === 0 ? {} : (await connection.rows(statements.selectFolded(words)))[0]!;
    for (const word of new Set(Object.values(folded).map(String))) await narrow(connection, matches, word);
    const other = selectMatching(query);
    if (other !== undefined) keepPlaces(matches, await connection.columns(other));
    return matches;
  }

  #segmentsOf(connection: Connection, n: number): Promise<readonly Segment[]> {
    let segments = this.#segments.get(n);
    if (segments === undefined) {
      segments = readSegments(connection, n);
      this.#segments.set(n, segments);
      segments.catch(() => this.#segments.delete(n));
    }
    return segments;
  }
}

async function readSegments(connection: Connection, n: number): Promise<readonly Segment[]> {
  const segments: Segment[] = [];
  for (const { first_row: first } of await connection.rows(statements.selectFirstRows(n))) {
    const parts = await connection.blobs(statements.selectSegment(n, Number(first)));
    const [rows, times, pieces, starts, postings, ends] = (parts ?? []).map(({ buffer }) => buffer);
    segments.push(
      new Segment({
        rows: new Int32Array(rows!),
        times: new Float64Array(times!),
        pieces: new Uint8Array(pieces!),
        starts: new Uint32Array(starts!),
        postings: new Uint8Array(postings!),
        ends: new Uint32Array(ends!),
      }),
    );
  }
  return segments;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Posts of a segment from one time to before another. */
function within(segment: Segment, from: number | undefined, to: number | undefined) {
  const first = from === undefined ? 0 : segment.firstAt(Math.trunc(from));
  const end = to === undefined ? segment.size : segment.firstAt(Math.trunc(to));
  if (first === 0 && end === segment.size) return fullBits(segment.size);
  const bits = emptyBits(segment.size);
  for (let post = first; post < end; post++) setBit(bits, post);
  return bits;
}

/** Keeps the posts that have a folded word. Others get their turn between two segments. */
async function narrow(connection: Connection, matches: Matches, word: string): Promise<void> {
  const { pieces, exact } = queryOf(word);
  for (const { segment, bits } of matches) {
    for (const piece of pieces) keepCommon(bits, segment.find(piece));
    await setImmediate();
  }
  if (exact) return;
  const left = matches.filter(({ bits }) => bits.some((one) => one !== 0));
  const few = left.reduce((sum, { bits }) => sum + countBits(bits), 0) <= FEW_POSTS;
  const places = few ? left.map(rowsOf) : undefined;
  const scope = [...new Set(left.map((match) => match.import))];
  keepPlaces(matches, await connection.columns(statements.selectHaving(word, scope, places)));
}

function rowsOf({ import: n, segment, bits }: Matches[number]): { import: number; rows: number[] } {
  const rows: number[] = [];
  eachBit(bits, 0, (post) => void rows.push(segment.data.rows[post]!));
  return { import: n, rows };
}

/** Keeps the posts at these places, in columns `import` and `row`. */
function keepPlaces(matches: Matches, chunks: readonly (readonly (Int32Array | Float64Array)[])[]): void {
  const kept = matches.map(({ segment }) => emptyBits(segment.size));
  const indexOf = new Map(
    matches.map(({ import: n, segment }, i) => [placeKey(n, segment.data.rows[0] ?? 0), i]),
  );
  for (const [imports = [], rows = []] of chunks)
    for (let i = 0; i < rows.length; i++) {
      const at = indexOf.get(placeKey(imports[i]!, rows[i]!));
      const post = at === undefined ? undefined : matches[at]!.segment.numberOf(rows[i]!);
      if (post !== undefined) setBit(kept[at!]!, post);
    }
  for (const [i, { bits }] of matches.entries()) keepCommon(bits, kept[i]!);
}

/** One number for the segment in which a row of an import lies. */
const placeKey = (n: number, row: number): number => n * 0x10000 + Math.floor(row / SEGMENT_ROWS);
