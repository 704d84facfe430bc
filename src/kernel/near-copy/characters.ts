/**
 * Characters of a text in normal form, and how much each of them carries. A character is a code point, and an emoji is one
 * however many code points spell it: a flag, a skin tone, a keycap, a family joined by U+200D (the possible emoji of
 * UTS 51). Lengths are given in letters of an alphabet; a character of other scripts stands for more of them, in two
 * measures: in a run, and towards the shortest length. They differ for kana alone, which are read two by two, while a
 * common "thank you" takes ten of them.
 *
 * | | in a run | towards the length |
 * |---|---|---|
 * | letter, sign, emoji | 1 | 1 |
 * | Hangul syllable | 2 | 2 |
 * | kana | 2.5 | 1.5 |
 * | ideograph | 2.5 | 2.5 |
 *
 * Weights are counted here in half letters, so that they are whole numbers. Most texts are plain: all of their characters
 * are one code unit and one letter.
 */

/** Half letters in a letter. */
export const LETTER = 2;
/** By kind of character: other, Hangul, kana, ideograph. */
const IN_RUN = [LETTER, 4, 5, 5] as const;
const IN_LENGTH = [LETTER, 4, 3, 5] as const;

const KIND = 3;
const HANGUL = 1;
const KANA = 2;
const IDEOGRAPH = 3;
/** Letter, digit, mark or underscore: what a hashtag is made of. */
const WORD = 4;
/** May make one character with its neighbours. */
const JOINS = 8;

/** Below it no unit joins, and none is of a heavier kind. */
const FIRST_OTHER = 0x1100;
const KEYCAP = 0x20e3;
export const JOINER = 0x200d;
/** Skin tones are U+1F3FB to U+1F3FF, the letters of flags U+1F1E6 to U+1F1FF. */
const TONE_HIGH = 0xd83c;

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;
/** Planes 2 and 3. */
const isIdeographic = (high: number): boolean => high >= 0xd840 && high < 0xd8c0;

let kinds: Uint8Array | undefined;

/** For each code unit its kind and flags, made on first use from the Unicode data of the engine. */
function unitKinds(): Uint8Array {
  return (kinds ??= Uint8Array.from({ length: 0x10000 }, (_, unit) => {
    if (unit >= 0xd800 && unit < 0xe000) return JOINS;
    const character = String.fromCharCode(unit);
    const word = /[\p{L}\p{N}\p{M}_]/u.test(character) ? WORD : 0;
    if (unit === KEYCAP || unit === JOINER) return word | JOINS;
    if (unit < FIRST_OTHER) return word;
    if (/\p{Script=Han}/u.test(character)) return word | IDEOGRAPH;
    if (/[\p{Script=Hiragana}\p{Script=Katakana}ー]/u.test(character)) return word | KANA;
    return /\p{Script=Hangul}/u.test(character) ? word | HANGUL : word;
  }));
}

export const isWord = (unit: number): boolean => (unitKinds()[unit]! & WORD) !== 0;

/** Hangul, kana or ideograph: scripts in which words follow each other without a space. */
export const isSyllabic = (unit: number): boolean => (unitKinds()[unit]! & KIND) !== 0;

/** Is each of these units a character of one letter? */
export function isPlain(units: Uint16Array, from: number, to: number): boolean {
  let seen = 0;
  let next = from;
  for (; next + 4 <= to; next += 4)
    seen |= units[next]! | units[next + 1]! | units[next + 2]! | units[next + 3]!;
  for (; next < to; next++) seen |= units[next]!;
  if (seen < FIRST_OTHER) return true;
  const kind = unitKinds();
  for (let i = from; i < to; i++) if ((kind[units[i]!]! & (KIND | JOINS)) !== 0) return false;
  return true;
}

/** Length of a text that is not plain, in half letters. */
export function lengthOf(units: Uint16Array, from: number, to: number): number {
  let length = 0;
  for (let i = from; i < to; i = endOfCharacter(units, i, to)) length += IN_LENGTH[kindAt(units, i)]!;
  return length;
}

/** What the character at i counts in a run, in half letters. */
export const weightInRun = (units: Uint16Array, i: number): number => IN_RUN[kindAt(units, i)]!;

function kindAt(units: Uint16Array, i: number): number {
  const unit = units[i]!;
  return isIdeographic(unit) ? IDEOGRAPH : unitKinds()[unit]! & KIND;
}

/** Where the character that begins at i ends, at most at `to`. */
export function endOfCharacter(units: Uint16Array, i: number, to: number): number {
  let end = endOfPoint(units, i, to);
  if (isFlagLetter(units, i, to) && isFlagLetter(units, end, to)) end += 2;
  while (end < to) {
    const unit = units[end]!;
    if (unit === KEYCAP) end++;
    else if (unit === JOINER) end = end + 1 < to ? endOfPoint(units, end + 1, to) : to;
    else if (isTone(units, end, to)) end += 2;
    else break;
  }
  return end;
}

const endOfPoint = (units: Uint16Array, i: number, to: number): number =>
  i + 1 < to && isHigh(units[i]!) && isLow(units[i + 1]!) ? i + 2 : i + 1;

const isTone = (units: Uint16Array, i: number, to: number): boolean =>
  i + 1 < to && units[i] === TONE_HIGH && units[i + 1]! >= 0xdffb && units[i + 1]! <= 0xdfff;

const isFlagLetter = (units: Uint16Array, i: number, to: number): boolean =>
  i + 1 < to && units[i] === TONE_HIGH && units[i + 1]! >= 0xdde6 && units[i + 1]! <= 0xddff;
