/**
 * The body of a text: what is left of its normal form without the hashtags at its end. One message is posted with other
 * tags by other accounts, and the tags can be longer than the message.
 *
 * The tail begins at the first `#` after which every word is a hashtag; between and after them stand spaces, signs and
 * emoji. `#one#two` are two tags. Where Hangul, kana or ideographs meet the second `#`, it may as well close a tag that
 * text follows (`#tag#text`), and the tail begins after it at the earliest.
 */
import { isSyllabic, isWord } from "./characters.ts";

const SPACE = 0x20;
const HASH = 0x23;

/** End of the body, trailing space left out; `to` if no hashtag stands at the end. O(tail). */
export function endOfBody(units: Uint16Array, from: number, to: number): number {
  let tail = to;
  for (let i = to; ;) {
    while (i > from && !isWord(units[i - 1]!)) i--;
    const start = startOfWord(units, from, i);
    if (start === i || start === from || units[start - 1] !== HASH) break;
    if (mayClose(units, from, start - 1)) break;
    i = tail = start - 1;
  }
  if (tail === to) return to;
  while (tail > from && units[tail - 1] === SPACE) tail--;
  return tail;
}

function startOfWord(units: Uint16Array, from: number, end: number): number {
  let start = end;
  while (start > from && isWord(units[start - 1]!)) start--;
  return start;
}

/** May the `#` at i, which a word follows, close the tag before it? */
function mayClose(units: Uint16Array, from: number, i: number): boolean {
  const start = startOfWord(units, from, i);
  if (start === i || start === from || units[start - 1] !== HASH) return false;
  return isSyllabic(units[i - 1]!) || isSyllabic(units[i + 1]!);
}
