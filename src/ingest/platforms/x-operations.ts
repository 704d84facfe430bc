/** The CSV files in which Twitter published information operations from 2018 to 2021, one row a tweet, times in UTC to the minute. */
import type { Platform, Post } from "./contract.ts";
import { counts, has, json, number, target, text, texts } from "./values.ts";
import { HANDLES } from "./x-entities.ts";

const METRICS = ["quote_count", "reply_count", "like_count", "retweet_count"];
/** `[a, b]` without quotes, or JSON. */
function listOf(value: unknown): string[] | undefined {
  const whole = text(value)?.trim();
  if (whole === undefined) return undefined;
  const read = texts(json(whole));
  if (read !== undefined) return read;
  const inner = /^\[(.*)\]$/s.exec(whole)?.[1] ?? whole;
  return inner
    .split(",")
    .map((one) => one.trim().replace(/^'(.*)'$/s, "$1"))
    .filter((one) => one !== "");
}

export const xOperations = Object.freeze<Platform>({
  id: "x-information-operations",
  version: "1",
  title: "X, information operations CSV",
  page: "x",
  form: "table",
  handles: HANDLES,
  zone: "UTC",
  notes: ["The documentation of the data set states times in UTC, to the minute."],
  recognises: ([first]) =>
    first !== undefined && has(first, "tweetid", "userid", "user_screen_name", "tweet_text", "tweet_time"),
  rows(row): Post[] {
    const again = /^true$/i.test(text(row["is_retweet"]) ?? "");
    return [
      {
        account: text(row["user_screen_name"]) ?? text(row["userid"]),
        accountId: text(row["userid"]),
        accountName: text(row["user_display_name"]),
        accountCreated: text(row["account_creation_date"]),
        accountFollowers: number(row["follower_count"]),
        post: text(row["tweetid"]),
        time: text(row["tweet_time"]),
        timeFrom: "tweet_time",
        text: text(row["tweet_text"]),
        language: text(row["tweet_language"]),
        urls: listOf(row["urls"]),
        hashtags: listOf(row["hashtags"]),
        // Ids of accounts; names stand in the text.
        mentions: undefined,
        reply: target(row["in_reply_to_tweetid"], row["in_reply_to_userid"]),
        quote: target(row["quoted_tweet_tweetid"]),
        repost: again ? target(row["retweet_tweetid"], row["retweet_userid"]) : undefined,
        metrics: counts(row, METRICS),
      },
    ];
  },
});
