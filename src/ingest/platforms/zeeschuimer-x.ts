/** X as its own page gets it: results of a query language around an object much like that of v1.1. */
import type { Post, Source } from "./contract.ts";
import { at, counts, firstText, flag, handle, has, number, object, target, text } from "./values.ts";
import { links, media, named, tags } from "./x-entities.ts";
import { tweetRow } from "./x-v1.ts";

const METRICS = ["retweet_count", "favorite_count", "reply_count", "quote_count", "bookmark_count"];
/** The post in a result, which may have a layer about who may see it. */
const inside = (result: unknown): Source | undefined => object(at(result, "tweet")) ?? object(result);
const userOf = (tweet: Source | undefined) => at(tweet, "core", "user_results", "result");
const nameOf = (tweet: Source | undefined) =>
  handle(
    firstText(
      at(userOf(tweet), "legacy", "screen_name"),
      at(userOf(tweet), "core", "screen_name"),
      at(tweet, "user", "screen_name"),
    ),
  );
const idOf = (tweet: Source | undefined) => firstText(at(tweet, "rest_id"), at(tweet, "legacy", "id_str"));

export function x(data: Source): Post | undefined {
  const tweet = inside(data);
  const legacy = object(tweet?.["legacy"]);
  if (tweet === undefined || legacy === undefined)
    return has(data, "created_at", "id_str") ? tweetRow(data) : undefined;
  const again = inside(
    at(legacy, "retweeted_status_result", "result") ?? at(tweet, "retweeted_status_result", "result"),
  );
  const quoted = inside(at(tweet, "quoted_status_result", "result"));
  const whole = again ?? tweet;
  const note = at(whole, "note_tweet", "note_tweet_results", "result");
  const entities = at(note, "entity_set") ?? at(whole, "legacy", "entities");
  const body = firstText(at(note, "text"), at(whole, "legacy", "full_text"), legacy["full_text"]);
  const by = nameOf(again);
  const views = number(at(tweet, "views", "count"));
  return {
    account: nameOf(tweet) ?? text(legacy["user_id_str"]),
    accountId: firstText(at(userOf(tweet), "rest_id"), legacy["user_id_str"]),
    accountName: firstText(at(userOf(tweet), "legacy", "name"), at(userOf(tweet), "core", "name")),
    accountCreated: firstText(
      at(userOf(tweet), "legacy", "created_at"),
      at(userOf(tweet), "core", "created_at"),
    ),
    accountFollowers: number(at(userOf(tweet), "legacy", "followers_count")),
    accountVerified: flag(
      at(userOf(tweet), "legacy", "verified_type"),
      at(userOf(tweet), "verification", "verified_type"),
      at(userOf(tweet), "is_blue_verified"),
      at(userOf(tweet), "legacy", "verified"),
    ),
    post: idOf(tweet),
    time: text(legacy["created_at"]),
    timeFrom: "data.legacy.created_at",
    text: again === undefined || by === undefined || body === undefined ? body : `RT @${by}: ${body}`,
    language: text(legacy["lang"]),
    urls: links(entities),
    hashtags: tags(entities),
    mentions: named(entities),
    thread: text(legacy["conversation_id_str"]),
    reply: target(legacy["in_reply_to_status_id_str"], legacy["in_reply_to_screen_name"]),
    quote: target(firstText(idOf(quoted), legacy["quoted_status_id_str"]), nameOf(quoted)),
    repost: again === undefined ? undefined : target(idOf(again), by),
    media: media(at(whole, "legacy", "extended_entities", "media")),
    metrics: { ...counts(legacy, METRICS), ...(views === undefined ? {} : { views }) },
  };
}
