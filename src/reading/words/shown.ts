/**
 * A text without the characters that a reader does not see. A soft hyphen or a zero-width space inside “likely” hides the
 * word from a search and from no reader; places found in the shown text lead back to the text as it was written.
 */
export interface Shown {
  readonly text: string;
  /** The place in the text as written of a place in the shown one; of its end, the end of what was written there. */
  readonly start: (at: number) => number;
  readonly end: (at: number) => number;
}

/** Soft hyphens, zero-width spaces and joiners, direction marks, and the byte order mark. */
const HIDDEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]+/g;

const same = (at: number) => at;

/** Linear in the length of the text. */
export function shownText(text: string): Shown {
  const cuts = [...text.matchAll(HIDDEN)];
  if (cuts.length === 0) return { text, start: same, end: same };
  const from = new Uint32Array(text.length + 1);
  const parts: string[] = [];
  let read = 0;
  let at = 0;
  const keep = (end: number) => {
    parts.push(text.slice(read, end));
    for (; read < end; read++) from[at++] = read;
  };
  for (const cut of cuts) {
    keep(cut.index);
    read += cut[0].length;
  }
  keep(text.length);
  from[at] = text.length;
  return { text: parts.join(""), start: (i) => from[i]!, end: (i) => (i === 0 ? 0 : from[i - 1]! + 1) };
}

/** The words as a reader sees them. */
export function shown(text: string): string {
  return text.replace(HIDDEN, "");
}
