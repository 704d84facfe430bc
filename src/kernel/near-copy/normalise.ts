/**
 * The normal form in which texts are compared: folded character by character (`fold.ts`), links and mentions left out,
 * white space folded to one space and trimmed. One pass and no allocation for most texts; O(length).
 *
 * - A link is `http://` or `https://`, `www.`, or a host with a slash (`t.co/x`), and the ASCII characters that follow,
 *   up to white space or one of < > ". Text that follows without a space in another script stays.
 * - A mention is `@` after anything but a letter, digit or underscore, with the ASCII letters, digits and underscores that
 *   follow, the host of a fediverse name, and one colon. `RT @name:` at the start goes as a whole.
 * - The words of hashtags, punctuation, digits and emoji stay.
 *
 * Works on UTF-16 code units; unpaired surrogates pass through.
 */
import { JOINER } from "./characters.ts";
import { AT_MARK, DOT_MARK, DROP, FLAG, foldTables, JOIN_MARK, MARKED, SLASH_MARK } from "./fold.ts";

const SPACE = 0x20;
const QUOTE = 0x22;
const DOT = 0x2e;
const SLASH = 0x2f;
const COLON = 0x3a;
const LESS = 0x3c;
const MORE = 0x3e;
const AT = 0x40;
const UNDERSCORE = 0x5f;
const HYPHEN = 0x2d;

/** The normal form as a string: for tests and for people; the detector keeps code units (`TextSet`). */
export function normaliseText(text: string): string {
  const prepared = new Uint16Array(3 * text.length + 64);
  let length = foldInto(text, prepared, 0);
  let units = prepared;
  if (length < 0) {
    const composed = text.normalize("NFKC");
    units = new Uint16Array(composed.length);
    length = foldComposedInto(composed, units, 0);
  }
  return fromUnits(units, 0, length);
}

/** Code units as a string. */
export function fromUnits(units: Uint16Array, from: number, to: number): string {
  let text = "";
  for (let i = from; i < to; i += 4096)
    text += String.fromCharCode(...units.subarray(i, Math.min(to, i + 4096)));
  return text;
}

/**
 * Writes the normal form at `from` and returns its end, or -1 if the text has to be brought into NFKC first. `units` has
 * room for as many units as the text has.
 */
export function foldInto(text: string, units: Uint16Array, from: number): number {
  return scan(text, foldTables().raw, units, from);
}

/** The same for a text in NFKC; never -1. */
export function foldComposedInto(text: string, units: Uint16Array, from: number): number {
  return scan(text, foldTables().composed, units, from);
}

function scan(text: string, table: Uint16Array, units: Uint16Array, from: number): number {
  const n = text.length;
  let to = from;
  let last = SPACE;
  for (let i = 0; i < n; i++) {
    const unit = table[text.charCodeAt(i)]!;
    if (unit > JOIN_MARK) {
      units[to] = unit;
      // One further, but for a space after a space; without a branch, which could not be predicted.
      to += 1 - ((((unit ^ SPACE) | (last ^ SPACE)) - 1) >>> 31);
      last = unit;
      continue;
    }
    if (unit === DROP) continue;
    if (unit === FLAG) return -1;
    if (unit === JOIN_MARK) {
      if (joinsEmoji(text, i)) last = units[to++] = JOINER;
      continue;
    }
    const start = cutBefore(unit, text, i, units, from, to);
    if (start < 0) {
      last = units[to++] = MARKED[unit]!;
      continue;
    }
    to = start;
    last = to === from ? SPACE : units[to - 1]!;
    i = (unit === AT_MARK ? endOfMention(text, table, i) : endOfLink(text, table, i)) - 1;
  }
  return to > from && last === SPACE ? to - 1 : to;
}

/** Does the joiner at i stand between two emoji? Before it may stand a skin tone or the selector of its form. */
const joinsEmoji = (text: string, i: number): boolean =>
  /\p{Extended_Pictographic}(?:[\u{1f3fb}-\u{1f3ff}]|\ufe0e|\ufe0f)*$/u.test(
    text.slice(Math.max(0, i - 8), i),
  ) && /^\p{Extended_Pictographic}/u.test(text.slice(i + 1, i + 3));

/** Where the link or mention starts of which the marked character at i is a part; -1 if it is part of neither. */
function cutBefore(
  mark: number,
  text: string,
  i: number,
  units: Uint16Array,
  from: number,
  to: number,
): number {
  if (mark === SLASH_MARK) return linkBeforeSlash(units, from, to);
  if (mark === DOT_MARK) return linkBeforeDot(units, from, to);
  if ((to > from && isName(units[to - 1]!)) || endOfName(text, i + 1) === i + 1) return -1;
  return isRetweet(units, from, to) ? from : to;
}

/** End of the run of ASCII characters that make a link; a flagged unit ends it and is seen by the scan. */
function endOfLink(text: string, table: Uint16Array, i: number): number {
  let end = i + 1;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    const unit = table[code]!;
    if (code > 0x7e && (code < 0xff01 || code > 0xff5e)) break;
    if (unit <= FLAG || unit === SPACE || unit === QUOTE || unit === LESS || unit === MORE) break;
  }
  return beforeMarks(text, end, i + 1);
}

/** A combining mark makes one letter with what stands before it, however the text was composed: é ends a run, e and U+0301 too. */
function beforeMarks(text: string, end: number, least: number): number {
  return end > least && end < text.length && isMark(text.charCodeAt(end)) ? end - 1 : end;
}

/** Where a link starts whose first slash, or second after the scheme, comes next; -1 if there is none. */
function linkBeforeSlash(units: Uint16Array, from: number, to: number): number {
  if (to - from >= 6 && units[to - 1] === SLASH && units[to - 2] === COLON) {
    let start = to - 2;
    while (start > from && isLetter(units[start - 1]!)) start--;
    // The scheme may follow letters without a space.
    for (const scheme of ["https", "http"]) {
      const at = to - 2 - scheme.length;
      if (at >= start && spells(units, at, scheme)) return at;
    }
    return -1;
  }
  let start = to;
  while (start > from && isHost(units[start - 1]!)) start--;
  let label = to;
  while (label > start && isLetter(units[label - 1]!)) label--;
  // Two letters at least after a dot that has something before it.
  return to - label >= 2 && label - 2 >= start && units[label - 1] === DOT && units[label - 2] !== DOT
    ? start
    : -1;
}

/** Where `www` starts if a dot comes next; -1 if it does not stand there as a word. */
function linkBeforeDot(units: Uint16Array, from: number, to: number): number {
  const start = to - 3;
  if (start < from || !spells(units, start, "www")) return -1;
  return start > from && isHost(units[start - 1]!) ? -1 : start;
}

/** End of the mention that starts at i. */
function endOfMention(text: string, table: Uint16Array, i: number): number {
  let end = endOfName(text, i + 1);
  if (text.charCodeAt(end) === AT) {
    const host = endOfName(text, end + 1);
    if (host > end + 1) end = host;
    while (text.charCodeAt(end) === DOT && endOfName(text, end + 1) > end + 1) end = endOfName(text, end + 1);
  }
  return end < text.length && table[text.charCodeAt(end)] === COLON ? end + 1 : end;
}

function endOfName(text: string, i: number): number {
  let end = i;
  while (end < text.length && isNameCode(text.charCodeAt(end))) end++;
  return beforeMarks(text, end, i);
}

const isRetweet = (units: Uint16Array, from: number, to: number): boolean =>
  to - from === 3 && spells(units, from, "rt ");

function spells(units: Uint16Array, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (units[at + i] !== word.charCodeAt(i)) return false;
  return true;
}

const isLetter = (unit: number): boolean => unit >= 0x61 && unit <= 0x7a;
const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
const isName = (unit: number): boolean => isLetter(unit) || isDigit(unit) || unit === UNDERSCORE;
/** The same for a text as it comes, with capitals. */
const isNameCode = (code: number): boolean => isName(code) || (code >= 0x41 && code <= 0x5a);
const isMark = (code: number): boolean => code >= 0x300 && /\p{M}/u.test(String.fromCharCode(code));
const isHost = (unit: number): boolean => isLetter(unit) || isDigit(unit) || unit === HYPHEN || unit === DOT;
