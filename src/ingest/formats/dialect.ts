/**
 * The dialect of a delimited text, decided from its first rows: the one under which most rows have as many columns as
 * the header, then the one with most columns. Plumbline decides this itself because a general sniffer may also take
 * rows that begin with `#` for comments, or skip rows, and posts do begin with `#`.
 */
import { bomLength } from "../head.ts";
import { AFTER_QUOTE, QUOTED, rowsOf } from "./rows.ts";
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
  readonly columns: number;
  /** Share of the sample in rows with as many columns as the header and without text after a closing quote. */
  readonly score: number;
  /** Do quotes at the start of a field mostly fail to be quoting? */
  readonly literal: boolean;
}

function sample(head: Uint8Array, whole: boolean, dialect: Dialect): Sample {
  const { rows, openQuoteAt } = rowsOf(head, dialect, SAMPLE_ROWS, whole);
  const columns = rows[0]?.columns ?? 0;
  const good = rows.filter((row) => row.columns === columns && !(row.flags & AFTER_QUOTE)).length;
  const broken = rows.filter((row) => row.flags & AFTER_QUOTE).length;
  const quoted = rows.filter((row) => row.flags & QUOTED && !(row.flags & AFTER_QUOTE)).length;
  // An open quote in the last line is where a file was cut; one that swallows lines, with no other quoting, is text.
  const swallows = openQuoteAt !== undefined && head.indexOf(10, openQuoteAt) >= 0;
  const textual = dialect.delimiter === "\t" || dialect.delimiter === "|";
  return {
    dialect,
    columns,
    score: (good / Math.max(1, rows.length)) * (openQuoteAt === undefined ? 1 : openQuoteAt / head.length),
    literal: broken > quoted || (swallows && textual && quoted === 0),
  };
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
export function dialectOf(head: Uint8Array, whole: boolean): Dialect {
  const newline = newlineOf(head);
  let best: Sample = {
    dialect: { delimiter: ",", quote: '"', escape: '"', newline },
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
  return best.dialect;
}
