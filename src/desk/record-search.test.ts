import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { randomCase } from "../../test/support/random-case.ts";
import type { CaseRecord } from "../model/records.ts";
import { fits } from "./record-search.ts";

/** Names and plain values inside, as text. */
function leaves(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.entries(value).flatMap(([name, inside]) => [name, ...leaves(inside)]);
}

describe("records looked for", () => {
  let records: readonly CaseRecord[];
  beforeAll(async () => {
    records = (await randomCase(7)).flatMap(({ record }) => record ?? []);
  });

  it("are those a slow search finds, whatever is asked", () => {
    const words = fc.constantFrom("case", "THE", "event", "jdg_", "pty", '"', "\\", "é", "zzz", "1");
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 3 }),
        fc.option(fc.constantFrom("Claim", "Judgment")),
        (asked, type) => {
          const filter = { q: asked.join("  "), ...(type === null ? {} : { type: type as "Claim" }) };
          const slow = records.filter((record) => {
            const strings = [record.id, ...leaves(record.body)];
            const kind = type === null || record.type === type;
            return (
              kind &&
              asked.every((word) => strings.some((text) => text.toLowerCase().includes(word.toLowerCase())))
            );
          });
          const found = records.filter(fits(filter));
          // The quick search also looks at the signs between values; it misses nothing.
          for (const record of slow) expect(found).toContain(record);
          for (const record of found) if (type !== null) expect(record.type).toBe(type);
          if (asked.every((word) => /^[A-Za-z_]+$/.test(word))) expect(found).toEqual(slow);
        },
      ),
    );
  });

  it("are all of a person's, and none of anybody else's", () => {
    const [one] = records;
    expect(records.filter(fits({ by: one!.by })).every(({ by }) => by === one!.by)).toBe(true);
    expect(records.filter(fits({ by: "nobody" }))).toEqual([]);
    expect(records.filter(fits({}))).toEqual(records);
  });
});
