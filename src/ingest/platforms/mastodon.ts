/**
 * Statuses of Mastodon and what speaks its interface. Text is HTML; a boost holds the status that it repeats. An account of the
 * server itself is written without it: the server is taken from the account's address, so that both forms are one.
 */
import { htmlText, linksIn } from "./markup.ts";
import type { Platform, Post, Source } from "./contract.ts";
import {
  at,
  counts,
  distinct,
  each,
  firstText,
  has,
  isObject,
  number,
  object,
  target,
  text,
} from "./values.ts";

const METRICS = ["replies_count", "reblogs_count", "favourites_count", "quotes_count"];

function nameOf(account: unknown): string | undefined {
  const acct = text(at(account, "acct"))?.replace(/^@/, "");
  if (acct === undefined || acct.includes("@")) return acct;
  const host = /^https?:\/\/([^/]+)/.exec(text(at(account, "url")) ?? "")?.[1];
  return host === undefined ? acct : `${acct}@${host}`;
}

const isStatus = (one: unknown): one is Source =>
  isObject(one) && has(one, "id", "created_at", "account", "content");

function row(status: Source): Post {
  const again = object(status["reblog"]);
  const whole = again ?? status;
  const html = text(whole["content"]) ?? "";
  const card = text(at(whole, "card", "url"));
  const quoted = at(status, "quote", "quoted_status") ?? status["quote"];
  return {
    account: nameOf(status["account"]),
    accountId: firstText(
      at(status, "account", "uri"),
      at(status, "account", "url"),
      at(status, "account", "id"),
    ),
    accountName: text(at(status, "account", "display_name")),
    accountCreated: text(at(status, "account", "created_at")),
    accountFollowers: number(at(status, "account", "followers_count")),
    post: firstText(status["uri"], status["id"]),
    time: text(status["created_at"]),
    timeFrom: "created_at",
    text: [text(whole["spoiler_text"]), htmlText(html)].filter(Boolean).join("\n"),
    language: text(whole["language"]),
    urls: distinct([...linksIn(html), ...(card === undefined ? [] : [card])]),
    hashtags: each(whole["tags"], (one) => text(one["name"])),
    mentions: each(whole["mentions"], nameOf),
    reply: target(status["in_reply_to_id"]),
    quote: target(firstText(at(quoted, "uri"), at(quoted, "id")), nameOf(at(quoted, "account"))),
    repost:
      again === undefined
        ? undefined
        : target(firstText(again["uri"], again["id"]), nameOf(again["account"])),
    media: each(whole["media_attachments"], (one) => firstText(one["url"], one["remote_url"])),
    metrics: counts(status, METRICS),
    record: status,
  };
}

export const mastodon = Object.freeze<Platform>({
  id: "mastodon",
  version: "1",
  title: "Mastodon statuses",
  page: "mastodon",
  form: "json",
  handles: /^[^\s@/:]+(?:@[^\s@/]+)?$/,
  places: [["statuses"]],
  recognises: (first) => first.some((one) => isStatus(one) && has(object(one["account"]) ?? {}, "acct")),
  rows: (record) => (isStatus(record) ? [row(record)] : undefined),
});
