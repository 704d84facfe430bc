/** The commonest values of a column: counts that a person can make by hand, for a group beside others, and over weeks. */
import { describe, expect, it } from "vitest";
import { exampleSource } from "../../test/support/synthetic-source.ts";
import type { ExamplePost } from "./detector.ts";
import { topValues } from "./top.ts";
import type { TopAsked } from "./top.ts";

/** A Monday. */
const START = Date.UTC(2031, 8, 1, 12);
const post = (account: string, day: number, topic: string): ExamplePost => ({
  account,
  time: new Date(START + day * 86_400_000).toISOString(),
  topic,
});
const POSTS = [
  post("ann", 0, "roads"),
  post("ann", 1, "roads"),
  post("ben", 7, "roads"),
  post("ben", 8, "prices"),
  post("cid", 9, "prices"),
  post("cid", 20, "sport"),
  post("dan", 20, ""),
];
const source = () => exampleSource({ posts: () => POSTS, parameters: {} });
const asked = (more: Partial<TopAsked> = {}): TopAsked => ({
  column: "topic",
  by: "week",
  most: 10,
  ...more,
});

describe("the commonest values", () => {
  it("are counted by posts and accounts, and by week from a Monday", async () => {
    const top = await topValues(source(), asked());
    expect(top.periods).toEqual(["2031-09-01", "2031-09-08", "2031-09-15"]);
    expect([top.posts, top.elsewhere, top.values]).toEqual([7, null, 3]);
    expect(top.rows.map(({ value, posts, accounts, counts }) => [value, posts, accounts, counts])).toEqual([
      ["roads", 3, 2, [2, 1, 0]],
      ["prices", 2, 2, [0, 2, 0]],
      ["sport", 1, 1, [0, 0, 1]],
    ]);
    expect(top.rows[0]!.share).toBeCloseTo(3 / 7, 12);
  });

  it("of a group stand beside those of all others, or of another group", async () => {
    const group = { kind: "group", by: "names", names: ["ann", "ben"], title: "two" } as const;
    const top = await topValues(source(), asked({ group }));
    expect([top.posts, top.elsewhere]).toEqual([4, 3]);
    expect(top.rows.map(({ value, posts, elsewhere }) => [value, posts, elsewhere])).toEqual([
      ["roads", 3, 0],
      ["prices", 1, 1 / 3],
    ]);
    const comparison = { kind: "group", by: "column", column: "topic", value: "prices", title: "p" } as const;
    const beside = await topValues(source(), asked({ group, comparison }));
    expect([beside.elsewhere, beside.rows[1]!.elsewhere]).toEqual([2, 1]);
  });

  it("may be accounts, and are cut to as many as are asked for", async () => {
    const top = await topValues(source(), asked({ column: "account", most: 1, by: "day" }));
    expect(top.values).toBe(4);
    expect(top.rows.map(({ value, posts, accounts }) => [value, posts, accounts])).toEqual([["ann", 2, 1]]);
    expect(top.periods).toHaveLength(21);
  });

  it("are refused where there are none", async () => {
    const names = { kind: "group", by: "names", names: ["nobody"], title: "nobody" } as const;
    await expect(topValues(source(), asked({ group: names }))).rejects.toThrow("The group has no posts.");
  });
});
