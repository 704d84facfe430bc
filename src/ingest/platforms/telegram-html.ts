/**
 * A page of Telegram Desktop's export as HTML: messages.html, messages2.html and on. The tokens are those of an HTML parser; no element
 * is built. The time is in a title, with the offset of the machine that exported in newer versions; a message that follows one of
 * the same sender (`joined`) does not name the sender again. The page has names and no ids, of chats and of people.
 */
import { readFile } from "node:fs/promises";
import type { TokenHandler } from "parse5";
import { PlumblineError } from "../../errors.ts";
import type { OpenContext } from "../formats/contract.ts";
import { MOST_PAGE_BYTES } from "./contract.ts";
import type { OwnForm, Platform, Post, Source, Takes } from "./contract.ts";
import { distinct, has, target, text, texts } from "./values.ts";

/** Elements that have no end. */
const VOID = new Set([
  "area",
  "base",
  "br",
  "col",
  "embed",
  "hr",
  "img",
  "input",
  "link",
  "meta",
  "source",
  "wbr",
]);
/** Deeper elements are passed over; a page of the export has some fifteen levels. */
const DEEPEST = 200;

interface Element {
  readonly tag: string;
  readonly classes: ReadonlySet<string>;
}

/** A message as its elements are passed. */
interface Message {
  readonly classes: string;
  readonly byte: number;
  readonly id: string | undefined;
  date?: string;
  from: string;
  text: string;
  forwardedFrom: string;
  replyTo?: string;
  readonly links: string[];
  readonly media: string[];
}

const tidy = (written: string): string | undefined =>
  text(
    written
      .replaceAll(/ *\n */g, "\n")
      .trim()
      .normalize(),
  );

/** Takes tokens in order and gives each message when its element ends. */
class Page {
  readonly #takes: Takes;
  readonly #open: Element[] = [];
  #tooDeep = 0;
  #message: { readonly value: Message; readonly depth: number } | undefined;
  #chat = "";
  /** Sender of the message before. */
  #sender: string | undefined;

  constructor(takes: Takes) {
    this.#takes = takes;
  }

  get unfinished(): boolean {
    return this.#message !== undefined;
  }

  start(tag: string, attributes: ReadonlyMap<string, string>, byte: number): void {
    if (tag === "br") this.words("\n", true);
    if (VOID.has(tag)) return;
    if (this.#open.length >= DEEPEST) {
      this.#tooDeep++;
      return;
    }
    const classes = new Set((attributes.get("class") ?? "").split(/\s+/).filter((one) => one !== ""));
    if (this.#message === undefined && classes.has("message")) this.#begin(classes, attributes, byte);
    this.#open.push({ tag, classes });
    const message = this.#message?.value;
    if (message === undefined) return;
    if (classes.has("date") && attributes.has("title") && !this.#within("forwarded"))
      message.date ??= attributes.get("title")!;
    if (tag === "a") this.#link(message, attributes, classes);
  }

  end(tag: string): void {
    if (this.#tooDeep > 0) {
      this.#tooDeep--;
      return;
    }
    const at = this.#open.findLastIndex((one) => one.tag === tag);
    if (at < 0) return;
    this.#open.length = at;
    if (this.#message !== undefined && at <= this.#message.depth) this.#finish(this.#message.value);
  }

  /** @param exact the characters are meant, and no layout of the page */
  words(characters: string, exact = false): void {
    const written = exact ? characters : characters.replaceAll(/\s+/g, " ");
    const message = this.#message?.value;
    if (message === undefined) {
      if (this.#within("page_header") && this.#within("text")) this.#chat += written;
    } else if (this.#within("from_name")) {
      if (this.#within("details")) return;
      if (this.#within("forwarded")) message.forwardedFrom += written;
      else message.from += written;
    } else if (this.#within("text")) message.text += written;
  }

  #within(name: string): boolean {
    const from = this.#message?.depth ?? 0;
    return this.#open.some(({ classes }, i) => i >= from && classes.has(name));
  }

  #begin(classes: ReadonlySet<string>, attributes: ReadonlyMap<string, string>, byte: number): void {
    const value: Message = {
      classes: [...classes].join(" "),
      byte,
      id: /^message(-?\d+)$/.exec(attributes.get("id") ?? "")?.[1],
      from: "",
      text: "",
      forwardedFrom: "",
      links: [],
      media: [],
    };
    this.#message = { value, depth: this.#open.length };
  }

  #link(message: Message, attributes: ReadonlyMap<string, string>, classes: ReadonlySet<string>): void {
    const href = attributes.get("href") ?? "";
    if (this.#within("reply_to")) {
      const replied = /#go_to_message(\d+)$/.exec(href)?.[1];
      if (replied !== undefined) message.replyTo = replied;
    } else if (this.#within("text")) {
      if (/^[a-z][\w+.-]*:\/\//i.test(href) && !attributes.has("onclick")) message.links.push(href);
    } else if (href !== "" && [...classes].some((one) => /_wrap$|^media/.test(one))) message.media.push(href);
  }

  #finish(message: Message): void {
    this.#message = undefined;
    const joined = / joined( |$)/.test(message.classes);
    const from = tidy(message.from) ?? (joined ? this.#sender : undefined);
    if (!/\bservice\b/.test(message.classes)) this.#sender = from;
    const record = {
      class: message.classes,
      id: message.id,
      chat: tidy(this.#chat),
      date: message.date,
      from,
      forwarded_from: tidy(message.forwardedFrom),
      reply_to: message.replyTo,
      text: tidy(message.text),
      links: message.links,
      media: message.media,
    };
    this.#takes.record(
      Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)),
      message.byte,
    );
  }
}

async function records(context: OpenContext, takes: Takes): Promise<void> {
  const { where, bytes, path } = context;
  if (bytes > MOST_PAGE_BYTES)
    throw new PlumblineError("FILE_TOO_WIDE", "A page of such an export is no longer than 16 MB.", { where });
  const html = new TextDecoder().decode(await readFile(path));
  // Loaded where it is needed: no other file costs the time.
  const { Tokenizer } = await import("parse5");
  const page = new Page(takes);
  const byteAt = byteCounter(html);
  const none = (): void => undefined;
  const handler: TokenHandler = {
    onStartTag: ({ tagName, attrs, location, selfClosing }) => {
      const attributes = new Map(attrs.map(({ name, value }) => [name, value]));
      page.start(tagName, attributes, byteAt(location?.startOffset ?? 0));
      if (selfClosing && !VOID.has(tagName)) page.end(tagName);
    },
    onEndTag: ({ tagName }) => page.end(tagName),
    onCharacter: ({ chars }) => page.words(chars),
    onWhitespaceCharacter: ({ chars }) => page.words(chars),
    onNullCharacter: none,
    onComment: none,
    onDoctype: none,
    onEof: none,
  };
  new Tokenizer({ sourceCodeLocationInfo: true }, handler).write(html, true);
  context.onBytes(bytes);
  if (page.unfinished)
    throw new PlumblineError("FILE_TRUNCATED", `The page ends at byte ${bytes}, inside of a message.`, {
      where,
    });
}

/** Bytes before a character, asked for in ascending order. */
function byteCounter(all: string): (offset: number) => number {
  let [at, bytes] = [0, 0];
  return (offset) => {
    bytes += Buffer.byteLength(all.slice(at, offset));
    at = offset;
    return bytes;
  };
}

const html: OwnForm = {
  id: "html",
  text: true,
  begins: (head) => {
    const start = Buffer.from(head).toString("latin1");
    return (
      /^(?:ï»¿)?\s*<(?:!doctype html|html)\b/i.test(start) &&
      /<div class="message [^>]*\bid="message/.test(start)
    );
  },
  records,
};

const DATE = /^(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2}:\d{2})(?: UTC([+-]\d{2}:?\d{2}))?$/;

function timeOf(date: unknown): string | undefined {
  const written = text(date)?.trim();
  const found = DATE.exec(written ?? "");
  if (found === null) return written;
  const [, day, month, year, clock, offset = ""] = found;
  return `${year}-${month}-${day}T${clock}${offset}`;
}

/** All accounts that are gone have one name: it is nobody's. */
const GONE = "Deleted Account";

function messageRow(message: Source): Post {
  const chat = text(message["chat"]) ?? "chat";
  const idIn = (id: unknown) => (text(id) === undefined ? undefined : `${chat}/${text(id)!}`);
  const from = text(message["from"]);
  const forwarded = text(message["forwarded_from"]);
  return {
    account: from === GONE ? undefined : from,
    accountName: from,
    post: idIn(message["id"]),
    time: timeOf(message["date"]),
    timeFrom: "title",
    text: text(message["text"]),
    urls: distinct(texts(message["links"]) ?? []),
    thread: text(message["chat"]),
    reply: target(idIn(message["reply_to"])),
    repost: forwarded === undefined || forwarded === GONE ? undefined : { account: forwarded },
    media: texts(message["media"]) ?? [],
  };
}

export const telegramHtml = Object.freeze<Platform>({
  id: "telegram-html",
  version: "1",
  title: "Telegram Desktop, messages.html",
  page: "telegram",
  form: html,
  notes: [
    "Accounts are names as they are shown: the export as HTML has no ids, and two people may share a name.",
  ],
  recognises: (first) => first.some((one) => has(one, "class", "id")),
  rows(message) {
    const classes = String(message["class"]).split(" ");
    if (classes.includes("service")) return [];
    return classes.includes("default") ? [messageRow(message)] : undefined;
  },
});
