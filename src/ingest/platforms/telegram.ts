/**
 * `result.json` of Telegram Desktop: one chat, or all of an account. The time is `date_unixtime`: `date` beside it is in the
 * zone of the machine that exported, and is never read. Message ids count within a chat, so the chat stands before them.
 */
import type { Around, Platform, Post, Source } from "./contract.ts";
import { at, counts, distinct, firstText, has, isObject, isoOf, objects, target, text } from "./values.ts";

/** A part of a text, its spaces included. */
const piece = (value: unknown): string => (typeof value === "string" ? value : "");

/** A text, or a list of texts and of parts with a kind. */
function plain(value: unknown): string | undefined {
  if (!Array.isArray(value)) return text(value);
  return text(value.map((part) => piece(isObject(part) ? part["text"] : part)).join(""));
}

/** Parts of the text with a kind: of `text_entities`, or of the text itself in older exports. */
function parts(message: Source): readonly Source[] | undefined {
  const listed = message["text_entities"] ?? message["text"];
  return Array.isArray(listed) ? objects(listed) : undefined;
}

const ofKind = (all: readonly Source[] | undefined, kind: string) =>
  all?.filter((one) => one["type"] === kind).flatMap((one) => text(one["text"]) ?? []);

function linksIn(all: readonly Source[] | undefined): string[] | undefined {
  return all?.flatMap((one) => {
    if (one["type"] === "text_link") return text(one["href"]) ?? [];
    const link = one["type"] === "link" ? text(one["text"]) : undefined;
    return link === undefined ? [] : /^[a-z]+:\/\//i.test(link) ? link : `http://${link}`;
  });
}

/** The chat that a message stands in: the innermost object around it that has an id or a name. */
const chatOf = (around: Around) => around.findLast((one) => has(one, "id") || has(one, "name"));

function messageRow(message: Source, around: Around): Post {
  const chat = chatOf(around);
  const within = firstText(chat?.["id"], chat?.["name"]) ?? "chat";
  const idIn = (place: string, id: unknown) => (text(id) === undefined ? undefined : `${place}/${text(id)!}`);
  const all = parts(message);
  const from = firstText(message["forwarded_from_id"], message["forwarded_from"]);
  const links = linksIn(all);
  return {
    account: firstText(message["from_id"], message["actor_id"]),
    accountId: text(message["from_id"]),
    accountName: firstText(message["from"], message["author"]),
    post: idIn(within, message["id"]),
    time: isoOf(message["date_unixtime"], "s"),
    timeFrom: "date_unixtime",
    text: plain(message["text"]),
    urls: links === undefined ? undefined : distinct(links),
    hashtags: ofKind(all, "hashtag"),
    mentions: ofKind(all, "mention"),
    thread: firstText(chat?.["name"], chat?.["id"]),
    reply: target(idIn(firstText(message["reply_to_peer_id"]) ?? within, message["reply_to_message_id"])),
    repost: from === undefined ? undefined : { account: from },
    media: [message["photo"], message["file"]].flatMap((one) => text(one) ?? []),
    metrics: {
      ...counts(message, ["views", "forwards"]),
      ...Object.fromEntries(
        objects(message["reactions"]).flatMap((one) => {
          const sign = firstText(at(one, "emoji"), at(one, "document_id"), at(one, "type"));
          return sign === undefined || typeof one["count"] !== "number" ? [] : [[sign, one["count"]]];
        }),
      ),
    },
  };
}

export const telegram = Object.freeze<Platform>({
  id: "telegram-json",
  version: "1",
  title: "Telegram Desktop, result.json",
  page: "telegram",
  form: "json",
  places: [["messages"], ["chats", "list", "*", "messages"], ["left_chats", "list", "*", "messages"]],
  recognises: (first) =>
    first.some((one) => has(one, "id", "type", "date", "text") && (has(one, "from") || has(one, "actor"))),
  rows(message, around) {
    if (message["type"] === "service") return [];
    return message["type"] === "message" ? [messageRow(message, around)] : undefined;
  },
});
