/**
 * Which values stand for nothing, and which identifiers are ruined: one rule for fields and for extra columns.
 *
 * Missing is: empty, white space only, and exactly `NULL`, `null`, `NA`, `NaN`, `nan`, `None`, `\N`: what databases, R and
 * Python write for nothing. `N/A`, `none` or `-` may be somebody's name and are kept.
 */
import { literal } from "./sql.ts";

export const MISSING_WORDS = Object.freeze(["", "NULL", "null", "NA", "NaN", "nan", "None", String.raw`\N`]);
/** Bytes. */
const LONGEST_WORD = Math.max(...MISSING_WORDS.map((word) => word.length));

/** White space of Unicode, as the inside of a character class. */
export const SPACES = String.raw`\t\n\v\f\r\x{0020}\x{0085}\x{00A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}`;
const EDGE = String.raw`^[${SPACES}]+|[${SPACES}]+$`;
const SPREADSHEET = String.raw`[0-9](?:[.,][0-9]+)?[eE]\+[0-9]{1,3}`;

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

/** SQL: is the value `1.23E+18`, what a spreadsheet makes of a long number? A handle cannot hold `+`. */
export function ruinedBySpreadsheet(value: string): string {
  return `(contains(${value}, '+') AND regexp_full_match(${value}, ${literal(SPREADSHEET)}))`;
}

/**
 * SQL: the text as searches compare it: without case and accents, runs of white space as one space. Both sides of a
 * comparison go through this, in the same engine, so that it does not matter what else it folds (й and и are alike).
 */
export function folded(value: string): string {
  return `regexp_replace(strip_accents(lower(nfc_normalize(${value}))), ${literal(`[${SPACES}]+`)}, ' ', 'g')`;
}
