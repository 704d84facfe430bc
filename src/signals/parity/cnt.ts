/**
 * The coordination network toolkit's own edge lists, quirks included: what version 1.5.2 (Graham, QUT Digital
 * Observatory, doi:10.25912/RDF_1632782596538; MIT) writes for the same messages. Each quirk stands in docs/parity.md
 * beside the value that Plumbline's own co-share gives.
 *
 * The weight of A -> B is the number of distinct messages of A for which some other message of B meets the criterion
 * and lies at most `timeWindow` away, both ends included; B may be A. Directions are counted and filtered apart. Of
 * several rows with one message id the first counts. Criteria:
 *
 * - `co_retweet`: the same non-empty `repost_id`.
 * - `co_reply`, `co_tweet`, `co_similar_tweet`: not reposts, and the same non-empty `reply_id`; or the same text in lower
 *   case, without mentions, with white space folded, empty texts included; or sets of words with a Jaccard similarity of
 *   at least `similarityThreshold`.
 * - `co_link`: not reposts, and one of the pieces of `urls`, parted at single spaces and not otherwise cleaned. Pieces
 *   are taken from every row, also of repeated message ids; each piece once for a message.
 * - `co_post`: any message, reposts included.
 *
 * Time O(messages log messages + pairs inside the window), for `co_similar_tweet` also that of `similar.ts`; memory
 * O(messages), no pair is kept.
 */
import { pause, type WorkContext } from "../shared/pause.ts";
import { compareText, encode, groupBy, indices, type Coded } from "./columns.ts";
import { similarSets, type Neighbours } from "./similar.ts";
import { wordSets } from "./word-sets.ts";

export const CNT_NETWORKS = [
  "co_retweet",
  "co_link",
  "co_reply",
  "co_tweet",
  "co_similar_tweet",
  "co_post",
] as const;
export type CntNetwork = (typeof CNT_NETWORKS)[number];

/** Messages as the toolkit reads them: parallel columns in the order of the file; "" where there is none. */
export interface CntMessages {
  readonly message_id: readonly string[];
  readonly user_id: readonly string[];
  readonly repost_id: readonly string[];
  readonly reply_id: readonly string[];
  readonly message: readonly string[];
  /** Seconds from any origin. */
  readonly timestamp: Float64Array;
  readonly urls: readonly string[];
}

export interface CntOptions {
  /** Seconds, both ends included. */
  readonly timeWindow: number;
  /** Least weight of a direction; 1 unless told. */
  readonly minEdgeWeight?: number;
  /** For `co_similar_tweet`: above 0, at most 1; 0.8 unless told. */
  readonly similarityThreshold?: number;
  /** Keep edges from an account to itself, as the shipped outputs do; true unless told. */
  readonly loops?: boolean;
}

/** Directed edges in order of (source, target). */
export interface CntEdges {
  readonly length: number;
  readonly source: readonly string[];
  readonly target: readonly string[];
  readonly weight: Int32Array;
}

/** Messages and pairs looked at between two pauses. */
const PAUSE_AFTER = 1_000_000;

/** What is compared: one entry per message and object. */
interface Entries {
  readonly length: number;
  readonly message: Int32Array;
  readonly user: Int32Array;
  readonly time: Float64Array;
  readonly object: Int32Array;
  readonly objects: number;
  /** Objects that count as the same, itself included; each alone unless told. */
  readonly similar?: Neighbours;
  readonly users: readonly string[];
}

/** @throws PlumblineError STOPPED. */
export async function likeCnt(
  messages: CntMessages,
  network: CntNetwork,
  options: CntOptions,
  context: WorkContext = {},
): Promise<CntEdges> {
  const entries = entriesOf(messages, network, options.similarityThreshold ?? 0.8);
  return countEdges(entries, options, context);
}

function entriesOf(messages: CntMessages, network: CntNetwork, threshold: number): Entries {
  const ids = encode(messages.message_id);
  const first = firstRows(ids);
  const original = first.filter((row) => messages.repost_id[row] === "");
  switch (network) {
    case "co_retweet": {
      const reposts = first.filter((row) => messages.repost_id[row] !== "");
      return perRow(messages, ids, reposts, (row) => messages.repost_id[row]!);
    }
    case "co_reply": {
      const replies = original.filter((row) => messages.reply_id[row] !== "");
      return perRow(messages, ids, replies, (row) => messages.reply_id[row]!);
    }
    case "co_tweet":
      return perRow(messages, ids, original, (row) => plainText(messages.message[row]!));
    case "co_post":
      return perRow(messages, ids, first, () => "");
    case "co_link":
      return perLink(messages, ids);
    case "co_similar_tweet":
      return perWords(messages, ids, original, threshold);
  }
}

function firstRows({ codes, values }: Coded): Int32Array {
  const seen = new Uint8Array(values.length);
  return indices(codes.length).filter((row) => seen[codes[row]!]!++ === 0);
}

/** White space as Python knows it: the separators of ASCII and of Unicode. */
const SPACE = String.raw`[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]`;
const NOT_SPACE = SPACE.replace("[", "[^");
const MENTION = new RegExp(`@${NOT_SPACE}*`, "g");
const SPACES = new RegExp(`${SPACE}+`);

/** Lower case without mentions: everything from an `@` to the next white space. */
export function withoutMentions(text: string): string {
  return text.toLowerCase().replace(MENTION, "");
}

function plainText(text: string): string {
  return withoutMentions(text)
    .split(SPACES)
    .filter((part) => part !== "")
    .join(" ");
}

function perRow(
  messages: CntMessages,
  ids: Coded,
  rows: Int32Array,
  objectOf: (row: number) => string,
): Entries {
  const objects = encode(Array.from(rows, objectOf));
  return entries(messages, ids, rows, objects.codes, objects.values.length);
}

function entries(
  messages: CntMessages,
  ids: Coded,
  rows: Int32Array,
  object: Int32Array,
  objects: number,
): Entries {
  const users = encode(messages.user_id);
  return {
    length: rows.length,
    message: rows.map((row) => ids.codes[row]!),
    user: rows.map((row) => users.codes[row]!),
    time: Float64Array.from(rows, (row) => messages.timestamp[row]!),
    object,
    objects,
    users: users.values,
  };
}

function perLink(messages: CntMessages, ids: Coded): Entries {
  const seen = new Set<string>();
  const rows: number[] = [];
  const pieces: string[] = [];
  messages.urls.forEach((urls, row) => {
    if (messages.repost_id[row] !== "" || urls === "") return;
    for (const piece of urls.split(" ")) {
      const key = `${ids.codes[row]} ${piece}`;
      if (seen.has(key)) continue;
      seen.add(key);
      rows.push(row);
      pieces.push(piece);
    }
  });
  const objects = encode(pieces);
  return entries(messages, ids, Int32Array.from(rows), objects.codes, objects.values.length);
}

function perWords(messages: CntMessages, ids: Coded, rows: Int32Array, threshold: number): Entries {
  const { set, sets, words } = wordSets(Array.from(rows, (row) => withoutMentions(messages.message[row]!)));
  const worded = indices(rows.length).filter((i) => sets[set[i]!]!.length > 0);
  const base = entries(
    messages,
    ids,
    worded.map((i) => rows[i]!),
    worded.map((i) => set[i]!),
    sets.length,
  );
  return { ...base, similar: similarSets(sets, words, threshold) };
}

/** Account by account: for each of its entries, the accounts that some other message of matches. */
async function countEdges(all: Entries, options: CntOptions, context: WorkContext): Promise<CntEdges> {
  const { message, user, time, object, objects, similar, users } = all;
  const { timeWindow, minEdgeWeight = 1, loops = true } = options;
  const inTime = indices(all.length).sort((x, y) => time[x]! - time[y]! || x - y);
  const byObject = groupBy(object, objects, inTime);
  // The entries of one message have to follow each other, so that it counts once for each account.
  const byMessage = indices(all.length).sort((x, y) => message[x]! - message[y]! || x - y);
  const byUser = groupBy(user, users.length, byMessage);
  const weight = new Int32Array(users.length);
  const lastMessage = new Int32Array(users.length).fill(-1);
  const edges: Edge[] = [];
  let work = PAUSE_AFTER;
  for (let source = 0; source < users.length; source++) {
    const met: number[] = [];
    for (let z = byUser.start[source]!; z < byUser.start[source + 1]!; z++) {
      const own = byUser.members[z]!;
      if (work >= PAUSE_AFTER) {
        work = 0;
        await pause(context, "matching messages", z, all.length, "messages");
      }
      const alike = similar === undefined ? [object[own]!] : similar.of(object[own]!);
      work++;
      for (const o of alike) {
        const end = byObject.start[o + 1]!;
        const from = firstNotBefore(byObject.members, time, byObject.start[o]!, end, time[own]! - timeWindow);
        for (let i = from; i < end && time[byObject.members[i]!]! <= time[own]! + timeWindow; i++) {
          work++;
          const other = byObject.members[i]!;
          const target = user[other]!;
          if (message[other] === message[own] || lastMessage[target] === message[own]) continue;
          lastMessage[target] = message[own]!;
          if (weight[target]!++ === 0) met.push(target);
        }
      }
    }
    for (const target of met) {
      if (weight[target]! >= minEdgeWeight && (loops || target !== source))
        edges.push({ source, target, weight: weight[target]! });
      weight[target] = 0;
      lastMessage[target] = -1;
    }
  }
  return inOrder(edges, users);
}

interface Edge {
  readonly source: number;
  readonly target: number;
  readonly weight: number;
}

/** Sorted by the names of source and target. */
function inOrder(edges: Edge[], users: readonly string[]): CntEdges {
  edges.sort(
    (x, y) =>
      compareText(users[x.source]!, users[y.source]!) || compareText(users[x.target]!, users[y.target]!),
  );
  return {
    length: edges.length,
    source: edges.map((edge) => users[edge.source]!),
    target: edges.map((edge) => users[edge.target]!),
    weight: Int32Array.from(edges, (edge) => edge.weight),
  };
}

/** First place in [low, high) whose entry is not before a time; entries are in time order. */
function firstNotBefore(
  members: Int32Array,
  time: Float64Array,
  low: number,
  high: number,
  earliest: number,
): number {
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time[members[middle]!]! < earliest) low = middle + 1;
    else high = middle;
  }
  return low;
}
