/** What comes in as a STIX bundle goes out again: object by object, property by property, known here or not. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PlumblineError } from "../src/errors.ts";
import type { StixObject } from "../src/release/stix/objects.ts";
import {
  bringIn,
  Case,
  findActor,
  importBundle,
  parseReader,
  publish,
  purge,
  recordFile,
  verifyCase,
  verifyEdition,
  withdraw,
} from "../src/workbench/index.ts";
import { describeWithData, sharedData } from "./support/shared-data.ts";
import { referencesIn, stixValidator } from "./support/stix-schemas.ts";
import { filesBelow, tempFolder } from "./support/temp.ts";

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const CLEAR = "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487";
const RED = "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1";

const draft = (ceiling: string) => `plumbline: 1
by: editor
for: DESK
marking: ${ceiling}
records:
  - edition:
    title: What came in
    language: en
    ceiling: ${ceiling}
    authors: [DESK]
    blocks: []
  - re-marking:
    of: DESK
    to: ${ceiling}
    why: The authors and signers of an edition are named in it.
`;

async function caseWith(bundle: string, ceiling = "AMBER+STRICT"): Promise<{ opened: Case; root: string }> {
  const root = tempFolder();
  const opened = await Case.open(join(root, "case"), { create: { by: "editor", organisation: "Desk" } });
  await importBundle(opened, bundle, await findActor(opened, {}));
  await addDraft(opened, root, ceiling);
  return { opened, root };
}

async function addDraft(opened: Case, root: string, ceiling: string): Promise<void> {
  const file = join(root, "draft.yaml");
  writeFileSync(file, draft(ceiling).replaceAll("DESK", await opened.keeper()));
  await recordFile(opened, file);
}

async function published(opened: Case, root: string, ceiling: string): Promise<readonly StixObject[]> {
  const out = join(root, `out ${ceiling}`);
  await publish(opened, { reader: parseReader(ceiling, ""), out, actor: await findActor(opened, {}) });
  expect(await verifyEdition(out)).toMatchObject({ verdict: "unsigned" });
  return (JSON.parse(readFileSync(join(out, "stix.json"), "utf8")) as { objects: StixObject[] }).objects;
}

function bundleFile(objects: readonly unknown[]): string {
  const path = join(tempFolder(), "bundle.json");
  writeFileSync(path, JSON.stringify({ type: "bundle", id: `bundle--${uuid(0)}`, objects }));
  return path;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return error instanceof PlumblineError ? error.code : String(error);
  }
  return "none";
}

const identity = (n: number, rest: object = {}) => ({
  type: "identity",
  spec_version: "2.1",
  id: `identity--${uuid(n)}`,
  created: "2024-01-01T00:00:00.000Z",
  modified: "2024-01-01T00:00:00.000Z",
  name: `Party ${n}`,
  identity_class: "organization",
  object_marking_refs: [CLEAR],
  ...rest,
});

const BUNDLES = [
  "fimi_stix/rrn/bundle.json",
  "fimi_stix/big/bundle.json",
  "disarm/DISARM_stix21_bundle.json",
];

describeWithData("round trip", [...BUNDLES, "stix/schemas"], (...paths) => {
  it.each(BUNDLES)("of %s keeps every object and every property", async (name) => {
    const path = sharedData(name)!;
    const { objects } = JSON.parse(readFileSync(path, "utf8")) as { objects: StixObject[] };
    const { opened, root } = await caseWith(path);
    const out = await published(opened, root, "AMBER+STRICT");
    const byId = new Map(out.map((object) => [object.id, object]));
    for (const object of objects) expect(byId.get(object.id)).toEqual(object);
    expect(byId.size).toBe(out.length);
    // what was added fits the schemas and names nothing that is not there
    const came = new Set(objects.map(({ id }) => id));
    const added = out.filter(({ id }) => !came.has(id));
    const validate = stixValidator(paths.at(-1)!);
    expect(added.flatMap((object) => validate(object))).toEqual([]);
    expect(added.flatMap((object) => referencesIn(object)).filter((ref) => !byId.has(ref))).toEqual([]);
    expect(await verifyCase(join(root, "case"))).toMatchObject({ holds: true });
    await opened.close();
  });
});

describe("markings of what came in", () => {
  const objects = [
    identity(1),
    identity(2, { object_marking_refs: undefined, name: "Unmarked party" }),
    identity(3, { object_marking_refs: [RED], name: "Secret party" }),
    identity(4, { object_marking_refs: [`marking-definition--${uuid(90)}`], name: "Unknown marking" }),
    identity(5, { granular_markings: [{ selectors: ["name"], marking_ref: RED }], name: "Secret name" }),
    // says of a known level that it is another
    { type: "marking-definition", id: RED, definition_type: "tlp", definition: { tlp: "clear" } },
    {
      type: "relationship",
      id: `relationship--${uuid(6)}`,
      relationship_type: "controls",
      source_ref: `identity--${uuid(3)}`,
      target_ref: `identity--${uuid(1)}`,
      created_by_ref: `identity--${uuid(3)}`,
      object_marking_refs: [CLEAR],
    },
  ];

  it("are the level of the object, the default where there is none, and never lower than a part", async () => {
    const { opened, root } = await caseWith(bundleFile(objects), "CLEAR");
    const fold = await opened.fullFold();
    const level = (name: string) =>
      fold.all("Party").flatMap(({ id, body }) => (body.name === name ? [fold.marking(id)!.tlp] : []));
    expect(level("Party 1")).toEqual(["CLEAR"]);
    expect(level("Unmarked party")).toEqual(["AMBER+STRICT"]);
    expect(level("Unknown marking")).toEqual(["AMBER+STRICT"]);
    expect(level("Secret party")).toEqual(["RED"]);
    expect(level("Secret name")).toEqual(["RED"]);
    const bundleArtifact = fold.all("Artifact")[0]!;
    expect(fold.marking(bundleArtifact.id)).toEqual({ tlp: "RED" });

    const out = await published(opened, root, "CLEAR");
    expect(out.map(({ id }) => id)).toContain(`relationship--${uuid(6)}`);
    const text = [...filesBelow(join(root, "out CLEAR")).values()].map(String).join("\n");
    for (const hidden of ["Secret", "Unmarked", "Unknown marking"]) expect(text).not.toContain(hidden);
    expect(text).toContain("identity 00000000 controls identity “Party 1”");
    await opened.close();
  });
});

describe("what came in", () => {
  it("is claims of their authors, parties with the name of their object, and techniques as mapped", async () => {
    const pattern = {
      type: "attack-pattern",
      id: `attack-pattern--${uuid(7)}`,
      name: "Hijack Hashtags",
      external_references: [{ source_name: "DISARM", external_id: "T0019.002" }],
      object_marking_refs: [CLEAR],
    };
    const uses = {
      type: "relationship",
      id: `relationship--${uuid(8)}`,
      relationship_type: "uses",
      source_ref: `intrusion-set--${uuid(9)}`,
      target_ref: pattern.id,
      created_by_ref: `identity--${uuid(1)}`,
      revoked: true,
      object_marking_refs: [CLEAR],
    };
    const set = { ...identity(9), type: "intrusion-set", id: `intrusion-set--${uuid(9)}`, name: "BIG" };
    const { opened } = await caseWith(bundleFile([identity(1), uses, set, pattern]));
    const fold = await opened.fullFold();
    const party = (name: string) => fold.all("Party").find(({ body }) => body.name === name)!;
    const claim = fold.all("Claim").find(({ body }) => body.carries?.object["id"] === uses.id)!;
    expect(claim.body).toMatchObject({
      speaker: party("Party 1").id,
      polarity: "retracts",
      statement: {
        subject: "intrusion-set “BIG”",
        predicate: "uses",
        object: "attack-pattern T0019.002 “Hijack Hashtags”",
      },
      from: [{ artifact: fold.all("Artifact")[0]!.id, place: uses.id }],
      carries: { object: uses },
    });
    expect(claim.body.about?.[0]).toBe(party("BIG").id);
    const [technique] = fold.all("Appraisal");
    expect(technique!.body).toMatchObject({
      aspect: "technique",
      of: party("BIG").id,
      value: { id: "T0019.002", name: "Hijack Hashtags", basis: "not stated" },
    });
    const nameless = fold.all("Party").find(({ id }) => {
      const made = fold.all("Claim").find(({ body }) => body.carries?.object["id"] === pattern.id)!;
      return id === made.body.speaker;
    })!;
    expect(nameless.body.name).toMatch(/not stated/);
    await opened.close();
  });

  it("is told from posts, also where its type stands after its objects", async () => {
    const { opened, root } = await caseWith(bundleFile([identity(1)]));
    const actor = await findActor(opened, {});
    const late = join(root, "late.json");
    const objects = [identity(2, { description: "x".repeat(100_000) })];
    writeFileSync(late, JSON.stringify({ objects, id: `bundle--${uuid(3)}`, type: "bundle" }));
    expect(await bringIn(opened, late, { actor })).toMatchObject({
      kind: "bundle",
      bundles: [{ objects: 1 }],
    });
    const posts = join(root, "posts.csv");
    writeFileSync(posts, "account,time,text\na,2024-01-01T00:00:00Z,one\nb,2024-01-01T00:00:05Z,one\n");
    expect(await bringIn(opened, posts, { actor })).toMatchObject({ kind: "posts" });
    await opened.close();
  });

  it("in two versions goes out in both", async () => {
    const later = identity(1, { modified: "2025-01-01T00:00:00.000Z", name: "Party 1, renamed" });
    const { opened, root } = await caseWith(bundleFile([identity(1)]));
    await importBundle(opened, bundleFile([later]), await findActor(opened, {}));
    const out = await published(opened, root, "AMBER+STRICT");
    expect(out.filter(({ id }) => id === later.id)).toEqual([identity(1), later]);
    const fold = await opened.fullFold();
    expect(fold.all("Party").filter(({ body }) => body.identifiers !== undefined)).toHaveLength(1);
    await opened.close();
  });

  it("is refused a second time, and a bundle that cannot be read leaves the case as it was", async () => {
    const path = bundleFile([identity(1)]);
    const { opened, root } = await caseWith(path);
    const actor = await findActor(opened, {});
    const before = filesBelow(join(root, "case", "artifacts"));
    const size = await opened.log.size();
    expect(await codeOf(bringIn(opened, path, { actor }))).toBe("ALREADY_IMPORTED");
    expect(await codeOf(bringIn(opened, bundleFile([1, 2]), { actor }))).toBe("ALL_REJECTED");
    expect(await codeOf(bringIn(opened, bundleFile([]), { actor }))).toBe("FILE_EMPTY");
    expect(await codeOf(importBundle(opened, join(root, "none.json"), actor))).toBe("FILE_MISSING");
    expect(filesBelow(join(root, "case", "artifacts"))).toEqual(before);
    expect(await opened.log.size()).toBe(size);
    await opened.close();
  });

  it("with objects that cannot be kept lists them in an artifact", async () => {
    const { opened } = await caseWith(bundleFile([7, identity(1), identity(1)]));
    const run = (await opened.fullFold()).all("Run")[0]!;
    expect(run.body.counts).toMatchObject({ objects: 3, kept: 1, rejected: 2, "rejected REPEATED": 1 });
    const output = (await opened.fullFold()).find("Artifact", run.body.output!)!;
    const lines = (await opened.artifacts.read(output.body.sha256)).toString("utf8").trim().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { index: 0, code: "NOT_AN_OBJECT" },
      { index: 2, code: "REPEATED", id: identity(1).id },
    ]);
    await opened.close();
  });

  it("goes out no more when its import is withdrawn, and is nowhere when its bundle is purged", async () => {
    const objects = Array.from({ length: 70 }, (_, i) =>
      identity(i + 1, { name: `Nowhere-to-be-found ${i}` }),
    );
    const { opened, root } = await caseWith(bundleFile(objects));
    const actor = await findActor(opened, {});
    const run = (await opened.fullFold()).all("Run")[0]!;
    await withdraw(opened, run.id, "A wrong file.", actor);
    const names = (await published(opened, root, "AMBER+STRICT")).map(({ name }) => String(name));
    expect(names.filter((name) => name.startsWith("Nowhere"))).toEqual([]);
    await purge(opened, run.body.inputs[0]!.artifact, "Names of persons.", actor);
    await opened.close();
    for (const bytes of filesBelow(join(root, "case")).values())
      expect(bytes.includes("Nowhere-to-be-found")).toBe(false);
    expect(await verifyCase(join(root, "case"))).toMatchObject({ holds: true });
  });

  it("with the name of an account is published at CLEAR when a person released it", async () => {
    const account = {
      type: "user-account",
      id: `user-account--${uuid(1)}`,
      display_name: "some_account",
      object_marking_refs: [CLEAR],
    };
    const { opened, root } = await caseWith(bundleFile([account]), "CLEAR");
    expect(await codeOf(published(opened, root, "CLEAR"))).toBe("PUBLISH");
    const party = (await opened.fullFold()).all("Party").find(({ body }) => body.kind === "account")!;
    const claim = (await opened.fullFold()).all("Claim")[0]!;
    expect(claim.body.proposition).not.toContain("some_account");
    const release = join(root, "release.yaml");
    writeFileSync(
      release,
      `plumbline: 1\nby: editor\nfor: ${await opened.keeper()}\nmarking: CLEAR\nrecords:\n` +
        `  - appraisal:\n    aspect: release\n    of: ${party.id}\n    value: { what: name, because: declared outlet }\n`,
    );
    await recordFile(opened, release);
    expect(await published(opened, root, "CLEAR")).toContainEqual(account);
    await opened.close();
  });

  it("decides, with the vocabulary, which techniques there are", async () => {
    const { opened, root } = await caseWith(bundleFile([identity(1)]));
    const party = (await opened.fullFold()).all("Party").at(-1)!;
    const appraise = async (id: string) => {
      const file = join(root, "technique.yaml");
      writeFileSync(
        file,
        `plumbline: 1\nby: editor\nfor: ${await opened.keeper()}\nmarking: CLEAR\nrecords:\n` +
          `  - appraisal:\n    aspect: technique\n    of: ${party.id}\n` +
          `    value: { id: ${id}, name: Words, basis: observed }\n`,
      );
      return codeOf(recordFile(opened, file));
    };
    expect(await appraise("T0049.003")).toBe("none");
    expect(await appraise("T0999")).toBe("REFERENCE");
    await opened.close();
  });
});
