/** What the two peers do, written down as plainly as possible: every pair of rows is looked at. For tests. */
import type { CntMessages, CntNetwork } from "../../src/signals/parity/cnt.ts";
import type { CooRTweetOptions, CooRTweetShares } from "../../src/signals/parity/coortweet.ts";

interface Row {
  readonly object: string;
  readonly account: string;
  readonly content: string;
  readonly time: number;
}

interface Pair {
  readonly older: Row;
  readonly newer: Row;
  readonly delta: number;
}

/** Edges as `a b weight mean older newer threshold`, ends in order of text, sorted; and those of the fast window. */
export function coortweetOracle(
  shares: CooRTweetShares,
  options: CooRTweetOptions,
): { full: string[]; fast: string[] } {
  const { minParticipation, timeWindow, fastWindow } = options;
  const rows = shares.object.map((object, i): Row => ({
    object,
    account: shares.account[i]!,
    content: shares.content[i]!,
    time: shares.time[i]!,
  }));
  const accounts = [...new Set(rows.map((row) => row.account))];
  const kept = accounts
    .map((account) => rows.filter((row) => row.account === account))
    .filter((own) => own.length >= minParticipation)
    .flat();
  const all: Pair[] = [];
  kept.forEach((x, i) =>
    kept.slice(i + 1).forEach((y) => {
      if (x.object !== y.object || Math.abs(x.time - y.time) > timeWindow) return;
      if (x.content === x.object || y.content === y.object) return;
      if (x.content === y.content || x.account === y.account) return;
      const [older, newer] = y.time < x.time ? [y, x] : [x, y];
      all.push({ older, newer, delta: Math.abs(x.time - y.time) });
    }),
  );
  const participating = (pairs: Pair[]): Pair[] => {
    if (minParticipation < 1) return pairs;
    const contents = new Set(pairs.flatMap((pair) => [pair.older.content, pair.newer.content]));
    const rowsIn = rows.filter((row) => contents.has(row.content));
    const enough = rowsIn.filter(
      (row) => rowsIn.filter((other) => other.account === row.account).length >= minParticipation,
    );
    const good = new Set(enough.map((row) => row.content));
    return pairs.filter((pair) => good.has(pair.older.content) || good.has(pair.newer.content));
  };
  const pairs = participating(all);
  if (fastWindow === undefined) return { full: edges(pairs), fast: [] };
  const quick = participating(pairs.filter((pair) => pair.delta <= fastWindow));
  const fast = pairs.filter((pair) =>
    quick.some(
      (other) => other.older.content === pair.older.content && other.newer.content === pair.newer.content,
    ),
  );
  return { full: edges(pairs), fast: edges(fast) };
}

function edges(pairs: readonly Pair[]): string[] {
  const byEnds = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const ends = [pair.older.account, pair.newer.account].sort().join(" ");
    byEnds.set(ends, [...(byEnds.get(ends) ?? []), pair]);
  }
  const weights = [...byEnds.values()].map((own) => own.length).sort((x, y) => x - y);
  const n = weights.length;
  const median = n % 2 === 1 ? weights[(n - 1) / 2]! : (weights[n / 2 - 1]! + weights[n / 2]!) / 2;
  return [...byEnds]
    .map(([ends, own]) => {
      const mean = own.reduce((sum, pair) => sum + pair.delta, 0) / own.length;
      const older = new Set(own.map((pair) => pair.older.content)).size;
      const newer = new Set(own.map((pair) => pair.newer.content)).size;
      return `${ends} ${own.length} ${mean.toFixed(9)} ${older} ${newer} ${own.length > median ? 1 : 0}`;
    })
    .sort();
}

/** Edges as `source target weight`, sorted. Texts hold words of letters, single spaces and mentions only. */
export function cntOracle(
  messages: CntMessages,
  network: CntNetwork,
  timeWindow: number,
  minEdgeWeight: number,
  threshold = 0.8,
): string[] {
  const {
    message_id: id,
    user_id: user,
    repost_id: repost,
    reply_id: reply,
    message,
    timestamp: time,
  } = messages;
  const plain = message.map((text) =>
    text
      .toLowerCase()
      .split(" ")
      .filter((word) => word !== "" && !word.startsWith("@"))
      .join(" "),
  );
  const words = plain.map((text) => new Set(text.split(" ").filter((word) => word !== "")));
  const similar = (x: Set<string>, y: Set<string>): boolean => {
    const common = [...x].filter((word) => y.has(word)).length;
    return common > 0 && common / (x.size + y.size - common) >= threshold;
  };
  const urlsOf = (row: number): string[] =>
    repost[row] === "" && messages.urls[row] !== "" ? messages.urls[row]!.split(" ") : [];
  const original = (x: number, y: number): boolean => repost[x] === "" && repost[y] === "";
  const meets: Record<CntNetwork, (x: number, y: number) => boolean> = {
    co_retweet: (x, y) => repost[x] !== "" && repost[x] === repost[y],
    co_reply: (x, y) => original(x, y) && reply[x] !== "" && reply[x] === reply[y],
    co_tweet: (x, y) => original(x, y) && plain[x] === plain[y],
    co_similar_tweet: (x, y) => original(x, y) && similar(words[x]!, words[y]!),
    co_link: (x, y) => urlsOf(x).some((url) => urlsOf(y).includes(url)),
    co_post: () => true,
  };
  const counts = new Map<string, Set<string>>();
  // A repeated message id: the first row counts. (For links the rows of a message are told apart below.)
  const rows = id.map((_, i) => i).filter((i) => id.indexOf(id[i]!) === i);
  for (const x of rows) {
    for (const y of rows) {
      if (x === y || Math.abs(time[x]! - time[y]!) > timeWindow || !meets[network](x, y)) continue;
      const ends = `${user[x]} ${user[y]}`;
      counts.set(ends, (counts.get(ends) ?? new Set()).add(id[x]!));
    }
  }
  return [...counts]
    .filter(([, own]) => own.size >= minEdgeWeight)
    .map(([ends, own]) => `${ends} ${own.size}`)
    .sort();
}
