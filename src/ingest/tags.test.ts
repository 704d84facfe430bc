import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { literal } from "../store/corpus/sql.ts";
import { PLAIN_IN_TAGS, tagForm } from "./tags.ts";

describe("the form of a hashtag", () => {
  it.each([
    ["ＭＡＧＡ２０３１", "maga2031"],
    ["𝐌𝐚𝐠𝐚", "maga"],
    ["ﬁrst", "first"],
    ["ｶﾞﾝﾊﾞﾚ", "ガンバレ"],
    ["Straße", "strasse"],
    ["STRAẞE", "strasse"],
    ["ΕΛΛΑΣ", "ελλασ"],
    ["ελλας", "ελλασ"],
    ["İstanbul", "istanbul"],
    ["ılgaz", "ılgaz"],
    ["cafe\u0301", "café"],
    ["vo\u200dte", "vote"],
    ["vo\u200bte\ufe0f", "vote"],
    ["می\u200cخواهم", "می\u200cخواهم"],
    ["می\u200c\u200cخواهم", "می\u200cخواهم"],
    ["میخواهم", "میخواهم"],
    ["क्\u200dष", "क्\u200dष"],
    ["മലയാളികള്\u200d", "മലയാളികള്\u200d"],
    ["خبر\u200c", "خبر"],
    ["\u3164", ""],
  ])("of %j is %j", (tag, form) => {
    expect(tagForm(tag)).toBe(form);
  });

  it("is its own form", () => {
    const letters = fc.constantFrom(...Array.from("aßẞİıΣςﬁﬀＡ𝐌ｶﾞǰΐᾳև\u0345\u0301\u200c\u200dيक्ﷺ½²Ⅷ\u0130ΰ"));
    const tags = fc.oneof(
      fc.string({ unit: letters }),
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(tags, (tag) => {
        expect(tagForm(tagForm(tag))).toBe(tagForm(tag));
      }),
      { numRuns: 1000 },
    );
  });

  it("is a lower case and nothing else for every character that is called plain", async () => {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const plain = new RegExp(
      `^[${PLAIN_IN_TAGS.replaceAll(/\\x\{(\w+)\}/g, (_, hex: string) => `\\u{${hex}}`)}]$`,
      "u",
    );
    const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(
      (character) => plain.test(character) && /[\p{L}\p{M}\p{N}]/u.test(character),
    );
    expect(all.length).toBeGreaterThan(30_000);
    const rows = await connection.runAndReadAll(
      `SELECT lower(nfc_normalize(unnest(string_split(${literal(all.join(" "))}, ' ')))) AS v`,
    );
    expect(rows.getRowObjectsJson().map(({ v }) => v)).toEqual(all.map(tagForm));
  });
});
