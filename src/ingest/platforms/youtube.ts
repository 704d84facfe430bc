/**
 * YouTube: threads of comments and videos as its interface gives them, and the two CSV files of YouTube Data Tools. Names are not
 * unique, so the id of a channel tells accounts apart.
 */
import type { Platform, Post, Source } from "./contract.ts";
import { at, counts, firstText, has, object, objects, parted, target, text, texts } from "./values.ts";

function commentRow(comment: Source, video?: unknown): Post | undefined {
  const snippet = object(comment["snippet"]);
  if (snippet === undefined || !has(snippet, "publishedAt")) return undefined;
  const channel = at(snippet, "authorChannelId", "value") ?? snippet["authorChannelId"];
  const about = firstText(snippet["videoId"], video);
  return {
    account: firstText(channel, snippet["authorChannelUrl"], snippet["authorDisplayName"]),
    accountId: text(channel),
    accountName: text(snippet["authorDisplayName"]),
    post: text(comment["id"]),
    time: text(snippet["publishedAt"]),
    timeFrom: "snippet.publishedAt",
    text: firstText(snippet["textOriginal"], snippet["textDisplay"]),
    thread: about,
    reply: target(firstText(snippet["parentId"], about)),
    metrics: counts(snippet, ["likeCount"]),
    record: comment,
  };
}

function threadRows(thread: Source): Post[] {
  const snippet = object(thread["snippet"]);
  const top = object(snippet?.["topLevelComment"]);
  const all = [...(top === undefined ? [] : [top]), ...objects(at(thread, "replies", "comments"))];
  return all.flatMap((one) => commentRow(one, snippet?.["videoId"]) ?? []);
}

function videoRow(video: Source): Post | undefined {
  const snippet = object(video["snippet"]);
  if (snippet === undefined || !has(snippet, "publishedAt", "channelId", "title")) return undefined;
  return {
    account: text(snippet["channelId"]),
    accountId: text(snippet["channelId"]),
    accountName: text(snippet["channelTitle"]),
    post: firstText(at(video, "id", "videoId"), video["id"]),
    time: text(snippet["publishedAt"]),
    timeFrom: "snippet.publishedAt",
    text: [text(snippet["title"]), text(snippet["description"])].filter(Boolean).join("\n"),
    language: firstText(snippet["defaultAudioLanguage"], snippet["defaultLanguage"]),
    hashtags: texts(snippet["tags"]),
    metrics: counts(video["statistics"], ["viewCount", "likeCount", "commentCount"]),
    record: video,
  };
}

const kindOf = (record: Source) => /^youtube#(\w+)/.exec(text(record["kind"]) ?? "")?.[1];

function rowsOf(record: Source): readonly Post[] | undefined {
  const kind = kindOf(record);
  if (kind === undefined) return undefined;
  if (kind.endsWith("ListResponse")) return objects(record["items"]).flatMap((one) => rowsOf(one) ?? []);
  if (kind === "commentThread") return threadRows(record);
  const one =
    kind === "comment"
      ? commentRow(record)
      : kind === "video" || kind === "searchResult"
        ? videoRow(record)
        : undefined;
  if (one !== undefined) return [one];
  // Channels and playlists are no posts.
  return kind === "comment" || kind === "video" ? undefined : [];
}

export const youtube = Object.freeze<Platform>({
  id: "youtube",
  version: "1",
  title: "YouTube, comment threads and videos of its interface",
  page: "youtube",
  form: "json",
  recognises: (first) => first.some((one) => (rowsOf(one)?.length ?? 0) > 0),
  rows: rowsOf,
});

export const youtubeTools = Object.freeze<Platform>({
  id: "youtube-data-tools",
  version: "1",
  title: "YouTube Data Tools CSV, comments and videos",
  page: "youtube",
  form: "table",
  recognises: ([first]) =>
    first !== undefined &&
    (has(first, "id", "publishedAt", "authorName", "text", "isReply") ||
      has(first, "videoId", "channelId", "publishedAt", "videoTitle")),
  rows(row): Post[] {
    const common = { time: text(row["publishedAt"]), timeFrom: "publishedAt" };
    const metrics = counts(row, ["likeCount", "viewCount", "commentCount", "replyCount"]);
    if (has(row, "videoTitle"))
      return [
        {
          ...common,
          account: text(row["channelId"]),
          accountId: text(row["channelId"]),
          accountName: text(row["channelTitle"]),
          post: text(row["videoId"]),
          text: [text(row["videoTitle"]), text(row["videoDescription"])].filter(Boolean).join("\n"),
          language: firstText(row["defaultLanguage"], row["defaultLAudioLanguage"]),
          hashtags:
            text(row["tags"])
              ?.split(",")
              .map((one) => one.trim()) ?? parted(row["tags"]),
          metrics,
        },
      ];
    return [
      {
        ...common,
        account: firstText(row["authorChannelId"], row["authorChannelUrl"], row["authorName"]),
        accountId: text(row["authorChannelId"]),
        accountName: text(row["authorName"]),
        post: text(row["id"]),
        text: text(row["text"]),
        thread: text(row["videoId"]),
        reply: target(row["isReplyTo"]),
        metrics,
      },
    ];
  },
});
