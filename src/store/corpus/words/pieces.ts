/**
 * How folded texts are cut for the index of words, and how a searched word is looked up in it. What is found is every post in
 * whose folded text the word occurs, inside other words too.
 *
 * A text is cut at its spaces, and where letters of scripts that are written without spaces meet others. A run of the former
 * becomes its overlapping pairs of letters (one letter alone stays one); every other run is one piece. So a searched word
 * without a space lies inside one piece if it is of one kind, and a longer one is an intersection of several pieces. An
 * intersection does not say that the pieces stand beside each other: such a word is looked for in the texts themselves
 * afterwards, among the posts that have all pieces.
 */

/**
 * Thai, Lao, Tibetan, Myanmar, Khmer, kana, ideographs. Ranges of code points and not properties of Unicode: an index must
 * be read as it was cut, also by a platform that knows more letters.
 */
const UNSPACED = String.raw`\u0E00-\u109F\u1780-\u17FF\u2E80-\u2FDF\u3005-\u3007\u3040-\u30FF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\uFF66-\uFF9F\u{20000}-\u{3FFFF}`;
const ANY_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");
const RUNS = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "gu");

/** Bytes of UTF-8 with which letters of `UNSPACED` begin: a letter from U+0E00 on, and which of those surely are none. */
const FROM_0E00 = 0xe0;
const [UP_TO_2E7F, UP_TO_FFFF, UP_TO_1FFFF] = [0xe2, 0xef, 0xf0];

/**
 * May this text, as its bytes lie, hold letters of scripts that are written without spaces? False only where it surely holds none:
 * Latin, Greek, Cyrillic, Hebrew and Arabic letters, the usual signs, and emoji.
 */
export function mayBeUnspaced(text: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = text[at]!;
    if (byte < FROM_0E00) continue;
    const second = text[at + 1]!;
    // U+2000 to U+2E7F, U+FB00 to U+FF3F, U+10000 to U+1FFFF
    if (byte === UP_TO_2E7F && second < 0xba) continue;
    if (byte === UP_TO_FFFF && second >= 0xac && second < 0xbd) continue;
    if (byte === UP_TO_1FFFF && second < 0xa0) continue;
    return true;
  }
  return false;
}

/** Pieces of a folded text, repeated where they repeat. */
export function piecesOf(folded: string): string[] {
  const words = folded.split(" ").filter((word) => word !== "");
  return ANY_UNSPACED.test(folded) ? words.flatMap((word) => runsOf(word).flatMap(piecesOfRun)) : words;
}

const runsOf = (word: string): string[] => word.match(RUNS) ?? [];

function piecesOfRun(run: string): string[] {
  if (!ANY_UNSPACED.test(run)) return [run];
  const letters = Array.from(run);
  return letters.length === 1 ? [run] : letters.slice(1).map((letter, i) => letters[i]! + letter);
}

/** Pieces that hold `text`: at their very start if `begins`, at their very end if `ends`. */
export interface PieceQuery {
  readonly text: string;
  readonly begins: boolean;
  readonly ends: boolean;
}

export interface WordQuery {
  /** A post that has the word has a piece for each. */
  readonly pieces: readonly PieceQuery[];
  /** Has a post that has a piece for each also the word? */
  readonly exact: boolean;
}

/** How a folded word is looked up; without a piece (white space only) every post may have it. */
export function queryOf(word: string): WordQuery {
  const tokens = word.split(" ");
  const pieces = tokens.flatMap((token, i) => piecesOfToken(token, i > 0, i < tokens.length - 1));
  return { pieces, exact: tokens.length === 1 && pieces.length === 1 };
}

/** @param begins whether a space stands before it @param ends whether one stands after it */
function piecesOfToken(token: string, begins: boolean, ends: boolean): PieceQuery[] {
  const runs = runsOf(token);
  return runs.flatMap((run, i) =>
    ANY_UNSPACED.test(run)
      ? piecesOfRun(run).map((text) => ({ text, begins: false, ends: false }))
      : [{ text: run, begins: begins || i > 0, ends: ends || i < runs.length - 1 }],
  );
}
