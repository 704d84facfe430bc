/**
 * The text of a page, by taking its tags away in one pass over the characters. No element is built, no script is run, no
 * address is followed; what is inside of script, style, template, SVG and the like is left out. It is not a browser: what style
 * hides is shown, and what script would write is not.
 */
import type { LinkInText, RawParagraph, TextKind } from "./kind.ts";
import { ArticleMarks } from "./article.ts";
import { decodeEntities } from "./entities.ts";
import { factsOfPage } from "./html-facts.ts";
import { PageLinks } from "./page-links.ts";

/** Their content is no text. */
const SKIPPED = new Set(["script", "style", "template", "noscript", "svg", "math", "iframe", "object"]);
/** They divide paragraphs. */
const BLOCKS = new Set(
  "address article aside blockquote body br dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section summary table tbody td tfoot th thead title tr ul".split(
    " ",
  ),
);

export const html: TextKind = Object.freeze<TextKind>({
  id: "html",
  title: "web page",
  version: 1,
  recognises: ({ mediaType, name, head }) =>
    mediaType === "text/html" ||
    mediaType === "application/xhtml+xml" ||
    /\.x?html?$/i.test(name) ||
    /^\s*(<!doctype html|<html[\s>])/.test(head),
  read: (text) => {
    const { paragraphs, title } = pageOf(text);
    return { paragraphs, own: factsOfPage(text, title) };
  },
});

/** Paragraphs of a page, its title first. */
export const htmlParagraphs = (text: string): readonly RawParagraph[] => pageOf(text).paragraphs;

interface Page {
  readonly paragraphs: readonly RawParagraph[];
  readonly title: string | undefined;
}

function pageOf(text: string): Page {
  const out: string[] = [];
  const article = new ArticleMarks();
  const links = new PageLinks();
  const linksOf = new Map<number, readonly LinkInText[]>();
  let title: string | undefined;
  let paragraph: string[] = [];
  let headless = true;
  const end = (): void => {
    const clean = decodeEntities(paragraph.join("")).replaceAll(/\s+/g, " ").trim();
    const linked = links.end(paragraph);
    if (clean !== "") {
      const n = out.push(clean);
      article.add(n, clean.length);
      if (linked.length > 0) linksOf.set(n - 1, linked);
    }
    paragraph = [];
  };
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf("<", at);
    paragraph.push(text.slice(at, open < 0 ? text.length : open));
    if (open < 0) break;
    const tag = tagAt(text, open);
    if (tag === undefined) {
      paragraph.push("<");
      at = open + 1;
      continue;
    }
    at = tag.end;
    if (tag.name === "head" && !tag.closing && headless) {
      headless = false;
      const after = afterHead(text, at);
      [title] = titleOf(text.slice(at, after));
      if (title !== undefined) article.add(out.push(title), 0);
      at = after;
    } else if (!tag.closing && SKIPPED.has(tag.name)) {
      at = afterElement(text, tag.name, at) ?? text.length;
      paragraph.push(" ");
    } else if (BLOCKS.has(tag.name)) {
      end();
      article.tag(tag.name, tag.closing);
    } else links.tag(tag.name, tag.closing, text.slice(open, tag.end), paragraph);
  }
  end();
  const paragraphs = article.marked(out).map((one, i) => {
    const linked = linksOf.get(i);
    return linked === undefined ? one : { ...one, links: linked };
  });
  return { paragraphs, title };
}

interface Tag {
  /** In lower case; empty for comments and declarations. */
  readonly name: string;
  readonly closing: boolean;
  /** Offset after it. */
  readonly end: number;
}

/** The tag that begins at `<`; undefined where that is a mere sign. What is never closed takes the rest. */
function tagAt(text: string, open: number): Tag | undefined {
  if (text.startsWith("<!--", open)) return { name: "", closing: false, end: after(text, "-->", open + 4) };
  if (text[open + 1] === "!" || text[open + 1] === "?")
    return { name: "", closing: false, end: after(text, ">", open + 2) };
  const closing = text[open + 1] === "/";
  const start = open + (closing ? 2 : 1);
  let end = start;
  while (end < text.length && end - start < 64 && /[A-Za-z0-9:-]/.test(text[end]!)) end++;
  if (end === start || !/[A-Za-z]/.test(text[start]!)) return undefined;
  return { name: text.slice(start, end).toLowerCase(), closing, end: endOfTag(text, end) };
}

/** Offset after the `>` that ends a tag; one in quotation marks does not. */
function endOfTag(text: string, from: number): number {
  let quote = "";
  for (let i = from; i < text.length; i++) {
    const char = text[i]!;
    if (quote !== "") {
      if (char === quote) quote = "";
    } else if (char === '"' || char === "'") quote = char;
    else if (char === ">") return i + 1;
  }
  return text.length;
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}

/** Offset after the end tag of an element whose content is skipped; undefined if it is never closed. */
function afterElement(text: string, name: string, from: number): number | undefined {
  const ends = new RegExp(`</${name}(?=[\\s>/])`, "giu");
  ends.lastIndex = from;
  return ends.exec(text) === null ? undefined : endOfTag(text, ends.lastIndex);
}

/** A head that is never closed would swallow the page: it ends where it begins. */
function afterHead(text: string, from: number): number {
  return afterElement(text, "head", from) ?? from;
}

function titleOf(head: string): string[] {
  const open = head.search(/<title[\s>]/iu);
  if (open < 0) return [];
  const start = endOfTag(head, open);
  const end = head.indexOf("<", start);
  const clean = decodeEntities(head.slice(start, end < 0 ? head.length : end))
    .replaceAll(/\s+/g, " ")
    .trim();
  return clean === "" ? [] : [clean];
}
