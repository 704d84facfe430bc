/**
 * What a run was asked may name an account, as the value of a column. The Run is shown to more readers than the posts, and holds no such
 * name, whatever the parameter is called; its output does.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { DETECTORS } from "../src/signals/index.ts";
import { Case, importFile } from "../src/workbench/index.ts";
import { detect } from "../src/workbench/detect.ts";
import { runResult } from "../src/workbench/run-result.ts";
import { importTable } from "../src/workbench/import-table.ts";
import { tempFolder } from "./support/temp.ts";

const DAY_MS = 86_400_000;
/** Ten accounts post each day for forty days; `answers` says to whom, `desk` is no account. */
function posts(): string {
  const rows = Array.from({ length: 400 }, (_, i) => {
    const time = new Date(
      Date.UTC(2031, 0, 1) + Math.floor(i / 10) * DAY_MS + (i % 10) * 3_600_000 + i * 1000,
    );
    const text = i % 2 === 0 ? "Alder spoke" : "Birch spoke";
    return `p${i},quill-${i % 10},${time.toISOString()},${text},Quill-${i % 3},north,https://a.example/${i % 7}`;
  });
  return `id,account,time,text,answers,desk,link\n${rows.join("\n")}\n`;
}

let opened: Case;
let actor: { readonly by: string; readonly for: string };
beforeEach(async () => {
  const folder = tempFolder();
  opened = await Case.open(join(folder, "case"), { create: { by: "a", organisation: "First Desk" } });
  actor = { by: "a", for: await opened.keeper() };
  writeFileSync(join(folder, "posts.csv"), posts());
  await importFile(opened, join(folder, "posts.csv"), {
    actor,
    map: "id=id,account=account,time=time,text=text,url=link",
  });
  writeFileSync(
    join(folder, "parties.csv"),
    "key,name,kind\nalder,Alder,organisation\nbirch,Birch,organisation\n",
  );
  await importTable(opened, join(folder, "parties.csv"), { actor, as: "subjects" });
  writeFileSync(join(folder, "marks.csv"), "kind,marker\nphrase,words\n");
  await importTable(opened, join(folder, "marks.csv"), { actor, as: "markers", key: "marks" });
  return () => opened.close();
});

/** For each detector that can be asked for a value of a column: how. */
const ASKED: Readonly<Record<string, (column: string, value: string) => Readonly<Record<string, string>>>> = {
  "co-share": (column, value) => ({ within: `${column}=${value}` }),
  shift: (column, value) => ({ group: `column:${column}=${value}`, column, value }),
  rhythm: (column, value) => ({ group: `column:${column}=${value}` }),
  "leak-trail": (column, value) => ({ group: `column:${column}=${value}`, markers: "marks" }),
  spread: (column, value) => ({ groups: `column:${column}=${value}` }),
  preference: (column, value) => ({
    group: `column:${column}=${value}`,
    comparison: `column:${column}=${value}`,
    where: `${column}=${value}`,
    subjects: "alder,birch",
  }),
};

it("lists every detector with a parameter that can name a value of a column", () => {
  const can = DETECTORS.filter(({ descriptor }) =>
    descriptor.parameters.some(
      ({ kind, takes, help, ofColumn }) =>
        takes === "group" || ofColumn !== undefined || (kind === "text" && /[a-z]=[a-z]/i.test(help)),
    ),
  );
  expect(can.map(({ descriptor }) => descriptor.id).sort()).toEqual(Object.keys(ASKED).sort());
});

for (const [detector, asked] of Object.entries(ASKED))
  it(`${detector} records no account that was asked for, and its output holds it`, async () => {
    const parameters = asked("answers", "Quill-1");
    const run = await detect(opened, { detector, parameters, actor });
    expect(JSON.stringify(run.body).toLowerCase()).not.toContain("quill");
    const named = Object.keys(parameters).filter((name) => !["subjects", "column", "markers"].includes(name));
    expect(named.map((name) => run.body.parameters[name])).toEqual(
      named.map(() => "one value, named in the output"),
    );
    const owner = await opened.owner();
    const result = await runResult(opened, await opened.fold(owner), run.id);
    const table = result?.output.tables.find(({ id }) => id === "asked");
    expect(new Map(table?.rows.map(({ cells: [name, value] }) => [name, value]))).toEqual(
      new Map(named.map((name) => [name, parameters[name]])),
    );
  });

it("a value that is no account stands in the Run as it was asked", async () => {
  const parameters = { group: "column:desk=north" };
  const run = await detect(opened, { detector: "rhythm", parameters, actor });
  expect(run.body.parameters["group"]).toBe("column:desk=north");
});
