/**
 * What storing does to a message, and how it is undone: line breaks of one character instead of two, and a `>` before a line
 * that begins with `From ` (mbox). A signature was made over what was sent, so an undo is tried where the stored bytes fail.
 */

export interface Undone {
  readonly text: string;
  /** What was undone, in words; nothing for the bytes as they are stored. */
  readonly undone: readonly string[];
}

const LINES = "line breaks of one character were made those of transport";
const QUOTED = "the mark that a mailbox file puts before lines with `From ` was taken off";

const isBareLine = (text: string): boolean => /(?:^|[^\r])\n/.test(text);

/** The stored text, then each form it may have been sent in, the likeliest first: six at most. */
export function* undoings(stored: string): Generator<Undone> {
  yield { text: stored, undone: [] };
  const lined = isBareLine(stored) ? stored.replaceAll(/\r?\n/g, "\r\n") : undefined;
  if (lined !== undefined) yield { text: lined, undone: [LINES] };
  for (const [quoted, mark] of [
    [/^>From /m, /^>From /gm],
    [/^>>+From /m, /^>(>*From )/gm],
  ] as const) {
    if (!quoted.test(stored)) continue;
    const plain = (text: string): string => text.replaceAll(mark, (found) => found.slice(1));
    yield { text: plain(stored), undone: [QUOTED] };
    if (lined !== undefined) yield { text: plain(lined), undone: [LINES, QUOTED] };
  }
}
