/** Both examples in every exchange format, each opened by something that is not the writer. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import * as formats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from "vitest";
import type { z } from "zod";
import type { EditionView } from "../src/views/edition.ts";
import type { editionSchema } from "../src/release/index.ts";
import { EXTENSION_ID } from "../src/release/stix/extension.ts";
import type { StixObject } from "../src/release/stix/objects.ts";
import {
  findActor,
  parseReader,
  prepareDemo,
  publish,
  recordFile,
  withCase,
} from "../src/workbench/index.ts";
import { readMisp } from "./support/misp-reader.ts";
import { sharedData } from "./support/shared-data.ts";
import { referencesIn, stixValidator } from "./support/stix-schemas.ts";
import { tempFolder } from "./support/temp.ts";

const SCHEMAS = fileURLToPath(new URL("../docs/schemas/", import.meta.url));
const EXAMPLE = fileURLToPath(new URL("../examples/us-2016/", import.meta.url));

/** A validator from a schema as it is published, with nothing of the program. */
function published(name: string) {
  const ajv = new Ajv2020({ allErrors: true });
  formats.default.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(join(SCHEMAS, name), "utf8")) as object);
  return (data: unknown) => (validate(data) ? [] : (validate.errors ?? []));
}

async function publishUs2016(root: string): Promise<string[]> {
  const create = { by: "editor", organisation: "Reconstruction desk" };
  return withCase(join(root, "us-2016"), { create }, async (opened) => {
    const files = readdirSync(EXAMPLE).filter((name) => name.endsWith(".yaml"));
    for (const file of files.sort()) await recordFile(opened, join(EXAMPLE, file));
    const actor = await findActor(opened, {});
    const folders = ["CLEAR", "AMBER"].map((ceiling) => ({ ceiling, out: join(root, `us-2016 ${ceiling}`) }));
    for (const { ceiling, out } of folders)
      await publish(opened, { reader: parseReader(ceiling, ""), out, actor });
    return folders.map(({ out }) => out);
  });
}

describe("both examples", () => {
  const cleanups: (() => void)[] = [];
  const folders: string[] = [];
  beforeAll(async () => {
    const root = tempFolder((clean) => cleanups.push(clean));
    folders.push(...(await publishUs2016(root)));
    const { editions } = await prepareDemo(root, { say: () => undefined });
    folders.push(join(editions, "public"), join(editions, "restricted"));
  });
  afterAll(() => {
    for (const clean of cleanups) clean();
  });
  const read = (name: string): [string, string][] =>
    folders.map((folder) => [folder, readFileSync(join(folder, name), "utf8")]);

  it("fit the published schema of edition.json", () => {
    const validate = published("edition.schema.json");
    for (const [folder, text] of read("edition.json")) {
      const file = JSON.parse(text) as { view: object };
      expect(validate(file), folder).toEqual([]);
      expect(validate({ ...file, view: { ...file.view, score: 0.7 } })).not.toEqual([]);
    }
  });

  it("are STIX bundles whose objects fit the schemas and whose references resolve", () => {
    const extension = published("stix-extension.schema.json");
    const schemas = sharedData("stix/schemas");
    const validate = schemas === undefined ? () => [] : stixValidator(schemas);
    for (const [folder, text] of read("stix.json")) {
      const { objects } = JSON.parse(text) as { objects: StixObject[] };
      const ids = new Set(objects.map(({ id }) => id));
      expect(ids.size).toBe(objects.length);
      expect(
        objects.flatMap((object) => validate(object)),
        folder,
      ).toEqual([]);
      expect(objects.flatMap((object) => referencesIn(object)).filter((ref) => !ids.has(ref))).toEqual([]);
      const own = objects.flatMap(({ extensions }) => {
        const one = (extensions as Record<string, unknown> | undefined)?.[EXTENSION_ID];
        return one === undefined ? [] : [one];
      });
      expect(own.length).toBeGreaterThan(20);
      expect(
        own.flatMap((one) => extension(one)),
        folder,
      ).toEqual([]);
    }
  });

  it("never let a reported position pass for the organisation's own", () => {
    const [[, text]] = read("stix.json") as [[string, string]];
    const { objects } = JSON.parse(text) as { objects: StixObject[] };
    // the reconstruction reports what agencies are said to hold, and holds nothing itself
    expect(objects.filter(({ type }) => type === "opinion")).toEqual([]);
    const authors = new Set(objects.map(({ created_by_ref: author }) => author).filter(Boolean));
    const names = objects.filter(({ id }) => authors.has(id)).map(({ name }) => name);
    expect(new Set(names)).toEqual(new Set(["Plumbline", "Plumbline project"]));
  });

  it("are MISP events that a reader takes", () => {
    for (const [folder, text] of read("misp.json")) {
      const event = readMisp(text);
      expect(event.Attribute.length, folder).toBeGreaterThan(20);
      expect(event.Tag[0]!.name).toMatch(/^tlp:(clear|amber|amber\+strict)$/);
    }
  });

  it("are JSON-LD about the edition, and review no claim that stands as evidence", () => {
    for (const [, text] of read("claim-review.json"))
      expect(JSON.parse(text)).toMatchObject({
        "@context": "https://schema.org",
        "@graph": [{ "@type": "Report" }],
      });
  });
});

it("the schema of edition.json is that of the view", () => {
  type Written = z.infer<typeof editionSchema>["view"];
  expectTypeOf<Written>().toExtend<Omit<EditionView, "records">>();
  expectTypeOf<Omit<EditionView, "records">>().toExtend<Written>();
});
