/**
 * Markdown as the plain text that it is: its marks stay, a heading is a paragraph, and front matter says what the document says
 * of itself. It is not rendered, so that a passage is what stands in the file.
 */
import type { RawParagraph, TextKind } from "./kind.ts";
import { byEmptyLines } from "./kind.ts";
import { isoDate } from "./own-facts.ts";
import type { OwnFacts } from "./own-facts.ts";

const HEADING = /^ {0,3}#{1,6}(?:[ \t]|$)/;
const FENCE = /^ {0,3}(?:```|~~~)/;
/** Front matter that goes on longer is none. */
const MOST_LINES = 100;

export const markdown: TextKind = Object.freeze<TextKind>({
  id: "markdown",
  title: "Markdown",
  version: 1,
  recognises: ({ mediaType, name }) => mediaType === "text/markdown" || /\.(?:md|markdown)$/i.test(name),
  read: (text) => {
    const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
    const front = frontMatter(lines);
    const body = paragraphsOf(lines.slice(front.length));
    if (front.length === 0) return { paragraphs: body };
    const head = { text: front.join("\n"), place: "front matter" };
    return { paragraphs: [head, ...body], own: factsOf(front) };
  },
});

/** Its lines with the marks around them; none where there is none. */
function frontMatter(lines: readonly string[]): readonly string[] {
  if (lines[0]?.trimEnd() !== "---") return [];
  const end = lines.slice(1, MOST_LINES).findIndex((line) => /^(?:---|\.\.\.)\s*$/.test(line));
  return end < 0 ? [] : lines.slice(0, end + 2);
}

function factsOf(front: readonly string[]): Partial<OwnFacts> {
  const value = (name: string): string | null => {
    const line = front.find((one) => one.toLowerCase().startsWith(`${name}:`));
    return line === undefined
      ? null
      : line
          .slice(name.length + 1)
          .trim()
          .replaceAll(/^["']|["']$/g, "");
  };
  const date = value("date") ?? value("published");
  return {
    title: value("title"),
    byline: value("author") ?? value("byline"),
    published: date === null ? null : isoDate(date),
    language: value("lang") ?? value("language"),
  };
}

/** An empty line around each heading that stands outside of code. */
function paragraphsOf(lines: readonly string[]): RawParagraph[] {
  let code = false;
  const spaced = lines.flatMap((line) => {
    if (FENCE.test(line)) code = !code;
    return !code && HEADING.test(line) ? ["", line, ""] : [line];
  });
  return byEmptyLines(spaced.join("\n"));
}
