/**
 * The kept rows as the corpus takes them, part by part: one statement checks a part, one lists its faulty rows, one writes
 * the others to Parquet. A part's checks are kept in a table between them, because the database would otherwise compute
 * every value again for every condition on it. One statement at the end looks for repeats.
 */
import { join } from "node:path";
import { literal } from "../store/corpus/sql.ts";
import {
  extraColumn,
  LEFT_OUT,
  OBJECT_KINDS,
  postsFile,
  REPEATS_FILE,
  stagedPosts,
  WRITTEN_LINKS,
} from "../store/corpus/staged.ts";
import { whyNoObject, whyNoSingleObject } from "../store/corpus/values.ts";
import { LIST_FIELDS } from "./cells.ts";
import { CHECKED, checkPart, openFaulty } from "./checks.ts";
import type { Engine } from "./engine.ts";
import type { SourceTable } from "./formats/contract.ts";
import type { LinkForms } from "./functions.ts";
import * as objects from "./objects.ts";
import { cellOf, valueOf } from "./plan.ts";
import type { Plan } from "./plan.ts";

/** Fields of which a post can have several objects, their steps, and the staged column. */
const setsOf = (links: LinkForms) =>
  [
    ["url", objects.urlSteps(links), "urls"],
    ["hashtag", objects.hashtags, "hashtags"],
    ["mention", objects.mentions, "mentions"],
  ] as const;
/** Columns of what was left out of each field. */
const LEFT_OUT_OF = ["text", "reshare", ...LIST_FIELDS].map((field) => `${field}_out`);
type Set = ReturnType<typeof setsOf>[number];

/**
 * Kept rows with `text_value`, the sets of objects, and what was left out of them: objects are from the field's column where
 * there is one, else from the text. A plain URL stands in `plain_url`, and neither it nor its domain in a set.
 */
function objectsSql(plan: Plan): string {
  const hasColumn = ([field]: Set) => plan.index.has(field);
  const sets = setsOf(plan.links);
  const each = (make: (set: Set) => string) => sets.map(make).join(", ");
  const plain = plan.links === "spelling" ? objects.isPlainUrl("url_value") : "FALSE";
  const values = each(([field]) => `${cellOf(plan, field)} AS ${field}_value`);
  const found = each((set) => `${foundSql(plan, set)} AS ${set[2]}_found`);
  const kept = each((set) => {
    const doubt = hasColumn(set) ? "TRUE" : set[1].doubtInText("text_value");
    return `${objects.kept(`${set[2]}_found`, doubt, hasColumn(set))} AS ${set[2]}`;
  });
  const step = (make: (set: Set) => string) => `* REPLACE (${each((set) => `${make(set)} AS ${set[2]}`)})`;
  const reasons = [
    ...["text", "reshare"].map(
      (field) =>
        `CASE WHEN ${field}_why IS NOT NULL THEN [${literal(`${field} `)} || ${field}_why] END AS ${field}_out`,
    ),
    ...sets.map((set) => {
      const out = objects.leftOut(set[0], `${set[2]}_found`, set[2], hasColumn(set));
      return `${out} AS ${set[0]}_out`;
    }),
  ];
  return `SELECT ${step(([, , name]) => objects.distinct(name))} FROM (
    SELECT ${step(([, steps, name]) => steps.clean(name))}, ${objects.writtenLinks("urls", plan.links)} AS written_links, ${reasons.join(", ")} FROM (
      SELECT *, ${kept} FROM (
        SELECT *, ${found}, ${whyNoObject("text_value")} AS text_why, ${whyNoSingleObject("reshare_value")} AS reshare_why FROM (
          SELECT *, CASE WHEN ${plain} THEN url_value END AS plain_url FROM (
            SELECT *, ${valueOf(plan, "text")} AS text_value, ${values} FROM ${CHECKED} WHERE problem IS NULL)))))`;
}

/** Candidates of one field; none beside a plain URL. */
function foundSql(plan: Plan, [field, steps]: Set): string {
  if (!plan.index.has(field))
    return plan.index.has("text") ? steps.foundInText("text_value") : "NULL::VARCHAR[]";
  const cell = objects.foundInColumn(field, steps, `${field}_value`);
  const column =
    plan.table.objectsFromText === true
      ? `(CASE WHEN ${field}_value IS NULL THEN ${steps.foundInText("text_value")} ELSE ${cell} END)`
      : cell;
  return field === "url" ? `(CASE WHEN plain_url IS NULL THEN ${column} END)` : column;
}

/**
 * Rows that are staged at a time: what progress counts in, and a bound on memory, which grows with it (seven months of the
 * Internet Research Agency: 500 MB; with a third more rows up to 730). One and a half of the database's row groups, so that
 * both threads have work; three of those that are written.
 */
const PART = 184_320;

const wellFormed = (table: SourceTable) => table.rows - table.malformed.length;

/** Into how many parts the rows of this file are cut: at least one, which may be empty. */
export const partsOf = (table: SourceTable): number => Math.max(1, Math.ceil(wellFormed(table) / PART));

/** Writes the staged rows, the list of repeats and the table of faulty rows; returns the number of kept rows. */
export async function stageRows(
  engine: Engine,
  plan: Plan,
  folder: string,
  onRows: (done: number) => void,
): Promise<number> {
  const { table } = plan;
  const rows = wellFormed(table);
  await openFaulty(engine);
  for (let part = 0; part < partsOf(table); part++) {
    await checkPart(engine, plan, table.slice(part * PART, (part + 1) * PART));
    // The database keeps the order of what it reads (`preserve_insertion_order`), and a slice is in the order of its rows.
    await engine.run(
      `COPY (${stagedSql(plan)}) TO ${literal(join(folder, postsFile(part)))}
        (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 61440)`,
    );
    onRows(Math.min(rows, (part + 1) * PART));
  }
  const staged = stagedPosts(folder, partsOf(plan.table));
  await engine.run(
    `COPY (${repeatsSql(staged)} ORDER BY row) TO ${literal(join(folder, REPEATS_FILE))} (FORMAT parquet)`,
  );
  const [count] = await engine.rows(`SELECT count(*)::INTEGER AS n FROM ${staged}`);
  return Number(count?.["n"]);
}

/** SQL: the list of repeats among rows with `post` and `fingerprint`. */
export function repeatsSql(posts: string): string {
  const later = (key: string, kind: number) =>
    `SELECT row, ${kind} AS kind FROM ${posts} JOIN (SELECT ${key} AS k, min(row) AS first FROM ${posts}
       WHERE ${key} IS NOT NULL GROUP BY 1 HAVING count(*) > 1) ON ${key} = k AND row > first`;
  return `SELECT row::INTEGER AS row, min(kind)::INTEGER AS kind, bool_or(kind = 2) AS equal FROM (
       ${later("post", 1)} UNION ALL ${later("fingerprint", 2)}) GROUP BY row`;
}

/** SQL: equal for rows that are equal in every column. */
export function fingerprintSql({ columns }: SourceTable): string {
  const cells = columns.map((_, i) => `coalesce(c${i}::VARCHAR, chr(30))`);
  return `hash(concat_ws(chr(31), ${cells.join(", ")}))`;
}

/**
 * Extra columns that go through the steps of the objects; each step has a buffer for each of them. More are put beside at the end, row by
 * row, which takes longer.
 */
const MOST_CARRIED = 256;

function stagedSql(plan: Plan): string {
  const own = [
    "row",
    "account_value AS account",
    "time_ms",
    "text_value AS text",
    "post_value AS post",
    "CASE WHEN reshare_why IS NULL THEN reshare_value END AS reshare",
    "reply_value AS reply",
    `${valueOf(plan, "language")} AS language`,
    `${plan.index.has("text") ? `CASE WHEN text_why IS NULL THEN ${objects.normalText("text_value")} END` : "NULL::VARCHAR"} AS normal_text`,
    `plain_url AS ${OBJECT_KINDS.url.plain}`,
    "urls",
    `${objects.plainDomain("plain_url")} AS ${OBJECT_KINDS.domain.plain}`,
    `${objects.distinct("domain_list")} AS domains`,
    "hashtags",
    "mentions",
    `written_links AS ${WRITTEN_LINKS}`,
    `CASE WHEN coalesce(${LEFT_OUT_OF.join(", ")}) IS NOT NULL
       THEN flatten(list_filter([${LEFT_OUT_OF.join(", ")}], lambda r: r IS NOT NULL)) END AS ${LEFT_OUT}`,
  ];
  const others = [
    `${fingerprintSql(plan.table)} AS fingerprint`,
    ...plan.extra.map((i, n) => `c${i}::VARCHAR AS ${extraColumn(n)}`),
  ];
  const posts = `(SELECT *, ${objects.domainsOf("urls")} AS domain_list FROM (${objectsSql(plan)}))`;
  if (plan.extra.length <= MOST_CARRIED) return `SELECT ${[...own, ...others].join(", ")} FROM ${posts}`;
  return `SELECT * FROM (SELECT ${own.join(", ")} FROM ${posts}) JOIN (SELECT row, ${others.join(", ")} FROM ${CHECKED}) USING (row)`;
}
