/** The published schema of the record file against the files there are: what the program takes fits it, what it refuses for its form does not. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import * as formats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { filesUnder, PAGES, ROOT } from "./support/docs-pages.ts";

const schema = JSON.parse(readFileSync(join(ROOT, "docs/schemas/record-file.schema.json"), "utf8")) as object;
const ajv = new Ajv2020({ allErrors: false });
formats.default.default(ajv);
const fits = ajv.compile(schema);

interface File {
  readonly records: Record<string, unknown>[];
}

/** The record files of the examples, and those that stand in the documentation. */
const files: readonly (readonly [string, string])[] = [
  ...filesUnder("examples", ".yaml").map((path) => [path, readFileSync(join(ROOT, path), "utf8")] as const),
  ...PAGES.flatMap((page) =>
    [...readFileSync(join(ROOT, page), "utf8").matchAll(/```yaml\n(plumbline: 1[\s\S]*?)```/g)].map(
      ([, text], i) => [`${page}, ${i + 1}`, text!] as const,
    ),
  ),
];

it("is held to at least ten files of records", () => {
  expect(files.length).toBeGreaterThan(9);
});

describe.each(files)("%s", (_, text) => {
  it("fits, and does not with a word that is not known", () => {
    const file = parse(text) as File;
    expect(fits(file), JSON.stringify(fits.errors?.slice(0, 3))).toBe(true);
    for (const [i, record] of file.records.entries()) {
      const changed = file.records.with(i, { ...record, nonsense: 1 });
      expect(fits({ ...file, records: changed }), `record ${i}`).toBe(false);
    }
  });
});

const one = (record: object) => ({
  plumbline: 1,
  by: "editor",
  for: "PL",
  marking: "AMBER",
  records: [record],
});
const claim = { claim: "C1", speaker: "PL", polarity: "asserts", proposition: "It was published." };

it.each([
  ["a claim", claim, true],
  ["a claim without a key", { ...claim, claim: null }, true],
  ["a claim of its own level and time", { ...claim, marking: "CLEAR", heldAt: "2017-01" }, true],
  ["a polarity that there is none of", { ...claim, polarity: "insists" }, false],
  ["a claim without a speaker", { claim: "C1", polarity: "asserts", proposition: "It." }, false],
  ["a level that there is none of", { ...claim, marking: "ORANGE" }, false],
  ["a key with a space", { ...claim, claim: "C 1" }, false],
  ["an artifact by its file", { artifact: "S1", title: "A report", file: "report.pdf" }, true],
  ["a re-marking to a level", { "re-marking": null, of: "C1", to: "CLEAR", marking: "CLEAR" }, true],
  ["a record of no type", { speaker: "PL" }, false],
])("%s", (_, record, taken) => {
  expect(fits(one(record))).toBe(taken);
});
