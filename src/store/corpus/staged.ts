/**
 * The shape in which an import hands its rows to the corpus: a folder of Parquet files.
 *
 * `posts-00000.parquet` and on, one row per kept row of the file, in its order:
 * `row` INTEGER, `account` VARCHAR, `time_ms` BIGINT (milliseconds since 1970 UTC), `text`, `post`, `reshare`, `reply`,
 * `language` VARCHAR (NULL where missing), the sets of objects below, and `x0`, `x1`, … the extra columns in the order in
 * which the report names them. Where a post has one link and no step changes it, which is the usual case, `plain_url` and `plain_domain`
 * VARCHAR hold link and domain, and their sets are NULL; `stagedRows` reads them as sets. Two are for the report alone: `left_out` VARCHAR[], what stood there and is no object, each as
 * the field and the reason (`hashtag CUT`), and `written_links` VARCHAR[], the links as they were written where one of them had
 * another spelling.
 *
 * `repeats.parquet`: `row` INTEGER, `kind` INTEGER (1 an earlier row has the same post id, 2 an earlier row is equal
 * throughout): the kept rows that repeat an earlier one.
 */
import { literal } from "./sql.ts";

export const postsFile = (part: number): string => `posts-${String(part).padStart(5, "0")}.parquet`;

const partsIn = (folder: string, parts: number): string[] =>
  Array.from({ length: parts }, (_, part) => `${folder}/${postsFile(part)}`);

/** SQL: the columns of staged files as they lie there. The files are named one by one, since a folder's name may look like a pattern. */
const columnsOf = (files: readonly string[]): string => `read_parquet([${files.map(literal).join(", ")}])`;

/** SQL: the rows of staged files, with every object in its set. */
export function stagedRows(files: readonly string[]): string {
  const plain = KINDS_WITH_PLAIN.map(({ plain }) => plain);
  const whole = KINDS_WITH_PLAIN.map(
    ({ plain, column }) => `CASE WHEN ${plain} IS NULL THEN ${column} ELSE [${plain}] END AS ${column}`,
  );
  return `(SELECT * EXCLUDE (${plain.join(", ")}) REPLACE (${whole.join(", ")}) FROM ${columnsOf(files)})`;
}

/** SQL: all staged rows of a folder, with every object in its set. */
export const stagedPosts = (folder: string, parts: number): string => stagedRows(partsIn(folder, parts));

/** SQL: all staged rows of a folder as they lie in their files. */
export const stagedColumns = (folder: string, parts: number): string => columnsOf(partsIn(folder, parts));

export const REPEATS_FILE = "repeats.parquet";

/**
 * Kinds of shared objects, and the staged column that holds them: one value, or a sorted set of values; and the column of a single value
 * that stands beside its set.
 */
export const OBJECT_KINDS = Object.freeze({
  url: { column: "urls", set: true, plain: "plain_url" },
  domain: { column: "domains", set: true, plain: "plain_domain" },
  hashtag: { column: "hashtags", set: true },
  mention: { column: "mentions", set: true },
  text: { column: "normal_text", set: false },
  reshare: { column: "reshare", set: false },
});
export type ObjectKind = keyof typeof OBJECT_KINDS;
const KINDS_WITH_PLAIN = [OBJECT_KINDS.url, OBJECT_KINDS.domain];

/** What co-share asks for: `url` joins the addresses of a page, `exact-url` takes them as an import keeps them. */
export const EXACT_URL = "exact-url";
/** Pictures and videos by their addresses: the extra column of that name, which holds a list or one value. */
export const MEDIA = "media";
/** Extra columns of hashes of the pictures that a post shows, and which hash each is of. */
export const PICTURE_COLUMNS = [
  ["picture_pdq", "pdq"],
  ["picture_dhash", "dhash"],
] as const;
/** Every post, as one and the same object. */
export const POST = "post";
/** Posts by their own ids. */
export const POST_ID = "post-id";
/** Before the name of an extra column whose cells are taken for lists. */
export const LIST = "list:";
export const OBJECT_NAMES: readonly string[] = [...Object.keys(OBJECT_KINDS), EXACT_URL, MEDIA];

/** The kind of object that is kept under such a name; undefined for no such name. */
export function kindOf(name: string): ObjectKind | undefined {
  if (name === EXACT_URL) return "url";
  return Object.hasOwn(OBJECT_KINDS, name) ? (name as ObjectKind) : undefined;
}

export const TEXT_COLUMNS = ["text", "post", "reshare", "reply", "language"] as const;

export const LEFT_OUT = "left_out";
export const WRITTEN_LINKS = "written_links";

/** Name of the n-th extra column in the staged rows. */
export const extraColumn = (n: number): string => `x${n}`;

/**
 * Extra columns that all imports together have in `posts`, each by itself. What comes beyond stands in the list `rest` of its row: each
 * column costs a buffer at every write, for posts of other files, too.
 */
export const MOST_EXTRA = 256;
/** What holds the n-th value of such a list. */
export const restPlace = (n: number): string => `r${n}`;
export const isInRest = (held: string): boolean => /^r\d{1,6}$/.test(held);
export const isExtra = (held: string): boolean => isInRest(held) || /^x\d{1,6}$/.test(held);
