/** The reasoning of the demo case in `examples/demo`, held against the format and against the simulated files. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { BODY } from "../model/records.ts";
import type { Draft } from "../model/records.ts";
import { referencesOf, replaceReferences } from "../model/references.ts";
import { ID_PREFIX, RECORD_TYPES, recordOf } from "../model/refs.ts";
import { simulateDemo } from "./simulate.ts";
import type { DemoTruth } from "./truth.ts";

const FILES = ["sources.yaml", "assessment.yaml"] as const;
const textOf = (name: string): string =>
  readFileSync(new URL(`../../examples/demo/${name}`, import.meta.url), "utf8");
const hashOf = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

/** Runs that the second file cites: all of them are public, by themselves or by its re-markings. */
const RUNS = ["coshare", "turn", "attention", "hours", "line-crossed", "leak", "one-sided"];

type Item = Record<string, unknown>;

/** Records of both files in order, read without the workbench's loader: keys become ids that count up. */
function demoRecords(): { readonly records: readonly Draft[]; readonly keys: ReadonlyMap<string, string> } {
  const keys = new Map(RUNS.map((key, i) => [key, `run_${String(i).padStart(10, "0")}`]));
  const records: Draft[] = [];
  for (const name of FILES) {
    const file = parse(textOf(name)) as { for: string; by: string; marking: string; records: Item[] };
    expect(file.marking).toBe("AMBER+STRICT");
    for (const item of file.records) {
      const [word, key] = Object.entries(item)[0] as [string, string | null];
      const type = RECORD_TYPES.find(
        (candidate) => candidate.toLowerCase() === word.replace("re-marking", "marking"),
      )!;
      const {
        heldAt,
        marking = file.marking,
        supersedes,
        by = file.by,
        for: party = file.for,
        ...body
      } = item;
      delete body[word];
      if (typeof body["file"] === "string") {
        Object.assign(body, { sha256: hashOf(textOf(body["file"])), held: true });
        delete body["file"];
      }
      const id = `${ID_PREFIX[type]}_${String(records.length + 1).padStart(10, "0")}`;
      if (key !== null) {
        expect(keys.has(key), `key ${key} twice`).toBe(false);
        keys.set(key, id);
        body["key"] = key;
      }
      for (const field of ["to", "ceiling"]) if (field in body) body[field] = { tlp: body[field] };
      const resolve = (reference: string): string => {
        const [head = "", part] = reference.split("#");
        const found = keys.get(head);
        if (found === undefined)
          throw new Error(`${name}, ${word} ${key ?? "without key"}: nothing above is called ${head}`);
        return part === undefined ? found : `${found}#${part}`;
      };
      replaceReferences(type, body, resolve);
      const parsed = BODY[type].safeParse(body);
      expect(parsed.error?.issues ?? [], `${name}, ${word} ${key ?? "without key"}`).toEqual([]);
      records.push({
        id,
        type,
        by,
        for: resolve(party as string),
        marking: { tlp: marking },
        ...(heldAt === undefined ? {} : { heldAt }),
        ...(supersedes === undefined ? {} : { supersedes: resolve(supersedes as string) }),
        body: parsed.data,
      } as unknown as Draft);
    }
  }
  return { records, keys };
}

const idOf = (record: Draft): string => (record as Draft & { id: string }).id;
const clear = (record: Draft): boolean => record.marking.tlp === "CLEAR";

describe("the records of the demo case", () => {
  const { records, keys } = demoRecords();
  const all = <T extends Draft["type"]>(type: T): Draft<T>[] =>
    records.filter((record): record is Draft<T> => record.type === type);
  const byKey = (key: string): Draft => records.find((record) => idOf(record) === keys.get(key))!;
  const files = simulateDemo();
  const truth = JSON.parse(files.get("truth.json")!) as DemoTruth;
  const cells = (name: string, row: number): string[] => files.get(name)!.split("\n")[row]!.split(",");

  it("fit the schemas and let no public record name a restricted one", () => {
    const visible = new Set([...RUNS.map((key) => keys.get(key)!), ...records.filter(clear).map(idOf)]);
    const leaks = records
      .filter(clear)
      .flatMap((record) => referencesOf(record).map(({ path, ref }) => ({ of: idOf(record), path, ref })))
      .filter(({ ref }) => !visible.has(recordOf(ref)));
    expect(leaks).toEqual([]);
    expect(records.filter((record) => !clear(record)).length).toBeGreaterThan(15);
    for (const record of records)
      if (record.supersedes !== undefined)
        expect(record.marking).toEqual(records.find((other) => idOf(other) === record.supersedes)!.marking);
  });

  it("name no account and no post", () => {
    for (const name of FILES) expect(textOf(name)).not.toMatch(/acct-\d|item \d{4}|page-\d/);
  });

  it("give every judgment a public wording, a basis for and against, and positions of both organisations", () => {
    const judgments = all("Judgment");
    expect(judgments.length).toBe(5);
    for (const judgment of judgments) {
      const under = (record: Draft<"Wording" | "Basis" | "Position">): boolean =>
        record.body.judgment === idOf(judgment) && clear(record);
      const stands = all("Basis")
        .filter(under)
        .map(({ body }) => body.stands);
      expect(stands).toContain("for");
      expect(stands).toContain("against");
      const own = all("Position").filter((position) => under(position) && position.body.stance === "own");
      expect(new Set(own.map(({ body }) => body.organisation))).toEqual(
        new Set([keys.get("EA"), keys.get("SO")]),
      );
      for (const position of own) expect(position.for).toBe(position.body.organisation);
      const wordings = all("Wording").filter(under);
      expect(wordings.length).toBe(1);
    }
  });

  it("state in each wording one term that an organisation holds, and no confidence", () => {
    const scale = [
      "almost no chance",
      "very unlikely",
      "unlikely",
      "roughly even chance",
      "likely",
      "very likely",
      "almost certain",
    ];
    for (const { body } of all("Wording")) {
      const held = all("Position")
        .filter(
          (position) => position.body.judgment === body.judgment && position.body.holds.startsWith("joins"),
        )
        .flatMap((position) => (position.body.likelihood === "not stated" ? [] : [position.body.likelihood]));
      for (const { scale: id, term } of held) {
        expect(id).toBe("icd203/1");
        expect(scale).toContain(term);
      }
      // longest first, so that "very likely" is not read as "likely"
      const found = [...scale].sort((a, b) => b.length - a.length).find((term) => body.text.includes(term));
      expect(
        held.map(({ term }) => term),
        body.text,
      ).toContain(found);
      expect(body.text).not.toMatch(/confidence/i);
    }
  });

  it("hold the tables that the simulator makes", async () => {
    // Written anew by `vitest run src/demo/records.test.ts -u`.
    for (const name of ["polls", "events", "collected"])
      await expect(files.get(`${name}.csv`)!).toMatchFileSnapshot(`../../examples/demo/tables/${name}.csv`);
  });

  it("cite the simulated tables by hash and row", () => {
    for (const name of ["polls", "events", "collected"]) {
      const artifact = byKey(name) as Draft<"Artifact">;
      const text = files.get(`${name}.csv`)!;
      expect(artifact.body, name).toMatchObject({ sha256: hashOf(text), held: true });
    }
    const dated = all("Event").map((event) => {
      const row = event.body.from!.find((span) => span.artifact === keys.get("events"))!.row!;
      expect(cells("events.csv", row)).toEqual([event.body.start, event.body.kind, event.body.title]);
      return row;
    });
    expect(dated).toEqual(Array.from({ length: dated.length }, (_, i) => i + 1));
    const crossing = (byKey("crossing") as Draft<"Event">).body.from!.find(
      (span) => span.artifact === keys.get("polls"),
    )!;
    expect(cells("polls.csv", crossing.row!)[0]).toBe(truth.poll.crossing);
    expect(cells("polls.csv", crossing.row! - 1)[3]! < "6").toBe(true);
    const sets = (byKey("C-sets") as Draft<"Claim">).body.from!.map(
      (span) => cells("collected.csv", span.row!)[2],
    );
    expect(sets).toEqual(["set-a-01", "set-b-01"]);
    const smaller = (byKey("C-smaller-sets") as Draft<"Claim">).body.from!.map(
      (span) => cells("collected.csv", span.row!)[0],
    );
    expect(smaller).toEqual(
      truth.sets
        .filter(({ released }) => released !== null)
        .slice(1)
        .map(({ set }) => set),
    );
  });

  it("say no number that the simulated posts do not bear out", () => {
    const proposition = (key: string): string => (byKey(key) as Draft<"Claim">).body.proposition;
    const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
    const { shift, sets, groups } = truth;
    expect(proposition("C-shift")).toContain(
      `from ${percent(shift.before)} before 10 October to ${percent(shift.after)}`,
    );
    expect(proposition("C-others-shift")).toContain(
      `from ${percent(shift.ordinaryBefore)} to ${percent(shift.ordinaryAfter)}`,
    );
    const early = groups
      .filter(({ name }) => shift.groups.includes(name))
      .flatMap(({ slots }) => slots)
      .filter(({ time }) => time < shift.from);
    const on = (topic: string): number => early.filter((slot) => slot.topic === topic).length;
    expect(proposition("C-alder")).toContain(`${on("alder")} of the ${early.length} items`);
    expect(proposition("C-alder")).toContain(`and ${on("rowan")} had the topic “rowan”`);
    const thousands = (n: number): string => n.toLocaleString("en-GB");
    expect(proposition("C-documents")).toContain(
      `Set A holds ${thousands(sets[0]!.documents)} documents and set B ${thousands(sets[1]!.documents)};`,
    );
    expect(proposition("C-sets")).toContain(`${sets[0]!.items} mailboxes of the Alder Party`);
    expect(proposition("C-sets")).toContain(`${sets[1]!.items} mailboxes of the Rowan Party`);
    for (const [name, minutes] of [
      ["team-1", [0, 20, 40]],
      ["team-2", [10, 30, 50]],
    ] as const) {
      const slots = groups.find((group) => group.name === name)!.slots;
      const seen = new Set(slots.map(({ time }) => Number(time.slice(14, 16))));
      expect([...seen].sort((a, b) => a - b)).toEqual([...minutes]);
    }
    expect(proposition("C-wire").startsWith("Eight accounts")).toBe(true);
    expect(groups.find(({ name }) => name === "newsroom")!.accounts.length).toBe(8);
  });

  it("have one origin behind the company's statement and the two reports that retell it", () => {
    const roots = (id: string): string[] => {
      const record = records.find((other) => idOf(other) === id)!;
      const lineage = "derivedFrom" in record.body ? record.body.derivedFrom : undefined;
      return Array.isArray(lineage) ? (lineage as string[]).flatMap(roots) : [id];
    };
    const origins = ["C-tidewheel", "C-lab", "C-courier"].flatMap((key) => roots(keys.get(key)!));
    expect(origins.length).toBe(3);
    expect(new Set(origins)).toEqual(new Set([keys.get("tidewheel-statement")]));
  });
});
