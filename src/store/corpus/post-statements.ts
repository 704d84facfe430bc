/** SQL over single posts: lists, histograms and suggestions, each over the imports that may be read and no other. */
import { identifier, inScope, literal } from "./sql.ts";
import { columnValue } from "./cells.ts";
import type { ColumnPlaces } from "./cells.ts";
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
  /** A cell of an extra column; where an import does not have the column, it has no such post. */
  readonly cell?: { readonly places: ColumnPlaces; readonly value: string };
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
export function selectMatching(conditions: PostConditions): string | undefined {
  const asked = askedBeside(conditions);
  if (asked.length === 0) return undefined;
  return `SELECT p.import, p.row FROM posts AS p WHERE ${[inScope("p.import", conditions.scope), ...asked].join(" AND ")}`;
}

/** Conditions on account, language, object and cell. */
function askedBeside({ scope, account, language, object, cell }: PostConditions): string[] {
  const asked: string[] = [];
  if (account !== undefined)
    asked.push(`p.account IN (SELECT id FROM accounts WHERE name = ${literal(account)})`);
  if (language !== undefined) asked.push(`p.language = ${literal(language)}`);
  if (object !== undefined)
    asked.push(`(p.import, p.row) IN (SELECT (s.import, s.row) FROM shares_${object.kind} AS s
      WHERE ${inScope("s.import", scope)}
        AND s.object IN (SELECT id FROM objects_${object.kind} WHERE value = ${literal(object.value)}))`);
  if (cell !== undefined)
    asked.push(cell.places.length === 0 ? "FALSE" : `${columnValue(cell.places)} = ${literal(cell.value)}`);
  return asked;
}

/** All conditions, words by a scan of the texts: for draws, which look at every post that fits. */
function where(conditions: PostConditions): string {
  const { scope, words, from, to } = conditions;
  return [
    inScope("p.import", scope),
    ...words.map((word) => `contains(p.folded, ${folded(literal(word))})`),
    ...askedBeside(conditions),
    ...(from === undefined ? [] : [`p.time_ms >= ${Math.trunc(from)}`]),
    ...(to === undefined ? [] : [`p.time_ms < ${Math.trunc(to)}`]),
  ].join(" AND ");
}

/** A file of the scope: its number here, and the hash by which a draw knows it. */
export interface DrawnFile {
  readonly n: number;
  readonly sha256: string;
}

/**
 * Posts in an order that seed, file and row alone decide: the first of them are a random sample, the same in every corpus
 * that holds the file. `total` in every row, beside the places; one row with a NULL place where nothing fits.
 */
export function drawPlaces(
  conditions: PostConditions,
  files: readonly DrawnFile[],
  seed: number,
  size: number,
): string {
  const names = files.map(({ n, sha256 }) => `WHEN ${n} THEN ${literal(sha256)}`).join(" ");
  const file = files.length === 0 ? "''" : `CASE import ${names} END`;
  return `WITH m AS MATERIALIZED (SELECT p.time_ms, p.import, p.row FROM posts AS p WHERE ${where(conditions)}),
         d AS (SELECT *, md5(concat_ws(' ', ${Math.trunc(seed)}, ${file}, row)) AS draw FROM m)
    SELECT c.total, t.time_ms::DOUBLE AS time, t.import, t.row FROM (SELECT count(*)::INTEGER AS total FROM m) AS c
      LEFT JOIN (SELECT * FROM d ORDER BY draw LIMIT ${size}) AS t ON TRUE ORDER BY t.draw`;
}

/** Accounts of these posts with the first import they stand in, by name or in the order that a seed draws. */
export function selectAccounts(conditions: PostConditions, seed: number | undefined, size: number): string {
  const order = seed === undefined ? "name" : `md5(concat_ws(' ', ${Math.trunc(seed)}, name))`;
  return `WITH m AS (SELECT p.account, min(p.import)::INTEGER AS import FROM posts AS p WHERE ${where(conditions)} GROUP BY 1),
         n AS (SELECT a.name, m.import FROM m JOIN accounts AS a ON a.id = m.account)
    SELECT c.total, t.name, t.import FROM (SELECT count(*)::INTEGER AS total FROM n) AS c
      LEFT JOIN (SELECT *, ${order} AS place FROM n ORDER BY place LIMIT ${size}) AS t ON TRUE ORDER BY t.place`;
}

type Places = readonly Omit<PostPlace, "time">[];

/** Posts at these places, with the name of their account. */
export function selectPostsAt(places: Places): string {
  return eachImport(
    "p",
    places,
    (
      at,
    ) => `SELECT p.* EXCLUDE (folded, rest), to_json(p.rest)::VARCHAR AS rest, p.time_ms::DOUBLE AS time, a.name FROM posts AS p
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

/** How many accounts and posts without these accounts share each value: `(value, accounts, posts)`. */
export function selectOthersSharing(
  kind: ObjectKind,
  scope: readonly number[],
  values: readonly string[],
  names: readonly string[],
): string {
  const listed = (texts: readonly string[]) => (texts.length === 0 ? "NULL" : texts.map(literal).join(", "));
  return `SELECT o.value, count(DISTINCT s.account)::INTEGER AS accounts, count(*)::INTEGER AS posts
            FROM shares_${kind} AS s JOIN objects_${kind} AS o ON o.id = s.object
           WHERE ${inScope("s.import", scope)} AND o.value IN (${listed(values)})
             AND s.account NOT IN (SELECT id FROM accounts WHERE name IN (${listed(names)})) GROUP BY 1`;
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

/** What posts are counted by: an object that they share, who posted, their language, or a cell of an extra column. */
export type CountedBy = ObjectKind | "account" | "language" | { readonly places: ColumnPlaces };

/** The commonest values of the posts that fit, with their posts and accounts. Of equal counts the first in order of the value. */
export function countValues(by: CountedBy, conditions: PostConditions, limit: number): string {
  return `SELECT value, count(*)::INTEGER AS n, count(DISTINCT account)::INTEGER AS accounts FROM (${valuesOf(by, conditions)})
           WHERE value IS NOT NULL GROUP BY 1 ORDER BY n DESC, value LIMIT ${limit}`;
}

/** `(account, value)`, one row for each post and each of its values. */
function valuesOf(by: CountedBy, conditions: PostConditions): string {
  const posts = `FROM posts AS p WHERE ${where(conditions)}`;
  if (typeof by === "object")
    return by.places.length === 0
      ? "SELECT NULL AS account, NULL AS value WHERE FALSE"
      : `SELECT p.account, ${columnValue(by.places)} AS value ${posts}`;
  if (by === "language") return `SELECT p.account, p.language AS value ${posts}`;
  if (by === "account")
    return `SELECT p.account, a.name AS value FROM (SELECT p.account ${posts}) AS p JOIN accounts AS a ON a.id = p.account`;
  return `SELECT DISTINCT s.import, s.row, s.account, o.value FROM shares_${by} AS s JOIN objects_${by} AS o ON o.id = s.object
           WHERE ${inScope("s.import", conditions.scope)} AND (s.import, s.row) IN (SELECT (p.import, p.row) ${posts})`;
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
