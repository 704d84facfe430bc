/** Shift on the simulated posts: it finds and dates the planted turn of two teams, and nothing where the turn is taken out. */
import { beforeAll, describe, expect, it } from "vitest";
import { CROSSING_DAY, POLL_LINE, SHIFT_DAY } from "../src/demo/calendar.ts";
import { DEMO_SEED, simulateDemo } from "../src/demo/simulate.ts";
import type { DemoTruth } from "../src/demo/truth.ts";
import { Random } from "../src/kernel/index.ts";
import { shift } from "../src/signals/detectors/shift/index.ts";
import { parseParameters } from "../src/signals/parameters.ts";
import type { DetectorResult, Example, ExamplePost } from "../src/signals/index.ts";
import { cellsOf, exampleGiven } from "./support/example-given.ts";
import { exampleSource } from "./support/synthetic-source.ts";

interface Demo {
  readonly truth: DemoTruth;
  readonly team: ReadonlySet<string>;
  readonly posts: readonly ExamplePost[];
  readonly files: ReadonlyMap<string, string>;
}

function demoOf(seed: number): Demo {
  const files = simulateDemo(seed);
  const truth = JSON.parse(files.get("truth.json")!) as DemoTruth;
  const left = new Set([...truth.rejects.map(({ row }) => row), ...truth.duplicates]);
  const [header = [], ...rows] = cellsOf(files.get("posts.csv")!);
  const at = (name: string): number => header.indexOf(name);
  const posts = rows
    .filter((_, i) => !left.has(i + 1))
    .map((cells) => ({
      account: cells[at("account")]!,
      time: cells[at("time")]!,
      topic: cells[at("topic")]!,
    }));
  const wanted = new Set<string>(truth.shift.groups);
  const team = truth.groups.filter(({ name }) => wanted.has(name)).flatMap(({ accounts }) => accounts);
  return { truth, team: new Set(team), posts, files };
}

async function run(
  { team, files }: Demo,
  posts: readonly ExamplePost[],
  given: Readonly<Record<string, string>>,
): Promise<DetectorResult> {
  const events = files.get("events.csv")!.replace(/^date,kind,title/, "start,kind,title");
  const example: Example = {
    posts: () => posts,
    tables: [
      { key: "events", as: "events", csv: events },
      {
        key: "polls",
        as: "series",
        csv: files.get("polls.csv")!,
        parameters: { date: "date", value: "lead" },
      },
    ],
    parameters: { group: [...team].join(","), column: "topic", ...given },
  };
  const parameters = parseParameters(shift.descriptor, example.parameters);
  return shift.run(exampleSource(example), parameters, {
    seed: 1,
    given: exampleGiven(shift.descriptor, example, parameters),
  });
}

const dayOf = (date: string): number => Date.parse(date) / 86_400_000;

describe("the turn of the teams", () => {
  let demo: Demo;
  let result: DetectorResult;

  beforeAll(async () => {
    demo = demoOf(DEMO_SEED);
    result = await run(demo, demo.posts, {
      value: demo.truth.shift.topic,
      events: "all",
      series: "polls",
      line: String(POLL_LINE),
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
    expect(turn?.interval).toEqual({ from: day, to: day });
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
  const own = posts.flatMap((post, i) => (team.has(post.account) ? [i] : []));
  const dealt = Int32Array.from(own);
  new Random(seed).shuffle(dealt);
  const topic = new Map(own.map((i, k) => [i, posts[dealt[k]!]!["topic"]!]));
  return posts.map((post, i) => ({ ...post, topic: topic.get(i) ?? post["topic"]! }));
}

it("says nothing of any topic where the turn is taken out", async () => {
  const demo = demoOf(DEMO_SEED);
  for (const seed of [1, 2, 3]) {
    const { findings, counts } = await run(demo, withoutTurn(demo, seed), { value: "", most: "9" });
    expect(findings.filter(({ status }) => status === "finding")).toEqual([]);
    expect(counts["seriesTested"]).toBeGreaterThan(5);
  }
});
