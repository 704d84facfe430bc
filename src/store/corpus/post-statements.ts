/** SQL over single posts: lists, histograms and suggestions, each over the imports that may be read and no other. */
import { identifier, inScope, literal } from "./sql.ts";
import { OBJECT_KINDS } from "./staged.ts";
import type { ObjectKind } from "./staged.ts";
import { folded } from "./values.ts";

const KINDS = Object.keys(OBJECT_KINDS) as ObjectKind[];

/** Which posts; what is absent restricts nothing. */
export interface PostConditions {
  /** Numbers of the imports that may be read. */
  readonly scope: readonly number[];
  /** Each occurs in the text, compared without case and accents. */
  readonly words: readonly string[];
  readonly account?: string;
  readonly language?: string;
  readonly object?: { readonly kind: ObjectKind; readonly value: string };
  /** Milliseconds since 1970 UTC: from the first, to before the second. */
  readonly from?: number;
  readonly to?: number;
}

/** Place of a post: lists are in this order, so that a place is also where a list goes on. */
export interface PostPlace {
  readonly time: number;
  readonly import: number;
  readonly row: number;
}

/**
 * Places `(import, row)` of the posts that fit what the index of words does not know: account, language, object. Undefined
 * where nothing of it is asked.
 */
export function selectMatching({ scope, account, language, object }: PostConditions): string | undefined {
  const asked: string[] = [];
  if (account !== undefined)
    asked.push(`p.account IN (SELECT id FROM accounts WHERE name = ${literal(account)})`);
  if (language !== undefined) asked.push(`p.language = ${literal(language)}`);
  if (object !== undefined)
    asked.push(`(p.import, p.row) IN (SELECT (s.import, s.row) FROM shares_${object.kind} AS s
      WHERE ${inScope("s.import", scope)}
        AND s.object IN (SELECT id FROM objects_${object.kind} WHERE value = ${literal(object.value)}))`);
  if (asked.length === 0) return undefined;
  return `SELECT p.import, p.row FROM posts AS p WHERE ${[inScope("p.import", scope), ...asked].join(" AND ")}`;
}

type Places = readonly Omit<PostPlace, "time">[];

/** Posts at these places, with the name of their account. */
export function selectPostsAt(places: Places): string {
  return eachImport(
    "p",
    places,
    (at) => `SELECT p.* EXCLUDE (folded), p.time_ms::DOUBLE AS time, a.name FROM posts AS p
      JOIN accounts AS a ON a.id = p.account WHERE ${at}`,
  );
}

/** Which of these places hold a post of a stretch of time: `(import, row, time)`. */
export function selectTimesAt(places: Places, { from, to }: Pick<PostConditions, "from" | "to">): string {
  const inside = [
    ...(from === undefined ? [] : [`p.time_ms >= ${from}`]),
    ...(to === undefined ? [] : [`p.time_ms < ${to}`]),
  ];
  return eachImport(
    "p",
    places,
    (at) =>
      `SELECT p.import, p.row, p.time_ms::DOUBLE AS time FROM posts AS p WHERE ${[at, ...inside].join(" AND ")}`,
  );
}

/** Objects of the posts at these places: `(import, row, kind, object, pos)`, as numbers in their dictionaries. */
export function selectSharesAt(places: Places): string {
  return KINDS.filter((kind) => OBJECT_KINDS[kind].set)
    .map((kind) =>
      eachImport(
        "s",
        places,
        (at) =>
          `SELECT s.import, s.row, ${literal(kind)} AS kind, s.object, s.pos FROM shares_${kind} AS s WHERE ${at}`,
      ),
    )
    .join(" UNION ALL ");
}

/** Entries of dictionaries: `(kind, id, value)`. By number, so that a scan skips the blocks that hold none of them. */
export function selectValues(ids: ReadonlyMap<string, readonly number[]>): string {
  return [...ids]
    .map(
      ([kind, numbers]) =>
        `SELECT ${literal(kind)} AS kind, id, value FROM ${identifier(`objects_${kind}`)} WHERE id IN (${numbers.join(", ")})`,
    )
    .join(" UNION ALL ");
}

/** What the posts at these places share of one kind: `(import, row, value)`. */
export function selectSharedAt(kind: ObjectKind, places: Places): string {
  const each = eachImport(
    "s",
    places,
    (at) => `SELECT DISTINCT s.import, s.row, o.value FROM shares_${kind} AS s
      JOIN objects_${kind} AS o ON o.id = s.object WHERE ${at}`,
  );
  return `${each} ORDER BY import, row, value`;
}

/**
 * One statement an import: rows are in order inside an import, and only so does a scan skip the blocks that hold none of
 * them.
 */
function eachImport(table: string, places: Places, make: (at: string) => string): string {
  const rowsOf = new Map<number, number[]>();
  for (const { import: n, row } of places) rowsOf.set(n, [...(rowsOf.get(n) ?? []), row]);
  const each = [...rowsOf].map(([n, rows]) =>
    make(`${table}.import = ${n} AND ${table}.row IN (${rows.join(", ")})`),
  );
  return each.length === 0 ? make("FALSE") : each.join(" UNION ALL ");
}

/** What there is to read: posts, accounts, first and last time. */
export function selectReadable(scope: readonly number[]): string {
  return `SELECT count(*)::INTEGER AS posts, count(DISTINCT account)::INTEGER AS accounts,
                 min(time_ms)::DOUBLE AS time_from, max(time_ms)::DOUBLE AS time_to
            FROM posts WHERE ${inScope("import", scope)}`;
}

export function selectLanguages(scope: readonly number[], limit: number): string {
  return `SELECT language AS value, count(*)::INTEGER AS n FROM posts
           WHERE ${inScope("import", scope)} AND language IS NOT NULL GROUP BY 1 ORDER BY n DESC, value LIMIT ${limit}`;
}

/** Names of accounts in which the text occurs, with their posts, the busiest first. */
export function suggestAccounts(scope: readonly number[], text: string, limit: number): string {
  return `SELECT a.name AS value, p.n FROM (SELECT account, count(*)::INTEGER AS n FROM posts
           WHERE ${inScope("import", scope)} GROUP BY account) AS p JOIN accounts AS a ON a.id = p.account
           WHERE contains(${folded("a.name")}, ${folded(literal(text))}) ORDER BY n DESC, value LIMIT ${limit}`;
}

/** The same for objects of one kind. */
export function suggestObjects(
  kind: ObjectKind,
  scope: readonly number[],
  text: string,
  limit: number,
): string {
  return `SELECT o.value, s.n FROM (SELECT object, count(*)::INTEGER AS n FROM shares_${kind}
           WHERE ${inScope("import", scope)} GROUP BY object) AS s JOIN objects_${kind} AS o ON o.id = s.object
           WHERE contains(${folded("o.value")}, ${folded(literal(text))}) ORDER BY n DESC, value LIMIT ${limit}`;
}
