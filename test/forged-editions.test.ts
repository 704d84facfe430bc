/**
 * Editions that somebody made: every hash, leaf and root agrees with every other, and what they say was never published.
 * `PLUMBLINE_FORGERIES` tries more than the usual number.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PlumblineError } from "../src/errors.ts";
import { Random } from "../src/kernel/random.ts";
import { leafHash, merkleRoot } from "../src/model/merkle.ts";
import type { CaseRecord } from "../src/model/records.ts";
import { canonicalFile, editionFacts, sealEdition } from "../src/release/index.ts";
import {
  compareParity,
  diffEditions,
  readEdition,
  renderEdition,
  signOffFacts,
  verifyFiles,
} from "../src/release/index.ts";
import type { Manifest, Verdict } from "../src/release/index.ts";
import { MAKER } from "../src/workbench/index.ts";
import { smallEdition } from "./support/small-edition.ts";
import { tempFolder } from "./support/temp.ts";

const FORGERIES = Number(process.env["PLUMBLINE_FORGERIES"] ?? 150);

type Files = ReadonlyMap<string, Uint8Array>;
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const textOf = (files: Files, name: string): string => Buffer.from(files.get(name)!).toString("utf8");
const jsonOf = (files: Files, name: string): Json => JSON.parse(textOf(files, name)) as Json;

/** The files with others in their place, sealed anew with the manifest's own facts unless others are given. */
function reseal(
  files: Files,
  changes: Readonly<Record<string, Uint8Array | string>>,
  facts: Partial<Pick<Manifest, "viewRoot" | "edition" | "signOff">> = {},
): Files {
  const content = new Map(files);
  content.delete("manifest.json");
  for (const [name, bytes] of Object.entries(changes))
    content.set(name, typeof bytes === "string" ? Buffer.from(bytes) : bytes);
  const { viewRoot, logRoot, edition } = jsonOf(files, "manifest.json") as unknown as Manifest;
  return sealEdition(content, { viewRoot, logRoot, edition, signedAt: edition.asOf, ...facts });
}

/** Every place in plain data that holds a value, as the steps to it. */
function places(data: Json, path: readonly string[] = []): string[][] {
  if (typeof data !== "object" || data === null) return [[...path]];
  return [
    ...(path.length === 0 ? [] : [[...path]]),
    ...Object.entries(data).flatMap(([key, value]) => places(value, [...path, key])),
  ];
}

const STRANGE: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1e21,
  "",
  "x",
  "__proto__",
  "constructor",
  "icd203/9",
  "clm_0000000000",
  "edn_0000000000#h1",
  "almost certain",
  "not public",
  "not stated",
  "2031-02-30",
  [],
  {},
  [null],
  { ref: "jdg_0000000000" },
  { tlp: "RED" },
];

/** Plain data with one place changed: taken out, given a strange value, or the value of another place. */
function mutated(data: Json, random: Random): Json {
  const copy = structuredClone(data);
  const all = places(copy);
  const path = all[random.below(all.length)]!;
  const other = all[random.below(all.length)]!;
  const holder = path.slice(0, -1).reduce<Json>((node, step) => (node as Record<string, Json>)[step]!, copy);
  const key = path.at(-1)!;
  const value = other.reduce<Json>((node, step) => (node as Record<string, Json>)[step]!, data);
  const how = random.below(4);
  if (how === 0 && !Array.isArray(holder)) delete (holder as Record<string, Json>)[key];
  else if (how === 1) Object.defineProperty(holder, key, { value: structuredClone(value), enumerable: true });
  else
    Object.defineProperty(holder, key, { value: STRANGE[random.below(STRANGE.length)]!, enumerable: true });
  return copy;
}

interface Line {
  readonly record: CaseRecord;
  readonly salt: string;
  readonly leaf: string;
}

const linesOf = (files: Files): Line[] =>
  textOf(files, "records.jsonl")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);

/** The records changed in some places, with leaves that hold. */
function forgedRecords(files: Files, random: Random): Line[] {
  const lines = linesOf(files);
  const ids = lines.map(({ record }) => record.id);
  for (let n = random.below(3); n >= 0; n--) {
    const at = random.below(lines.length);
    const { record, salt } = lines[at]!;
    const how = random.below(5);
    if (how === 0) lines.splice(at, 1);
    else if (how === 1) lines.splice(random.below(lines.length), 0, ...lines.splice(at, 1));
    else {
      const id = ids[random.below(ids.length)]!;
      const swapped = (
        how === 2 ? { ...record, supersedes: id } : mutated(record as unknown as Json, random)
      ) as CaseRecord;
      const text =
        how === 3 ? JSON.stringify(swapped).replace(/[a-z]{3}_[0-9a-z]{10}/, id) : JSON.stringify(swapped);
      const made = JSON.parse(text) as CaseRecord;
      try {
        lines[at] = { record: made, salt, leaf: leafHash(Buffer.from(salt, "hex"), made).toString("hex") };
      } catch {
        // what has no canonical form has no leaf
      }
    }
  }
  return lines;
}

/** Every form of these records, as publishing makes it, with the seal. @throws what the fold throws. */
async function sealed(files: Files, lines: readonly Line[]): Promise<Files> {
  const { edition } = jsonOf(files, "manifest.json") as unknown as Manifest;
  const view = MAKER.fold(lines, edition);
  const rendered = await renderEdition(view, { software: MAKER.software, documents: files });
  return reseal(files, Object.fromEntries(rendered), {
    viewRoot: view.viewRoot,
    edition: editionFacts(view),
    ...signOffFacts(view),
  });
}

/** What a forger does who owns the program: forged records, and every form of them as publishing makes it. */
async function forgedWhole(files: Files, random: Random): Promise<Files> {
  const lines = forgedRecords(files, random);
  const viewRoot = merkleRoot(lines.map(({ leaf }) => Buffer.from(leaf, "hex")));
  const records = Buffer.concat(lines.map((line) => canonicalFile(line)));
  const said = jsonOf(files, "edition.json") as { view: Record<string, Json> };
  const asBefore = () =>
    reseal(
      files,
      {
        "records.jsonl": records,
        "edition.json": canonicalFile({ ...said, view: { ...said.view, viewRoot } }),
      },
      { viewRoot },
    );
  // What supersedes itself, or what stands below it, would send the fold round in a circle: the forger's trouble.
  const place = new Map(lines.map(({ record }, i) => [record.id, i]));
  if (lines.some(({ record: { supersedes } }, i) => (place.get(supersedes ?? "") ?? -1) >= i))
    return asBefore();
  try {
    return await sealed(files, lines);
  } catch {
    // Records that no fold takes: the forger keeps the forms of before.
    return asBefore();
  }
}

/** The same records under other forms. */
function forgedForms(files: Files, random: Random): Files {
  const said = jsonOf(files, "edition.json") as { view: Json; sentences: Json; software: string };
  const page = textOf(files, "index.html");
  const software = random.below(2) === 0 ? said.software : "plumbline 0.0.7";
  const made = () =>
    canonicalFile({
      ...said,
      software,
      [random.below(2) === 0 ? "view" : "sentences"]: mutated(
        random.below(2) === 0 ? said.view : said.sentences,
        random,
      ),
    });
  try {
    if (random.below(3) > 0) return reseal(files, { "edition.json": made() });
  } catch {
    // what has no canonical form cannot be a file
  }
  const at = page.indexOf("<body") + random.below(page.length - page.indexOf("<body"));
  const piece = ["likely", "<b>", "</p>", "<!--", "<script>", '"', "&", "not "][random.below(8)]!;
  return reseal(files, {
    "edition.json": canonicalFile({ ...said, software }),
    "index.html": page.slice(0, at) + piece + page.slice(at),
  });
}

describe("editions that somebody made", () => {
  const cleanups: (() => void)[] = [];
  let files: Files;
  beforeAll(async () => {
    ({ files } = await smallEdition(tempFolder((clean) => cleanups.push(clean))));
  });
  afterAll(() => {
    for (const clean of cleanups) clean();
  });
  const verdict = async (changed: Files): Promise<Verdict> => verifyFiles(changed, MAKER);

  it("holds what was published, in the forms its record names", async () => {
    expect([...files.keys()].sort()).toEqual([
      expect.stringMatching(/^document-[0-9a-f]{64}$/),
      "edition.json",
      "index.html",
      "manifest.json",
      "records.jsonl",
    ]);
    expect(await verdict(files)).toMatchObject({
      verdict: "unsigned",
      made: { compared: "bytes", notes: [] },
    });
  });

  it("says no other estimate than its records, though every hash is made anew", async () => {
    const swap = (name: string) => textOf(files, name).replaceAll("likely", "almost certainly not");
    for (const name of ["index.html", "edition.json"]) {
      const found = await verdict(reseal(files, { [name]: swap(name) }));
      expect(found).toMatchObject({
        verdict: "not-intact",
        file: name,
        why: expect.stringContaining("almost certainly not"),
      });
    }
    const both = reseal(files, { "index.html": swap("index.html"), "edition.json": swap("edition.json") });
    const found = await verdict(both);
    expect(found).toMatchObject({
      verdict: "not-intact",
      file: "index.html",
      record: expect.stringContaining("J1"),
    });
  });

  it("carries the document of its hash, and quotes it as it is", async () => {
    const name = [...files.keys()].find((one) => one.startsWith("document-"))!;
    const note = textOf(files, name);
    expect(await verdict(reseal(files, { [name]: note.replace("never", "always") }))).toMatchObject({
      file: name,
      why: expect.stringContaining("not the document of the hash"),
    });
    const without = new Map(files);
    without.delete(name);
    expect(await verdict(reseal(without, {}))).toMatchObject({ file: name });
    // A forger who changes the quotation and makes everything anew.
    const lines = linesOf(files).map((line): Line => {
      if (line.record.type !== "Claim" || line.record.body.quote === undefined) return line;
      const record = { ...line.record, body: { ...line.record.body, quote: "We always had the crate" } };
      return {
        record,
        salt: line.salt,
        leaf: leafHash(Buffer.from(line.salt, "hex"), record).toString("hex"),
      };
    });
    expect(await verdict(await sealed(files, lines))).toMatchObject({
      file: "records.jsonl",
      record: expect.stringMatching(/^clm_/),
      why: expect.stringContaining("quotation is not in the document"),
    });
  });

  it("holds no file but those its records give, and no other signatories", async () => {
    expect(await verdict(reseal(files, { "more.html": "<p>x</p>" }))).toMatchObject({ file: "more.html" });
    const signOff = { by: "2031-05-01", organisations: [{ name: "First Office", keys: ["11".repeat(32)] }] };
    expect(await verdict(reseal(files, {}, { signOff }))).toMatchObject({ file: "manifest.json" });
    const { edition } = jsonOf(files, "manifest.json") as unknown as Manifest;
    const said = jsonOf(files, "edition.json") as { view: Record<string, Json> };
    const title = "Another crate";
    const renamed = canonicalFile({ ...said, view: { ...said.view, title } });
    expect(
      await verdict(reseal(files, { "edition.json": renamed }, { edition: { ...edition, title } })),
    ).toMatchObject({ file: "manifest.json", why: expect.stringContaining("its records do not") });
  });

  describe("by another version", () => {
    const other = (edit: (text: string) => string, page: (text: string) => string = (text) => text) =>
      reseal(files, {
        "edition.json": canonicalFile(
          JSON.parse(edit(textOf(files, "edition.json").replaceAll(MAKER.software, "plumbline 0.0.7"))),
        ),
        "index.html": page(textOf(files, "index.html").replaceAll(MAKER.software, "plumbline 0.0.7")),
        "edition.pdf": "not rebuilt",
      });
    const same = (text: string) => text;

    it("is compared field by field, and says what was not rebuilt", async () => {
      const found = await verdict(other(same));
      expect(found).toMatchObject({
        verdict: "unsigned",
        made: { software: "plumbline 0.0.7", compared: "fields", notRebuilt: ["edition.pdf"] },
      });
      const notes = found.verdict === "not-intact" ? [] : found.made.notes;
      expect(notes.join("\n")).toContain("Not rebuilt, made by plumbline 0.0.7: edition.pdf.");
      const reworded = (text: string) => text.replaceAll("no place recorded", "place not recorded");
      expect(reworded(textOf(files, "index.html"))).not.toBe(textOf(files, "index.html"));
      expect((await verdict(other(reworded, reworded))).text).toMatch(/^Intact/);
    });

    it.each<readonly [string, (text: string) => string, (text: string) => string]>([
      ["a term on the page", same, (text) => text.replace("It is likely that", "It is very likely that")],
      [
        "a term in both",
        (text) => text.replaceAll("is likely", "is very likely"),
        (text) => text.replaceAll("is likely", "is very likely"),
      ],
      [
        "a confidence",
        (text) => text.replaceAll("moderate", "high"),
        (text) => text.replaceAll("moderate", "high"),
      ],
      [
        "a dissent",
        (text) => text.replaceAll("dissents", "joins"),
        (text) => text.replaceAll("dissents", "joins"),
      ],
      [
        "who dissents",
        (text) => text.replaceAll("Second Office", "Third Office"),
        (text) => text.replaceAll("Second Office", "Third Office"),
      ],
      ["a wording without estimates", (text) => text.replaceAll("east yard", "north yard"), same],
      ["the page alone", same, (text) => text.replace("The gate log says otherwise", "The gate log agrees")],
      ["a paragraph more", same, (text) => text.replace("</main>", "<p>It is almost certain.</p></main>")],
      ["a script", same, (text) => text.replace("</main>", "<script>1</script></main>")],
      ["a judgment left out", (text) => text, (text) => text.replace(/<article[^]*?<\/article>/, "")],
    ])("does not change %s", async (_, edit, page) => {
      expect(await verdict(other(edit, page))).toMatchObject({ verdict: "not-intact" });
    });
  });

  it.each([
    ["deep nesting", `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}\n`],
    ["a lone surrogate", '{"a":"\\ud800"}\n'],
    ["a number beyond all", '{"a":1e999}\n'],
  ])("with %s are refused in words", async (_, text) => {
    for (const name of ["edition.json", "records.jsonl"])
      expect(await verdict(reseal(files, { [name]: text }))).toMatchObject({
        verdict: "not-intact",
        file: name,
      });
  });

  it("that supersede in a circle, or name what stands below, are refused", async () => {
    const lines = linesOf(files);
    const [a, b] = [lines[1]!, lines[2]!];
    const made = [a, b].map((line, i) => {
      const record = { ...line.record, supersedes: [b, a][i]!.record.id } as CaseRecord;
      return {
        record,
        salt: line.salt,
        leaf: leafHash(Buffer.from(line.salt, "hex"), record).toString("hex"),
      };
    });
    const all = [lines[0]!, ...made, ...lines.slice(3)];
    const viewRoot = merkleRoot(all.map(({ leaf }) => Buffer.from(leaf, "hex")));
    const said = jsonOf(files, "edition.json") as { view: Record<string, Json> };
    const edition = canonicalFile({ ...said, view: { ...said.view, viewRoot } });
    const records = Buffer.concat(all.map((line) => canonicalFile(line)));
    const found = await verdict(
      reseal(files, { "records.jsonl": records, "edition.json": edition }, { viewRoot }),
    );
    expect(found).toMatchObject({ file: "records.jsonl", why: expect.stringContaining("stands below it") });
  });

  it(`${FORGERIES} of them give a verdict and no other error, to verify, diff and parity`, async () => {
    const folder = join(tempFolder(), "edition");
    const readBack = (made: Files) => {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      for (const [name, bytes] of made) writeFileSync(join(folder, name), bytes);
      return readEdition(folder, MAKER);
    };
    const published = await readBack(files);
    const verdicts = new Map<string, number>();
    for (let seed = 0; seed < FORGERIES; seed++) {
      const random = new Random(seed);
      const whole = random.below(2) === 0;
      const forged = whole ? await forgedWhole(files, random) : forgedForms(files, random);
      let said: string;
      try {
        const edition = await readBack(forged);
        diffEditions(published, edition);
        compareParity(edition, published);
        compareParity(published, edition);
        said = whole ? "made whole: intact" : "other forms: intact";
      } catch (error) {
        if (!(error instanceof PlumblineError))
          throw new Error(`seed ${seed}: ${String(error)}`, { cause: error });
        said = `${whole ? "made whole" : "other forms"}: ${error.code}`;
      }
      verdicts.set(said, (verdicts.get(said) ?? 0) + 1);
    }
    // Both kinds occur: what no log takes, and what a log of the forger's own would have given.
    expect([...verdicts.keys()].sort()).toEqual(
      expect.arrayContaining(["made whole: NOT_INTACT", "made whole: intact", "other forms: NOT_INTACT"]),
    );
    if (FORGERIES > 1000) process.stdout.write(`${JSON.stringify([...verdicts])}\n`);
  });
});
