/** The words of `docs/glossary.md`, for the page: one text, read by people there and by the page here. */
import text from "../../docs/glossary.md?raw";

/** A term and what it means, by its name in lower case. */
const ENTRIES: ReadonlyMap<string, string> = new Map(
  text
    .split(/^### /m)
    .slice(1)
    .map((entry) => {
      const [name = "", ...lines] = entry.split(/\n(?=#)/)[0]!.split("\n");
      return [name.trim().toLowerCase(), plain(lines.join(" "))];
    }),
);

/** Without the signs of Markdown: links as their words, no emphasis. */
function plain(words: string): string {
  return words
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[`*]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** What a term means; undefined where the glossary has no such entry. */
export function explain(term: string): string | undefined {
  return ENTRIES.get(term.toLowerCase());
}

/** Terms that have these words in their name, with what they mean; shorter names first. */
export function explained(words: string, most: number): readonly (readonly [string, string])[] {
  if (words.length < 3) return [];
  return [...ENTRIES]
    .filter(([term]) => term.includes(words))
    .sort(([a], [b]) => a.length - b.length)
    .slice(0, most);
}
