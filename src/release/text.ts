/** Running text: what is seen of it, its direction, its sentences. Escaping for HTML is in `html/tags.ts`. */

export { visible } from "../model/visible.ts";

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
