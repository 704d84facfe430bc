/**
 * Posts of X in the form of the v1.1 interface, which twarc, the streaming interface and most archives wrote, one object a
 * line; and `tweet.js` of an account's own archive, which is the same with less in it and without the account.
 */
import type { Platform, Post, Source, Target } from "./contract.ts";
import {
  at,
  counts,
  firstText,
  flag,
  handle,
  has,
  isObject,
  number,
  object,
  target,
  text,
} from "./values.ts";
import { HANDLES, links, media, named, tags } from "./x-entities.ts";

const METRICS = ["retweet_count", "favorite_count", "reply_count", "quote_count"];
const idOf = (tweet: unknown) => firstText(at(tweet, "id_str"), at(tweet, "id"));
const targetOf = (tweet: unknown): Target | undefined =>
  target(idOf(tweet), at(tweet, "user", "screen_name"));
const isTweet = (record: Source) =>
  has(record, "created_at") &&
  (has(record, "id_str") || has(record, "id")) &&
  (has(record, "full_text") || has(record, "text"));

/** A post with its long text: what the shorter one cuts off, a repost has in the post that it repeats. */
export function tweetRow(tweet: Source): Post {
  const again = object(tweet["retweeted_status"]);
  const quoted = object(tweet["quoted_status"]);
  const whole = again ?? tweet;
  const long = object(whole["extended_tweet"]);
  const entities = long?.["entities"] ?? whole["entities"];
  const body = firstText(long?.["full_text"], whole["full_text"], whole["text"]);
  const by = handle(at(again, "user", "screen_name"));
  const pictures =
    at(long, "extended_entities", "media") ??
    at(whole, "extended_entities", "media") ??
    at(whole, "entities", "media");
  return {
    account:
      handle(at(tweet, "user", "screen_name")) ??
      firstText(at(tweet, "user", "id_str"), at(tweet, "user", "id")),
    accountId: firstText(at(tweet, "user", "id_str"), at(tweet, "user", "id")),
    accountName: text(at(tweet, "user", "name")),
    accountCreated: text(at(tweet, "user", "created_at")),
    accountFollowers: number(at(tweet, "user", "followers_count")),
    accountVerified: flag(at(tweet, "user", "verified_type"), at(tweet, "user", "verified")),
    post: idOf(tweet),
    time: text(tweet["created_at"]),
    timeFrom: "created_at",
    text: again === undefined || by === undefined || body === undefined ? body : `RT @${by}: ${body}`,
    language: text(tweet["lang"]),
    urls: links(entities),
    hashtags: tags(entities),
    mentions: named(entities),
    reply: target(
      firstText(tweet["in_reply_to_status_id_str"], tweet["in_reply_to_status_id"]),
      tweet["in_reply_to_screen_name"],
    ),
    quote:
      quoted === undefined
        ? target(firstText(tweet["quoted_status_id_str"], tweet["quoted_status_id"]))
        : targetOf(quoted),
    repost: again === undefined ? undefined : targetOf(again),
    media: media(pictures),
    metrics: counts(tweet, METRICS),
  };
}

export const xV1 = Object.freeze<Platform>({
  id: "x-v1",
  version: "1",
  title: "X, v1.1 objects, one a line",
  page: "x",
  form: "json",
  places: [["statuses"]],
  handles: HANDLES,
  recognises: (first) => first.some((one) => isTweet(one) && isObject(one["user"])),
  rows(record) {
    // Notices of a stream (deletions, limits) are no posts.
    if (has(record, "delete") || has(record, "limit") || has(record, "scrub_geo")) return [];
    return isTweet(record) ? [tweetRow(record)] : undefined;
  },
});

const ownTweet = (record: Source): Source => object(record["tweet"]) ?? record;

export const xArchive = Object.freeze<Platform>({
  id: "x-archive",
  version: "1",
  title: "X, tweets.js of an account's archive",
  page: "x",
  form: "json",
  notes: ["The archive does not name its account in the tweets: all are of the account `archive`."],
  recognises: ([first]) => {
    const tweet = first === undefined ? undefined : ownTweet(first);
    return (
      tweet !== undefined &&
      isTweet(tweet) &&
      !has(tweet, "user") &&
      has(tweet, "entities") &&
      has(tweet, "favorite_count")
    );
  },
  rows(record) {
    const tweet = ownTweet(record);
    if (!isTweet(tweet)) return undefined;
    const row = tweetRow(tweet);
    const again = /^RT @(\w{1,20}): /.exec(row.text ?? "");
    return [{ ...row, account: "archive", repost: again === null ? undefined : { account: again[1] } }];
  },
});
