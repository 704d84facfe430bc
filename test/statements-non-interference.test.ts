/**
 * What a run takes of statements and groups: two cases that agree on what a person may see give that person the same leak trail and the
 * same spread, whatever markers, claims, events, posts and flagged groups stand above the line. The owner's differ, so that this could fail.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Marking, Reader } from "../src/model/marking.ts";
import type { IssuedDraft } from "../src/model/records.ts";
import { detect } from "../src/workbench/detect.ts";
import { withdraw } from "../src/workbench/withdraw.ts";
import { nameableInputs } from "../src/workbench/nameable-inputs.ts";
import { importTable } from "../src/workbench/import-table.ts";
import { Case, importFile } from "../src/workbench/index.ts";
import { tempFolder } from "./support/temp.ts";

const LOW: Marking = { tlp: "GREEN" };
const HIGH: Marking = { tlp: "RED" };
const READER: Reader = { ceiling: "GREEN", groups: [] };
const SECRET = "zebraquay";

const open: Case[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const at = (n: number): string => new Date(Date.UTC(2034, 3, 1) + n * 3_600_000).toISOString();
const COPIED = "The board of the harbour sold the old quay twice over, as its minutes of that spring show";

/** Posts of six who copy each other, and of thirty who reshare them and speak of the minutes. */
function posts(copiers: string, start: number): string {
  const lines = ["post,account,time,text,reshare,platform,community"];
  for (let n = 0; n < 12; n++)
    lines.push(
      `${start + n},${copiers}-${n % 6},${at(n)},"${COPIED}${n % 2 === 0 ? "" : "!"}",,first,${n < 6 ? "north" : "south"}`,
    );
  for (let n = 0; n < 120; n++)
    lines.push(
      `${start + 100 + n},reader-${n % 30},${at(40 + n)},entry ${n} on the harbour minutes,${n % 2 === 0 ? start + (n % 12) : ""},${n % 3 === 0 ? "second" : "first"},${n % 4 < 2 ? "north" : "south"}`,
    );
  return `${lines.join("\n")}\n`;
}

interface Made {
  readonly opened: Case;
  readonly actor: { readonly by: string; readonly for: string };
  readonly claims: string;
}

async function make(hidden: boolean): Promise<Made> {
  const folder = tempFolder();
  const opened = await Case.open(join(folder, "case"), { create: { by: "a", organisation: "Desk" } });
  open.push(opened);
  const actor = { by: "a", for: await opened.keeper() };
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const draft = (type: IssuedDraft["type"], marking: Marking, body: object): IssuedDraft =>
    ({ id: opened.log.issueId(type), type, ...actor, marking, body }) as IssuedDraft;
  const add = async (...args: Parameters<typeof draft>): Promise<string> => {
    const [written] = await opened.append([draft(...args)]);
    return written!.id;
  };
  const lists = (marking: Marking, word: string, key: string) =>
    importTable(opened, write(`${word}.csv`, `marker,kind\n${word} minutes,phrase\n`), {
      actor,
      as: "markers",
      key,
      marking,
    });
  // Posts above the line stood there before the markers were declared, which must not be told.
  if (hidden) {
    await importFile(opened, write("hidden.csv", posts(SECRET, 900_000)), { actor, marking: HIGH });
    await detect(opened, { detector: "near-copy", parameters: {}, actor, key: "hidden-copies" });
    await lists(HIGH, SECRET, "hidden-markers");
  }
  await lists(LOW, "harbour", "papers");
  const court = await add("Party", LOW, { kind: "organisation", name: "Court" });
  const [persona, site] = [
    await add("Party", LOW, { kind: "organisation", name: "Persona" }),
    await add("Party", LOW, { kind: "organisation", name: "Site" }),
  ];
  const source = await add("Artifact", LOW, { title: "Judgment", sha256: "not recorded", held: false });
  const claim = (marking: Marking, key: string, polarity: string, speaker: string) =>
    add("Claim", marking, {
      key,
      speaker,
      polarity,
      proposition: "It was handed over.",
      about: [persona, site],
      from: [{ artifact: source, page: 3 }],
    });
  const event = (marking: Marking, title: string, kind: string, start: string, parties: string[]) =>
    add("Event", marking, { title, kind, start, parties, from: [{ artifact: source, page: 4 }] });
  await claim(LOW, "said", "asserts", court);
  await event(LOW, "Files go over", "hand-over", "2034-03-09", [persona]);
  await event(LOW, "Files are shown", "disclosure", "2034-04-02", [site]);
  await event(LOW, "Sanctions", "sanction", "2034-06-01", []);
  if (hidden) {
    const witness = await add("Party", HIGH, { kind: "organisation", name: SECRET });
    await claim(HIGH, "hidden-claim", "denies", witness);
    await event(HIGH, `${SECRET} is entered`, "intrusion", "2034-02-01", [witness]);
    await event(HIGH, `${SECRET} sanctions`, "sanction", "2034-05-01", [witness]);
  }
  await importFile(opened, write("posts.csv", posts("writer", 100_000)), { actor, marking: LOW });
  await detect(opened, { detector: "near-copy", parameters: {}, actor, reader: READER, key: "copies" });
  return { opened, actor, claims: "said" };
}

/** What a run says and leaves, with ids in the order in which they come. */
async function told(
  { opened, actor }: Made,
  detector: string,
  parameters: object,
  reader?: Reader,
): Promise<string> {
  const run = await detect(opened, {
    detector,
    parameters: parameters as Record<string, unknown>,
    actor,
    ...(reader === undefined ? {} : { reader }),
  });
  const fold = await opened.fullFold();
  const output = fold.find("Artifact", run.body.output!)!;
  const bytes = await opened.artifacts.read(output.body.sha256);
  const { findings, counts, parameters: recorded, used } = run.body;
  const text = JSON.stringify([findings, counts, recorded, used, run.marking, bytes.toString("utf8")]);
  const names = new Map<string, string>();
  return text.replaceAll(/\b(?:[a-z]{3}_[0-9a-z]{10})\b/g, (id) => {
    if (!names.has(id)) names.set(id, `id ${names.size + 1}`);
    return names.get(id)!;
  });
}

const TRAIL = {
  markers: "papers",
  steps: "all",
  roles: "relayed=hand-over\npublished=disclosure\ntaken=intrusion",
  "hand-overs": "said",
  group: "flagged",
};
const SPREAD = { acts: "sanction", mainstream: "said" };

describe("a run takes of what its asker may see, and of that alone", () => {
  it.each([
    ["leak-trail", TRAIL],
    ["spread", SPREAD],
  ])("%s is the same over two cases that agree below the line", async (detector, parameters) => {
    const [plain, more] = [await make(false), await make(true)];
    const seen = await told(plain, detector, parameters, READER);
    expect(await told(more, detector, parameters, READER)).toBe(seen);
    expect(seen).not.toContain(SECRET);
    expect(seen).not.toContain("declared after posts");
    const whole = await told(more, detector, parameters);
    expect(whole).not.toBe(seen);
    expect(whole).toContain(SECRET);
  });

  it("and a form names nothing above the line", async () => {
    const more = await make(true);
    const names = JSON.stringify(nameableInputs(await more.opened.fold(READER)));
    expect(names).toContain("copies#f1");
    expect(names).not.toMatch(new RegExp(`hidden|${SECRET}`));
    expect(JSON.stringify(nameableInputs(await more.opened.fullFold()))).toContain("hidden-copies#f1");
  });
});

describe("flagged groups", () => {
  it("are those that stand: one that was withdrawn is not among them, and its accounts count as outside no more", async () => {
    const { opened, actor } = await make(false);
    const before = await detect(opened, { detector: "spread", parameters: SPREAD, actor, reader: READER });
    expect(before.body.parameters["groups"]).toBe("flagged");
    expect(before.body.counts).toMatchObject({ accountsOutside: 15, level: 6 });
    const run = (await opened.fullFold()).all("Run").find(({ body }) => body.key === "copies")!;
    expect(before.body.used).toContain(`${run.id}#f1`);
    await withdraw(opened, run.id, "It was wrong.", actor);
    const after = await detect(opened, { detector: "spread", parameters: SPREAD, actor, reader: READER });
    expect(after.body.findings[1]!.sentence).toContain("Cannot be answered, because no flagged group stands");
    expect(after.body.used).not.toContain(`${run.id}#f1`);
  });

  it("never come into the Run's parameters by the names of accounts", async () => {
    const { opened, actor } = await make(false);
    const groups = "writer-0, writer-1, writer-2";
    const run = await detect(opened, { detector: "spread", parameters: { ...SPREAD, groups }, actor });
    expect(run.body.parameters["groups"]).toBe("3 accounts, listed in the output");
    expect(JSON.stringify(run)).not.toContain("writer-");
  });
});
