/**
 * Posts and comments of Reddit as its interface and the monthly archives have them, one object a line, with or without the
 * envelope `kind, data`, or listings. What was deleted or removed is nobody and nothing. Ids carry the kind before them
 * (`t3_` a post, `t1_` a comment), as the references between them do.
 */
import type { Platform, Post, Source } from "./contract.ts";
import { counts, firstText, has, isoOf, object, objects, target, text } from "./values.ts";

const GONE = /^\s*\[\s*(?:deleted|removed)(?:\s+by\s+\w+)?\s*\]\s*$/i;
const written = (value: unknown): string | undefined => {
  const found = text(value);
  return found === undefined || GONE.test(found) ? undefined : found;
};
/** Where Reddit keeps pictures and videos of posts, and its own pages. */
const OWN = /^https?:\/\/(?:i|v|preview)\.redd\.it\/|^https?:\/\/(?:www\.|old\.)?reddit\.com\/gallery\//i;

const isComment = (one: Source) => has(one, "body") && (has(one, "link_id") || has(one, "parent_id"));
const isSubmission = (one: Source) =>
  has(one, "title") && (has(one, "selftext") || has(one, "is_self") || has(one, "url"));
const isEither = (one: Source) =>
  has(one, "author", "created_utc") && has(one, "subreddit") && (isComment(one) || isSubmission(one));

function row(one: Source): Post {
  const comment = isComment(one);
  const id = text(one["id"]);
  const link = text(one["url"]) ?? text(one["url_overridden_by_dest"]);
  const own = comment || one["is_self"] === true || link === undefined || /\/comments\//.test(link);
  const media = !own && OWN.test(link);
  const body = [
    comment ? undefined : written(one["title"]),
    written(comment ? one["body"] : one["selftext"]),
  ];
  return {
    account: written(one["author"]),
    accountId: text(one["author_fullname"]),
    accountCreated: isoOf(one["author_created_utc"], "s"),
    post:
      text(one["name"]) ??
      (id === undefined ? undefined : /^t\d_/.test(id) ? id : `${comment ? "t1" : "t3"}_${id}`),
    time: isoOf(one["created_utc"], "s"),
    timeFrom: "created_utc",
    text: body.filter((part) => part !== undefined).join("\n"),
    urls: own ? undefined : media ? [] : [link],
    thread: firstText(one["subreddit"]),
    reply: comment ? target(one["parent_id"]) : undefined,
    repost: target(one["crosspost_parent"], objects(one["crosspost_parent_list"])[0]?.["author"]),
    media: media ? [link] : undefined,
    metrics: counts(one, ["score", "ups", "downs", "num_comments", "upvote_ratio", "num_crossposts"]),
    record: one,
  };
}

/** The objects in a record: itself, what an envelope holds, or all of a listing. */
function inside(record: Source): readonly Source[] {
  const data = object(record["data"]);
  if (data === undefined) return [record];
  return Array.isArray(data["children"]) ? objects(data["children"]).flatMap(inside) : [data];
}

export const reddit = Object.freeze<Platform>({
  id: "reddit",
  version: "1",
  title: "Reddit posts and comments, one a line",
  page: "reddit",
  form: "json",
  handles: /^[\w-]{2,24}$/,
  recognises: (first) => first.some((one) => inside(one).some(isEither)),
  rows(record) {
    const all = inside(record);
    if (all.length === 1 && !isEither(all[0]!)) return undefined;
    return all.filter(isEither).map(row);
  },
});
