import { expect, it } from "vitest";
import { PostBatch } from "./post-batch.ts";
import type { RowOfFile } from "./post-batch.ts";
import type { CorpusPost } from "./posts.ts";

const postAt = ({ sha256, row }: RowOfFile): CorpusPost => ({
  artifactId: "art_aaaaaaaaaa",
  sha256,
  row,
  account: `account ${row}`,
  time: 0,
  text: null,
  post: null,
  reshare: null,
  reply: null,
  language: null,
  urls: [],
  domains: [],
  hashtags: [],
  mentions: [],
  repeats: null,
  extra: {},
});

it("reads what is asked for in one turn at once, each place once, and gives everybody their own", async () => {
  const asked: (readonly RowOfFile[])[] = [];
  const batch = new PostBatch(async (places) => {
    asked.push(places);
    await Promise.resolve();
    // Rows from 5 on hold no post; the order is another one.
    return places
      .filter(({ row }) => row < 5)
      .map(postAt)
      .reverse();
  });
  const rows = [3, 1, 9, 3, 2];
  const posts = await Promise.all(rows.map((row) => batch.post({ sha256: "f", row })));
  expect(posts.map((post) => post?.row)).toEqual([3, 1, undefined, 3, 2]);
  expect(asked).toEqual([[3, 1, 9, 2].map((row) => ({ sha256: "f", row }))]);
  expect((await batch.post({ sha256: "g", row: 4 }))?.sha256).toBe("g");
  expect(asked).toHaveLength(2);
});

it("gives a failure to those who asked, and to nobody after them", async () => {
  let broken = true;
  const batch = new PostBatch(async (places) => {
    await Promise.resolve();
    if (broken) throw new Error("closed");
    return places.map(postAt);
  });
  const both = await Promise.allSettled([1, 2].map((row) => batch.post({ sha256: "f", row })));
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  broken = false;
  expect((await batch.post({ sha256: "f", row: 1 }))?.row).toBe(1);
});
