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
  expect(verifyEdition(out)).toMatchObject({ verdict: "unsigned" });
  return (JSON.parse(readFileSync(join(out, "stix.json"), "utf8")) as { objects: StixObject[] }).objects;
}

function bundleFile(objects: readonly object[]): string {
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

const BUNDLES = ["fimi_stix/rrn/bundle.json", "fimi_stix/big/bundle.json", "disarm/DISARM_stix21_bundle.json"];

describeWithData("round trip", [...BUNDLES, "stix/schemas"], (...paths) => {
  it.each(BUNDLES)("of %s keeps every object and every property", { timeout: 120_000 }, async (name) => {
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
