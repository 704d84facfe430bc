/** SQL of the index of words. */
import { inScope, literal } from "../sql.ts";
import { folded } from "../values.ts";
import { SEGMENT_ROWS } from "./segment.ts";

export const SEGMENT_PARTS = ["rows", "times", "pieces", "starts", "postings", "ends"] as const;

/** First rows of the runs of rows in which an import has posts. */
export function selectSegmentRows(n: number): string {
  return `SELECT DISTINCT (row // ${SEGMENT_ROWS} * ${SEGMENT_ROWS})::INTEGER AS first FROM posts
           WHERE import = ${n} ORDER BY first`;
}

/** Posts of a segment in their order: row, time, length of the folded text in bytes, the text; nothing where there is none. */
export function selectSegmentPosts(n: number, firstRow: number): string {
  return `SELECT row, time_ms::DOUBLE, coalesce(strlen(folded), 0)::INTEGER, concat(folded, '') FROM posts
           WHERE import = ${n} AND row >= ${firstRow} AND row < ${firstRow + SEGMENT_ROWS} ORDER BY time_ms, row`;
}

/** With the parts as parameters. */
export function insertSegment(n: number, firstRow: number): string {
  const parts = SEGMENT_PARTS.map((_, i) => `$${i + 1}`).join(", ");
  return `INSERT INTO word_segments VALUES (${n}, ${firstRow}, ${parts})`;
}

export function selectFirstRows(n: number): string {
  return `SELECT first_row FROM word_segments WHERE import = ${n} ORDER BY first_row`;
}

export function selectSegment(n: number, firstRow: number): string {
  return `SELECT ${SEGMENT_PARTS.join(", ")} FROM word_segments WHERE import = ${n} AND first_row = ${firstRow}`;
}

/** Imports with posts and without segments: those of a file from before there were any. */
export function selectUnindexed(): string {
  return `SELECT n FROM imports WHERE posts > 0 AND n NOT IN (SELECT import FROM word_segments) ORDER BY n`;
}

export function selectFolded(words: readonly string[]): string {
  return `SELECT ${words.map((word, i) => `${folded(literal(word))} AS w${i}`).join(", ")}`;
}

/** Places `(import, row)` of posts whose text has the folded word; with `places`, among these only. */
export function selectHaving(
  word: string,
  scope: readonly number[],
  places: readonly { readonly import: number; readonly rows: readonly number[] }[] | undefined,
): string {
  const select = (where: string) =>
    `SELECT import, row FROM posts WHERE ${where} AND contains(folded, ${literal(word)})`;
  if (places === undefined) return select(inScope("import", scope));
  if (places.length === 0) return select("FALSE");
  return places
    .map(({ import: n, rows }) => select(`import = ${n} AND row IN (${rows.join(", ")})`))
    .join(" UNION ALL ");
}
