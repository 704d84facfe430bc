/** A figure in words and as tables: for readers who do not see it, and for those who read numbers rather than lines. */

export interface Told {
  /** What it is about, in a few words. */
  readonly title: string;
  /** What a reader who does not see it is told: its numbers, in one to some sentences. */
  readonly label: string;
  /** How it is read: what the signs mean. */
  readonly caption: string;
}

export interface DrawnTable {
  readonly title: string;
  readonly heads: readonly string[];
  /** Columns of numbers. */
  readonly numeric: readonly number[];
  readonly rows: readonly (readonly string[])[];
  /** Rows that the sentence speaks of. */
  readonly marked: readonly number[];
  /** Says what the drawing cannot: it stands on paper too. */
  readonly printed: boolean;
}

/** Of what has no value. */
export const NO_VALUE = "–";

/** Parts that a label names one by one. */
const MOST_NAMED = 12;

/** The first parts, with how many more there are. */
export function some(parts: readonly string[], most = MOST_NAMED): string {
  const rest = parts.length - most;
  return rest > 0 ? `${parts.slice(0, most).join("; ")}; and ${rest} more` : parts.join("; ");
}

/** A name with its unit. */
export function withUnit(name: string, unit: string | undefined): string {
  return unit === undefined || unit === "" ? name : `${name}, ${unit}`;
}
