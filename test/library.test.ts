/** The examples of docs/library.md and the figures of docs/parity.md are what the program gives. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, vi } from "vitest";
import { readFileSync } from "node:fs";
import { coShare, likeCnt, likeCooRTweet, type CooRTweetPairs } from "../src/signals/index.ts";
import { count } from "../src/words.ts";
import { cntFile, coortweetFile, readCsv } from "./support/parity-files.ts";
import { describeWithData } from "./support/shared-data.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const page = (name: string): string => readFileSync(join(ROOT, "docs", name), "utf8");

it("runs the example of the library page and prints what the page shows", async () => {
  const [, code, shown] = /```js\n(.*?)```.*?```text\n(.*?)```/s.exec(page("library.md"))!;
  const path = join(ROOT, "test", `library-example-${process.pid}.ts`);
  writeFileSync(path, code!.replace('"plumbline/signals"', '"../src/signals/index.ts"'));
  const printed: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((line: string) => void printed.push(line));
  try {
    await import(path);
  } finally {
    log.mockRestore();
    rmSync(path);
  }
  expect(printed).toEqual(shown!.trim().split("\n"));
});

const pairKey = (a: string, b: string): string => [a, b].sort().join(" ");

/** Codes of a text column in order of appearance. */
function codes(column: readonly string[]): Int32Array {
  const known = new Map<string, number>();
  return Int32Array.from(column, (value) => {
    known.set(value, known.get(value) ?? known.size);
    return known.get(value)!;
  });
}

function own(file: string, minimum: number) {
  const { account, object, time } = coortweetFile(file);
  const columns = {
    account: codes(account),
    object: codes(object),
    time: time.map((seconds) => seconds * 1000),
  };
  return coShare(columns, { windowSeconds: 60, minimum });
}

describeWithData(
  "the figures of the parity page",
  [
    "coortweet/russian_coord_tweets.csv",
    "coortweet/russian_coord_tweets.cnt.csv",
    "peers/synth_10000.coort.csv",
    "peers/synth_10000.truth.csv",
    "peers/cnt_sample_data.csv",
  ],
  (retweets, messages, synthetic, truth, sample) => {
    const text = page("parity.md").replaceAll(/\s+/g, " ");
    const states = (sentence: string): void => expect(text).toContain(sentence);

    it("are right about CooRTweet", async () => {
      const shares = coortweetFile(retweets);
      const { pairs, edges } = await likeCooRTweet(shares, { timeWindow: 60, minParticipation: 2 });
      const { weight } = edges.full;
      states(
        `${count(edges.length)} edges, of which ${count(weight.filter((w) => w === 1).length)} rest on one single match`,
      );
      const posts = byAccount(shares.account, shares.content, pairs);
      const single = edges.from.filter(
        (from, i) => Math.min(posts.get(from)!.size, posts.get(edges.to[i]!)!.size) < 2,
      );
      states(`in ${count(single.length)} of ${count(edges.length)} edges one end has a single matched post`);
      const objects = byPair(shares.account, shares.object, pairs);
      const heavy = edges.from.flatMap((from, i) =>
        weight[i]! > 1 ? [objects.get(pairKey(from, edges.to[i]!))!.size] : [],
      );
      states(
        `${heavy.length} edges weigh more than 1; ${heavy.filter((n) => n === 1).length} of them rest on one object`,
      );
      const given = contributions(shares.account, shares.content, pairs);
      const swapped = edges.from.filter((from, i) => {
        const to = edges.to[i]!;
        const own = given.get(pairKey(from, to))!;
        return (
          own.get(from)!.size !== edges.full.nContentId[i] || own.get(to)!.size !== edges.full.nContentIdY[i]
        );
      });
      states(`in ${swapped.length} edges they are not the contributions of the two ends`);
      const turned = edges.from.filter((from, i) => from > edges.to[i]!);
      states(`in ${turned.length} of ${count(edges.length)} edges \`from\` comes after \`to\``);
    });

    it("are right about the fast window and repeated rows", async () => {
      const shares = coortweetFile(retweets);
      const { pairs } = await likeCooRTweet(shares, { timeWindow: 60, minParticipation: 5, fastWindow: 10 });
      const quick = pairs.timeDelta.filter((delta) => delta <= 10).length;
      states(`of ${quick} pairs within 10 s, ${pairs.fast!.filter((flag) => flag === 1).length} are flagged`);
      const seen = new Set<string>();
      const first = [...shares.content.keys()].filter((i) => seen.size < seen.add(shares.content[i]!).size);
      states(`${shares.content.length - first.length} rows repeat a content`);
      const pick = (column: readonly string[]): string[] => first.map((i) => column[i]!);
      const once = {
        object: pick(shares.object),
        account: pick(shares.account),
        content: pick(shares.content),
        time: Float64Array.from(first, (i) => shares.time[i]!),
      };
      const options = { timeWindow: 10, minParticipation: 2 };
      const [less, all] = [await likeCooRTweet(once, options), await likeCooRTweet(shares, options)];
      states(`without them, ${less.edges.length} edges instead of ${all.edges.length} at 10 s`);
    });

    it("are right about the toolkit and about co-share on the same posts", async () => {
      const edges = await likeCnt(cntFile(messages), "co_retweet", { timeWindow: 60 });
      const weight = new Map(
        edges.source.map((source, i) => [`${source} ${edges.target[i]}`, edges.weight[i]!]),
      );
      const both = new Set(
        edges.source.flatMap((a, i) => (a === edges.target[i] ? [] : [pairKey(a, edges.target[i]!)])),
      );
      const ways = [...both].map((key) => {
        const [a, b] = key.split(" ");
        return [weight.get(`${a} ${b}`) ?? 0, weight.get(`${b} ${a}`) ?? 0] as const;
      });
      const loops = edges.source.filter((source, i) => source === edges.target[i]).length;
      const unequal = ways.filter(([x, y]) => x !== y).length;
      states(
        `${count(edges.length)} edges: ${count(both.size)} pairs in both directions and ${loops} loops; ${unequal} pairs weigh`,
      );
      const two = ways.filter(([x, y]) => Math.max(x, y) > 1);
      const oneWay = two.filter(([x, y]) => Math.min(x, y) < 2).length;
      states(`at 2, ${two.length} pairs keep an edge, ${oneWay} of them in one direction only`);
      const one = await own(retweets, 1);
      const strong = one.edges.objects.filter((n) => n > 1).length;
      states(`of the ${two.length} pairs of weight 2, ${two.length - strong} rest on one object`);
      states(`${strong} pairs on two or more (${count(one.edges.length)} on one or more)`);
      const repeated = one.summary.pairsWithRepeats;
      states(`${count(one.edges.length)} pairs on first shares (${count(repeated)} with repeats`);
      states(`${repeated - one.edges.length} of the ${count(both.size)} pairs match only by a repeat`);
      states(`all ${count(one.summary.possiblePairs)} possible pairs: none is significant`);
      const { edges: strict } = await own(retweets, 2);
      expect([...strict.holmActivity, ...strict.holmTimes].filter((log10p) => log10p <= -2)).toEqual([]);
    });

    it("are right about the planted team", async () => {
      const members = new Set(readCsv(truth).map((row) => `a${row["account"]}`));
      const shares = coortweetFile(synthetic);
      const { edges } = await likeCooRTweet(shares, { timeWindow: 60, minParticipation: 2 });
      const inside = edges.from.filter((from, i) => members.has(from) && members.has(edges.to[i]!)).length;
      const above = edges.full.weightThreshold.filter((flag) => flag === 1).length;
      states(
        `CooRTweet gives ${count(edges.length)} edges, ${inside} of them inside the team, and ${above} above`,
      );
      const { edges: pairs, summary } = await own(synthetic, 2);
      const names = [...new Set(shares.account)];
      const found = [...pairs.a.keys()].filter((i) => pairs.holmActivity[i]! <= -2);
      states(`${pairs.length} pairs on two or more objects; ${found.length} pass null 1`);
      expect(found.every((i) => members.has(names[pairs.a[i]!]!) && members.has(names[pairs.b[i]!]!))).toBe(
        true,
      );
      expect(found.length).toBe((members.size * (members.size - 1)) / 2);
      expect(summary.timesCannotJudge).toBe(true);
    });

    it("are right about links", async () => {
      const read = cntFile(sample);
      const pairsOf = async (urls: readonly string[]): Promise<number> => {
        const edges = await likeCnt({ ...read, urls }, "co_link", { timeWindow: 1, loops: false });
        return edges.length / 2;
      };
      const all = await pairsOf(read.urls);
      const listed = await pairsOf(read.urls.map((urls) => (urls === "[]" ? "" : urls)));
      const links = await pairsOf(
        read.urls.map((urls) => [...urls.matchAll(/'([^']+)'/g)].map(([, url]) => url).join(" ")),
      );
      states(
        `sample: ${all} pairs; without the "link" \`[]\`, ${listed}; with the links read as links, ${links}`,
      );
    });
  },
);

function byAccount(
  account: readonly string[],
  value: readonly string[],
  pairs: CooRTweetPairs,
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const rows of [pairs.older, pairs.newer])
    for (const row of rows)
      found.set(account[row]!, (found.get(account[row]!) ?? new Set()).add(value[row]!));
  return found;
}

function byPair(
  account: readonly string[],
  value: readonly string[],
  pairs: CooRTweetPairs,
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (let i = 0; i < pairs.length; i++) {
    const key = pairKey(account[pairs.older[i]!]!, account[pairs.newer[i]!]!);
    found.set(key, (found.get(key) ?? new Set()).add(value[pairs.older[i]!]!));
  }
  return found;
}

/** Contents of each end of each pair. */
function contributions(
  account: readonly string[],
  content: readonly string[],
  pairs: CooRTweetPairs,
): Map<string, Map<string, Set<string>>> {
  const found = new Map<string, Map<string, Set<string>>>();
  for (let i = 0; i < pairs.length; i++) {
    const key = pairKey(account[pairs.older[i]!]!, account[pairs.newer[i]!]!);
    const own = found.get(key) ?? new Map<string, Set<string>>();
    found.set(key, own);
    for (const row of [pairs.older[i]!, pairs.newer[i]!])
      own.set(account[row]!, (own.get(account[row]!) ?? new Set()).add(content[row]!));
  }
  return found;
}
