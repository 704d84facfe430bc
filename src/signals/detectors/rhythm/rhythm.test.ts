/** Findings of rhythm: on its example, on groups that get no answer, and on days that are given. */
import { expect, it } from "vitest";
import { exampleGiven } from "../../../../test/support/example-given.ts";
import { exampleSource } from "../../../../test/support/synthetic-source.ts";
import { findingSchema, type Finding } from "../../../model/finding.ts";
import type { ExamplePost, Given } from "../../index.ts";
import { checkResult } from "../../result.ts";
import { rhythm } from "./index.ts";

const { descriptor, example } = rhythm;

async function findings(
  posts: readonly ExamplePost[] = example.posts(),
  parameters: Readonly<Record<string, string | number>> = {},
  beside: Given = {},
): Promise<readonly Finding[]> {
  const all = { ...example.parameters, ...parameters };
  const given = { ...exampleGiven(descriptor, example, all), ...beside };
  const source = exampleSource({ posts: () => posts, parameters: {} });
  const result = await rhythm.run(source, all, { seed: 1, given });
  for (const finding of result.findings) expect(findingSchema.parse(finding)).toEqual(finding);
  checkResult(result.findings, result.output);
  return result.findings;
}

const titled = (list: readonly Finding[], words: string): Finding =>
  list.find(({ title }) => title.includes(words))!;

it("says the hours of its example, and that they move with the clocks", async () => {
  const list = await findings();
  const hours = titled(list, "Hours in common");
  expect(hours.status).toBe("candidate");
  expect(hours.sentence).toContain("A window in UTC is no place");
  expect(hours.sentence).not.toContain("UTC+");
  expect(hours.figures[0]).toMatchObject({ kind: "hours", clock: "UTC" });
  const clocks = titled(list, "Hours move with the clocks");
  expect(clocks.status).toBe("finding");
  const [low, high] = clocks.statistics[0]!.interval!;
  expect([low > 0, low <= 60, high >= 60]).toEqual([true, true, true]);
  expect(clocks.figures[0]).toMatchObject({ kind: "intervals", reference: 0 });
});

it("gives offsets only under a start that is stated, and refuses what is no hour", async () => {
  const [hours] = await findings(undefined, { start: "9" });
  expect(hours!.sentence).toMatch(
    /If work begins at 9 h where they are, the offset is one of UTC\+1 or UTC\+2;/,
  );
  await expect(findings(undefined, { start: "24" })).rejects.toMatchObject({ code: "PARAMETER" });
  await expect(findings(undefined, { zones: "Europe/Atlantis" })).rejects.toMatchObject({
    code: "PARAMETER",
  });
});

it("answers nothing for four accounts, one account, one day, or a group that is not there", async () => {
  const posts = example.posts();
  const cases: [readonly ExamplePost[], RegExp][] = [
    [posts.filter(({ account }) => !/desk-[567]/.test(account)), /4 accounts/],
    [
      posts.map((post) => (/desk-[1-4]/.test(post.account) ? { ...post, account: "desk-1" } : post)),
      /4 accounts/,
    ],
    [
      posts.map((post, i) => (i % 5 > 1 && post["team"] === "desk" ? { ...post, account: "desk-1" } : post)),
      /one account has/,
    ],
    [posts.map((post) => ({ ...post, time: "2031-09-01T10:00:00.000Z" })), /1 day within 1/],
    [posts.map((post) => ({ ...post, team: "" })), /no post is of an account/],
  ];
  for (const [changed, reason] of cases) {
    const [only, ...others] = await findings(changed);
    expect([only!.status, others.length]).toEqual(["not answerable", 0]);
    expect(only!.sentence).toMatch(reason);
    expect(only!.rows.count).toBe(0);
  }
});

it("finds no clock where none changed, and no hours in accounts that post at any hour", async () => {
  const even = example.posts().map((post, i) => ({
    ...post,
    time: new Date(Date.parse(post.time) + ((i * 7919) % 1440) * 60_000).toISOString(),
  }));
  const list = await findings(even, { zones: "Etc/UTC" });
  expect(titled(list, "No hours in common").status).toBe("note");
  expect(titled(list, "Clocks").sentence).toMatch(
    /^Cannot be answered, because no clock of Etc\/UTC changed/,
  );
});

it("ranks given days, and does not say that anybody kept them", async () => {
  const day = (from: string) => ({ ref: from, title: from, is: "holiday", from, to: from, loggedAt: "" });
  const off = ["2031-09-15", "2031-09-30", "2031-10-08"];
  const posts = example
    .posts()
    .filter(({ time, account }) => !off.includes(time.slice(0, 10)) || account === "desk-1");
  const list = await findings(posts, {}, { holidays: { kind: "events", events: off.map(day) } });
  const given = titled(list, "Given days");
  expect(given.status).toBe("finding");
  expect(given.sentence).toContain("Of 3 days of the list, 3 are the deepest fall");
  expect(given.sentence).toContain("It does not say that anybody kept a holiday.");
  expect(given.statistics.map(({ value }) => value)).toEqual([1, 1, 1]);
});
