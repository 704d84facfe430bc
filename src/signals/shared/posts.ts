/** The posts behind a Finding: distinct rows of files, their fingerprint, and their days. */
import { createHash } from "node:crypto";
import type { ShareColumns } from "../../kernel/index.ts";

/** Distinct posts, in order of file and row. */
export interface Posts {
  /** Index of the file in the columns' `artifacts`. */
  readonly artifact: readonly number[];
  readonly row: readonly number[];
  readonly time: readonly number[];
  readonly account: readonly number[];
}

/** The posts of these shares; a post with several objects has several shares and counts once. */
export function postsOf(columns: ShareColumns, shares: Int32Array): Posts {
  const { artifact, row } = columns;
  const sorted = [...shares].sort((x, y) => artifact[x]! - artifact[y]! || row[x]! - row[y]! || x - y);
  const distinct = sorted.filter((share, z) => {
    const before = sorted[z - 1];
    return before === undefined || artifact[share] !== artifact[before] || row[share] !== row[before];
  });
  return {
    artifact: distinct.map((share) => artifact[share]!),
    row: distinct.map((share) => row[share]!),
    time: distinct.map((share) => columns.time[share]!),
    account: distinct.map((share) => columns.account[share]!),
  };
}

/** How many posts, and the SHA-256 of their sorted lines `artifact:row`, each with a line feed. */
export function fingerprint(columns: ShareColumns, posts: Posts): { count: number; sha256: string } {
  return fingerprintOf(
    columns.artifacts,
    posts.row.map((row, i) => ({ artifact: posts.artifact[i]!, row })),
  );
}

/** The same of distinct posts by their places; `artifact` is an index into `artifacts`. */
export function fingerprintOf(
  artifacts: readonly { readonly sha256: string }[],
  posts: readonly { readonly artifact: number; readonly row: number }[],
): { count: number; sha256: string } {
  const lines = posts.map(({ artifact, row }) => `${artifacts[artifact]!.sha256}:${row}\n`).sort();
  return { count: lines.length, sha256: createHash("sha256").update(lines.join("")).digest("hex") };
}

/** First and last time. There is at least one post. */
export function period(posts: Posts): { from: number; to: number } {
  let from = Infinity;
  let to = -Infinity;
  for (const time of posts.time) {
    from = Math.min(from, time);
    to = Math.max(to, time);
  }
  return { from, to };
}
