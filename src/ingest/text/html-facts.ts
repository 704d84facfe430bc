/** What a page says of itself in its head: elements `meta`, its language, the dates of its linked data. Nothing is followed. */
import { decodeEntities } from "./entities.ts";
import { isoDate } from "./own-facts.ts";
import type { OwnFacts } from "./own-facts.ts";

/** What stands later is not looked at, and no tag beyond its first characters. */
const LOOKED_AT = 524_288;
const MOST_OF_TAG = 4096;
const MOST_TAGS = 1000;

const ATTRIBUTE = /([a-zA-Z:_-]{1,40})\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g;

/** @param title as the page's head has it */
export function factsOfPage(text: string, title: string | undefined): Partial<OwnFacts> {
  const head = text.slice(0, LOOKED_AT);
  const metas = metasOf(head);
  const linked = linkedData(head);
  const first = (...names: readonly string[]): string | undefined =>
    names.map((name) => metas.get(name)).find((value) => value !== undefined && value !== "");
  const date =
    first("article:published_time", "datepublished", "date", "dc.date", "dcterms.created", "pubdate") ??
    linked.date;
  const authors = [first("author", "byl", "dc.creator"), first("article:author"), linked.author];
  return {
    title: first("og:title") ?? title ?? null,
    byline: authors.find((one) => one !== undefined && !/^https?:/i.test(one)) ?? null,
    published: date === undefined ? null : isoDate(date),
    language: languageOf(head),
  };
}

/** Attributes of a tag by their names in lower case; the first of a name counts. */
export function attributesOf(tag: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = "", double, single, bare] of tag.slice(0, MOST_OF_TAG).matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, decodeEntities(double ?? single ?? bare ?? "").trim());
  }
  return found;
}

/** Values by name; the first counts. */
function metasOf(head: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const tags = /<meta[\s/]/giu;
  for (let n = 0; n < MOST_TAGS; n++) {
    const tag = tags.exec(head);
    if (tag === null) break;
    const attributes = attributesOf(head.slice(tag.index, tag.index + MOST_OF_TAG).split(">")[0]!);
    const name = attributes.get("property") ?? attributes.get("name") ?? attributes.get("itemprop");
    const content = attributes.get("content");
    const key = name?.toLowerCase();
    if (key !== undefined && content !== undefined && !found.has(key)) found.set(key, content);
  }
  return found;
}

function languageOf(head: string): string | null {
  const at = head.search(/<html\s/iu);
  if (at < 0) return null;
  const attributes = attributesOf(head.slice(at, at + MOST_OF_TAG).split(">")[0]!);
  return attributes.get("lang") ?? attributes.get("xml:lang") ?? null;
}

/** Of the first linked data that has them. It is searched and not parsed: what is broken costs nothing. */
function linkedData(head: string): { readonly date?: string; readonly author?: string } {
  const at = head.search(/<script[^>]{0,200}application\/ld\+json/iu);
  if (at < 0) return {};
  const data = head.slice(at, at + 65_536).split(/<\/script/iu)[0]!;
  const date = /"datePublished"\s{0,9}:\s{0,9}"([^"]{4,40})"/u.exec(data)?.[1];
  const author =
    /"author"[^"]{0,40}(?:"@type"[^"]{0,9}"[^"]{0,40}"[^"]{0,40})?"name"\s{0,9}:\s{0,9}"([^"\\]{1,200})"/u.exec(
      data,
    )?.[1];
  return { ...(date === undefined ? {} : { date }), ...(author === undefined ? {} : { author }) };
}
