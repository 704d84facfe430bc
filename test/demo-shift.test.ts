/** Shift on the simulated posts: it finds and dates the planted turn of two teams, and nothing where the turn is taken out. */
import { beforeAll, describe, expect, it } from "vitest";
import { CROSSING_DAY, SHIFT_DAY } from "../src/demo/calendar.ts";
import { Random } from "../src/kernel/index.ts";
import { shift } from "../src/signals/detectors/shift/index.ts";
import type { DetectorResult, ExamplePost } from "../src/signals/index.ts";
import { demoOf, runOn } from "./support/demo-posts.ts";
import type { Demo } from "./support/demo-posts.ts";

const run = (
  demo: Demo,
  posts: readonly ExamplePost[],
  given: Readonly<Record<string, string>>,
): Promise<DetectorResult> =>
  runOn(demo, shift, { group: demo.team.join(","), column: "topic", ...given }, posts);

const dayOf = (date: string): number => Date.parse(date) / 86_400_000;

describe("the turn of the teams", () => {
  let demo: Demo;
  let result: DetectorResult;

  beforeAll(async () => {
    demo = demoOf();
    result = await run(demo, demo.posts, {
      value: demo.truth.shift.topic,
      events: "all",
      series: "above-six",
    });
  });

  it("is found and dated", () => {
    const [found] = result.findings.filter(({ status }) => status === "finding");
    expect(found?.title).toBe("Rise on 10 October 2031: “count”, the group");
    expect(found?.sentence).toContain("the declared series crossed its line on");
    const figure = found?.figures.find(({ kind }) => kind === "lanes");
    const lane = figure?.kind === "lanes" ? figure.lanes[0] : undefined;
    const changes = lane?.kind === "counts" ? (lane.changes ?? []) : [];
    const day = dayOf(SHIFT_DAY) - dayOf("2031-09-03");
    const turn = changes.find((change) => change.day === day);
    // From version 0.2.0 on a day that cannot be told from the true one stays in.
    expect(turn?.interval).toEqual({ from: day - 1, to: day });
  });

  it("the crossing is found on its day", () => {
    const crossing = result.findings.find(({ title }) => title.startsWith("Crossing of"));
    expect(crossing?.sentence).toContain("upwards on");
    const figure = crossing?.figures[0];
    const lane = figure?.kind === "lanes" ? figure.lanes[0] : undefined;
    const [crossed] = lane?.kind === "series" ? (lane.crossings ?? []) : [];
    const day = dayOf(CROSSING_DAY) - dayOf("2031-09-03");
    expect(crossed!.interval!.from).toBeLessThanOrEqual(day);
    expect(crossed!.interval!.to).toBeGreaterThanOrEqual(day);
  });
});

/** The teams' posts with their topics dealt out anew among themselves: same posts, same days, no turn. */
function withoutTurn({ posts, team }: Demo, seed: number): ExamplePost[] {
  const own = posts.flatMap((post, i) => (team.includes(post.account) ? [i] : []));
  const dealt = Int32Array.from(own);
  new Random(seed).shuffle(dealt);
  const topic = new Map(own.map((i, k) => [i, posts[dealt[k]!]!["topic"]!]));
  return posts.map((post, i) => ({ ...post, topic: topic.get(i) ?? post["topic"]! }));
}

it("says nothing of any topic where the turn is taken out", async () => {
  const demo = demoOf();
  for (const seed of [1, 2, 3]) {
    const { findings, counts } = await run(demo, withoutTurn(demo, seed), { value: "", most: "9" });
    expect(findings.filter(({ status }) => status === "finding")).toEqual([]);
    expect(counts["seriesTested"]).toBeGreaterThan(5);
  }
});
