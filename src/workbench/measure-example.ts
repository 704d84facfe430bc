/**
 * What of `examples/us-2016` can be measured from public tables: who led in the polls (sentence 5), whether the lead ever
 * crossed (4), and what was collected and released of each side (12). The tables are declared first, so that the log says what
 * was read before anything was measured with it.
 */
import { join } from "node:path";
import { PlumblineError } from "../errors.ts";
import type { Marking } from "../model/marking.ts";
import type { Actor, Case } from "./case.ts";
import { detect } from "./detect.ts";
import { importTable } from "./import-table.ts";
import type { TableOptions } from "./table-kinds.ts";
import type { PrepareOptions } from "./prepare.ts";

const CLEAR: Marking = { tlp: "CLEAR" };

const TABLES: readonly (readonly [file: string, options: Pick<TableOptions, "as" | "key" | "columns">])[] = [
  [
    "polls-2016.csv",
    {
      as: "series",
      key: "polls-2016",
      columns: {
        date: "enddate",
        value: "clinton - trump",
        n: "samplesize",
        title: "Clinton's lead in national polls",
        unit: "points",
      },
    },
  ],
  ["sets-2016.csv", { as: "set", key: "sets-2016", columns: { title: "Sets taken and released in 2016" } }],
];

const POLLS = {
  series: "polls-2016",
  "value-is": "poll",
  readings: [
    "likely voters: population=lv",
    "registered voters: population=rv",
    "from 1 June: date>=2016-06-01",
    "from 1 September: date>=2016-09-01",
  ],
};

const RUNS: readonly (readonly [
  key: string,
  detector: string,
  parameters: Readonly<Record<string, unknown>>,
])[] = [
  ["led-in-most", "series-check", { ...POLLS, claim: "most" }],
  ["never-crossed", "series-check", { ...POLLS, claim: "crossed" }],
  ["one-sided-release", "disclosure", { set: "sets-2016", first: "Democratic", second: "Republican" }],
];

/** @throws PlumblineError STOPPED, STORE. */
export async function measureExample(
  opened: Case,
  files: string,
  actor: Actor,
  options: PrepareOptions,
): Promise<void> {
  const stopped = (): void => {
    if (options.signal?.aborted === true) throw new PlumblineError("STOPPED", "Stopped on request.");
  };
  for (const [file, how] of TABLES) {
    stopped();
    const { lines } = await importTable(opened, join(files, "tables", file), {
      ...how,
      actor,
      marking: CLEAR,
    });
    options.say(lines[0]!);
  }
  for (const [key, detector, parameters] of RUNS) {
    stopped();
    const { body } = await detect(opened, { detector, parameters, key, actor });
    options.say(`${key}: ${body.findings.find(({ id }) => id === "f1")!.title}.`);
  }
}
