/** Posts in the one shape as a table with fixed columns: a work file in the plainest dialect, with the rows and places of the original. */
import { closeSync, openSync, writeSync } from "node:fs";
import { linkForm } from "../../kernel/index.ts";
import type { Platform, Post, Target } from "./contract.ts";

/** A record above this is not kept beside its post: the file has it. */
const MOST_RECORD = 1024 * 1024;
const PART = 1 << 18;

type Cell = string | undefined;

const list = (values: readonly string[] | undefined): Cell =>
  values === undefined ? undefined : JSON.stringify(values);
const idOf = (target: Target | undefined): Cell => target?.id;
const byOf = (target: Target | undefined): Cell => target?.account;

/** Addresses in their one spelling, as those of links; what is no address (the hash of a file) as it is. */
function mediaCell(media: readonly string[] | undefined): Cell {
  const addresses = [...new Set(media?.map((one) => linkForm(one) ?? one))];
  return addresses.length === 0 ? undefined : list(addresses);
}

/** Name of a column, and what stands in it; names of fields first. */
const COLUMNS: readonly (readonly [string, (post: Post) => Cell])[] = [
  ["account", (post) => post.account],
  ["time", (post) => post.time],
  ["text", (post) => post.text],
  ["post", (post) => post.post],
  ["reshare", (post) => idOf(post.repost)],
  ["reply", (post) => idOf(post.reply)],
  ["url", (post) => list(post.urls)],
  ["hashtag", (post) => list(post.hashtags)],
  ["mention", (post) => list(post.mentions)],
  ["language", (post) => post.language],
  ["account_id", (post) => post.accountId],
  ["account_name", (post) => post.accountName],
  ["account_created", (post) => post.accountCreated],
  ["account_followers", (post) => post.accountFollowers?.toString()],
  ["account_verified", (post) => post.accountVerified],
  ["thread", (post) => post.thread],
  ["reshare_account", (post) => byOf(post.repost)],
  ["reply_account", (post) => byOf(post.reply)],
  ["quote", (post) => idOf(post.quote)],
  ["quote_account", (post) => byOf(post.quote)],
  ["media", (post) => mediaCell(post.media)],
  [
    "metrics",
    (post) => (Object.keys(post.metrics ?? {}).length === 0 ? undefined : JSON.stringify(post.metrics)),
  ],
  ["time_from", (post) => post.timeFrom],
  ["time_claimed", (post) => post.timeClaimed],
];

/** Columns of the table, the platform and the untouched record at the end. */
export const POST_COLUMNS: readonly string[] = [...COLUMNS.map(([name]) => name), "platform", "record"];
/** A column after those, where a handle was written otherwise than it is read. */
export const WRITTEN_ACCOUNT = "account_written";
/** Columns before those: the row of the original file, and the byte at which its record begins. */
export const PLACE_COLUMNS = ["file_row", "file_byte"] as const;

const ODD = /[\p{Surrogate}\0]/gu;
const quoted = (cell: Cell): string =>
  cell === undefined ? "" : `"${cell.replaceAll(ODD, "\ufffd").replaceAll('"', '""')}"`;

/** A handle in its one spelling; what is none as it is. */
function oneSpelling(account: Cell, handles: RegExp): Cell {
  const bare = account?.trim().replace(/^@/, "");
  return bare !== undefined && handles.test(bare) ? bare.toLowerCase() : account;
}

function oneTarget(target: Target | undefined, handles: RegExp): Target | undefined {
  return target?.account === undefined
    ? target
    : { ...target, account: oneSpelling(target.account, handles) };
}

function withHandles(post: Post, handles: RegExp): Post {
  return {
    ...post,
    account: oneSpelling(post.account, handles),
    reply: oneTarget(post.reply, handles),
    quote: oneTarget(post.quote, handles),
    repost: oneTarget(post.repost, handles),
  };
}

/** A file that is written from its beginning to its end, without more in memory than a part of it. */
export class PostsFile {
  readonly path: string;
  readonly #file: number;
  readonly #platform: Platform;
  #part: string[] = [];
  #size = 0;
  rows = 0;
  /** Rows whose account was written otherwise. */
  respelled = 0;

  constructor(path: string, platform: Platform) {
    this.path = path;
    this.#platform = platform;
    this.#file = openSync(path, "w");
    this.#put(`${[...PLACE_COLUMNS, ...POST_COLUMNS, WRITTEN_ACCOUNT].join(",")}\n`);
  }

  /** @param record the record as the file has it */
  add(row: number, byte: number, post: Post, record: string): void {
    const untouched = post.record === undefined ? record : JSON.stringify(post.record);
    const { id, handles } = this.#platform;
    const told = handles === undefined ? post : withHandles(post, handles);
    const isRespelled = told.account !== post.account;
    if (isRespelled) this.respelled++;
    const cells = [
      ...COLUMNS.map(([, of]) => of(told)),
      id,
      untouched.length > MOST_RECORD ? undefined : untouched,
      isRespelled ? post.account : undefined,
    ];
    this.#put(`${row},${byte},${cells.map(quoted).join(",")}\n`);
    this.rows++;
  }

  #put(line: string): void {
    this.#part.push(line);
    this.#size += line.length;
    if (this.#size > PART) this.#flush();
  }

  #flush(): void {
    const bytes = Buffer.from(this.#part.join(""));
    for (let at = 0; at < bytes.length;) at += writeSync(this.#file, bytes, at);
    this.#part = [];
    this.#size = 0;
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }
}
