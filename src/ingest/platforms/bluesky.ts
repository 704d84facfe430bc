/**
 * Posts of Bluesky: lines of Jetstream, and pages or single posts of its interface. `createdAt` is what a client claims; the time is
 * when a server saw the post (`time_us`, `indexedAt`), and what the client claims is kept beside it. Links, hashtags and mentions are
 * from the features of facets, so that their places, which count UTF-8 bytes, are not needed.
 */
import type { Platform, Post, Source } from "./contract.ts";
import {
  at,
  counts,
  distinct,
  firstText,
  has,
  isObject,
  isoOf,
  object,
  objects,
  target,
  text,
  texts,
} from "./values.ts";

export const POST = "app.bsky.feed.post";
export const REPOST = "app.bsky.feed.repost";
const METRICS = ["replyCount", "repostCount", "likeCount", "quoteCount", "bookmarkCount"];

/** The account in an address such as at://did:plc:a/app.bsky.feed.post/3k. */
const byOf = (uri: unknown) => /^at:\/\/([^/]+)\//.exec(text(uri) ?? "")?.[1];
export const pointed = (uri: unknown) => target(uri, byOf(uri));

function featuresOf(record: Source, kind: string, member: string): string[] {
  return objects(record["facets"]).flatMap((facet) =>
    objects(facet["features"]).flatMap((one) =>
      String(one["$type"]).endsWith(`#${kind}`) ? (text(one[member]) ?? []) : [],
    ),
  );
}

/** Pictures and videos: by address where the interface gives one, else by the hash of the bytes. */
function mediaOf(embed: unknown): string[] {
  const media = at(embed, "media") ?? embed;
  const images = objects(at(media, "images")).flatMap(
    (one) => firstText(at(one, "fullsize"), at(one, "image", "ref", "$link")) ?? [],
  );
  return [
    ...images,
    ...(firstText(at(media, "playlist"), at(media, "video", "ref", "$link")) ?? "").split("\n"),
  ].filter((one) => one !== "");
}

/** What the record of a post says, in a line or on a page. */
export function ofRecord(record: Source): Post {
  const { embed } = record;
  const card = text(at(embed, "external", "uri")) ?? text(at(embed, "media", "external", "uri"));
  const marked = Array.isArray(record["facets"]) || card !== undefined;
  return {
    text: text(record["text"]),
    language: texts(record["langs"])?.[0],
    urls: marked
      ? distinct([...featuresOf(record, "link", "uri"), ...(card === undefined ? [] : [card])])
      : undefined,
    hashtags: marked
      ? distinct([...featuresOf(record, "tag", "tag"), ...(texts(record["tags"]) ?? [])])
      : texts(record["tags"]),
    mentions: marked ? distinct(featuresOf(record, "mention", "did")) : undefined,
    timeClaimed: text(record["createdAt"]),
    thread: text(at(record, "reply", "root", "uri")),
    reply: pointed(at(record, "reply", "parent", "uri")),
    quote: pointed(firstText(at(embed, "record", "uri"), at(embed, "record", "record", "uri"))),
    media: mediaOf(embed),
  };
}

const isLine = (one: Source) => has(one, "did", "time_us") && (has(one, "kind") || has(one, "commit"));

function lineRows(line: Source): Post[] {
  const commit = object(line["commit"]);
  const record = object(commit?.["record"]);
  const kind = text(commit?.["collection"]);
  if (record === undefined || (kind !== POST && kind !== REPOST)) return [];
  const did = text(line["did"]);
  const time = isoOf(line["time_us"], "us");
  const common = {
    account: did,
    accountId: did,
    post: did === undefined ? undefined : `at://${did}/${kind}/${text(commit?.["rkey"]) ?? ""}`,
    time: time ?? text(record["createdAt"]),
    timeFrom: time === undefined ? "commit.record.createdAt" : "time_us",
  };
  if (kind === POST) return [{ ...ofRecord(record), ...common }];
  return [
    { ...common, timeClaimed: text(record["createdAt"]), repost: pointed(at(record, "subject", "uri")) },
  ];
}

const isView = (one: unknown): one is Source => isObject(one) && has(one, "uri", "author", "record");

/** A post as the interface shows it; where somebody repeats it, as that repeat. */
function viewRow(view: Source, reason?: Source): Post {
  const record = object(view["record"]) ?? {};
  const by = reason === undefined ? view["author"] : at(reason, "by");
  const seen = text(reason === undefined ? view["indexedAt"] : reason["indexedAt"]);
  const shown = mediaOf(view["embed"]);
  const row = ofRecord(record);
  const post: Post = {
    ...row,
    account: firstText(at(by, "did"), at(by, "handle")),
    accountId: text(at(by, "did")),
    accountName: firstText(at(by, "handle"), at(by, "displayName")),
    accountCreated: text(at(by, "createdAt")),
    accountVerified: text(at(by, "verification", "verifiedStatus")),
    post: text(view["uri"]),
    time: seen ?? text(record["createdAt"]),
    timeFrom: seen === undefined ? "record.createdAt" : "indexedAt",
    media: shown.length > 0 ? shown : row.media,
    metrics: counts(view, METRICS),
    record: view,
  };
  if (reason === undefined) return post;
  const { timeClaimed: _, ...repeated } = post;
  return { ...repeated, post: text(reason["uri"]), repost: target(view["uri"], at(view, "author", "did")) };
}

/** Posts of a record that is one, holds a list of them, or is a thread. */
function viewsIn(record: Source): Post[] {
  if (isView(record)) return [viewRow(record)];
  const entry = (one: Source): Post[] => {
    const view = object(one["post"]);
    if (!isView(view)) return isView(one) ? [viewRow(one)] : [];
    const reason = object(one["reason"]);
    const again = String(reason?.["$type"]).endsWith("#reasonRepost");
    return [viewRow(view, again ? reason : undefined), ...objects(one["replies"]).flatMap(entry)];
  };
  const thread = object(record["thread"]);
  if (thread !== undefined) return entry(thread);
  return objects(record["posts"] ?? record["feed"]).flatMap(entry);
}

export const bluesky = Object.freeze<Platform>({
  id: "bluesky",
  version: "1",
  title: "Bluesky, Jetstream lines and pages of its interface",
  page: "bluesky",
  form: "json",
  handles: /^(?:[a-z0-9-]+\.)+[a-z0-9-]+$/i,
  notes: [
    "Times are those of a server (time_us, indexedAt); what clients claim is the extra column time_claimed.",
  ],
  recognises: (first) =>
    first.some((one) => isLine(one) || viewsIn(one).some((post) => post.post?.startsWith("at://") === true)),
  rows(record) {
    if (isLine(record)) return lineRows(record);
    const found = viewsIn(record);
    return found.length > 0 || has(record, "cursor") ? found : undefined;
  },
});
