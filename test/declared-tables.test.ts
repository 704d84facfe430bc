/** Tables that are declared: series, sets, events, holidays and parties come in, and a run takes them by name. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { PlumblineError } from "../src/errors.ts";
import { DECLARATION_IDS } from "../src/model/records.ts";
import { DECLARATIONS, declarationById, detectorById, parseParameters } from "../src/signals/index.ts";
import type { Descriptor } from "../src/signals/index.ts";
import { Case, importFile, trace } from "../src/workbench/index.ts";
import type { TraceStep } from "../src/workbench/index.ts";
import { takeInputs } from "../src/workbench/given-inputs.ts";
import { nameableInputs } from "../src/workbench/nameable-inputs.ts";
import { importTable } from "../src/workbench/import-table.ts";
import type { TableOptions } from "../src/workbench/table-kinds.ts";
import { detect } from "../src/workbench/detect.ts";
import { tempFolder } from "./support/temp.ts";

const POLLS = `end,list A,list B,size,state
2031-09-04,41.5,38,800,all
2031-09-03,41,38,900,all
2031-09-05,,37,500,all
soon,40,39,500,all
2031-09-05,30,45,500,north
2031-09-06,"1,041",38 %,700,all
`;
const COLLECTED = `set,target,item,documents,collected,released
set-a,Alder Party,a-01,300,2031-07-18,2031-10-05
set-a,Alder Party,a-02,100,2031-07-19,
set-b,Rowan Party,b-01,200,yes,no
set-c,Rowan Party,b-01,200,maybe,no
`;
const EVENTS = `start,end,event,kind
2031-10-05,2031-10-05,Set A released,leak
2031-10-09,2031-10-11,"Debate, second",campaign
2031-10-09 20:00,,Broadcast,campaign
2031-13-01,,No such day,campaign
2031-10,,A month,campaign
`;

interface World {
  readonly opened: Case;
  readonly bring: (
    name: string,
    text: string,
    how: Pick<TableOptions, "as"> & Partial<TableOptions>,
  ) => ReturnType<typeof importTable>;
  readonly actor: { readonly by: string; readonly for: string };
}

async function world(): Promise<World> {
  const folder = tempFolder();
  const opened = await Case.open(join(folder, "case"), { create: { by: "a", organisation: "First Desk" } });
  const actor = { by: "a", for: await opened.keeper() };
  return {
    opened,
    actor,
    bring: async (name, text, how) => {
      writeFileSync(join(folder, name), text);
      return importTable(opened, join(folder, name), { actor, ...how });
    },
  };
}

let w: World;
beforeEach(async () => {
  w = await world();
  return () => w.opened.close();
});

const refused = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof PlumblineError) return `${error.code} ${error.message}`;
    throw error;
  }
  return "not refused";
};

/** A detector that takes one thing. */
const taking = (takes: "series" | "set" | "events" | "group" | "subjects" | "table"): Descriptor => ({
  ...detectorById("near-copy").descriptor,
  parameters: [{ name: "it", title: "It", help: "It.", kind: "input", takes, default: "" }],
});
const take = async (takes: Parameters<typeof taking>[0], it: string) =>
  takeInputs(w.opened, await w.opened.fullFold(), taking(takes), parseParameters(taking(takes), { it }));

const flat = (step: TraceStep): TraceStep[] => [step, ...step.next.flatMap(flat)];

it("names its declarations where the log does", () => {
  expect(DECLARATIONS.map(({ descriptor }) => descriptor.id)).toEqual([...DECLARATION_IDS]);
  for (const id of DECLARATION_IDS) expect(declarationById(id)!.descriptor.posts).toBe(false);
});

it("shows the cells of the row that a record cites, of a table that is held", async () => {
  const { records } = await w.bring("events.csv", EVENTS, { as: "events" });
  const rows = flat(await trace(w.opened, records[0]!, await w.opened.owner())).filter(
    ({ kind }) => kind === "Row",
  );
  expect(rows.map(({ relation, text }) => `${relation} ${text}`)).toEqual([
    "row 1 start: 2031-10-05, end: 2031-10-05, event: Set A released, kind: leak",
  ]);
});

describe("a declared series", () => {
  it("has the values of its rows in order of days, and counts what has none", async () => {
    const done = await w.bring("polls.csv", POLLS, {
      as: "series",
      key: "polls",
      map: "date=end,value=list A - list B,n=size",
      columns: { where: "state=all", title: "Lead of list A", unit: "points" },
    });
    const { given, used, files } = await take("series", "polls");
    expect(used).toEqual([done.run]);
    expect(files).toEqual([{ id: done.artifact, sha256: done.sha256 }]);
    const { it: found } = given as { it: Extract<(typeof given)[string], { kind: "series" }> };
    expect([found.title, found.unit]).toEqual(["Lead of list A", "points"]);
    expect(found.points.map(({ date, value, n, row }) => [date, value, n, row])).toEqual([
      ["2031-09-03", 3, 900, 2],
      ["2031-09-04", 3.5, 800, 1],
      ["2031-09-06", 1003, 700, 6],
    ]);
    expect(found.points[0]!.fields).toMatchObject({ state: "all", "list A": "41" });
    const run = (await w.opened.fullFold()).find("Run", done.run!)!;
    expect(run.body.counts).toEqual({
      rows: 6,
      values: 3,
      leftOutByFilter: 1,
      leftOutWithoutDayOrNumber: 2,
      from: "2031-09-03",
      to: "2031-09-06",
    });
    expect(run.body.parameters).toMatchObject({ date: "end", where: "state=all" });
  });

  it("is followed from its run down to the cells of the file", async () => {
    await w.bring("polls.csv", POLLS, { as: "series", key: "polls", map: "date=end,value=list A" });
    const steps = flat(await trace(w.opened, "polls#f1", await w.opened.owner()));
    const cells = steps
      .filter(({ kind }) => kind === "Cell")
      .map(({ relation, text }) => `${relation} ${text}`);
    expect(cells).toContain("row 1 list A: 41.5");
    expect(cells).toContain("row 6 list A: 1,041");
  });

  it("may be what a column is above a number, and shows both in its cells", async () => {
    const done = await w.bring("polls.csv", POLLS, {
      as: "series",
      key: "above",
      map: "date=end,value=list A - 40",
      columns: { where: "state=all" },
    });
    const { given } = await take("series", "above");
    const { it: found } = given as { it: Extract<(typeof given)[string], { kind: "series" }> };
    expect(found.points.map(({ date, value }) => [date, value])).toEqual([
      ["2031-09-03", 1],
      ["2031-09-04", 1.5],
      ["2031-09-06", 1001],
    ]);
    const steps = flat(await trace(w.opened, `${done.run!}#f1`, await w.opened.owner()));
    const cells = steps.filter(({ kind }) => kind === "Cell").map(({ text }) => text);
    expect(cells).toContain("list A - 40: 41.5 - 40");
  });

  it("says which columns there are where one is missing, and keeps nothing", async () => {
    const before = await w.opened.log.size();
    expect(await refused(w.bring("polls.csv", POLLS, { as: "series", map: "date=day" }))).toBe(
      "PARAMETER The table has no column “day”.",
    );
    expect(await refused(w.bring("polls.csv", POLLS, { as: "series", map: "date=end,value=state" }))).toMatch(
      /^ALL_REJECTED /,
    );
    expect(await refused(w.bring("polls.csv", POLLS, { as: "series", map: "date" }))).toMatch(/^USAGE /);
    expect(await w.opened.log.size()).toBe(before);
    expect(await w.opened.artifacts.list()).toEqual([]);
  });

  it("is found by its columns where they are called as usual", () => {
    const rows = [["2031-01-01", "3.5", "12"]].map((cells, i) => ({ row: i + 1, cells }));
    const file = { id: "art_0000000001", sha256: "0".repeat(64) };
    const table = { kind: "table", title: "t", file, columns: ["day", "lead", "polls"], rows } as const;
    expect(declarationById("series")!.guess(table)).toEqual({ date: "day", value: "lead", n: "polls" });
  });
});

describe("a declared set", () => {
  it("has a unit for rows of one unit and target; released if any row is", async () => {
    await w.bring("collected.csv", COLLECTED, { as: "set", key: "leak" });
    const { given } = await take("set", "leak");
    const { it: found } = given as { it: Extract<(typeof given)[string], { kind: "set" }> };
    expect(found.units).toEqual([
      {
        unit: "set-a",
        target: "Alder Party",
        items: 400,
        collected: true,
        released: true,
        collectedOn: "2031-07-18",
        releasedOn: "2031-10-05",
        rows: [1, 2],
      },
      { unit: "set-b", target: "Rowan Party", items: 200, collected: true, released: false, rows: [3] },
    ]);
    const run = (await w.opened.fullFold()).all("Run")[0]!;
    expect(run.body.counts["leftOutUnread"]).toBe(1);
    expect(run.body.findings[0]!.sentence).toContain("1 of 1 collected from Alder Party released");
  });
});

describe("events, holidays and parties", () => {
  it("are a record a row with the row they stand in; what cannot be read is named, what is there already is not doubled", async () => {
    const first = await w.bring("events.csv", EVENTS, { as: "events" });
    expect(first.records).toHaveLength(4);
    expect(first.lines.join(" ")).toContain("1 row could not be read: 4.");
    const again = await w.bring("events.csv", EVENTS, { as: "events" });
    expect(again.records).toEqual([]);
    const events = (await w.opened.fullFold()).all("Event");
    expect(events.map(({ body }) => [body.title, body.kind, body.start, body.end])).toEqual([
      ["Set A released", "leak", "2031-10-05", undefined],
      ["Debate, second", "campaign", "2031-10-09", "2031-10-11"],
      ["Broadcast", "campaign", "2031-10-09T20:00Z", undefined],
      ["A month", "campaign", "2031-10", undefined],
    ]);
    expect(events[1]!.body.from).toEqual([{ artifact: first.artifact, row: 2 }]);
    const { given, used } = await take("events", "campaign");
    // What is known to the month only has no day.
    const { it: found } = given as { it: Extract<(typeof given)[string], { kind: "events" }> };
    expect(found.events.map(({ title, from, to }) => [title, from, to])).toEqual([
      ["Debate, second", "2031-10-09", "2031-10-11"],
      ["Broadcast", "2031-10-09", "2031-10-09"],
    ]);
    expect(used).toHaveLength(2);
    expect((await take("events", "all")).used).toHaveLength(3);
    expect(await refused(take("events", "nothing of the kind"))).toMatch(/^NOT_FOUND /);
  });

  it("make holidays events of that kind, and parties with their other names", async () => {
    await w.bring("days.csv", "date,holiday\n2031-05-01,Labour day\n", { as: "holidays" });
    await w.bring("who.csv", "key,name,aliases\nalder,Alder Party,Alder|the Alders\n", { as: "subjects" });
    expect((await take("events", "holiday")).used).toHaveLength(1);
    const { given } = await take("subjects", "alder");
    expect(given["it"]).toMatchObject({
      subjects: [{ name: "Alder Party", aliases: ["Alder", "the Alders"] }],
    });
    await w.bring("handle.csv", "key,name,aliases\nada,@ada,\n", { as: "subjects" });
    expect(await refused(take("subjects", "ada"))).toMatch(/^PARAMETER it: “ada” is an account/);
    const named = nameableInputs(await w.opened.fullFold());
    expect(named.subjects.map(({ name }) => name)).toContain("alder");
    expect(named.events.map(({ name }) => name)).toEqual(["all", "holiday"]);
  });
});

describe("what a run takes", () => {
  it("is looked up among what the reader may see, and marks the run", async () => {
    const red = { tlp: "RED" } as const;
    await w.bring("polls.csv", POLLS, {
      as: "series",
      key: "polls",
      map: "date=end,value=list A",
      marking: red,
    });
    const low = await w.opened.fold({ ceiling: "GREEN", groups: [] });
    const parameters = parseParameters(taking("series"), { it: "polls" });
    expect(await refused(takeInputs(w.opened, low, taking("series"), parameters))).toMatch(/^NOT_FOUND /);
    const { markings } = await take("series", "polls");
    expect(new Set(markings.map(({ tlp }) => tlp))).toEqual(new Set(["RED"]));
  });

  it("is refused where it is of another kind, and where a declared series was withdrawn", async () => {
    const events = await w.bring("events.csv", EVENTS, { as: "events", marking: { tlp: "CLEAR" } });
    expect(await refused(take("series", events.records[0]!))).toMatch(
      /^PARAMETER it: .* is no declared series/,
    );
    expect(await refused(take("subjects", events.records[0]!))).toMatch(/^PARAMETER /);
  });

  it("names a group by a finding, a column, or accounts", async () => {
    const path = join(tempFolder(), "posts.csv");
    const copy = "The council will close the old bridge over the river for repairs until next spring";
    writeFileSync(
      path,
      `account,time,text\none,2031-01-01T10:00:00Z,${copy}\ntwo,2031-01-01T10:05:00Z,${copy}!\nthree,2031-01-02T10:05:00Z,nothing of that kind at all here\n`,
    );
    await importFile(w.opened, path, { actor: w.actor });
    await detect(w.opened, { detector: "near-copy", parameters: {}, actor: w.actor, key: "copies" });
    const { given, used } = await take("group", "copies#f1");
    expect(given["it"]).toMatchObject({ by: "names", names: ["one", "two"] });
    expect(used).toHaveLength(1);
    const twice = await take("group", "copies#f1, copies#f1");
    expect(twice.given["it"]).toMatchObject({ by: "names", names: ["one", "two"] });
    expect(twice.used).toEqual(used);
    expect((await take("group", "column:topic=count")).given["it"]).toMatchObject({
      by: "column",
      column: "topic",
      value: "count",
    });
    expect((await take("group", "one, two")).given["it"]).toMatchObject({ names: ["one", "two"] });
  });
});
