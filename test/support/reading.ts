/** Texts for the rules that read: paragraphs as an extraction gives them. */
import type { ReadParagraph } from "../../src/reading/contract.ts";

/** Paragraphs of a text in which each stands on lines of its own, one empty line between them. */
export function paragraphsOf(text: string): ReadParagraph[] {
  let start = 0;
  return text.split("\n\n").map((paragraph) => {
    const end = start + paragraph.length;
    const read = { start, end, text: paragraph, place: null };
    start = end + 2;
    return read;
  });
}
