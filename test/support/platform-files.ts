/** Small files in the shapes that platforms and their collectors publish; every account, text and address in them is made up. */

import { carFile } from "./car-file.ts";

/** What of a staged row is expected; members that are left out are not looked at. */
export interface ExpectedPost {
  readonly row: number;
  readonly account: string;
  /** ISO 8601 with milliseconds. */
  readonly time: string;
  readonly text?: string | null;
  readonly post?: string | null;
  readonly reshare?: string | null;
  readonly reply?: string | null;
  readonly language?: string | null;
  readonly urls?: readonly string[] | null;
  readonly hashtags?: readonly string[] | null;
  readonly mentions?: readonly string[] | null;
  /** Extra columns by name. */
  readonly extra?: Readonly<Record<string, string | null>>;
}

export interface PlatformFile {
  /** Id of the reader. */
  readonly platform: string;
  readonly what: string;
  readonly content: string | Buffer;
  readonly posts: readonly ExpectedPost[];
  /** Codes of rejected records, in order. */
  readonly rejects?: readonly string[];
  /** Records that are no posts. */
  readonly passed?: number;
}

type Json = Readonly<Record<string, unknown>>;
const lines = (...records: readonly Json[]) => records.map((one) => `${JSON.stringify(one)}\n`).join("");
const pretty = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;
const cell = (value: unknown) => {
  const text = value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
/** Columns in the order of the first row. */
const csv = (...rows: readonly Json[]) => {
  const names = Object.keys(rows[0]!);
  return [names, ...rows.map((row) => names.map((name) => row[name]))]
    .map((row) => `${row.map(cell).join(",")}\n`)
    .join("");
};

const AT = "2031-03-05T10:00:00.000Z";
const LATER = "2031-03-05T10:00:30.000Z";
const S = Date.parse(AT) / 1000;
const V1_AT = "Wed Mar 05 10:00:00 +0000 2031";
const V1_LATER = "Wed Mar 05 10:00:30 +0000 2031";
const STORY = "https://news.example/story";
const LINK = {
  url: "https://t.co/a1",
  expanded_url: STORY,
  display_url: "news.example/story",
  indices: [5, 20],
};
/** One link, with all that v2 writes around it. */
const RICH = {
  start: 5,
  end: 20,
  ...LINK,
  unwound_url: `${STORY}?utm_source=x`,
  images: [{ url: "https://pbs.example/card.jpg", width: 1 }],
};

/** When accounts were made. */
const V1_MADE = "Mon Mar 05 10:00:00 +0000 2012";
const MADE = "2012-03-05T10:00:00.000Z";

const v1 = (id: string, name: string, more: Json = {}): Json => ({
  created_at: V1_AT,
  id: Number(id),
  id_str: id,
  full_text: `look https://t.co/a1 #Vote @beta`,
  user: {
    id_str: `9${id}`,
    screen_name: name,
    name: `The ${name}`,
    created_at: V1_MADE,
    followers_count: 41,
    verified: false,
  },
  entities: {
    urls: [LINK],
    hashtags: [{ text: "Vote", indices: [1, 2] }],
    user_mentions: [{ screen_name: "beta", id_str: "12", indices: [3, 4] }],
  },
  lang: "en",
  retweet_count: 3,
  ...more,
});
const V1_POST: ExpectedPost = {
  row: 1,
  account: "alpha",
  time: AT,
  text: "look https://t.co/a1 #Vote @beta",
  post: "1500000000000000001",
  language: "en",
  urls: [STORY],
  hashtags: ["vote"],
  mentions: ["beta"],
  extra: {
    account_id: "91500000000000000001",
    account_name: "The alpha",
    account_created: V1_MADE,
    account_followers: "41",
    account_verified: "false",
    metrics: '{"retweet_count":3}',
  },
};

const v2 = (id: string, author: string, more: Json = {}): Json => ({
  id,
  text: "look https://t.co/a1 #Vote",
  author_id: author,
  created_at: AT,
  conversation_id: id,
  public_metrics: { like_count: 2, impression_count: 10 },
  entities: { urls: [RICH], hashtags: [{ start: 1, end: 2, tag: "Vote" }] },
  ...more,
});
const V2_PAGE = {
  data: [
    v2("1500000000000000001", "11"),
    v2("1500000000000000002", "12", {
      text: "RT @alpha: look https://t.c…",
      created_at: LATER,
      entities: { mentions: [{ start: 3, end: 9, username: "alpha", id: "11" }] },
      referenced_tweets: [{ type: "retweeted", id: "1500000000000000001" }],
    }),
  ],
  includes: {
    users: [
      { id: "11", username: "alpha", name: "A" },
      {
        id: "12",
        username: "beta",
        name: "B",
        created_at: MADE,
        verified: true,
        verified_type: "blue",
        public_metrics: { followers_count: 7, tweet_count: 3 },
      },
    ],
    tweets: [v2("1500000000000000001", "11")],
  },
  meta: { result_count: 2 },
};
const V2_POSTS: readonly ExpectedPost[] = [
  {
    row: 1,
    account: "alpha",
    time: AT,
    post: "1500000000000000001",
    urls: [STORY],
    hashtags: ["vote"],
    reshare: null,
  },
  {
    row: 2,
    account: "beta",
    time: LATER,
    text: "RT @alpha: look https://t.co/a1 #Vote",
    reshare: "1500000000000000001",
    urls: [STORY],
    extra: {
      reshare_account: "alpha",
      account_id: "12",
      account_created: MADE,
      account_followers: "7",
      account_verified: "blue",
    },
  },
];

const graph = (id: string, name: string, more: Json = {}): Json => ({
  __typename: "Tweet",
  rest_id: id,
  core: {
    user_results: {
      result: {
        rest_id: `9${id}`,
        is_blue_verified: true,
        legacy: { screen_name: name, name, created_at: V1_MADE, followers_count: 41 },
      },
    },
  },
  legacy: { ...v1(id, name), ...more },
  views: { count: "77" },
});
const envelope = (site: string, id: string, data: Json): Json => ({
  nav_index: "1",
  item_id: id,
  timestamp_collected: 1_999_999_999_999,
  source_platform: site,
  source_platform_url: `https://${site}/`,
  data,
});

const dispatch = (id: number, more: Json = {}): Json => ({
  id,
  type: "message",
  date: "2031-03-05T12:00:00",
  date_unixtime: String(S),
  from: "Ann",
  from_id: "user7",
  text: "plain words",
  text_entities: [{ type: "plain", text: "plain words" }],
  ...more,
});
const CHAT = {
  name: "News",
  type: "public_supergroup",
  id: 55,
  messages: [
    {
      id: 1,
      type: "service",
      date: "2031-03-05T11:00:00",
      date_unixtime: "1",
      actor: "Ann",
      actor_id: "user7",
      action: "create_group",
      text: "",
    },
    dispatch(2, {
      text: ["see ", { type: "link", text: "news.example/story" }, " ", { type: "hashtag", text: "#Vote" }],
      text_entities: [
        { type: "plain", text: "see " },
        { type: "link", text: "news.example/story" },
        { type: "plain", text: " " },
        { type: "hashtag", text: "#Vote" },
        { type: "text_link", text: "here", href: "https://b.example/x" },
      ],
    }),
    dispatch(3, { reply_to_message_id: 2, forwarded_from: "Other channel", from: null, from_id: "user8" }),
    dispatch(4, { date_unixtime: undefined }),
  ],
};
const CHAT_POSTS: readonly ExpectedPost[] = [
  {
    row: 2,
    account: "user7",
    time: AT,
    text: "see news.example/story #Vote",
    post: "55/2",
    urls: ["http://news.example/story", "https://b.example/x"],
    hashtags: ["vote"],
    extra: { thread: "News", account_name: "Ann", time_from: "date_unixtime" },
  },
  { row: 3, account: "user8", time: AT, reply: "55/2", extra: { reshare_account: "Other channel" } },
];

const submission = (more: Json = {}): Json => ({
  id: "abc",
  author: "ann",
  author_fullname: "t2_1",
  created_utc: S,
  subreddit: "town",
  title: "A title",
  selftext: "See https://news.example/story",
  is_self: true,
  url: "https://www.reddit.com/r/town/comments/abc/a_title/",
  score: 5,
  ...more,
});

const jet = (collection: string, record: Json, did = "did:plc:a"): Json => ({
  did,
  time_us: S * 1_000_000 + 250_000,
  kind: "commit",
  commit: { rev: "r", operation: "create", collection, rkey: "3k1", cid: "c", record },
});
const SKY_RECORD = {
  $type: "app.bsky.feed.post",
  text: "żółw #now example.org/a…",
  createdAt: "0001-01-01T00:00:00.000Z",
  langs: ["pl"],
  facets: [
    {
      index: { byteStart: 8, byteEnd: 12 },
      features: [{ $type: "app.bsky.richtext.facet#tag", tag: "now" }],
    },
    {
      index: { byteStart: 13, byteEnd: 28 },
      features: [{ $type: "app.bsky.richtext.facet#link", uri: "https://example.org/a/b" }],
    },
    {
      index: { byteStart: 0, byteEnd: 1 },
      features: [{ $type: "app.bsky.richtext.facet#mention", did: "did:plc:b" }],
    },
  ],
  embed: { $type: "app.bsky.embed.external", external: { uri: "https://example.org/a/b", title: "t" } },
  reply: {
    root: { uri: "at://did:plc:r/app.bsky.feed.post/1" },
    parent: { uri: "at://did:plc:b/app.bsky.feed.post/2" },
  },
};
const skyView = (rkey: string): Json => ({
  uri: `at://did:plc:a/app.bsky.feed.post/${rkey}`,
  cid: "c",
  author: {
    did: "did:plc:a",
    handle: "a.example",
    createdAt: MADE,
    verification: { verifiedStatus: "valid", trustedVerifierStatus: "none" },
  },
  record: { $type: "app.bsky.feed.post", text: "vote #now", createdAt: "2131-01-01T00:00:00Z" },
  likeCount: 4,
  indexedAt: AT,
});

const toot = (id: string, acct: string, more: Json = {}): Json => ({
  id,
  uri: `https://one.example/users/${acct}/statuses/${id}`,
  created_at: AT,
  account: {
    id: "1",
    acct,
    url: `https://one.example/@${acct}`,
    display_name: acct,
    created_at: MADE,
    followers_count: 5,
  },
  content:
    '<p>look &amp; <a href="https://news.example/story" rel="nofollow">news…</a> <a class="mention hashtag" href="https://one.example/tags/vote">#Vote</a></p>',
  spoiler_text: "",
  language: "en",
  in_reply_to_id: null,
  reblog: null,
  media_attachments: [],
  mentions: [{ acct: "b@two.example", username: "b" }],
  tags: [{ name: "vote", url: "https://one.example/tags/vote" }],
  ...more,
});

const comment = (id: string, more: Json = {}): Json => ({
  kind: "youtube#comment",
  id,
  snippet: {
    videoId: "vid",
    authorDisplayName: "@ann",
    authorChannelId: { value: "UC1" },
    textOriginal: "look https://news.example/story #Vote",
    publishedAt: "2031-03-05T10:00:00Z",
    likeCount: 1,
    ...more,
  },
});

const gdelt = (...rows: readonly (readonly string[])[]) => rows.map((row) => `${row.join("\t")}\n`).join("");
const EVENT = [
  "900000001",
  "20310305",
  "203103",
  "2031",
  "2031.1753",
  ...Array.from({ length: 20 }, (_, i) => (i === 1 ? "MAYOR" : "")),
  "1",
  "010",
  "010",
  "01",
  "1",
  "0.0",
  "2",
  "1",
  "2",
  "-1.5",
  ...Array.from({ length: 24 }, () => ""),
  "20310305100000",
  STORY,
];

const TELEGRAM_PAGE = `<!DOCTYPE html>
<html>

 <head>
  <meta charset="utf-8"/>
  <title>Exported Data</title>
  <link href="css/style.css" rel="stylesheet"/>
  <script src="js/script.js" type="text/javascript">

  </script>
 </head>

 <body onload="CheckLocation();">
  <div class="page_wrap">
   <div class="page_header">
    <a class="content block_link" href="../../lists/chats.html" onclick="return GoBack(this)">
     <div class="text bold">
North &amp; South
     </div>
    </a>
   </div>
   <div class="page_body chat_page">
    <div class="history">
     <a class="pagination block_link" href="messages.html">
Previous messages
     </a>
     <div class="message service" id="message-1">
      <div class="body details">
5 March 2031
      </div>
     </div>
     <div class="message default clearfix" id="message70">
      <div class="pull_left userpic_wrap">
       <div class="userpic userpic1" style="width: 42px; height: 42px">
        <div class="initials" style="line-height: 42px">
A
        </div>
       </div>
      </div>
      <div class="body">
       <div class="pull_right date details" title="05.03.2031 13:00:00 UTC+03:00">
13:00
       </div>
       <div class="from_name">
Alpha Ünlü
       </div>
       <div class="text">
look <a href="https://news.example/story">here</a><br><strong>now</strong> <a href="" onclick="return ShowHashtag(&quot;vote&quot;)">#vote</a> &lt;3
       </div>
       <span class="reactions"><span class="reaction"><span class="emoji">👍</span><span class="count">2</span></span></span>
      </div>
     </div>
     <div class="message default clearfix joined" id="message71">
      <div class="body">
       <div class="pull_right date details" title="05.03.2031 13:00:30 UTC+03:00">
13:00
       </div>
       <div class="reply_to details">
In reply to <a href="messages.html#go_to_message12" onclick="return GoToMessage(12)">this message</a>
       </div>
       <div class="media_wrap clearfix">
        <a class="photo_wrap clearfix pull_left" href="photos/photo_1.jpg"><img class="photo" src="photos/photo_1_thumb.jpg"/></a>
       </div>
      </div>
     </div>
     <div class="message default clearfix" id="message72">
      <div class="body">
       <div class="pull_right date details" title="05.03.2031 10:00:30 UTC+00:00">
10:00
       </div>
       <div class="from_name">
Beta<span class="details"> via @quick</span>
       </div>
       <div class="pull_left forwarded userpic_wrap"></div>
       <div class="forwarded body">
        <div class="from_name">
Some Channel<span class="date details" title="04.03.2031 09:00:00 UTC+00:00"> 04.03.2031 09:00:00</span>
        </div>
        <div class="text">
said elsewhere
        </div>
       </div>
      </div>
     </div>
     <div class="message default clearfix" id="message73">
      <div class="body">
       <div class="pull_right date details" title="05.03.2031 10:00:30 UTC+00:00">
10:00
       </div>
       <div class="from_name">
Deleted Account
       </div>
       <div class="text">
from nobody
       </div>
      </div>
     </div>
    </div>
   </div>
  </div>
 </body>
</html>
`;

export const PLATFORM_FILES: readonly PlatformFile[] = [
  {
    platform: "4cat",
    what: "CSV of 4CAT",
    content: csv(
      {
        id: "1",
        thread_id: "1",
        timestamp: "2031-03-05 10:00:00",
        unix_timestamp: String(S),
        author: "alpha",
        author_id: "11",
        body: "look, #Vote",
        hashtags: "Vote,Now",
        urls: STORY,
        mentions: "beta",
        is_retweet: "no",
        retweeted_user: "",
        like_count: "3",
      },
      {
        id: "2",
        thread_id: "1",
        timestamp: "2031-03-05 10:00:30",
        unix_timestamp: String(S + 30),
        author: "beta",
        author_id: "12",
        body: "RT @alpha: look, #Vote",
        hashtags: "",
        urls: "",
        mentions: "",
        is_retweet: "yes",
        retweeted_user: "alpha",
        like_count: "0",
      },
    ),
    posts: [
      {
        row: 1,
        account: "alpha",
        time: AT,
        text: "look, #Vote",
        post: "1",
        urls: [STORY],
        hashtags: ["now", "vote"],
        mentions: ["beta"],
        extra: { account_id: "11", thread: "1", time_from: "unix_timestamp", metrics: '{"like_count":3}' },
      },
      {
        row: 2,
        account: "beta",
        time: LATER,
        hashtags: ["vote"],
        mentions: ["alpha"],
        extra: { reshare_account: "alpha" },
      },
    ],
  },
  {
    platform: "x-v1",
    what: "v1.1, one a line",
    content: lines(
      v1("1500000000000000001", "alpha"),
      {
        ...v1("1500000000000000002", "beta", {
          created_at: V1_LATER,
          full_text: "RT @alpha: look https://t.c…",
          entities: { urls: [] },
        }),
        retweeted_status: v1("1500000000000000001", "alpha"),
      },
      { delete: { status: { id_str: "3" } } },
      v1("1500000000000000004", "cy", {
        in_reply_to_status_id_str: "1500000000000000001",
        in_reply_to_screen_name: "alpha",
      }),
    ),
    passed: 1,
    posts: [
      V1_POST,
      {
        row: 2,
        account: "beta",
        time: LATER,
        text: "RT @alpha: look https://t.co/a1 #Vote @beta",
        reshare: "1500000000000000001",
        urls: [STORY],
        extra: { reshare_account: "alpha" },
      },
      { row: 4, account: "cy", time: AT, reply: "1500000000000000001", extra: { reply_account: "alpha" } },
    ],
  },
  {
    platform: "x-v1",
    what: "v1.1, a search result",
    content: pretty({ statuses: [v1("1500000000000000001", "alpha")] }),
    posts: [V1_POST],
  },
  {
    platform: "x-v2",
    what: "v2 pages, one a line",
    content: lines(V2_PAGE, { ...V2_PAGE, data: [v2("7", "12")] }),
    posts: [...V2_POSTS, { row: 3, account: "beta", time: AT, post: "7" }],
  },
  { platform: "x-v2", what: "a v2 page as one document", content: pretty(V2_PAGE), posts: V2_POSTS },
  {
    platform: "x-v2",
    what: "v2 objects with their author",
    content: lines({ ...v2("1", "11"), author: { id: "11", username: "alpha" } }),
    posts: [{ row: 1, account: "alpha", time: AT, urls: [STORY] }],
  },
  {
    platform: "twarc-csv",
    what: "CSV of twarc",
    content: csv(
      {
        "": "0",
        id: "1500000000000000001",
        conversation_id: "1",
        "referenced_tweets.retweeted.id": "",
        author_id: "11",
        "author.username": "alpha",
        "author.created_at": MADE,
        "author.verified": "False",
        "author.public_metrics.followers_count": "8",
        text: "look https://t.co/a1",
        created_at: "2031-03-05T10:00:00.000Z",
        "entities.urls": [RICH],
        "entities.hashtags": [{ start: 0, end: 3, tag: "Vote" }],
        "entities.mentions": [{ start: 1, end: 2, username: "beta", id: "12" }],
        "public_metrics.like_count": "4",
      },
      {
        "": "1",
        id: "1500000000000000002",
        conversation_id: "1",
        "referenced_tweets.retweeted.id": "1500000000000000001",
        author_id: "12",
        "author.username": "beta",
        text: "RT @alpha: look",
        created_at: "2031-03-05T10:00:30.000Z",
      },
    ),
    posts: [
      {
        row: 1,
        account: "alpha",
        time: AT,
        urls: [STORY],
        hashtags: ["vote"],
        mentions: ["beta"],
        extra: {
          metrics: '{"like_count":4}',
          account_created: MADE,
          account_followers: "8",
          account_verified: "False",
        },
      },
      { row: 2, account: "beta", time: LATER, reshare: "1500000000000000001", urls: null, mentions: null },
    ],
  },
  {
    platform: "x-information-operations",
    what: "information operations",
    content: csv({
      tweetid: "1500000000000000001",
      userid: "h4sh",
      user_display_name: "A",
      user_screen_name: "h4sh",
      account_creation_date: "2012-03-05",
      follower_count: "12",
      tweet_language: "en",
      tweet_text: "RT @b: look",
      tweet_time: "2031-03-05 10:00",
      is_retweet: "True",
      retweet_userid: "99",
      retweet_tweetid: "1400000000000000001",
      in_reply_to_tweetid: "",
      quoted_tweet_tweetid: "",
      hashtags: "[Vote, Now]",
      urls: `[${STORY}]`,
      user_mentions: "[99]",
      like_count: "1",
    }),
    posts: [
      {
        row: 1,
        account: "h4sh",
        time: AT,
        reshare: "1400000000000000001",
        urls: [STORY],
        hashtags: ["now", "vote"],
        mentions: ["b"],
        extra: { account_created: "2012-03-05", account_followers: "12", account_verified: null },
      },
    ],
  },
  {
    platform: "x-archive",
    what: "tweets.js of an archive",
    content: `window.YTD.tweets.part0 = ${pretty([
      { tweet: { ...v1("1500000000000000001", "x"), user: undefined, favorite_count: "2" } },
      {
        tweet: {
          ...v1("1500000000000000002", "x"),
          user: undefined,
          favorite_count: "0",
          full_text: "RT @beta: hi",
        },
      },
    ])}`,
    posts: [
      { row: 1, account: "archive", time: AT, urls: [STORY], hashtags: ["vote"] },
      { row: 2, account: "archive", time: AT, extra: { reshare_account: "beta" } },
    ],
  },
  {
    platform: "telegram-json",
    what: "one chat",
    content: pretty(CHAT),
    posts: CHAT_POSTS,
    rejects: ["TIME_MISSING"],
    passed: 1,
  },
  {
    platform: "telegram-json",
    what: "all chats, on one line",
    content: JSON.stringify({ about: "x", chats: { about: "y", list: [{ ...CHAT, messages: [] }, CHAT] } }),
    posts: CHAT_POSTS,
    rejects: ["TIME_MISSING"],
    passed: 1,
  },
  {
    platform: "zeeschuimer",
    what: "X",
    content: lines(
      envelope("twitter.com", "1", graph("1500000000000000001", "alpha")),
      envelope("twitter.com", "2", {
        __typename: "TweetWithVisibilityResults",
        tweet: graph("1500000000000000002", "beta", {
          created_at: V1_LATER,
          retweeted_status_result: { result: graph("1500000000000000001", "alpha") },
        }),
      }),
      envelope("twitter.com", "3", { nothing: "known" }),
    ),
    posts: [
      {
        ...V1_POST,
        extra: {
          account_created: V1_MADE,
          account_followers: "41",
          account_verified: "true",
          time_from: "data.legacy.created_at",
          metrics: '{"retweet_count":3,"views":77}',
        },
      },
      {
        row: 2,
        account: "beta",
        time: LATER,
        reshare: "1500000000000000001",
        urls: [STORY],
        extra: { reshare_account: "alpha" },
      },
    ],
    rejects: ["RECORD_UNKNOWN"],
  },
  {
    platform: "zeeschuimer",
    what: "TikTok, Instagram and Threads",
    content: lines(
      envelope("tiktok.com", "1", {
        id: "71",
        desc: "look #Vote",
        createTime: S,
        author: { id: "5", uniqueId: "alpha", nickname: "A", verified: true, createTime: S },
        authorStats: { followerCount: 60 },
        textExtra: [
          { hashtagName: "vote", type: 1 },
          { hashtagName: "", userUniqueId: "beta", type: 0 },
        ],
        challenges: [{ id: "1", title: "vote" }],
        stats: { diggCount: 3, playCount: 9 },
        music: { id: "m1" },
      }),
      envelope("instagram.com", "2", {
        id: "3001_44",
        pk: "3001",
        code: "Cx",
        taken_at: S,
        user: { pk: "44", username: "beta", full_name: "B", is_verified: false },
        caption: { text: "look #Vote @alpha", pk: "1" },
        like_count: 2,
        image_versions2: { candidates: [{ url: "https://CDN.example:443/p.jpg" }] },
      }),
      envelope("instagram.com", "3", {
        __typename: "GraphImage",
        id: "3002",
        shortcode: "Cy",
        taken_at_timestamp: S,
        owner: { id: "44", username: "beta" },
        edge_media_to_caption: { edges: [{ node: { text: "old shape" } }] },
      }),
      envelope("threads.net", "4", {
        pk: "9001",
        id: "9001_45",
        code: "Dx",
        taken_at: S,
        user: { pk: "45", username: "cy" },
        caption: { text: "look" },
        like_count: 1,
        text_post_app_info: {
          link_preview_attachment: { url: STORY },
          reply_to_author: { username: "alpha" },
          share_info: { quoted_post: { pk: "8000", user: { username: "beta" } } },
          repost_count: 2,
        },
      }),
    ),
    posts: [
      {
        row: 1,
        account: "alpha",
        time: AT,
        post: "71",
        hashtags: ["vote"],
        mentions: ["beta"],
        extra: {
          account_id: "5",
          account_name: "A",
          account_created: "2031-03-05T10:00:00Z",
          account_followers: "60",
          account_verified: "true",
        },
      },
      {
        row: 2,
        account: "beta",
        time: AT,
        post: "3001",
        hashtags: ["vote"],
        mentions: ["alpha"],
        extra: { media: '["https://cdn.example/p.jpg"]', account_verified: "false" },
      },
      { row: 3, account: "beta", time: AT, text: "old shape" },
      {
        row: 4,
        account: "cy",
        time: AT,
        urls: [STORY],
        extra: { quote: "8000", quote_account: "beta", reply_account: "alpha" },
      },
    ],
  },
  {
    platform: "reddit",
    what: "posts and comments",
    content: lines(
      submission(),
      submission({ id: "abd", is_self: false, selftext: "", url: STORY, crosspost_parent: "t3_zzz" }),
      submission({ id: "abe", author: "[deleted]" }),
      submission({ id: "abf", selftext: "[removed]", created_utc: String(S) }),
      {
        id: "c1",
        author: "bob",
        body: "[removed]",
        created_utc: S,
        link_id: "t3_abc",
        parent_id: "t3_abc",
        subreddit: "town",
        score: 1,
      },
      {
        kind: "t1",
        data: {
          id: "c2",
          author: "bob",
          body: "yes",
          created_utc: S,
          link_id: "t3_abc",
          parent_id: "t1_c1",
          subreddit: "town",
        },
      },
    ),
    posts: [
      {
        row: 1,
        account: "ann",
        time: AT,
        text: "A title\nSee https://news.example/story",
        post: "t3_abc",
        urls: [STORY],
        extra: { thread: "town" },
      },
      { row: 2, account: "ann", time: AT, text: "A title", post: "t3_abd", urls: [STORY], reshare: "t3_zzz" },
      { row: 4, account: "ann", time: AT, text: "A title" },
      { row: 5, account: "bob", time: AT, text: null, post: "t1_c1", reply: "t3_abc" },
      { row: 6, account: "bob", time: AT, text: "yes", post: "t1_c2", reply: "t1_c1" },
    ],
    rejects: ["ACCOUNT_MISSING"],
  },
  {
    platform: "bluesky",
    what: "Jetstream",
    content: lines(
      { did: "did:plc:z", time_us: 1, kind: "identity", identity: { did: "did:plc:z" } },
      jet("app.bsky.feed.post", SKY_RECORD),
      jet("app.bsky.feed.like", { subject: { uri: "at://x/y/z" }, createdAt: AT }),
      jet(
        "app.bsky.feed.repost",
        { subject: { uri: "at://did:plc:a/app.bsky.feed.post/3k1" }, createdAt: AT },
        "did:plc:b",
      ),
    ),
    passed: 2,
    posts: [
      {
        row: 2,
        account: "did:plc:a",
        time: "2031-03-05T10:00:00.250Z",
        text: SKY_RECORD.text,
        language: "pl",
        post: "at://did:plc:a/app.bsky.feed.post/3k1",
        urls: ["https://example.org/a/b"],
        hashtags: ["now"],
        mentions: ["did:plc:b"],
        reply: "at://did:plc:b/app.bsky.feed.post/2",
        extra: { time_claimed: "0001-01-01T00:00:00.000Z", time_from: "time_us", reply_account: "did:plc:b" },
      },
      {
        row: 4,
        account: "did:plc:b",
        time: "2031-03-05T10:00:00.250Z",
        reshare: "at://did:plc:a/app.bsky.feed.post/3k1",
        text: null,
      },
    ],
  },
  {
    platform: "bluesky",
    what: "pages of its interface",
    content: pretty({
      cursor: "1",
      feed: [
        { post: skyView("1") },
        {
          post: skyView("1"),
          reason: {
            $type: "app.bsky.feed.defs#reasonRepost",
            by: { did: "did:plc:b", handle: "b.example" },
            uri: "at://did:plc:b/app.bsky.feed.repost/9",
            indexedAt: "2031-03-05T10:00:30.000Z",
          },
        },
      ],
    }),
    posts: [
      {
        row: 1,
        account: "did:plc:a",
        time: AT,
        hashtags: ["now"],
        extra: {
          account_name: "a.example",
          account_created: MADE,
          account_verified: "valid",
          time_claimed: "2131-01-01T00:00:00Z",
        },
      },
      {
        row: 2,
        account: "did:plc:b",
        time: LATER,
        reshare: "at://did:plc:a/app.bsky.feed.post/1",
        extra: { reshare_account: "did:plc:a", time_claimed: null },
      },
    ],
  },
  {
    platform: "bluesky",
    what: "posts, one a line",
    content: lines(skyView("1"), skyView("2")),
    posts: [
      { row: 1, account: "did:plc:a", time: AT },
      { row: 2, account: "did:plc:a", time: AT },
    ],
  },
  {
    platform: "mastodon",
    what: "a timeline",
    content: pretty([
      toot("1", "ann"),
      toot("2", "b@two.example", { content: "", tags: [], mentions: [], reblog: toot("1", "ann") }),
    ]),
    posts: [
      {
        row: 1,
        account: "ann@one.example",
        time: AT,
        text: "look & news… #Vote",
        post: "https://one.example/users/ann/statuses/1",
        urls: [STORY],
        hashtags: ["vote"],
        mentions: ["b@two.example"],
      },
      {
        row: 2,
        account: "b@two.example",
        time: AT,
        reshare: "https://one.example/users/ann/statuses/1",
        extra: {
          reshare_account: "ann@one.example",
          account_created: MADE,
          account_followers: "5",
          account_verified: null,
        },
      },
    ],
  },
  {
    platform: "youtube",
    what: "a page of comment threads",
    content: pretty({
      kind: "youtube#commentThreadListResponse",
      items: [
        {
          kind: "youtube#commentThread",
          id: "t1",
          snippet: { videoId: "vid", topLevelComment: comment("t1") },
          replies: { comments: [comment("t1.r1", { parentId: "t1", authorChannelId: { value: "UC2" } })] },
        },
      ],
    }),
    posts: [
      {
        row: 1,
        account: "UC1",
        time: AT,
        post: "t1",
        reply: "vid",
        urls: [STORY],
        hashtags: ["vote"],
        extra: { account_name: "@ann", thread: "vid" },
      },
      { row: 2, account: "UC2", time: AT, post: "t1.r1", reply: "t1" },
    ],
  },
  {
    platform: "youtube-data-tools",
    what: "comments",
    content: csv({
      id: "t1",
      replyCount: "0",
      likeCount: "2",
      publishedAt: "2031-03-05T10:00:00Z",
      authorName: "@ann",
      text: "look",
      authorChannelId: "UC1",
      authorChannelUrl: "http://www.youtube.com/@ann",
      isReply: "1",
      isReplyTo: "t0",
      isReplyToName: "x",
    }),
    posts: [
      {
        row: 1,
        account: "UC1",
        time: AT,
        text: "look",
        reply: "t0",
        extra: { metrics: '{"likeCount":2,"replyCount":0}' },
      },
    ],
  },
  {
    platform: "tiktok-research",
    what: "a page of videos",
    content: pretty({
      data: {
        cursor: 100,
        has_more: false,
        videos: [
          {
            id: "7000000000000000001",
            username: "alpha",
            create_time: S,
            video_description: "look @beta",
            region_code: "US",
            hashtag_names: ["vote"],
            music_id: "7",
            like_count: 3,
          },
        ],
      },
      error: { code: "ok" },
    }).replace('"7000000000000000001"', "7000000000000000001"),
    posts: [
      {
        row: 1,
        account: "alpha",
        time: AT,
        post: "7000000000000000001",
        hashtags: ["vote"],
        mentions: ["beta"],
        extra: { metrics: '{"like_count":3,"music":"7"}' },
      },
    ],
  },
  {
    platform: "crowdtangle",
    what: "Facebook",
    content: csv(
      {
        "Page Name": "North News",
        "User Name": "north",
        "Facebook Id": "100",
        "Page Created": "2012-03-05 10:00:00",
        "Followers at Posting": "1,234",
        "Post Created": "2031-03-05 05:00:00 EST",
        Type: "Link",
        Likes: "3",
        URL: "https://facebook.example/1",
        Message: "the text",
        Link: "https://short.example/1",
        "Final Link": STORY,
      },
      {
        "Page Name": "South",
        "User Name": "",
        "Facebook Id": "101",
        "Page Created": "",
        "Followers at Posting": "",
        "Post Created": "2031-03-05 06:00:30 EDT",
        Type: "Photo",
        Likes: "0",
        URL: "https://facebook.example/2",
        Message: "a picture",
        Link: "https://facebook.example/photo/2",
        "Final Link": "",
      },
    ),
    posts: [
      {
        row: 1,
        account: "north",
        time: AT,
        urls: [STORY],
        post: "https://facebook.example/1",
        extra: {
          account_id: "100",
          account_name: "North News",
          account_created: "2012-03-05 10:00:00",
          account_followers: "1234",
        },
      },
      { row: 2, account: "101", time: LATER, urls: null },
    ],
  },
  {
    platform: "meta-content-library-csv",
    what: "CSV",
    content: csv({
      id: "1",
      creation_time: "2031-03-05T10:00:00+00:00",
      "post_owner.id": "9",
      "post_owner.name": "North",
      "post_owner.username": "north",
      text: "look",
      lang: "en",
      "link_attachment.link": STORY,
      "statistics.like_count": "5",
    }),
    posts: [
      {
        row: 1,
        account: "north",
        time: AT,
        urls: [STORY],
        language: "en",
        extra: { account_name: "North", metrics: '{"like_count":5}' },
      },
    ],
  },
  {
    platform: "meta-content-library-json",
    what: "JSON",
    content: pretty({
      data: [
        {
          id: "1",
          creation_time: "2031-03-05T10:00:00+00:00",
          post_owner: { id: "9", name: "North" },
          text: "look #Vote",
          statistics: { like_count: 5 },
        },
      ],
    }),
    posts: [{ row: 1, account: "9", time: AT, hashtags: ["vote"], extra: { account_name: "North" } }],
  },
  {
    platform: "telegram-html",
    what: "a page",
    content: TELEGRAM_PAGE,
    passed: 1,
    rejects: ["ACCOUNT_MISSING"],
    posts: [
      {
        row: 2,
        account: "Alpha Ünlü",
        time: AT,
        text: "look here\nnow #vote <3",
        post: "North & South/70",
        urls: [STORY],
        hashtags: ["vote"],
        extra: { thread: "North & South" },
      },
      {
        row: 3,
        account: "Alpha Ünlü",
        time: LATER,
        text: null,
        reply: "North & South/12",
        extra: { media: '["photos/photo_1.jpg"]' },
      },
      {
        row: 4,
        account: "Beta",
        time: LATER,
        text: "said elsewhere",
        extra: { reshare_account: "Some Channel" },
      },
    ],
  },
  {
    platform: "bluesky-repository",
    what: "CAR",
    content: carFile("did:plc:alpha", {
      "app.bsky.actor.profile/self": { $type: "app.bsky.actor.profile", displayName: "A" },
      "app.bsky.feed.like/3k1": {
        $type: "app.bsky.feed.like",
        createdAt: AT,
        subject: { uri: "at://did:plc:b/app.bsky.feed.post/3k" },
      },
      "app.bsky.feed.post/3k1": {
        $type: "app.bsky.feed.post",
        text: "look at this",
        langs: ["en"],
        createdAt: AT,
        facets: [
          {
            index: { byteStart: 0, byteEnd: 4 },
            features: [{ $type: "app.bsky.richtext.facet#link", uri: STORY }],
          },
        ],
        embed: {
          $type: "app.bsky.embed.images",
          images: [
            { alt: "", image: { $type: "blob", ref: { $link: true }, mimeType: "image/jpeg", size: 70_000 } },
          ],
        },
      },
      "app.bsky.feed.post/3k2": {
        $type: "app.bsky.feed.post",
        text: "an answer",
        createdAt: LATER,
        reply: {
          root: { uri: "at://did:plc:b/app.bsky.feed.post/3k" },
          parent: { uri: "at://did:plc:b/app.bsky.feed.post/3m" },
        },
      },
      "app.bsky.feed.repost/3k3": {
        $type: "app.bsky.feed.repost",
        createdAt: LATER,
        subject: { uri: "at://did:plc:b/app.bsky.feed.post/3k", cid: "x" },
      },
    }),
    passed: 2,
    posts: [
      {
        row: 3,
        account: "did:plc:alpha",
        time: AT,
        text: "look at this",
        post: "at://did:plc:alpha/app.bsky.feed.post/3k1",
        language: "en",
        urls: [STORY],
        extra: {
          time_claimed: AT,
          time_from: "createdAt",
          media: '["bafyreieswl5fqaujlayx4qel3bhm7jypl3rvweqzshn4emwetulggu3qrm"]',
        },
      },
      {
        row: 4,
        account: "did:plc:alpha",
        time: LATER,
        reply: "at://did:plc:b/app.bsky.feed.post/3m",
        extra: { thread: "at://did:plc:b/app.bsky.feed.post/3k", reply_account: "did:plc:b" },
      },
      {
        row: 5,
        account: "did:plc:alpha",
        time: LATER,
        text: null,
        reshare: "at://did:plc:b/app.bsky.feed.post/3k",
        extra: { reshare_account: "did:plc:b" },
      },
    ],
  },
  {
    platform: "mediacloud",
    what: "CSV",
    content: csv({
      id: "1",
      indexed_date: "2031-03-06",
      language: "en",
      media_name: "news.example",
      media_url: "news.example",
      publish_date: "2031-03-05",
      title: "A title",
      url: STORY,
    }),
    posts: [
      { row: 1, account: "news.example", time: "2031-03-05T00:00:00.000Z", text: "A title", urls: null },
    ],
  },
  {
    platform: "gdelt-events",
    what: "events",
    content: gdelt(EVENT, EVENT.with(0, "900000002").with(60, "https://www.other.example/b")),
    posts: [
      { row: 1, account: "news.example", time: AT, post: "900000001", urls: [STORY] },
      { row: 2, account: "other.example", time: AT, post: "900000002" },
    ],
  },
  {
    platform: "gdelt-mentions",
    what: "mentions",
    content: gdelt([
      "900000001",
      "20310304230000",
      "20310305100000",
      "1",
      "news.example",
      STORY,
      "1",
      "-1",
      "10",
      "20",
      "1",
      "60",
      "3000",
      "-1.5",
      "",
      "",
    ]),
    posts: [{ row: 1, account: "news.example", time: AT, reshare: "900000001", urls: [STORY] }],
  },
];
