/**
 * Every SQL statement of the corpus, each a function of what varies. A test binds all of them against a real database.
 *
 * Tables: `imports`; `import_columns` (which column of which import is held where); `accounts`; `posts`, one row per
 * post, with its text folded for searches and extra columns as `x0`, `x1`, …, those beyond a few hundred in one list; `word_segments`, the index of
 * words (`words/index.ts`); and for each kind of object a dictionary `objects_KIND (id, value)` and
 * `shares_KIND`, one row per post and object with account and time beside it, so that a detector reads without a join.
 * Integers are INTEGER wherever they fit; times are BIGINT milliseconds.
 */
import { columnValue, heldValue } from "./cells.ts";
import type { ColumnPlaces } from "./cells.ts";
import { identifier, inScope, literal } from "./sql.ts";
import type { Scope } from "./sql.ts";
import { extraColumn, isInRest, OBJECT_KINDS, REPEATS_FILE, stagedColumns, TEXT_COLUMNS } from "./staged.ts";
import type { ObjectKind } from "./staged.ts";
import { TABLES } from "./tables.ts";
import { SEGMENT_ROWS } from "./words/segment.ts";
import { SEGMENT_PARTS } from "./words/statements.ts";
import { folded, foldedObject, objectsInList, whyNoSingleObject } from "./values.ts";

const KINDS = Object.keys(OBJECT_KINDS) as ObjectKind[];

/** The empty tables, in the named database. */
export function schema(database: string): string[] {
  return Object.entries(TABLES).map(
    ([table, columns]) =>
      `CREATE TABLE IF NOT EXISTS ${identifier(database)}.main.${table} (${columns.map((column) => column.join(" ")).join(", ")})`,
  );
}

/** Name of the database that is open, which follows the name of its file. */
export function selectName(): string {
  return "SELECT current_database() AS name";
}

// is what lies here what we made? Asked of the system's own tables by their full names, which nothing in the file can take

/** Tables, `(schema_name, table_name, sql)`. */
export function selectTables(): string {
  return "SELECT schema_name, table_name, sql FROM system.main.duckdb_tables()";
}

/** Columns of tables and views, `(schema_name, table_name, column_name, data_type)`. */
export function selectColumns(): string {
  return `SELECT schema_name, table_name, column_name, data_type FROM system.main.duckdb_columns()
           WHERE NOT internal ORDER BY table_name, column_index`;
}

/** Whatever else a file can hold, `(kind, name)`. */
export function selectOthers(): string {
  const others = [
    ["view", "view_name", "views"],
    ["macro", "function_name", "functions"],
    ["type", "type_name", "types"],
    ["schema", "schema_name", "schemas"],
  ].map(
    ([kind, name, list]) =>
      `SELECT '${kind}' AS kind, ${name} AS name FROM system.main.duckdb_${list}() WHERE NOT internal`,
  );
  return `${others.join(" UNION ALL ")}
    UNION ALL SELECT 'sequence', sequence_name FROM system.main.duckdb_sequences()
    UNION ALL SELECT 'index', index_name FROM system.main.duckdb_indexes()`;
}

/** Is there anything that belongs to no import? One row, `(found)`. */
export function selectStrays(): string {
  const ofImport = ["posts", "import_columns", "word_segments", ...KINDS.map((kind) => `shares_${kind}`)];
  const used = [
    ["accounts", "posts", "account"],
    ...KINDS.map((kind) => [`objects_${kind}`, `shares_${kind}`, "object"]),
  ];
  return `SELECT ${[
    ...ofImport.map(
      (table) =>
        `EXISTS (FROM ${table} WHERE import IS NULL OR import NOT IN (SELECT n FROM imports WHERE n IS NOT NULL))`,
    ),
    ...used.map(
      ([table, by, column]) =>
        `EXISTS (FROM ${table} WHERE id IS NULL OR id NOT IN (SELECT ${column} FROM ${by} WHERE ${column} IS NOT NULL))`,
    ),
  ].join(" OR ")} AS found`;
}

/** Reads what no digest reads, so that a damaged page of it is seen now: `(h)`, which says nothing. */
export function readIndex(): string {
  const hash = (column: string, table: string) =>
    `(SELECT coalesce(bit_xor(hash(${column})), 0)::HUGEINT FROM ${table})`;
  const parts = SEGMENT_PARTS.map((part) => hash(part, "word_segments"));
  return `SELECT (${[hash("folded", "posts"), ...parts].join(" + ")})::VARCHAR AS h`;
}

/** Is a text of an import not folded as it is folded now? One row, `(found)`. */
export function selectMisfolded(n: number): string {
  return `SELECT EXISTS (FROM posts WHERE import = ${n} AND folded IS DISTINCT FROM ${folded("text")}) AS found`;
}

// the digest of an import's rows

/** Rows of an import by the thousand, in ascending order: what a digest reads at a time. */
const inBlock = (n: number, first: number) =>
  `import = ${n} AND row >= ${first} AND row < ${first + SEGMENT_ROWS}`;
const lengths = (columns: readonly string[]) =>
  columns.map((column) => `coalesce(strlen(${column}), -1)::INTEGER`).join(", ");

/** Posts of a block in order: numbers, the length in bytes of each text (-1 for none), and the texts as one. */
export function selectDigestPosts(n: number, first: number, columns: readonly string[]): string {
  const texts = columns.map((held) => heldValue(held));
  return `SELECT coalesce(row, -1), coalesce(account, -1), coalesce(time_ms, 'nan'::DOUBLE)::DOUBLE, coalesce(repeat, -1),
      ${lengths(texts)}, concat(${texts.join(", ")}) FROM (FROM posts WHERE ${inBlock(n, first)} ORDER BY row) AS posts`;
}

/** Shares of a block, in no order: row, place within it, account, time, object. */
export function selectDigestShares(n: number, first: number, kind: ObjectKind): string {
  return `SELECT row, coalesce(pos, -1), coalesce(account, -1), coalesce(time_ms, 'nan'::DOUBLE)::DOUBLE, coalesce(object, -1)
      FROM shares_${kind} WHERE ${inBlock(n, first)}`;
}

/** Names of the accounts of an import, in order of their first post. */
export function selectDigestAccounts(n: number): string {
  return `SELECT ${lengths(["name"])}, concat(name, '') FROM (SELECT name FROM accounts
      JOIN (SELECT account, min(row) AS first FROM posts WHERE import = ${n} GROUP BY account) ON account = id ORDER BY first)`;
}

/** Values of the objects of an import, in order of their first share. */
export function selectDigestObjects(n: number, kind: ObjectKind): string {
  return `SELECT ${lengths(["value"])}, concat(value, '') FROM (SELECT value FROM objects_${kind}
      JOIN (SELECT object, min(row::BIGINT * 65536 + pos) AS first FROM shares_${kind} WHERE import = ${n} GROUP BY object)
        ON object = id ORDER BY first)`;
}

/** Names of accounts or values of objects whose ids lie between these, in order of id. */
export function selectDigestEntries(
  dictionary: string,
  column: "name" | "value",
  [first, last]: readonly [number, number],
): string {
  return `SELECT ${lengths([column])}, concat(${column}, '') FROM (SELECT ${column} FROM ${dictionary}
     WHERE id BETWEEN ${first} AND ${last} ORDER BY id)`;
}

/** Number of the shares of each kind of an import, and of all of them and its posts: `(url, …, n)`. */
export function countRows(n: number): string {
  const count = (table: string) => `(SELECT count(*)::DOUBLE FROM ${table} WHERE import = ${n})`;
  const kinds = KINDS.map((kind) => `${count(`shares_${kind}`)} AS ${kind}`);
  return `SELECT *, ${["posts", ...KINDS].join(" + ")} AS n FROM (SELECT ${count("posts")} AS posts, ${kinds.join(", ")})`;
}

/** The largest id of a dictionary, or -1: `(most)`. */
export function selectLargestId(dictionary: string): string {
  return `SELECT coalesce(max(id), -1)::INTEGER AS most FROM ${dictionary}`;
}

// loading

/** Where an import has left its rows: the folder, and into how many parts they are cut. */
export interface StagedRows {
  readonly folder: string;
  readonly parts: number;
}

const posts = ({ folder, parts }: StagedRows) => stagedColumns(folder, parts);
const stagedRepeats = ({ folder }: StagedRows) => `read_parquet(${literal(`${folder}/${REPEATS_FILE}`)})`;

export function addExtraColumn(held: string): string {
  return `ALTER TABLE posts ADD COLUMN IF NOT EXISTS ${identifier(held)} VARCHAR`;
}

/** Does this file come from before texts were folded, or before lists of extra columns? One row, `(folded, rest)`. */
export function selectHasLater(): string {
  const has = (column: string) => `count(*) FILTER (column_name = '${column}') > 0 AS ${column}`;
  return `SELECT ${has("folded")}, ${has("rest")} FROM duckdb_columns()
           WHERE database_name = current_database() AND table_name = 'posts'`;
}

export function addRest(): string {
  return "ALTER TABLE posts ADD COLUMN rest VARCHAR[]";
}

/** Folds the texts of such a file. */
export function foldTexts(): string[] {
  return [
    "ALTER TABLE posts ADD COLUMN folded VARCHAR",
    `UPDATE posts SET folded = ${folded("text")} WHERE text IS NOT NULL`,
  ];
}

/** @param places name of each column, and what holds it */
export function insertPlaces(n: number, places: readonly (readonly [name: string, held: string])[]): string {
  const rows = places.map(([name, held]) => `(${n}, ${literal(name)}, ${literal(held)})`);
  return `INSERT INTO import_columns VALUES ${rows.join(", ")}`;
}

/** New accounts in order of their first row. */
export function insertAccounts(staged: StagedRows): string {
  return `INSERT INTO accounts
    SELECT ((SELECT coalesce(max(id), -1) FROM accounts) + row_number() OVER (ORDER BY first))::INTEGER, account
      FROM (SELECT account, min(row) AS first FROM ${posts(staged)} GROUP BY account) AS s
      ANTI JOIN accounts AS a ON a.name = s.account`;
}

/** Columns of `posts` that every import fills. */
const POST_COLUMNS = ["import", "row", "account", "time_ms", "repeat", ...TEXT_COLUMNS, "folded", "rest"];

/** @param held what in `posts` holds each extra column, in the order of the staged ones. */
export function insertPosts(staged: StagedRows, n: number, held: readonly string[]): string {
  const all = held.map((name, i) => ({ name, column: extraColumn(i) }));
  const own = all.filter(({ name }) => !isInRest(name));
  const rest = all.filter(({ name }) => isInRest(name));
  const names = [...POST_COLUMNS, ...own.map(({ name }) => identifier(name))];
  const values = [
    ...TEXT_COLUMNS.map((name) => `s.${name}`),
    `CASE WHEN s.normal_text IS NULL THEN ${folded("s.text")} ELSE ${foldedObject("s.normal_text")} END`,
    "s.rest",
    ...own.map(({ column }) => `s.${column}`),
  ];
  const list = rest.length === 0 ? "NULL" : `[${rest.map(({ column }) => column).join(", ")}]`;
  const columns = [
    "row",
    "account",
    "time_ms",
    ...TEXT_COLUMNS,
    "normal_text",
    ...own.map(({ column }) => column),
  ];
  return `INSERT INTO posts (${names.join(", ")})
    SELECT ${n}, s.row, a.id, s.time_ms, coalesce(r.kind, 0), ${values.join(", ")}
      FROM (SELECT ${columns.join(", ")}, ${list} AS rest FROM ${posts(staged)}) AS s JOIN accounts AS a ON a.name = s.account
      LEFT JOIN ${stagedRepeats(staged)} AS r ON r.row = s.row ORDER BY s.row`;
}

/** `(row, pos, account, time_ms, value)` of one kind in the staged rows. */
function stagedObjects(staged: StagedRows, kind: ObjectKind): string {
  const of = OBJECT_KINDS[kind];
  const one = (column: string, pos: number) =>
    `SELECT row, ${pos} AS pos, account, time_ms, ${column} AS value FROM ${posts(staged)} WHERE ${column} IS NOT NULL`;
  if (!of.set) return `(${one(of.column, 0)})`;
  const set = `SELECT row, generate_subscripts(${of.column}, 1)::INTEGER AS pos, account, time_ms, unnest(${of.column}) AS value
             FROM ${posts(staged)} WHERE ${of.column} IS NOT NULL`;
  return "plain" in of ? `(${one(of.plain, 1)} UNION ALL ${set})` : `(${set})`;
}

/** Which kinds the staged rows have at all: one row, a truth by kind. */
export function selectKinds(staged: StagedRows): string {
  const any = KINDS.map((kind) => `EXISTS (FROM ${stagedObjects(staged, kind)}) AS ${kind}`);
  return `SELECT ${any.join(", ")}`;
}

/** New objects in order of their first appearance. */
export function insertObjects(staged: StagedRows, kind: ObjectKind): string {
  return `INSERT INTO objects_${kind}
    SELECT ((SELECT coalesce(max(id), -1) FROM objects_${kind}) + row_number() OVER (ORDER BY first))::INTEGER, value
      FROM (SELECT value, min(row::BIGINT * 65536 + pos) AS first FROM ${stagedObjects(staged, kind)} GROUP BY value) AS s
      ANTI JOIN objects_${kind} AS o ON o.value = s.value`;
}

export function insertShares(staged: StagedRows, n: number, kind: ObjectKind): string {
  return `INSERT INTO shares_${kind}
    SELECT ${n}, s.row, s.pos, a.id, s.time_ms, o.id FROM ${stagedObjects(staged, kind)} AS s
      JOIN accounts AS a ON a.name = s.account JOIN objects_${kind} AS o ON o.value = s.value`;
}

// taking imports out: everything else is copied into a fresh file

/** Copies what belongs to the kept imports into the database `fresh`, which has the empty tables. */
export function copyKept(kept: readonly number[], extra: readonly string[]): string[] {
  const list = kept.length === 0 ? "(NULL)" : `(${kept.join(", ")})`;
  const columns = [...POST_COLUMNS, ...extra.map(identifier)].join(", ");
  return [
    `INSERT INTO fresh.imports SELECT * FROM imports WHERE n IN ${list} ORDER BY n`,
    `INSERT INTO fresh.import_columns SELECT * FROM import_columns WHERE import IN ${list}`,
    ...extra.map((held) => `ALTER TABLE fresh.posts ADD COLUMN ${identifier(held)} VARCHAR`),
    `INSERT INTO fresh.posts (${columns}) SELECT ${columns} FROM posts WHERE import IN ${list}`,
    `INSERT INTO fresh.word_segments SELECT * FROM word_segments WHERE import IN ${list}`,
    `INSERT INTO fresh.accounts SELECT * FROM accounts WHERE id IN (SELECT account FROM fresh.posts)`,
    ...KINDS.flatMap((kind) => [
      `INSERT INTO fresh.shares_${kind} SELECT * FROM shares_${kind} WHERE import IN ${list}`,
      `INSERT INTO fresh.objects_${kind} SELECT * FROM objects_${kind} WHERE id IN (SELECT object FROM fresh.shares_${kind})`,
    ]),
  ];
}

// reading

export function selectImports(): string {
  return "SELECT n, id, artifact, sha256, resolution, posts, report FROM imports ORDER BY n";
}

export function selectImportColumns(): string {
  return "SELECT import, name, held FROM import_columns ORDER BY import, name";
}

export function selectTotals(): string {
  return `SELECT count(*)::INTEGER AS posts, count(*) FILTER (repeat > 0)::INTEGER AS repeats,
                 min(time_ms)::DOUBLE AS time_from, max(time_ms)::DOUBLE AS time_to,
                 (SELECT count(*)::INTEGER FROM accounts) AS accounts FROM posts`;
}

export function selectObjectTotals(): string {
  return KINDS.map(
    (kind) => `SELECT ${literal(kind)} AS kind, count(*)::INTEGER AS n FROM objects_${kind}`,
  ).join(" UNION ALL ");
}

/**
 * Whose post a post reshares: `(import, row, author)`. The author is known where a post with that id is among the posts
 * that may be read, and all posts with that id are of one account.
 */
const authorsIn = (
  scope: Scope,
): string => `(SELECT p.import, p.row, a.account AS author FROM posts AS p JOIN (
    SELECT post, min(account) AS account FROM posts WHERE post IS NOT NULL AND ${inScope("import", scope)}
     GROUP BY post HAVING min(account) = max(account)) AS a ON a.post = p.reshare
    WHERE ${inScope("p.import", scope)})`;

export function countAuthors(scope: Scope): string {
  return `SELECT count(*)::INTEGER AS n FROM ${authorsIn(scope)}`;
}

/**
 * Shares in the order in which they are streamed: account, object, time, import, row, and author (-1 for none) if asked.
 * The same rows give the same order, whatever the order in which they were written.
 */
function selectFrom(shares: string, scope: Scope, authors: boolean): string {
  const share = "s.account, s.object, s.time_ms::DOUBLE, s.import, s.row";
  const order = "ORDER BY s.time_ms, s.import, s.row, s.pos";
  return authors
    ? `SELECT ${share}, coalesce(r.author, -1) FROM ${shares} AS s
         LEFT JOIN ${authorsIn(scope)} AS r ON r.import = s.import AND r.row = s.row
          WHERE ${inScope("s.import", scope)} ${order}`
    : `SELECT ${share} FROM ${shares} AS s WHERE ${inScope("s.import", scope)} ${order}`;
}

export function countShares(kind: ObjectKind, scope: Scope): string {
  return `SELECT count(*)::INTEGER AS n FROM shares_${kind} WHERE ${inScope("import", scope)}`;
}

/** The dictionary of every post as one and the same object: a temporary table `(id, value)` with one row. */
export function createPostObject(table: string): string {
  return `CREATE OR REPLACE TEMP TABLE ${identifier(table)} AS SELECT 0 AS id, 'post' AS value`;
}

export function countPosts(scope: Scope): string {
  return `SELECT count(*)::INTEGER AS n FROM posts WHERE ${inScope("import", scope)}`;
}

export function selectPosts(scope: Scope, authors: boolean): string {
  return selectFrom("(SELECT *, 0 AS object, 0 AS pos FROM posts)", scope, authors);
}

/** Entries of a dictionary that the imports use, `(id, value)`. */
export function selectObjectEntries(kind: ObjectKind, scope: Scope): string {
  const used =
    scope === undefined
      ? ""
      : ` WHERE id IN (SELECT object FROM shares_${kind} WHERE ${inScope("import", scope)})`;
  return `SELECT id, value FROM objects_${kind}${used} ORDER BY id`;
}

export function selectShares(kind: ObjectKind, scope: Scope, authors: boolean): string {
  return selectFrom(`shares_${kind}`, scope, authors);
}

/** Shares of one import by the ids of the dictionaries, in order of time: account, object, time. */
export function selectHeldShares(n: number, kind: ObjectKind): string {
  return `SELECT account, object, time_ms::DOUBLE FROM shares_${kind} WHERE import = ${n} ORDER BY time_ms, row, pos`;
}

/** Ids of the accounts that posted in these imports. */
export function selectHeldAccounts(imports: readonly number[]): string {
  return `SELECT DISTINCT account FROM posts WHERE ${inScope("import", imports)}`;
}

const importsOf = (places: ColumnPlaces): number[] => places.map((place) => place.import);

/** What posts share of a column: each cell is one object, or a list of them. */
export interface ColumnObjects {
  readonly places: ColumnPlaces;
  readonly lists: boolean;
}

/** `(account, time_ms, import, row, value)`, one row for each object of a post. */
function columnRows({ places, lists }: ColumnObjects): string {
  const cells = `(SELECT p.account, p.time_ms, p.import, p.row, ${columnValue(places)} AS value FROM posts AS p
      JOIN accounts AS a ON a.id = p.account WHERE ${inScope("p.import", importsOf(places))})`;
  if (!lists) return cells;
  return `(SELECT * EXCLUDE (value), unnest(${objectsInList("value")}) AS value FROM ${cells} WHERE value IS NOT NULL)`;
}

/** The dictionary of a column: a temporary table `(id, value)`. */
export function createColumnObjects(table: string, column: ColumnObjects): string {
  return `CREATE OR REPLACE TEMP TABLE ${identifier(table)} AS
    SELECT (row_number() OVER (ORDER BY value) - 1)::INTEGER AS id, value FROM (
      SELECT DISTINCT value FROM ${columnRows(column)})
     WHERE value IS NOT NULL AND ${whyNoSingleObject("value")} IS NULL`;
}

/** Objects of one post are in the order of their values. */
function columnShares(table: string, column: ColumnObjects): string {
  return `(SELECT r.account, o.id AS object, r.time_ms, r.import, r.row, o.id AS pos FROM ${columnRows(column)} AS r
    JOIN ${identifier(table)} AS o ON o.value = r.value)`;
}

export function countColumnShares(table: string, column: ColumnObjects): string {
  return `SELECT count(*)::INTEGER AS n FROM ${columnShares(table, column)}`;
}

export function selectColumnShares(table: string, column: ColumnObjects, authors: boolean): string {
  return selectFrom(columnShares(table, column), importsOf(column.places), authors);
}

export function selectAccountNames(ids: readonly number[]): string {
  return `SELECT id, name AS value FROM accounts WHERE id IN (${ids.join(", ")})`;
}

export function selectObjectValues(table: string, ids: readonly number[]): string {
  return `SELECT id, value FROM ${identifier(table)} WHERE id IN (${ids.join(", ")})`;
}

/** The most common value of a column for each account; among equally common ones the first in order. */
export function selectAccountColumn(places: ColumnPlaces): string {
  return `SELECT name, value FROM (
      SELECT a.name, ${columnValue(places)} AS value FROM posts AS p JOIN accounts AS a ON a.id = p.account
       WHERE ${inScope("p.import", importsOf(places))})
     WHERE value IS NOT NULL GROUP BY name, value
   QUALIFY row_number() OVER (PARTITION BY name ORDER BY count(*) DESC, value) = 1 ORDER BY name`;
}

export function selectPostsPerDay(): string {
  return `SELECT strftime(make_timestamp_ms(time_ms), '%Y-%m-%d') AS day, count(*)::INTEGER AS posts
            FROM posts GROUP BY day ORDER BY day`;
}
