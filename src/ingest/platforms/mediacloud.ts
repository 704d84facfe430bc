/** CSV of Media Cloud: one row a story of a news source, dates to the day. */
import type { Platform, Post } from "./contract.ts";
import { firstText, has, text } from "./values.ts";

export const mediacloud = Object.freeze<Platform>({
  id: "mediacloud",
  version: "1",
  title: "Media Cloud CSV",
  page: "news",
  form: "table",
  notes: [
    "A story's own address is kept in metrics: it is where the story stands, and nothing that it shares.",
  ],
  recognises: ([first]) =>
    first !== undefined &&
    has(first, "publish_date", "title", "url", "media_name") &&
    (has(first, "id") || has(first, "stories_id")),
  rows(row): Post[] {
    const address = text(row["url"]);
    return [
      {
        account: firstText(row["media_name"], row["media_url"], row["media_id"]),
        accountId: firstText(row["media_id"], row["media_url"]),
        accountName: text(row["media_name"]),
        post: firstText(row["stories_id"], row["id"]),
        time: text(row["publish_date"]),
        timeFrom: "publish_date",
        text: text(row["title"]),
        language: text(row["language"]),
        urls: [],
        metrics: address === undefined ? {} : { url: address },
      },
    ];
  },
});
