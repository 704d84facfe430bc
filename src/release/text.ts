/**
 * Imported text is hostile: it may carry characters that reorder or hide what a reader sees. `visible` makes each of
 * them a word in brackets; nothing is dropped in silence. Escaping for HTML is in `html/tags.ts`.
 */

/**
 * What a reader could not see: controls, direction marks and overrides, zero-width spaces, soft hyphens, annotation
 * and tag characters, noncharacters and lone surrogates. Joiners (U+200C, U+200D) stay: several scripts need them.
 */
const UNSEEN =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e0fff}\p{Cs}]/gu;

/** Line ends and tabs, of any kind, are one space in running text. */
const SPACES = /[\t\n\f\r\u0085\u2028\u2029]+/g;

/** `text` with every unseen character as `[U+202E]` and line ends as spaces. Idempotent. */
export function visible(text: string): string {
  return text
    .replace(UNSEEN, (unit) => `[U+${unit.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}]`)
    .replace(SPACES, " ");
}

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Does the text hold letters that are written from right to left? */
export function hasRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

/** Is the first letter of the text one that is written from right to left? */
export function startsRightToLeft(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0];
  return first !== undefined && hasRightToLeft(first);
}

const ABBREVIATION =
  /(?:^|[\s(])(?:\p{L}|Mr|Mrs|Ms|Dr|St|No|vs|cf|pp?|e\.g|i\.e|ca|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$/u;

/**
 * Paragraphs (divided by an empty line) of sentences. A full stop after one letter or a common abbreviation ends
 * nothing; where in doubt two sentences stay one, and both keep the same references.
 */
export function splitSentences(text: string): string[][] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => {
      const out: string[] = [];
      for (const piece of paragraph.trim().split(/(?<=[.!?]["”’)\]]?)\s+(?=[\p{Lu}\p{Lo}"“‘([])/u)) {
        const last = out.at(-1);
        if (last !== undefined && ABBREVIATION.test(last)) out[out.length - 1] = `${last} ${piece}`;
        else if (piece !== "") out.push(piece);
      }
      return out;
    })
    .filter((paragraph) => paragraph.length > 0);
}
