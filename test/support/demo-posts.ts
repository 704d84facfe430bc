/** The simulated demo as the inputs of a detector, with what was planted and without: no store, no case. */
import { DEMO_SEED, simulateDemo } from "../../src/demo/simulate.ts";
import type { DemoOptions } from "../../src/demo/simulate.ts";
import type { DemoTruth } from "../../src/demo/truth.ts";
import { parseParameters } from "../../src/signals/parameters.ts";
import type { Detector, DetectorResult, Example, ExamplePost } from "../../src/signals/index.ts";
import { cellsOf, exampleGiven } from "./example-given.ts";
import { exampleSource } from "./synthetic-source.ts";

export interface Demo {
  readonly files: ReadonlyMap<string, string>;
  /** Of the same seed with its plants: where they were left out, it says who would have carried them. */
  readonly truth: DemoTruth;
  readonly posts: readonly ExamplePost[];
  /** Accounts of the groups whose topics are planted. */
  readonly team: readonly string[];
}

export function demoOf(seed = DEMO_SEED, options: DemoOptions = {}): Demo {
  const files = simulateDemo(seed, options);
  const truth = JSON.parse(simulateDemo(seed).get("truth.json")!) as DemoTruth;
  const [header = [], ...rows] = cellsOf(files.get("posts.csv")!);
  const at = (name: string): number => header.indexOf(name);
  const [account, time, topic, post, url] = [at("account"), at("time"), at("topic"), at("post"), at("url")];
  const kept = rows.filter(
    (cells, i) =>
      cells[account] !== "" &&
      /^\d+$/.test(cells[post]!) &&
      !Number.isNaN(Date.parse(cells[time]!)) &&
      cells[post] !== rows[i - 1]?.[post],
  );
  const wanted = new Set<string>(truth.shift.groups);
  return {
    files,
    truth,
    posts: kept.map((cells) => ({
      account: cells[account]!,
      time: cells[time]!,
      topic: cells[topic]!,
      url: cells[url]!,
    })),
    team: truth.groups.filter(({ name }) => wanted.has(name)).flatMap(({ accounts }) => accounts),
  };
}

/** The demo's tables as the demo case declares them. */
function tablesOf(files: ReadonlyMap<string, string>): Example["tables"] {
  return [
    {
      key: "events",
      as: "events",
      csv: files.get("events.csv")!.replace(/^date,kind,title/, "start,kind,title"),
    },
    {
      key: "above-six",
      as: "series",
      csv: files.get("polls.csv")!,
      parameters: { date: "date", value: "lead - 6" },
    },
    { key: "set-a-pages", as: "markers", csv: files.get("markers.csv")! },
    { key: "copied-sets", as: "set", csv: files.get("collected.csv")! },
    {
      key: "parties",
      as: "subjects",
      csv: "key,name,aliases\nalder,Alder Party,alder\nrowan,Rowan Party,rowan\n",
    },
  ];
}

/** One run of a detector over the demo; `posts` stand in the place of its own. */
export async function runOn(
  demo: Demo,
  detector: Detector,
  given: Readonly<Record<string, string | number | boolean>>,
  posts: readonly ExamplePost[] = demo.posts,
): Promise<DetectorResult> {
  const example: Example = { posts: () => posts, tables: tablesOf(demo.files)!, parameters: given };
  const { descriptor } = detector;
  const parameters = parseParameters(descriptor, example.parameters);
  return detector.run(exampleSource(example), parameters, {
    seed: 1,
    given: exampleGiven(descriptor, example, parameters),
  });
}
