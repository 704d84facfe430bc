/**
 * CSV of 4CAT (Capture and Analysis Toolkit): `id, thread_id, author, body, timestamp, unix_timestamp` for every source, and
 * columns of its own for each. The count from 1970 is the time; `timestamp` is the same in UTC, without a zone.
 */
import type { Platform, Post } from "./contract.ts";
import {
  counts,
  distinct,
  firstText,
  handle,
  has,
  isoOf,
  json,
  number,
  parted,
  target,
  text,
} from "./values.ts";

const METRICS = [
  "likes",
  "num_likes",
  "like_count",
  "retweet_count",
  "repost_count",
  "reply_count",
  "quote_count",
  "num_comments",
  "comments",
  "shares",
  "num_shares",
  "views",
  "plays",
  "view_count",
  "impression_count",
  "score",
  "forwards",
];
const NO = new Set(["", "no", "false", "0", "none"]);
const isYes = (value: unknown) => !NO.has((text(value) ?? "").trim().toLowerCase());
/** Lists are written as JSON or parted by commas. */
const listOf = (value: unknown): string[] | undefined => {
  const list = json(value);
  return Array.isArray(list) ? list.flatMap((one) => text(one) ?? []) : parted(value);
};

export const fourcat = Object.freeze<Platform>({
  id: "4cat",
  version: "1",
  title: "4CAT CSV, any source",
  page: "fourcat",
  form: "table",
  zone: "UTC",
  recognises: ([first]) =>
    first !== undefined &&
    has(first, "id", "thread_id", "timestamp", "author") &&
    (has(first, "unix_timestamp") || has(first, "body")),
  rows(row): Post[] {
    const unix = isoOf(row["unix_timestamp"], "s");
    const again = has(row, "is_retweet") && isYes(row["is_retweet"]);
    const author = handle(row["author"]);
    const urls = ["urls", "url_expanded", "link_url", "links"].map((name) => listOf(row[name])).find(Boolean);
    return [
      {
        account: author ?? text(row["author_id"]),
        accountId: firstText(row["author_id"], row["author_user_id"]),
        accountName: firstText(row["author_fullname"], row["author_name"]),
        accountFollowers: number(firstText(row["author_followers"], row["author_followers_count"])),
        accountVerified: firstText(row["author_verified"], row["verified"]),
        post: text(row["id"]),
        time: unix ?? text(row["timestamp"]),
        timeFrom: unix === undefined ? "timestamp" : "unix_timestamp",
        text: [text(row["subject"]), text(row["body"])].filter(Boolean).join("\n"),
        language: firstText(row["language_guess"], row["language"], row["lang"], row["tweet_language"]),
        urls: urls === undefined ? undefined : distinct(urls),
        hashtags: listOf(row["hashtags"]),
        mentions: listOf(row["mentions"]),
        thread: text(row["thread_id"]),
        reply: target(
          row["reply_to_id"] ?? row["reply_to"],
          row["replied_author"] ?? row["reply_to_user"] ?? row["in_reply_to_user"],
        ),
        quote: target(row["quote_id"], row["quote_author"] ?? row["quoted_user"]),
        repost: again
          ? target(row["retweet_id"] ?? row["retweeted_id"], row["retweeted_user"] ?? row["retweet_user"])
          : undefined,
        media: distinct(
          ["images", "image_url", "videos", "video_url", "image_file"].flatMap(
            (name) => listOf(row[name]) ?? [],
          ),
        ),
        metrics: counts(row, METRICS),
      },
    ];
  },
});
