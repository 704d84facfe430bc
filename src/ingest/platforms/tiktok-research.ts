/** Videos and comments of TikTok's Research API: pages (`data.videos`), or one object a line. */
import type { Platform, Post, Source } from "./contract.ts";
import { counts, handle, has, isoOf, object, objects, target, text, texts } from "./values.ts";

const METRICS = [
  "like_count",
  "comment_count",
  "share_count",
  "view_count",
  "favorites_count",
  "reply_count",
];
const isVideo = (one: Source) =>
  has(one, "id", "create_time") && (has(one, "video_description") || has(one, "region_code"));
const isComment = (one: Source) => has(one, "id", "create_time", "text", "video_id");

function row(one: Source): Post {
  const video = isVideo(one);
  const parent = text(one["parent_comment_id"]);
  const music = text(one["music_id"]);
  return {
    account: handle(one["username"]),
    accountId: text(one["user_id"]),
    accountName: text(one["display_name"]),
    post: text(one["id"]),
    time: isoOf(one["create_time"], "s"),
    timeFrom: "create_time",
    text: video ? text(one["video_description"]) : text(one["text"]),
    hashtags: texts(one["hashtag_names"]),
    mentions: texts(one["video_mention_list"])?.map((name) => name.replace(/^@/, "")),
    thread: video ? undefined : text(one["video_id"]),
    reply: video ? undefined : target(parent ?? one["video_id"]),
    metrics: { ...counts(one, METRICS), ...(music === undefined ? {} : { music }) },
    record: one,
  };
}

function inside(record: Source): readonly Source[] {
  const data = object(record["data"]) ?? record;
  const listed = ["videos", "comments"].map((name) => data[name]).find((list) => Array.isArray(list));
  return listed === undefined ? [record] : objects(listed);
}

export const tiktokResearch = Object.freeze<Platform>({
  id: "tiktok-research",
  version: "1",
  title: "TikTok Research API, pages or one object a line",
  page: "tiktok",
  form: "json",
  handles: /^[\w.]{1,30}$/,
  recognises: (first) => first.some((one) => inside(one).some((each) => isVideo(each) || isComment(each))),
  rows(record) {
    const all = inside(record);
    if (all[0] === record && !isVideo(record) && !isComment(record)) return undefined;
    return all.filter((one) => isVideo(one) || isComment(one)).map(row);
  },
  notes: Object.freeze(["Comments of the Research API do not say who wrote them; such rows are rejected."]),
});
