import { expect, it } from "vitest";
import { PostBatch } from "./post-batch.ts";
import type { CorpusPost, PostRef } from "./posts.ts";

const postAt = ({ artifactId, row }: PostRef): CorpusPost => ({
  artifactId,
  sha256: "",
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
  const asked: [string, number[]][] = [];
  const batch = new PostBatch(async (importId, places) => {
    asked.push([importId, places.map(({ row }) => row)]);
    await Promise.resolve();
    // Rows from 5 on hold no post; the order is another one.
    return places
      .filter(({ row }) => row < 5)
      .map(postAt)
      .reverse();
  });
  const rows = [3, 1, 9, 3, 2];
  // Two imports of one file, which may have read a row of it in different ways.
  const place = (row: number) => ({ artifactId: "f", row });
  const posts = await Promise.all([
    ...rows.map((row) => batch.post("first", place(row))),
    batch.post("second", place(3)),
  ]);
  expect(posts.map((post) => post?.row)).toEqual([3, 1, undefined, 3, 2, 3]);
  expect(posts[0]).not.toBe(posts[5]);
  expect(asked).toEqual([
    ["first", [3, 1, 9, 2]],
    ["second", [3]],
  ]);
  expect((await batch.post("first", { artifactId: "g", row: 4 }))?.artifactId).toBe("g");
  expect(asked).toHaveLength(3);
});

it("gives a failure to those who asked, and to nobody after them", async () => {
  let broken = true;
  const batch = new PostBatch(async (_, places) => {
    await Promise.resolve();
    if (broken) throw new Error("closed");
    return places.map(postAt);
  });
  const both = await Promise.allSettled([1, 2].map((row) => batch.post("first", { artifactId: "f", row })));
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  broken = false;
  expect((await batch.post("first", { artifactId: "f", row: 1 }))?.row).toBe(1);
});
