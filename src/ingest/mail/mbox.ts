/**
 * A mailbox file (mbox, RFC 4155 and what is met): messages one after another, each behind a line that begins with `From ` and holds
 * a time. One pass over the bytes; the parts, put together again, are the file.
 */

const BREAK = Buffer.from("\nFrom ");
const SEPARATOR = /^From \S.*\d{1,2}:\d{2}/;
/** Longer lines are no separators. */
const MAX_LINE = 400;

/** Whether bytes begin as a mailbox file does. */
export const isMbox = (head: Uint8Array): boolean => SEPARATOR.test(lineAt(Buffer.from(head), 0));

/** Beginning and end of each message with the separator before it, in order; none for what is no mailbox file. */
export function messagesIn(bytes: Buffer): { readonly start: number; readonly end: number }[] {
  if (!isMbox(bytes.subarray(0, MAX_LINE))) return [];
  const starts = [0];
  for (let at = bytes.indexOf(BREAK); at >= 0; at = bytes.indexOf(BREAK, at + 1))
    if (isAfterEmptyLine(bytes, at) && SEPARATOR.test(lineAt(bytes, at + 1))) starts.push(at + 1);
  return starts.map((start, i) => ({ start, end: starts[i + 1] ?? bytes.length }));
}

function lineAt(bytes: Buffer, start: number): string {
  const end = bytes.indexOf("\n", start);
  return bytes.toString("latin1", start, Math.min(end < 0 ? bytes.length : end, start + MAX_LINE));
}

/** @param at place of the line break before the separator */
function isAfterEmptyLine(bytes: Buffer, at: number): boolean {
  const before = bytes[at - 1] === 0x0d ? at - 2 : at - 1;
  return bytes[before] === 0x0a;
}
