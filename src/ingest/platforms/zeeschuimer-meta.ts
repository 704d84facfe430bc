/** Instagram and Threads as their own pages get them: items of the private interface, and nodes of a graph. */
import type { Post, Source } from "./contract.ts";
import {
  at,
  counts,
  distinct,
  firstText,
  flag,
  handle,
  has,
  isoOf,
  number,
  object,
  objects,
  target,
  text,
} from "./values.ts";

/** The largest picture or the video of an item, and of each item of a series. */
function mediaOf(item: Source): string[] {
  const own = firstText(
    at(item, "video_versions", 0, "url"),
    at(item, "image_versions2", "candidates", 0, "url"),
    item["video_url"],
    item["display_url"],
  );
  return [...(own === undefined ? [] : [own]), ...objects(item["carousel_media"]).flatMap(mediaOf)];
}

function named(counted: Readonly<Record<string, unknown>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(counted).flatMap(([name, value]) => {
      const count = number(value);
      return count === undefined ? [] : [[name, count]];
    }),
  );
}

/** A node of the older graph. */
function node(data: Source): Post {
  return {
    account: handle(at(data, "owner", "username")) ?? text(at(data, "owner", "id")),
    accountId: text(at(data, "owner", "id")),
    accountName: text(at(data, "owner", "full_name")),
    accountFollowers: number(at(data, "owner", "edge_followed_by", "count")),
    accountVerified: flag(at(data, "owner", "is_verified")),
    post: text(data["id"]),
    time: isoOf(data["taken_at_timestamp"], "s"),
    timeFrom: "data.taken_at_timestamp",
    text: text(at(data, "edge_media_to_caption", "edges", 0, "node", "text")),
    media: mediaOf(data),
    metrics: named({
      like_count: at(data, "edge_media_preview_like", "count"),
      comment_count: at(data, "edge_media_to_comment", "count"),
    }),
  };
}

function item(data: Source): Post {
  const { caption } = data;
  // An id of the interface is that of the post, a line, and that of the account.
  const id = firstText(data["pk"], data["id"])?.replace(/_\d+$/, "");
  return {
    account:
      handle(at(data, "user", "username")) ?? firstText(at(data, "user", "pk"), at(data, "user", "id")),
    accountId: firstText(at(data, "user", "pk"), at(data, "user", "id")),
    accountName: text(at(data, "user", "full_name")),
    accountFollowers: number(at(data, "user", "follower_count")),
    accountVerified: flag(at(data, "user", "is_verified")),
    post: id,
    time: isoOf(data["taken_at"], "s"),
    timeFrom: "data.taken_at",
    text: firstText(at(caption, "text"), caption),
    media: mediaOf(data),
    metrics: counts(data, ["like_count", "comment_count", "play_count", "view_count"]),
  };
}

export function instagram(data: Source): Post | undefined {
  const inside = object(data["node"]) ?? data;
  if (has(inside, "taken_at_timestamp")) return node(inside);
  return has(inside, "taken_at") ? item(inside) : undefined;
}

export function threads(data: Source): Post | undefined {
  const post = object(data["post"]) ?? data;
  if (!has(post, "taken_at")) return undefined;
  const info = post["text_post_app_info"];
  const whole = (kind: string) => {
    const other = at(info, "share_info", kind);
    return target(at(other, "pk"), at(other, "user", "username"));
  };
  const fragments = objects(at(info, "text_fragments", "fragments"));
  const links = fragments.flatMap(
    (one) => firstText(at(one, "link_fragment", "uri"), at(one, "link_fragment", "url")) ?? [],
  );
  const preview = text(at(info, "link_preview_attachment", "url"));
  const all = distinct([...links, ...(preview === undefined ? [] : [preview])]);
  return {
    ...item(post),
    urls: all.length > 0 ? all : undefined,
    reply: target(at(info, "reply_to_id"), at(info, "reply_to_author", "username")),
    quote: whole("quoted_post"),
    repost: whole("reposted_post"),
    metrics: {
      ...counts(post, ["like_count"]),
      ...counts(info, ["direct_reply_count", "repost_count", "quote_count", "reshare_count"]),
    },
  };
}
