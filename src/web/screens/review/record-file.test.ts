import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { CaseRecord } from "../../../model/records.ts";
import { recordFileOf } from "./record-file.ts";

describe("a position as a record file", () => {
  it("says the same of any text, whatever YAML would make of it", () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("- a", "no", "\n# x: y", "' \" \\"),
    );
    fc.assert(
      fc.property(texts, texts, (why, key) => {
        const body = {
          key,
          judgment: "jdg_1",
          organisation: "pty_1",
          stance: "own",
          holds: "dissents",
          likelihood: "not stated",
          confidence: "low",
          why,
        };
        const record = { id: "pos_1", for: "pty_1", marking: { tlp: "GREEN", groups: ["cell"] }, body };
        const { key: named, ...fields } = body;
        expect(parse(recordFileOf(record as CaseRecord<"Position">, "ada"))).toEqual({
          plumbline: 1,
          by: "ada",
          for: "pty_1",
          marking: record.marking,
          records: [{ position: named, supersedes: "pos_1", ...fields }],
        });
      }),
      { numRuns: 40 },
    );
  });
});
