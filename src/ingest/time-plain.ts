/**
 * The one written form that most columns of times have throughout, such as `2016-10-05T12:34:56Z`, read without the
 * search for its parts. It is a shortcut: whatever it reads, the forms of `time.ts` read alike, and what it does not
 * read they are asked about.
 */
import { literal } from "../store/corpus/sql.ts";

/**
 * ISO 8601 to the second or finer, UTC or without a zone. From 1970 on, where cutting off below a millisecond is the
 * same in either direction; no 24:00 and no leap second, which the database reads otherwise.
 */
const PLAIN = String.raw`(?:19[7-9]|[2-9]\d{2})\d-\d{2}-\d{2}[T ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z?`;

/** SQL: is the text of this form? The date itself may still be none. */
export const isPlainTime = (value: string): string => `regexp_full_match(${value}, ${literal(PLAIN)})`;

/**
 * SQL: its milliseconds since 1970 UTC, NULL for other forms and for dates that do not exist.
 * @param onUtc turns milliseconds of a clock without a zone into those of UTC
 */
export function plainTimeMs(value: string, onUtc: (local: string) => string): string {
  const ms = `epoch_ms(TRY_CAST(${value} AS TIMESTAMP))`;
  const moment =
    onUtc(ms) === ms ? ms : `(CASE WHEN ends_with(${value}, 'Z') THEN ${ms} ELSE ${onUtc(ms)} END)`;
  return `(CASE WHEN ${isPlainTime(value)} THEN ${moment} END)`;
}
