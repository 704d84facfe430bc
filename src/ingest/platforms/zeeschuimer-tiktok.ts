/** TikTok as its own pages get it: videos, and comments. */
import type { Post, Source } from "./contract.ts";
import {
  at,
  counts,
  distinct,
  each,
  firstText,
  flag,
  handle,
  has,
  isObject,
  isoOf,
  number,
  objects,
  target,
  text,
} from "./values.ts";

const METRICS = ["diggCount", "shareCount", "commentCount", "playCount", "collectCount"];
/** Hashtags and mentions of a text are marked in `textExtra`; hashtags are listed apart as well. */
function tagsOf(data: Source): string[] | undefined {
  const marked = each(data["textExtra"], (one) => text(one["hashtagName"]));
  const listed = each(data["challenges"], (one) => text(one["title"]));
  return marked === undefined && listed === undefined
    ? undefined
    : distinct([...(marked ?? []), ...(listed ?? [])]);
}

export function tiktok(data: Source): Post | undefined {
  if (!has(data, "id", "createTime")) return undefined;
  const { author } = data;
  const name = isObject(author) ? author["uniqueId"] : author;
  const images = objects(at(data, "imagePost", "images")).flatMap(
    (one) => text(at(one, "imageURL", "urlList", 0)) ?? [],
  );
  return {
    account: handle(name) ?? firstText(at(author, "id"), data["authorId"]),
    accountId: firstText(at(author, "id"), data["authorId"]),
    accountName: firstText(at(author, "nickname"), data["nickname"]),
    accountCreated: isoOf(at(author, "createTime"), "s"),
    accountFollowers: number(at(data, "authorStats", "followerCount")),
    accountVerified: flag(at(author, "verified")),
    post: text(data["id"]),
    time: isoOf(data["createTime"], "s"),
    timeFrom: "data.createTime",
    text: firstText(data["desc"], data["contents"]),
    language: text(data["textLanguage"]),
    hashtags: tagsOf(data),
    mentions: each(data["textExtra"], (one) => handle(one["userUniqueId"])),
    reply: undefined,
    repost: target(
      at(data, "duetInfo", "duetFromId") === "0" ? undefined : at(data, "duetInfo", "duetFromId"),
    ),
    media: [at(data, "video", "playAddr"), at(data, "video", "downloadAddr"), at(data, "video", "cover")]
      .flatMap((one) => text(one) ?? [])
      .slice(0, 1)
      .concat(images),
    metrics: {
      ...counts(data["stats"], METRICS),
      ...counts(data["statsV2"], METRICS),
      ...(text(at(data, "music", "id")) === undefined ? {} : { music: text(at(data, "music", "id"))! }),
    },
  };
}

export function tiktokComment(data: Source): Post | undefined {
  if (!has(data, "cid", "create_time")) return undefined;
  const answered = text(data["reply_id"]);
  return {
    account: handle(at(data, "user", "unique_id")) ?? text(at(data, "user", "uid")),
    accountId: text(at(data, "user", "uid")),
    accountName: text(at(data, "user", "nickname")),
    post: text(data["cid"]),
    time: isoOf(data["create_time"], "s"),
    timeFrom: "data.create_time",
    text: text(data["text"]),
    language: text(data["comment_language"]),
    hashtags: each(data["text_extra"], (one) => text(one["hashtag_name"])),
    mentions: undefined,
    thread: text(data["aweme_id"]),
    reply: target(answered === undefined || answered === "0" ? data["aweme_id"] : answered),
    metrics: counts(data, ["digg_count", "reply_comment_total"]),
  };
}
