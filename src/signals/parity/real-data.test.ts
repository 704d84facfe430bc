/** The peers' own edge lists on their own files, edge by edge and column by column. */
import { expect, it } from "vitest";
import { describeWithData } from "../../../test/support/shared-data.ts";
import { cntFile, coortweetFile, linkedForm, readCsv } from "../../../test/support/parity-files.ts";
import { likeCnt, type CntNetwork } from "./cnt.ts";
import { likeCooRTweet, type CooRTweetMeasures } from "./coortweet.ts";

const COLUMNS = [
  ["weight", "weight"],
  ["avg_time_delta", "avgTimeDelta"],
  ["n_content_id", "nContentId"],
  ["n_content_id_y", "nContentIdY"],
  ["edge_symmetry_score", "edgeSymmetryScore"],
  ["weight_threshold", "weightThreshold"],
] as const;

/** Both empty, or equal to one part in 10^9. */
function expectColumn(mine: Float64Array, theirs: readonly string[]): void {
  expect(mine.length).toBe(theirs.length);
  const wrong = theirs.filter((text, i) => {
    if (text === "" || Number.isNaN(mine[i])) return (text === "") !== Number.isNaN(mine[i]);
    return Math.abs(mine[i]! - Number(text)) > 1e-9 * Math.max(1, Math.abs(Number(text)));
  });
  expect(wrong).toEqual([]);
}

function expectMeasures(mine: CooRTweetMeasures, theirs: Record<string, string>[], suffix: string): void {
  for (const [name, key] of COLUMNS)
    expectColumn(
      mine[key],
      theirs.map((row) => row[name + suffix]!),
    );
}

const COORTWEET = [
  ["coortweet/russian_coord_tweets.csv", "coortweet/coort_russian_tw10_mp2", 10, 2, undefined, 442],
  ["coortweet/russian_coord_tweets.csv", "coortweet/coort_russian_tw60_mp2", 60, 2, undefined, 3721],
  ["coortweet/russian_coord_tweets.csv", "coortweet/coort_russian_tw60_mp5_fast10", 60, 5, 10, 1193],
  ["peers/synth_10000.coort.csv", "peers/coort_synth10000_tw60_mp2", 60, 2, undefined, 1203],
] as const;

for (const [input, output, timeWindow, minParticipation, fastWindow, edgeCount] of COORTWEET) {
  const files = [input, `${output}.edges.csv`];
  if (!output.startsWith("peers/")) files.push(`${output}.pairs.csv`);
  describeWithData(`like CooRTweet: ${output}`, files, (shares, edgeFile, pairFile) => {
    const options = { timeWindow, minParticipation, ...(fastWindow === undefined ? {} : { fastWindow }) };

    it("gives the package's edges, ends in its order", async () => {
      const theirs = readCsv(edgeFile);
      const { edges } = await likeCooRTweet(coortweetFile(shares), options);
      expect(edges.length).toBe(edgeCount);
      expect(edges.from).toEqual(theirs.map((row) => row["from"]));
      expect(edges.to).toEqual(theirs.map((row) => row["to"]));
      expectMeasures(edges.full, theirs, fastWindow === undefined ? "" : "_full");
      if (fastWindow !== undefined) expectMeasures(edges.fast!, theirs, "_fast");
    });

    if (pairFile === undefined) return;
    it("gives the package's pairs of contents", async () => {
      const rows = coortweetFile(shares);
      const { pairs } = await likeCooRTweet(rows, options);
      const mine = Array.from({ length: pairs.length }, (_, i) => {
        const older = pairs.older[i]!;
        const newer = pairs.newer[i]!;
        const fields = [rows.object[older], rows.content[older], rows.content[newer], pairs.timeDelta[i]];
        if (pairs.fast !== undefined)
          return [...fields, rows.account[older], rows.account[newer], pairs.fast[i]];
        return [...fields, rows.account[older], rows.account[newer]];
      });
      expect(mine.map((fields) => fields.join(",")).sort()).toEqual(
        readCsv(pairFile).map((row) => Object.values(row).join(",")),
      );
    });
  });
}

type CntCase = readonly [string, string, CntNetwork, number, number, "as it is" | "linked form"];
const SAMPLE = "peers/cnt_sample_data.csv";
const SYNTHETIC = "peers/synth_10000.cnt.csv";
const RUSSIAN = "coortweet/russian_coord_tweets.cnt.csv";
const CNT: readonly CntCase[] = [
  [SAMPLE, "peers/cnt_sample_co_retweet_tw1_w1", "co_retweet", 1, 18, "as it is"],
  [SAMPLE, "peers/cnt_sample_co_link_tw1_w1", "co_link", 1, 89, "as it is"],
  [SAMPLE, "peers/cnt_sample_co_reply_tw1_w1", "co_reply", 1, 10, "as it is"],
  [SAMPLE, "peers/cnt_sample_co_tweet_tw1_w1", "co_tweet", 1, 9, "as it is"],
  [SAMPLE, "peers/cnt_sample_co_similar_tweet_tw1_w1", "co_similar_tweet", 1, 19, "as it is"],
  [SAMPLE, "peers/cnt_sample_co_post_tw1_w1", "co_post", 1, 100, "as it is"],
  [
    "peers/cnt_coretweet_test_input.csv",
    "peers/cnt_testinput_coretweet_tw60_w1",
    "co_retweet",
    60,
    8,
    "as it is",
  ],
  [SYNTHETIC, "peers/cnt_synth10000_coretweet_tw60_w1", "co_retweet", 60, 2695, "as it is"],
  [SYNTHETIC, "peers/cnt_synth10000_co_post_tw1_w1", "co_post", 1, 406, "as it is"],
  [SYNTHETIC, "peers/cnt_synth10000_co_link_tw60_w1", "co_link", 60, 2695, "linked form"],
  [SYNTHETIC, "peers/cnt_synth10000_co_reply_tw60_w1", "co_reply", 60, 2695, "linked form"],
  [SYNTHETIC, "peers/cnt_synth10000_co_tweet_tw60_w1", "co_tweet", 60, 2695, "linked form"],
  [SYNTHETIC, "peers/cnt_synth10000_co_similar_tweet_tw60_w1", "co_similar_tweet", 60, 2695, "linked form"],
  [RUSSIAN, "coortweet/cnt_russian_coretweet_tw10_w1", "co_retweet", 10, 2200, "as it is"],
  [RUSSIAN, "coortweet/cnt_russian_coretweet_tw60_w1", "co_retweet", 60, 12_470, "as it is"],
];

for (const [input, output, network, timeWindow, edgeCount, form] of CNT) {
  describeWithData(`like the toolkit: ${output}`, [input, `${output}.edges.csv`], (messages, edgeFile) => {
    it("gives its edges in its order", async () => {
      const read = cntFile(messages);
      const edges = await likeCnt(form === "as it is" ? read : linkedForm(read), network, { timeWindow });
      expect(edges.length).toBe(edgeCount);
      const theirs = readCsv(edgeFile);
      expect(edges.source.map((source, i) => [source, edges.target[i], String(edges.weight[i])])).toEqual(
        theirs.map((row) => [row["source"], row["target"], row["weight"]]),
      );
    });
  });
}
