/** Posts whose text is HTML: the text, and where its links lead. */
import { decodeEntities } from "../text/entities.ts";
import { htmlParagraphs } from "../text/html.ts";

export const htmlText = (html: string): string =>
  htmlParagraphs(html)
    .map(({ text }) => text)
    .join("\n");

const LINK = /<a\s([^<>]*)>/gi;
const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, "i").exec(tag);
  return found?.[1] ?? found?.[2];
};

/** Addresses of links that are neither mentions nor hashtags, as their classes say. */
export function linksIn(html: string): string[] {
  return Array.from(html.matchAll(LINK), ([, tag]) => tag!).flatMap((tag) => {
    const href = attribute(tag, "href");
    return href === undefined || /\b(?:mention|hashtag)\b/.test(attribute(tag, "class") ?? "")
      ? []
      : [decodeEntities(href)];
  });
}
