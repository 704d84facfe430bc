/**
 * The text of each of our own PDF and DOCX files, by the hash of its paragraphs: offsets of recorded passages count in it, so that a
 * reader that gives another text needs another version, and the digests here change with it.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readText } from "../src/ingest/text/read.ts";
import { TEXT_FIXTURES } from "./support/text-fixtures.ts";

const GOLDEN = JSON.parse(
  readFileSync(new URL("golden/text-digests.json", import.meta.url), "utf8"),
) as Readonly<Record<string, string>>;

describe("the text of a file of ours", () => {
  it("has a digest for each file, and no other", () => {
    expect(Object.keys(GOLDEN).sort()).toEqual(Object.keys(TEXT_FIXTURES).sort());
  });

  it.each(Object.keys(TEXT_FIXTURES))("is that of its digest: %s", async (name) => {
    const { reader, paragraphs } = await readText(TEXT_FIXTURES[name]!, { name, mediaType: undefined });
    const told = paragraphs.map(({ page, place, start, end, text }) => [page, place, start, end, text]);
    const digest = createHash("sha256").update(JSON.stringify(told)).digest("hex");
    expect(`${reader} ${digest}`).toBe(GOLDEN[name]);
  });
});
