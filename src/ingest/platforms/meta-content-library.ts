/** Meta Content Library: CSV whose columns are paths, and the same as JSON. */
import type { Platform, Post, Source } from "./contract.ts";
import {
  at,
  distinct,
  each,
  firstText,
  flag,
  handle,
  has,
  json,
  number,
  target,
  text,
  texts,
} from "./values.ts";

const COUNTS = ["like_count", "comment_count", "share_count", "reaction_count", "views", "views_count"];

/** A member by its path, whether written as one name or as members of members. */
const member = (row: Source, path: string): unknown => row[path] ?? at(row, ...path.split("."));

function row(source: Source): Post {
  const owner = ["post_owner", "owner", "media_owner"].find(
    (name) => firstText(member(source, `${name}.id`), member(source, `${name}.name`)) !== undefined,
  );
  const of = (name: string) => (owner === undefined ? undefined : text(member(source, `${owner}.${name}`)));
  const link = firstText(member(source, "link_attachment.link"), member(source, "link_attachment.url"));
  const marked = source["hashtags"];
  const pictures = source["multimedia"];
  return {
    account: handle(of("username")) ?? of("id") ?? of("name"),
    accountId: of("id"),
    accountName: of("name"),
    accountFollowers: number(of("follower_count")),
    accountVerified: flag(owner === undefined ? undefined : member(source, `${owner}.is_verified`)),
    post: text(source["id"]),
    time: text(source["creation_time"]),
    timeFrom: "creation_time",
    text: text(source["text"]),
    language: firstText(source["lang"], source["language"]),
    urls: link === undefined ? undefined : [link],
    hashtags: texts(json(marked) ?? marked),
    thread: text(member(source, "surface.name")),
    repost: target(firstText(member(source, "shared_post_id"), member(source, "shared_post.id"))),
    media: each(json(pictures) ?? pictures, (one) => firstText(one["url"], one["id"])),
    metrics: Object.fromEntries(
      distinct(COUNTS).flatMap((name) => {
        const count = number(member(source, `statistics.${name}`));
        return count === undefined ? [] : [[name, count]];
      }),
    ),
  };
}

const isPost = (one: Source) =>
  has(one, "id", "creation_time") &&
  ["post_owner", "owner", "media_owner"].some(
    (name) => has(one, name) || has(one, `${name}.id`) || has(one, `${name}.name`),
  );

const common = { version: "1", page: "meta", zone: "UTC" } as const;

export const metaLibraryCsv = Object.freeze<Platform>({
  ...common,
  id: "meta-content-library-csv",
  title: "Meta Content Library CSV",
  form: "table",
  recognises: ([first]) => first !== undefined && isPost(first),
  rows: (record) => [row(record)],
});

export const metaLibraryJson = Object.freeze<Platform>({
  ...common,
  id: "meta-content-library-json",
  title: "Meta Content Library JSON, a list or one object a line",
  form: "json",
  places: [["data"]],
  recognises: (first) => first.some(isPost),
  rows: (record) => (isPost(record) ? [row(record)] : undefined),
});
