import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampleView } from "../../test/support/sample-view.ts";
import { canonicalJson } from "../model/canonical.ts";
import { signingKey } from "../model/signature.ts";
import { canonicalFile, editionFacts, MANIFEST, SIGNATURE, signManifest } from "./manifest.ts";
import { renderEdition } from "./render.ts";
import { sealEdition } from "./seal.ts";
import { parseTrust } from "./trust.ts";
import { verifyEdition, verifyFiles } from "./verify.ts";
import type { Maker } from "./maker.ts";
import type { Trust } from "./trust.ts";

const view = sampleView();
const key = signingKey("11".repeat(32));
const seal = {
  viewRoot: view.viewRoot,
  logRoot: createHash("sha256").update("log").digest("hex"),
  edition: editionFacts(view),
  signedAt: "2034-05-20T10:00:00.000Z",
};
const content = await renderEdition(view, { software: "plumbline test" });
const signed = sealEdition(content, seal, key);
const unsigned = sealEdition(content, seal);
/** The sample is made by hand and no fold gives it: what its records give is it, whatever they are. */
const maker: Maker = {
  software: "plumbline test",
  terms: ["likely", "very likely", "almost certain", "unlikely", "very unlikely", "roughly even chance"],
  fold: (records) => ({ ...view, records }),
  passages: async () => undefined,
};
const check = async (files: ReadonlyMap<string, Uint8Array>, trusted?: Trust) =>
  verifyFiles(files, maker, trusted);
const trust = { keys: [{ name: "Coast Election Board", key: key.publicKey }] };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "plumbline-release-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The files with some replaced, or left out. */
function change(
  files: ReadonlyMap<string, Uint8Array>,
  changes: Readonly<Record<string, Uint8Array | string | undefined>>,
) {
  const copy = new Map(files);
  for (const [name, bytes] of Object.entries(changes)) {
    if (bytes === undefined) copy.delete(name);
    else copy.set(name, typeof bytes === "string" ? Buffer.from(bytes) : bytes);
  }
  return copy;
}
const textOf = (name: string): string => Buffer.from(signed.get(name)!).toString("utf8");

describe("the four verdicts", () => {
  it("intact and signed by somebody you trust", async () => {
    const verdict = await check(signed, trust);
    expect(verdict).toMatchObject({
      verdict: "signed-trusted",
      signatures: [{ trusted: "Coast Election Board", key: key.publicKey, signedAt: seal.signedAt }],
      records: view.records.length,
    });
    expect(verdict.text).toBe(
      "Intact and signed by Coast Election Board, whom you trust (2034-05-20T10:00:00.000Z).",
    );
  });

  it("intact, key unknown to you", async () => {
    expect((await check(signed)).verdict).toBe("signed-unknown");
    expect((await check(signed, { keys: [{ name: "X", key: "22".repeat(32) }] })).text).toContain(
      "unknown to you",
    );
  });

  it("intact, unsigned: shows nothing about who made it", async () => {
    expect(await check(unsigned, trust)).toMatchObject({ verdict: "unsigned", viewRoot: view.viewRoot });
    expect(unsigned.has(SIGNATURE)).toBe(false);
  });

  it("not intact, with the first file that fails", async () => {
    expect(await check(change(signed, { "index.html": "" }))).toMatchObject({
      verdict: "not-intact",
      file: "index.html",
    });
    expect(await check(change(signed, { "index.html": undefined }))).toMatchObject({
      file: "index.html",
      why: "is missing",
    });
    expect(await check(change(signed, { "note.txt": "x" }))).toMatchObject({
      file: "note.txt",
      why: "is not in the manifest",
    });
    expect(await check(change(signed, { constructor: "x" }))).toMatchObject({ file: "constructor" });
    expect(await check(change(signed, { [MANIFEST]: undefined }))).toMatchObject({ file: MANIFEST });
  });

  it("names the record whose leaf does not hold", async () => {
    const lines = textOf("records.jsonl").split("\n");
    lines[3] = lines[3]!.replace("Ministry", "Minister");
    expect(await check(change(signed, { "records.jsonl": lines.join("\n") }))).toMatchObject({
      file: "records.jsonl",
      record: view.records[3]!.record.id,
    });
  });
});

describe("a change of more than one file is found as well", () => {
  const reseal = (changes: Readonly<Record<string, string>>) =>
    sealEdition(change(content, changes), seal, key);

  it("a record with a new leaf gives another view root", async () => {
    const lines = textOf("records.jsonl").trimEnd().split("\n");
    const swapped = `${[lines[1], lines[0], ...lines.slice(2)].join("\n")}\n`;
    expect(await check(reseal({ "records.jsonl": swapped }))).toMatchObject({
      file: "records.jsonl",
      why: expect.stringContaining("view root"),
    });
    const twice = `${[lines[0], ...lines].join("\n")}\n`;
    expect(await check(reseal({ "records.jsonl": twice }))).toMatchObject({
      record: view.records[0]!.record.id,
      why: "stands there twice",
    });
  });

  it("a sentence that rests on nothing, or on what is not there", async () => {
    const edition = JSON.parse(textOf("edition.json")) as {
      sentences: { id: string; refs: string[] }[];
      view: { title: string };
    };
    const made = (refs: string[]): string =>
      `${canonicalJson({ ...edition, sentences: edition.sentences.map((s) => (s.id === "J2.wording" ? { ...s, refs } : s)) })}\n`;
    expect(await check(reseal({ "edition.json": made([]) }))).toMatchObject({
      file: "edition.json",
      record: "sentence J2.wording",
      why: "rests on nothing",
    });
    expect((await check(reseal({ "edition.json": made(["jdg_zzzzzzzzzz"]) }))).text).toContain(
      "jdg_zzzzzzzzzz",
    );
    const renamed = canonicalJson({ ...edition, view: { ...edition.view, title: "Another" } });
    expect(await check(reseal({ "edition.json": `${renamed}\n` }))).toMatchObject({
      why: expect.stringContaining("another edition"),
    });
  });

  it("a file that an edition has to hold", async () => {
    const less = new Map(content);
    less.delete("edition.json");
    expect(await check(sealEdition(less, seal, key))).toMatchObject({ file: "edition.json" });
  });

  it("a signature of somebody else, or over something else", async () => {
    const other = sealEdition(change(content, { "index.html": "other" }), seal, key);
    expect(await check(change(signed, { [SIGNATURE]: other.get(SIGNATURE) }))).toMatchObject({
      verdict: "not-intact",
      file: SIGNATURE,
    });
    const upper = textOf(SIGNATURE).replace(/"signature":"[0-9a-f]+"/, (text) =>
      text.replace(/[a-f]/g, (letter) => letter.toUpperCase()),
    );
    expect(await check(change(signed, { [SIGNATURE]: upper }))).toMatchObject({ file: SIGNATURE });
  });

  it("signatures twice or out of order, or with another time", async () => {
    const one = signManifest(signed.get(MANIFEST)!, key, seal.signedAt);
    const other = signManifest(signed.get(MANIFEST)!, signingKey("22".repeat(32)), seal.signedAt);
    const file = (signatures: unknown) => canonicalFile({ signatures });
    const both = [one, other].sort((a, b) => (a.key < b.key ? -1 : 1));
    expect(await check(change(signed, { [SIGNATURE]: file(both) }))).toMatchObject({
      verdict: "signed-unknown",
    });
    for (const wrong of [
      both.toReversed(),
      [one, one],
      [{ ...one, signedAt: "2034-05-20T10:00:00.001Z" }],
      [],
    ])
      expect(await check(change(signed, { [SIGNATURE]: file(wrong) }))).toMatchObject({ file: SIGNATURE });
  });

  it("another form of the same JSON", async () => {
    for (const name of [MANIFEST, SIGNATURE]) {
      const pretty = JSON.stringify(JSON.parse(textOf(name)), null, 1);
      expect(await check(change(signed, { [name]: pretty }))).toMatchObject({
        file: name,
        why: "is not in canonical form",
      });
      expect(await check(change(signed, { [name]: textOf(name).trimEnd() }))).toMatchObject({ file: name });
      expect(await check(change(signed, { [name]: `\ufeff${textOf(name)}` }))).toMatchObject({ file: name });
    }
  });
});

describe.each([
  ["signed", signed],
  ["unsigned", unsigned],
])("in a %s edition", (_, files) => {
  it.each([...files.keys()])("any changed, added or lost byte of %s is found", async (name) => {
    const bytes = files.get(name)!;
    const small = bytes.length < 2000;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.constantFrom("flip", "insert", "drop"),
        async (at, by, how) => {
          const copy = Buffer.from(bytes);
          copy[at] = copy[at]! ^ by;
          const made =
            how === "flip"
              ? copy
              : how === "drop"
                ? Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)])
                : Buffer.concat([
                    bytes.subarray(0, at),
                    Buffer.of(by % 2 === 0 ? 32 : by),
                    bytes.subarray(at),
                  ]);
          expect((await check(change(files, { [name]: made }), trust)).verdict).toBe("not-intact");
        },
      ),
      { numRuns: small ? 400 : 40 },
    );
  });
});

it("every byte of the manifest and of the signature counts", async () => {
  for (const name of [MANIFEST, SIGNATURE]) {
    const bytes = signed.get(name)!;
    for (let at = 0; at < bytes.length; at++) {
      const copy = Buffer.from(bytes);
      copy[at] = copy[at]! ^ 0x01;
      expect(await check(change(signed, { [name]: copy }), trust)).toMatchObject({ verdict: "not-intact" });
    }
  }
});

describe("sealing", () => {
  it("gives the same bytes for the same files and key", async () => {
    const again = sealEdition(
      await renderEdition(sampleView(), { software: "plumbline test" }),
      seal,
      signingKey("11".repeat(32)),
    );
    expect([...again.keys()]).toEqual([...signed.keys()]);
    for (const [name, bytes] of again) expect(Buffer.compare(bytes, signed.get(name)!)).toBe(0);
  });

  it("keeps the log root out of every content file", async () => {
    for (const [name, bytes] of content)
      expect([name, Buffer.from(bytes).includes(seal.logRoot)]).toEqual([name, false]);
  });

  it.each(["manifest.json", "manifest.sig", "../x", "a/b", ".hidden", ""])("refuses the name %j", (name) => {
    expect(() => sealEdition(new Map([[name, new Uint8Array()]]), seal)).toThrow(
      expect.objectContaining({ code: "PUBLISH" }),
    );
  });
});

describe("folders", () => {
  it("with a folder or a link inside are not intact, and none is not found", async () => {
    const dir = join(folder, "inside");
    mkdirSync(dir);
    for (const [name, bytes] of signed) writeFileSync(join(dir, name), bytes);
    expect((await verifyEdition(dir, maker, trust)).verdict).toBe("signed-trusted");
    mkdirSync(join(dir, "sub"));
    expect(await verifyEdition(dir, maker)).toMatchObject({ verdict: "not-intact", file: "sub" });
    rmSync(join(dir, "sub"), { recursive: true });
    rmSync(join(dir, "index.html"));
    symlinkSync("edition.json", join(dir, "index.html"));
    expect(await verifyEdition(dir, maker)).toMatchObject({ verdict: "not-intact", file: "index.html" });
    await expect(verifyEdition(join(folder, "nowhere"), maker)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("trust files", () => {
  it("are read strictly", async () => {
    expect(parseTrust(JSON.stringify(trust), "keys.json")).toEqual(trust);
    for (const bad of [
      "",
      "{}",
      '{"keys":[{"name":"X","key":"AB"}]}',
      `{"keys":[{"name":"X","key":"${"AB".repeat(32)}"}]}`,
    ])
      expect(() => parseTrust(bad, "keys.json")).toThrow(expect.objectContaining({ code: "KEY_FILE" }));
  });
});
