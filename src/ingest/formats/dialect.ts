/**
 * The dialect of a delimited text, decided from its first rows: the one under which most rows have as many columns as
 * the header, then the one with most columns. Plumbline decides this itself because a general sniffer may also take
 * rows that begin with `#` for comments, or skip rows, and posts do begin with `#`.
 */
import { bomLength } from "../head.ts";
import { AFTER_QUOTE, fieldsOf, QUOTED, rowsOf } from "./rows.ts";
import type { Dialect } from "./rows.ts";

const DELIMITERS = [",", "\t", ";", "|"] as const;
const SAMPLE_ROWS = 1000;
/** Scores closer than this are equal. */
const MARGIN = 0.001;

/** LF, unless the first line ends in a CR without LF. */
function newlineOf(head: Uint8Array): Dialect["newline"] {
  const lf = head.indexOf(10);
  const cr = head.indexOf(13);
  return cr >= 0 && (lf < 0 || cr < lf - 1) && head[cr + 1] !== 10 ? "\r" : "\n";
}

interface Sample {
  readonly dialect: Dialect;
  /** Lines above the header. */
  readonly above: number;
  readonly columns: number;
  /** Share of the sample in rows with as many columns as the header and without text after a closing quote. */
  readonly score: number;
  /** Do quotes at the start of a field mostly fail to be quoting? */
  readonly literal: boolean;
}

function sample(head: Uint8Array, whole: boolean, dialect: Dialect): Sample {
  const { rows, openQuoteAt } = rowsOf(head, dialect, SAMPLE_ROWS, whole);
  const above = linesAbove(head, rows, dialect);
  const columns = rows[above]?.columns ?? 0;
  const good = rows
    .slice(above)
    .filter((row) => row.columns === columns && !(row.flags & AFTER_QUOTE)).length;
  const broken = rows.filter((row) => row.flags & AFTER_QUOTE).length;
  const quoted = rows.filter((row) => row.flags & QUOTED && !(row.flags & AFTER_QUOTE)).length;
  // An open quote in the last line is where a file was cut; one that swallows lines, with no other quoting, is text.
  const swallows = openQuoteAt !== undefined && head.indexOf(10, openQuoteAt) >= 0;
  const textual = dialect.delimiter === "\t" || dialect.delimiter === "|";
  return {
    dialect,
    above,
    columns,
    score:
      (good / Math.max(1, rows.length - above)) * (openQuoteAt === undefined ? 1 : openQuoteAt / head.length),
    literal: broken > quoted || (swallows && textual && quoted === 0),
  };
}

/** More than this above a header are no title of a table. */
const MOST_ABOVE = 40;
/** Rows that a table needs below its header, so that the lines above are known for others. */
const LEAST_BELOW = 3;
/** Of these, how many have the columns of the header. */
const REGULAR = 0.8;
const DATA = /^[-+.,\d%\s:/TZ]+$|^\d{4}-\d{2}-\d{2}|:\/\//;

/**
 * How many lines stand above the header, as exports of monitoring services have them: each narrower than the table below, which is as
 * wide as its header throughout. The header is a row of names: of what looks like data, nobody knows whether it is one.
 */
function linesAbove(head: Uint8Array, rows: ReturnType<typeof rowsOf>["rows"], dialect: Dialect): number {
  const first = rows[0]?.columns ?? 0;
  const found = rows.slice(0, MOST_ABOVE + 1).findIndex(({ columns }) => columns > first);
  if (found < 1) return 0;
  const widest = Math.max(...rows.slice(0, MOST_ABOVE + 1).map(({ columns }) => columns));
  const header = rows.slice(0, MOST_ABOVE + 1).findIndex(({ columns }) => columns === widest);
  const below = rows.slice(header + 1);
  const fitting = below.filter(({ columns }) => columns === widest).length;
  // One column more than the first line says is a header without a name for the numbers of rows.
  if (widest < 3 || (header === 1 && widest === first + 1)) return 0;
  if (below.length < LEAST_BELOW || fitting < REGULAR * below.length) return 0;
  const { start, end } = rows[header]!;
  const names = fieldsOf(Buffer.from(head), start, end, dialect).map((name) => name.trim());
  const given = names.filter((name) => name !== "");
  const isHeader =
    given.length >= names.length - 1 &&
    new Set(given).size === given.length &&
    given.every((name) => /\p{L}/u.test(name) && name.length < 100 && !DATA.test(name));
  return isHeader ? header : 0;
}

/** The dialects to choose from for one delimiter. */
function candidates(
  head: Uint8Array,
  whole: boolean,
  delimiter: string,
  newline: Dialect["newline"],
): Sample[] {
  const of = (quote: string, escape: string) => sample(head, whole, { delimiter, quote, escape, newline });
  const quoting = [of('"', '"'), of('"', "\\")];
  // Single quotes are apostrophes far more often than quoting: only if the header itself begins with one.
  const single = head[bomLength(head)] === 0x27 ? [of("'", "'")] : [];
  return quoting.every((one) => one.literal) ? [of("", ""), ...single] : [...quoting, ...single];
}

/** The dialect of the text that begins with `head`; `whole` says that the head is the whole file. */
export const dialectOf = (head: Uint8Array, whole: boolean): Dialect => layOf(head, whole).dialect;

/** The dialect, and how many lines stand above the header. */
export function layOf(head: Uint8Array, whole: boolean): Pick<Sample, "dialect" | "above"> {
  const newline = newlineOf(head);
  let best: Sample = {
    dialect: { delimiter: ",", quote: '"', escape: '"', newline },
    above: 0,
    columns: 1,
    score: 0,
    literal: false,
  };
  for (const delimiter of DELIMITERS)
    for (const one of candidates(head, whole, delimiter, newline)) {
      if (one.columns < 2) continue;
      const better = one.score > best.score + MARGIN;
      const equal = Math.abs(one.score - best.score) <= MARGIN;
      if (better || (equal && one.columns > best.columns)) best = one;
    }
  return best;
}
