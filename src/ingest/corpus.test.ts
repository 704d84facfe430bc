/** From a file to the columns that detectors read: staged rows, loaded and asked for. */
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeWithData } from "../../test/support/shared-data.ts";
import { withFolder } from "../../test/support/staging.ts";
import { Corpus } from "../store/corpus.ts";
import { stageFile } from "./stage.ts";

const SHA = "a".repeat(64);

async function withLoaded<T>(path: string, work: (corpus: Corpus) => Promise<T>): Promise<T> {
  return withFolder(async (folder) => {
    const staged = await stageFile({ path, tempDir: folder, memoryMb: 700 });
    const corpus = await Corpus.open(join(folder, "corpus.duckdb"));
    try {
      await corpus.load("run_1", "art_1", SHA, staged.stagedPath, staged.report);
      await staged.dispose();
      return await work(corpus);
    } finally {
      corpus.close();
    }
  });
}

describeWithData("four days of the Internet Research Agency", ["ira_2016/october_5_to_8.csv"], (path) => {
  it("hold the known counts of left-leaning posts a day, and every post by its row", async () => {
    await withLoaded(path, async (corpus) => {
      expect((await corpus.postsPerDay()).map((one) => one.day)).toEqual([
        "2016-10-05",
        "2016-10-06",
        "2016-10-07",
        "2016-10-08",
      ]);
      const shares = await corpus.shares("column:account_category");
      const categories = await corpus.objectValues(
        "column:account_category",
        Int32Array.from({ length: shares.objects }, (_, i) => i),
      );
      const left = categories.indexOf("LeftTroll");
      const days = [0, 0, 0, 0];
      for (let i = 0; i < shares.length; i++)
        if (shares.object[i] === left) days[new Date(shares.time[i]!).getUTCDate() - 5]!++;
      // the pulse that the data set is known for
      expect(days).toEqual([271, 13_067, 6_217, 1_167]);
      expect(await corpus.post(SHA, 1)).toMatchObject({
        account: "BlackToLive",
        time: Date.UTC(2016, 9, 5),
        language: "English",
        urls: ["https://t.co/854r7wgYrq", "https://t.co/D817fgWH9X"],
        extra: { external_author_id: "4840551713", account_category: "LeftTroll", post_type: null },
      });
      expect(await corpus.post(SHA, 31_555)).toBeDefined();
      expect(await corpus.post(SHA, 31_556)).toBeUndefined();
      expect(shares).toMatchObject({ length: 31_555, accounts: 348, resolution: "minute" });
    });
  });
});

describeWithData(
  "retweets of CooRTweet",
  ["coortweet/russian_coord_tweets.csv", "coortweet/russian_coord_tweets.cnt.csv"],
  (four, eight) => {
    it("are the same shares in both layouts", async () => {
      const list = (path: string) =>
        withLoaded(path, async (corpus) => {
          const shares = await corpus.shares("reshare");
          const accounts = await corpus.accountNames(shares.account);
          const objects = await corpus.objectValues("reshare", shares.object);
          return accounts.map(
            (account, i) => `${account} ${objects[i]!} ${shares.time[i]!} ${shares.row[i]!}`,
          );
        });
      const rows = await list(four);
      expect(rows.length).toBe(35_125);
      expect(await list(eight)).toEqual(rows);
    });
  },
);

describeWithData("seven months of the Internet Research Agency", ["ira_2016/ira_2016.parquet"], (path) => {
  it("are staged whole within 700 MB", async () => {
    const staged = await stageFile({ path, memoryMb: 700 });
    try {
      expect(staged.report).toMatchObject({
        rowsRead: 653_153,
        kept: 653_153,
        accounts: 912,
        resolution: "minute",
        layout: "ira-2016-parquet",
      });
    } finally {
      await staged.dispose();
    }
  });
});
