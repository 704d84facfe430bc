/**
 * Which values stand for nothing, which are no objects, and which identifiers are ruined: one rule for fields and for extra
 * columns.
 *
 * Missing is: empty, white space only, and exactly `NULL`, `null`, `NA`, `NaN`, `nan`, `None`, `\N`: what databases, R and
 * Python write for nothing. `N/A`, `none` or `-` may be somebody's name and are kept.
 *
 * No object is more: what nobody shared. `N/A` in a hundred posts is not one thing that a hundred posts share.
 */
import { literal } from "./sql.ts";

export const MISSING_WORDS = Object.freeze(["", "NULL", "null", "NA", "NaN", "nan", "None", String.raw`\N`]);
/** Bytes. */
const LONGEST_WORD = Math.max(...MISSING_WORDS.map((word) => word.length));

/** Is a value without white space at its ends one that is missing? */
export const isMissing = (value: string): boolean => MISSING_WORDS.includes(value.trim());

/** White space of Unicode, as the inside of a character class. */
export const SPACES = String.raw`\t\n\v\f\r\x{0020}\x{0085}\x{00A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}`;
/** White space that folding changes: all but single plain spaces. Few places match, so that most text is only read. */
export const UNFOLDED = String.raw`[${SPACES}]{2,}|[\t\n\v\f\r\x{0085}\x{00A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}]`;
const EDGE = String.raw`^[${SPACES}]+|[${SPACES}]+$`;
const SPREADSHEET = String.raw`[0-9](?:[.,][0-9]+)?[eE]\+[0-9]{1,3}|[0-9][.,][0-9]+E[0-9]{2}|[0-9]{16,}\.0|#{4,}`;

/** SQL: the value without white space at its ends; NULL where it is missing. */
export function present(value: string): string {
  // Nearly every value begins and ends with printable ASCII; to see that costs a third of a search for white space. No
  // `IN`: of a list this long the database makes a join, and computes what it compares for every row beforehand.
  const bare = `${value} BETWEEN '!' AND '~' AND (${value})[-1] BETWEEN '!' AND '~'`;
  const missing = (text: string) => `list_contains([${MISSING_WORDS.map(literal).join(", ")}], ${text})`;
  const trimmed = `regexp_replace(${value}, ${literal(EDGE)}, '', 'g')`;
  return (
    `(CASE WHEN ${bare} AND (strlen(${value}) > ${LONGEST_WORD} OR NOT ${missing(value)}) THEN ${value} ` +
    `WHEN NOT ${missing(trimmed)} THEN ${trimmed} END)`
  );
}

/** Why something that stands where an object could is none, and the words for it in a report. */
export const NO_OBJECT = Object.freeze({
  NOTHING: "a word for nothing (null, none, n/a, -, 0, [], {} and the like)",
  REMOVED: "what a platform writes in the place of a text ([removed], [deleted])",
  INVISIBLE: "nothing that can be seen",
  CUT: "cut off by an ellipsis, so that it is not known what was written",
  STRUCTURE: "a list or object that is not understood",
});
export type NoObject = keyof typeof NO_OBJECT;

/** What JSON, Python, R and PostgreSQL write for a list of nothing; lower case, without space. */
const EMPTY_LISTS = "[] () {} set() list() character(0)".split(" ");
/** The same, lists of nothings included. */
const NOTHING_WORDS =
  "null none nan nat na n/a n.a. nil undefined <na> #n/a #na #name? #value! #ref! #div/0! #num! #null! - -- – — 0 0.0 [[]] [{}] \"\" '' [\"\"] [''] [null] [none] [nan] ['nan'] [\"null\"] ['none'] \\n"
    .split(" ")
    .concat(EMPTY_LISTS);
const REMOVED_WORDS = "[removed] [deleted] [deletedbyuser] [removedbyreddit] [unavailable]".split(" ");
/** Bytes, before space is taken out. */
const LONGEST_NOTHING = 24;
/** What a reader can see: no separator, control, format or filling character. */
const VISIBLE = String.raw`[^\p{Z}\p{Cc}\p{Cf}\x{034F}\x{115F}\x{1160}\x{17B4}\x{17B5}\x{180B}-\x{180F}\x{2065}\x{2800}\x{3164}\x{FE00}-\x{FE0F}\x{FFA0}\x{FFF0}-\x{FFF8}\x{E0000}-\x{E0FFF}]`;
/** An object or a list of objects: of such a text, the names of members would be most of what two posts share. */
const OBJECTS = String.raw`^[\[(]?\s*\{\s*["'][^"']*["']\s*:`;

const oneOf = (value: string, words: readonly string[]) =>
  `list_contains([${words.map(literal).join(", ")}], ${value})`;

/** SQL: are all characters of a text such as nobody sees? */
export function isInvisible(value: string): string {
  return `(NOT ${value} BETWEEN '!' AND '~' AND NOT regexp_matches(${value}, ${literal(VISIBLE)}))`;
}

const squeezed = (value: string) => `lower(replace(${value}, ' ', ''))`;

/** SQL: is the value what programs write for a list without entries? In a column of lists nothing is left out there. */
export function isEmptyList(value: string): string {
  return `(strlen(${value}) <= ${LONGEST_NOTHING} AND ${oneOf(squeezed(value), EMPTY_LISTS)})`;
}

/** SQL: the reason (`NoObject`) for which a present value is no object; NULL for an object. */
export function whyNoObject(value: string): string {
  const word = squeezed(value);
  // Nearly every value is long and begins with printable ASCII.
  return (
    `(CASE WHEN strlen(${value}) > ${LONGEST_NOTHING} AND ${value} BETWEEN '!' AND '~' THEN NULL ` +
    `WHEN strlen(${value}) <= ${LONGEST_NOTHING} AND ${oneOf(word, NOTHING_WORDS)} THEN 'NOTHING' ` +
    `WHEN strlen(${value}) <= ${LONGEST_NOTHING} AND ${oneOf(word, REMOVED_WORDS)} THEN 'REMOVED' ` +
    `WHEN ${isInvisible(value)} THEN 'INVISIBLE' END)`
  );
}

/** SQL: the same for a value that is one object as it stands, such as an id or the value of an extra column. */
export function whyNoSingleObject(value: string): string {
  const structure = `left(${value}, 1) IN ('{', '[', '(') AND regexp_matches(${value}, ${literal(OBJECTS)})`;
  return `coalesce(${whyNoObject(value)}, CASE WHEN ${structure} THEN 'STRUCTURE' END)`;
}

/**
 * SQL: is the value what a spreadsheet or a script makes of a long number: `1.23E+18`, with or without the plus;
 * `1294030472427835392.0`, which is rounded; `####`, a cell that was too narrow?
 */
export function ruinedBySpreadsheet(value: string): string {
  return `((contains(${value}, '+') OR contains(${value}, 'E') OR ends_with(${value}, '.0') OR starts_with(${value}, '####')) AND regexp_full_match(${value}, ${literal(SPREADSHEET)}))`;
}

/**
 * SQL: the text as searches compare it: without case and accents, runs of white space as one space. Both sides of a
 * comparison go through this, in the same engine, so that it does not matter what else it folds (й and и are alike).
 */
export function folded(value: string): string {
  return `regexp_replace(strip_accents(lower(nfc_normalize(${value}))), ${literal(UNFOLDED)}, ' ', 'g')`;
}

/**
 * SQL: the same of a text, given as the object that it is (`normalText`): lower case and its white space folded already. Without a
 * mark between them two spaces may stand beside each other.
 */
export function foldedObject(object: string): string {
  const plain = `strip_accents(${object})`;
  return `(CASE WHEN contains(${plain}, '  ') THEN regexp_replace(${plain}, ' +', ' ', 'g') ELSE ${plain} END)`;
}

/** SQL: the distinct objects in a cell that holds a list in JSON, or one value. */
export function objectsInList(cell: string): string {
  const values = `(CASE WHEN starts_with(${cell}, '[') AND json_valid(${cell}) THEN json_extract_string(${cell}, '$[*]') ELSE [${cell}] END)`;
  return `list_sort(list_distinct(list_filter(${values}, lambda o: o IS NOT NULL AND ${whyNoSingleObject("o")} IS NULL)))`;
}
