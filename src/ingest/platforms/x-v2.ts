/**
 * Posts of X in the form of the v2 interface: pages of `data` and `includes`, one a line or one a file, as twarc2 and others
 * save them, or single objects, with their author inside where twarc2 has flattened them; and the CSV that twarc makes of
 * those, whose columns are paths and whose cells are JSON.
 */
import type { Around, Platform, Post, Source, Target } from "./contract.ts";
import {
  at,
  counts,
  firstText,
  flag,
  handle,
  has,
  isObject,
  json,
  number,
  object,
  objects,
  target,
  text,
} from "./values.ts";
import { HANDLES, links, media, named, tags } from "./x-entities.ts";

const METRICS = [
  "retweet_count",
  "reply_count",
  "like_count",
  "quote_count",
  "bookmark_count",
  "impression_count",
];

/** What a page includes, by id. */
interface Included {
  readonly users: ReadonlyMap<string, Source>;
  readonly tweets: ReadonlyMap<string, Source>;
  readonly media: ReadonlyMap<string, Source>;
}

const byId = (list: unknown, key: string) =>
  new Map(
    objects(list).flatMap((one) => (text(one[key]) === undefined ? [] : [[text(one[key])!, one] as const])),
  );
const includedIn = (page: Source): Included => ({
  users: byId(at(page, "includes", "users"), "id"),
  tweets: byId(at(page, "includes", "tweets"), "id"),
  media: byId(at(page, "includes", "media"), "media_key"),
});
const NOTHING: Included = { users: new Map(), tweets: new Map(), media: new Map() };

const isTweet = (record: Source) =>
  has(record, "id", "text") &&
  ["author_id", "edit_history_tweet_ids", "conversation_id", "public_metrics", "author"].some((name) =>
    has(record, name),
  );
const isPage = (record: Source) => {
  const data = record["data"];
  return [...objects(data), ...(isObject(data) ? [data] : [])].some(isTweet);
};

/** `blue`, `business` or `government` where the interface names the kind, which it calls `none` for none. */
const kindOfVerified = (kind: unknown, verified: unknown): string | undefined =>
  kind === "none" ? flag(verified, false) : flag(kind, verified);

/** The post of one kind that a post refers to, and what is known of it. */
function referred(
  tweet: Source,
  kind: string,
  included: Included,
): { target: Target; whole: Source } | undefined {
  const one = objects(tweet["referenced_tweets"]).find((each) => each["type"] === kind);
  if (one === undefined) return undefined;
  const whole = included.tweets.get(text(one["id"]) ?? "") ?? one;
  const author = object(whole["author"]) ?? included.users.get(text(whole["author_id"]) ?? "");
  return { target: target(one["id"], at(author, "username")) ?? {}, whole };
}

function tweetRow(tweet: Source, included: Included): Post {
  const author = object(tweet["author"]) ?? included.users.get(text(tweet["author_id"]) ?? "");
  const again = referred(tweet, "retweeted", included);
  const reply = referred(tweet, "replied_to", included);
  // The text of a repost is cut; the post that it repeats has it whole.
  const whole = again !== undefined && has(again.whole, "text") ? again.whole : tweet;
  const entities = at(whole, "note_tweet", "entities") ?? whole["entities"];
  const body = firstText(at(whole, "note_tweet", "text"), whole["text"]);
  const keys = at(whole, "attachments", "media_keys");
  const pictures =
    at(whole, "attachments", "media") ??
    (Array.isArray(keys) ? keys.flatMap((key) => included.media.get(String(key)) ?? []) : undefined);
  const by = again?.target.account;
  return {
    account: handle(at(author, "username")) ?? text(tweet["author_id"]),
    accountId: firstText(tweet["author_id"], at(author, "id")),
    accountName: text(at(author, "name")),
    accountCreated: text(at(author, "created_at")),
    accountFollowers: number(at(author, "public_metrics", "followers_count")),
    accountVerified: kindOfVerified(at(author, "verified_type"), at(author, "verified")),
    post: text(tweet["id"]),
    time: text(tweet["created_at"]),
    timeFrom: "created_at",
    text: whole === tweet || by === undefined || body === undefined ? body : `RT @${by}: ${body}`,
    language: text(tweet["lang"]),
    // Without anything to name, the interface leaves the member out.
    urls: entities === undefined ? undefined : (links(entities) ?? []),
    hashtags: entities === undefined ? undefined : (tags(entities) ?? []),
    mentions: entities === undefined ? undefined : (named(entities) ?? []),
    reply:
      reply === undefined
        ? undefined
        : {
            ...reply.target,
            account:
              reply.target.account ??
              handle(at(included.users.get(text(tweet["in_reply_to_user_id"]) ?? ""), "username")),
          },
    quote: referred(tweet, "quoted", included)?.target,
    repost: again?.target,
    media: media(pictures),
    metrics: counts(tweet["public_metrics"], METRICS),
    record: tweet,
  };
}

export const xV2 = Object.freeze<Platform>({
  id: "x-v2",
  version: "1",
  title: "X, v2 objects or pages, one a line or one a file",
  page: "x",
  form: "json",
  handles: HANDLES,
  recognises: (first) => first.some((one) => isPage(one) || isTweet(one)),
  rows(record: Source, _around: Around) {
    if (isTweet(record)) return [tweetRow(record, NOTHING)];
    if (!has(record, "data")) return has(record, "meta") || has(record, "errors") ? [] : undefined;
    if (!isPage(record)) return undefined;
    const included = includedIn(record);
    const data = record["data"];
    return (isObject(data) ? [data] : objects(data))
      .filter(isTweet)
      .map((tweet) => tweetRow(tweet, included));
  },
});

/** A cell as it would stand in an object: JSON taken apart, an empty one left out. */
const cell = (row: Source, name: string): unknown => json(row[name]) ?? text(row[name]);

export const twarcCsv = Object.freeze<Platform>({
  id: "twarc-csv",
  version: "1",
  title: "X, CSV of twarc",
  page: "x",
  form: "table",
  handles: HANDLES,
  recognises: ([first]) =>
    first !== undefined &&
    has(first, "id", "author.username", "created_at", "text") &&
    Object.keys(first).some((name) => /^(?:entities|referenced_tweets|public_metrics)\./.test(name)),
  rows(row): Post[] {
    const entities = Object.fromEntries(
      ["urls", "hashtags", "mentions"].flatMap((name) => {
        const value = cell(row, `entities.${name}`);
        return value === undefined ? [] : [[name, value]];
      }),
    );
    const hasColumn = (name: string) => has(row, `entities.${name}`);
    const target_ = (kind: string, account?: string) =>
      target(row[`referenced_tweets.${kind}.id`], account === undefined ? undefined : row[account]);
    return [
      {
        account: handle(row["author.username"]) ?? text(row["author_id"]),
        accountId: firstText(row["author_id"], row["author.id"]),
        accountName: text(row["author.name"]),
        accountCreated: text(row["author.created_at"]),
        accountFollowers: number(row["author.public_metrics.followers_count"]),
        accountVerified: kindOfVerified(row["author.verified_type"], row["author.verified"]),
        post: text(row["id"]),
        time: text(row["created_at"]),
        timeFrom: "created_at",
        text: text(row["text"]),
        language: text(row["lang"]),
        urls: hasColumn("urls") ? (links(entities) ?? []) : undefined,
        hashtags: hasColumn("hashtags") ? (tags(entities) ?? []) : undefined,
        mentions: hasColumn("mentions") ? (named(entities) ?? []) : undefined,
        reply: target_("replied_to", "in_reply_to_username"),
        quote: target_("quoted", "quoted_username"),
        repost: target_("retweeted", "retweeted_username"),
        media: media(cell(row, "attachments.media")),
        metrics: Object.fromEntries(
          METRICS.flatMap((name) => {
            const [count] = Object.values(counts(row, [`public_metrics.${name}`]));
            return count === undefined ? [] : [[name, count]];
          }),
        ),
      },
    ];
  },
});
