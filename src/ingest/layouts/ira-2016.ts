/** The Internet Research Agency tweets of Clemson University (Linvill and Warren), published by FiveThirtyEight in 2018. */
import type { Layout } from "./layout.ts";

const NOTES = [
  "The documentation of the data set states times in UTC, to the minute.",
  "Retweets carry no id of the retweeted post: co-share them by text.",
];

/** The published CSV with its original column names. */
export const iraOriginal: Layout = Object.freeze({
  id: "ira-2016-csv",
  title: "Internet Research Agency tweets, original columns",
  requires: ["external_author_id", "author", "content", "publish_date", "account_category"],
  mapping: {
    account: "author",
    time: "publish_date",
    text: "content",
    post: "tweet_id",
    language: "language",
  },
  dateOrder: "mdy",
  zone: "UTC",
  notes: ["The documentation of the data set states dates with the month first.", ...NOTES],
});

/** The per-author copy with typed times. */
export const iraTyped: Layout = Object.freeze({
  id: "ira-2016-parquet",
  title: "Internet Research Agency tweets, typed copy",
  requires: ["account", "text", "posted_at", "account_category", "tco1"],
  mapping: { account: "account", time: "posted_at", text: "text", language: "language", url: "tco1" },
  zone: "UTC",
  notes: [...NOTES, "URLs are unexpanded short links, one for each tweet."],
});
