/**
 * The text of an edition's page by the ids of its elements, read with nothing but a scan of its tags. It reads what this
 * program and its other versions write: elements that are closed, attributes in double quotes. It is not a browser: what a
 * style hides or adds is not seen.
 */

/** Elements that have no end. */
const VOID = new Set(["meta", "br", "hr", "link", "img", "path", "circle", "rect", "line"]);
/** Nothing that is written here lies deeper. */
const DEEPEST = 200;
const ATTRIBUTE = /([A-Za-z_:][\w:.-]*)\s*=\s*"([^"]*)"/g;
/** Attributes whose text a style or a screen reader gives to the reader. */
const SPOKEN = new Set(["aria-label", "data-head", "title", "alt", "content", "value", "placeholder"]);
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Letters and digits alone: how a sentence is cut into cells or set as superscript makes no difference. */
export function bare(text: string): string {
  return text.normalize("NFKC").replaceAll(/[^\p{L}\p{N}]+/gu, "");
}

interface PageText {
  /** Letters and digits of the element with this id. */
  of(id: string): string | undefined;
  /** All other text: what stands in none of the elements with these ids, spoken attributes included. */
  outside(ids: ReadonlySet<string>): string;
  /** What could run or load something, in words. */
  readonly active: string | undefined;
}

interface Piece {
  readonly text: string;
  /** Ids of the elements it stands in. */
  readonly inside: readonly string[];
}

export function scanPage(html: string): PageText {
  const body = html.slice(Math.max(0, html.indexOf("<body")));
  const pieces: Piece[] = [];
  const open: { readonly tag: string; readonly id: string | undefined }[] = [];
  let active = activeIn(html);
  const add = (text: string) => {
    if (text.trim() === "") return;
    pieces.push({ text: decoded(text), inside: open.flatMap(({ id }) => id ?? []) });
  };
  for (const { before, closing, tag, attributes } of tagsOf(body)) {
    add(before);
    if (closing) {
      const from = open.findLastIndex((one) => one.tag === tag);
      if (from >= 0) open.length = from;
      continue;
    }
    let id: string | undefined;
    for (const [, key = "", value = ""] of attributes.matchAll(ATTRIBUTE)) {
      if (key === "id") id = decoded(value);
      if (SPOKEN.has(key.toLowerCase())) add(value);
      if (/^on/i.test(key) || key.toLowerCase() === "style") active ??= `the attribute ${key}`;
    }
    if (tag === "" || VOID.has(tag) || attributes.endsWith("/")) continue;
    if (open.length < DEEPEST) open.push({ tag, id });
    else active ??= `elements in more than ${DEEPEST} others`;
  }
  const byId = new Map<string, string>();
  for (const { text, inside } of pieces)
    for (const id of inside) byId.set(id, `${byId.get(id) ?? ""}${bare(text)}`);
  return {
    of: (id) => byId.get(id),
    outside: (ids) =>
      pieces
        .filter(({ inside }) => !inside.some((id) => ids.has(id)))
        .map(({ text }) => text)
        .join("\n"),
    active,
  };
}

interface Tag {
  /** The text between the tag before and this one. */
  readonly before: string;
  readonly closing: boolean;
  /** In lower case; empty for comments and for the end of the page. */
  readonly tag: string;
  readonly attributes: string;
}

/** The tags in order, in one pass: what is never closed takes the rest. */
function* tagsOf(html: string): Generator<Tag> {
  let at = 0;
  for (;;) {
    const start = html.indexOf("<", at);
    const before = html.slice(at, start < 0 ? html.length : start);
    if (start < 0) {
      yield { before, closing: false, tag: "", attributes: "" };
      return;
    }
    const comment = html.startsWith("<!--", start);
    const end = comment ? html.indexOf("-->", start) + 2 : endOfTag(html, start);
    at = end < start ? html.length : end + 1;
    const [, slash, name = "", attributes = ""] = comment
      ? []
      : (/^<(\/?)([A-Za-z][\w:-]*)([^]*)>$/.exec(html.slice(start, at)) ?? []);
    yield { before, closing: slash === "/", tag: name.toLowerCase(), attributes };
  }
}

/** Offset of the `>` that ends a tag; one in quotation marks does not. -1 if there is none. */
function endOfTag(html: string, from: number): number {
  let quoted = false;
  for (let i = from; i < html.length; i++) {
    if (html[i] === '"') quoted = !quoted;
    else if (html[i] === ">" && !quoted) return i;
  }
  return -1;
}

function activeIn(html: string): string | undefined {
  const found = /<\s*(script|iframe|object|embed|base|form|input|link)\b/i.exec(html)?.[1];
  if (found !== undefined) return `the element ${found.toLowerCase()}`;
  return (html.match(/<style\b/gi) ?? []).length > 1 ? "a second style" : undefined;
}

function decoded(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name) => {
    if (typeof name === "string") return ENTITIES[name.toLowerCase()] ?? whole;
    const point = typeof decimal === "string" ? Number(decimal) : Number.parseInt(String(hex), 16);
    return point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff) ? String.fromCodePoint(point) : whole;
  });
}
