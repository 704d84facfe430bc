/**
 * Files changed at random: each is read, or refused in one line with a code. `npm run fuzz` tries more of them, with another seed, or one
 * alone. What goes through the database runs in this process, so that a crash of it ends the test; so does a reader that does not end.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { PlumblineError } from "../src/errors.ts";
import { unpack } from "../src/ingest/containers/unpack.ts";
import type { Engine } from "../src/ingest/engine.ts";
import { openTable } from "../src/ingest/formats/open.ts";
import { extractText, readBundle } from "../src/ingest/index.ts";
import { Random } from "../src/kernel/random.ts";
import { Case, findActor, importFile } from "../src/workbench/index.ts";
import { tarOf, zipOf, zstdOf } from "./support/archives.ts";
import { mutated } from "./support/mutations.ts";
import { PLATFORM_FILES } from "./support/platform-files.ts";
import { stageBytes, withEngine, withFolder } from "./support/staging.ts";
import { tempFolder } from "./support/temp.ts";
import { readFile } from "node:fs/promises";

const asked = (name: string, usual: number) => Number(process.env[`PLUMBLINE_FUZZ${name}`] ?? usual);
const SEED = asked("_SEED", 20310301);
const OWN = asked("", 20_000);
const ENGINE = Math.ceil(OWN / 40);
const IMPORTS = Math.ceil(ENGINE / 50);
const ONE = process.env["PLUMBLINE_FUZZ_CASE"];
/** Processor time: a small file that takes longer does not end in a time that anybody waits for. */
const SLOW_MS = 10_000;
/** Resident memory that the readers may add to this process, in bytes. */
const MEMORY = 1_000_000_000;
const SHOWN = 10;

const CSV = `account,time,text,url\n${Array.from(
  { length: 8 },
  (_, i) => `anna${i % 3},2031-03-01T10:00:0${i}Z,"a text, ""quoted"" #harbour",https://one.example/${i}`,
).join("\n")}\n`;
const NDJSON = Array.from(
  { length: 6 },
  (_, i) =>
    `${JSON.stringify({ account: `a${i}`, time: `2031-03-01T10:00:0${i}Z`, text: "words", tags: ["x", { text: "y" }], n: { m: [i] } })}\n`,
).join("");
const DOCUMENT = JSON.stringify(
  {
    data: {
      posts: NDJSON.trim()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    },
  },
  null,
  1,
);
const BUNDLE = JSON.stringify({
  type: "bundle",
  id: "bundle--00000000-0000-4000-8000-000000000000",
  objects: Array.from({ length: 3 }, (_, i) => ({
    type: "identity",
    id: `identity--00000000-0000-4000-8000-00000000000${i}`,
    name: `Party ${i}`,
    object_marking_refs: ["marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9"],
  })),
});
const HTML =
  "<!doctype html><html><head><title>T</title></head><body><p>One &amp; two</p><script>x</script><table><tr><td>1</table></body></html>";
const MAIL =
  "From: a@one.example\r\nSubject: =?utf-8?q?Caf=C3=A9?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nWords =E2=82=AC\r\n--B--\r\n";

const TEXTS = [
  ...PLATFORM_FILES.map(({ content }) => content),
  CSV,
  CSV.replaceAll(",", ";"),
  CSV.replaceAll("\n", "\r\n"),
  NDJSON,
  DOCUMENT,
].map((text) => Buffer.from(text));
const ARCHIVES = [
  gzipSync(CSV),
  zstdOf(CSV),
  tarOf([
    { name: "posts.csv", content: CSV },
    { name: "more.ndjson", content: NDJSON },
  ]),
  zipOf([
    { name: "posts.csv", content: CSV },
    { name: "in/more.ndjson", content: NDJSON, stored: true },
  ]),
  gzipSync(tarOf([{ name: "a.zip", content: zipOf([{ name: "posts.csv", content: CSV }]) }])),
];

/** What a reader is asked to do with the bytes. */
type Read = (bytes: Buffer, folder: string) => Promise<unknown>;
interface Kind {
  readonly name: string;
  readonly files: readonly Buffer[];
  readonly read: Read;
}

/** Where our own readers end: the database is asked for nothing. */
class EndOfOwn extends Error {}
const END = {
  run: () => Promise.reject(new EndOfOwn()),
  rows: () => Promise.reject(new EndOfOwn()),
} as unknown as Engine;

const ownTable: Read = async (bytes, folder) => {
  const path = join(folder, "input");
  writeFileSync(path, bytes);
  const request = { path, where: "input", folder, mapping: undefined, rows: undefined };
  await openTable(END, request, () => undefined).catch((error: unknown) => {
    if (!(error instanceof EndOfOwn)) throw error;
  });
};
const ownArchive: Read = async (bytes, folder) => {
  const path = join(folder, "input");
  writeFileSync(path, bytes);
  await unpack({ path, where: "input", folder, only: null, look: null, sheet: null }, () => undefined);
};
const document: Read = async (bytes) => {
  for (const mediaType of ["text/html", "message/rfc822", "text/plain"])
    extractText(bytes, bytes.length, { mediaType, name: "input" });
  return Promise.resolve();
};

/** Tables eleven times of twenty, as they are most of what comes in. */
const KINDS: readonly Kind[] = [
  ...Array.from({ length: 11 }, () => ({ name: "table", files: TEXTS, read: ownTable })),
  ...Array.from({ length: 3 }, () => ({ name: "archive", files: ARCHIVES, read: ownArchive })),
  ...Array.from({ length: 3 }, () => ({
    name: "bundle",
    files: [Buffer.from(BUNDLE)],
    read: async (bytes: Buffer) => Promise.resolve(readBundle(bytes)),
  })),
  ...Array.from({ length: 3 }, () => ({
    name: "document",
    files: [HTML, MAIL, CSV].map((text) => Buffer.from(text)),
    read: document,
  })),
];

/** The bytes of one case, the same whenever it is asked for. */
function caseOf(n: number, files: readonly Buffer[]): Buffer {
  const random = new Random(SEED * 2 ** 21 + n);
  return mutated(files[random.below(files.length)]!, files, random);
}

/** What is wrong with how a reader ended; undefined if it read the bytes, or refused them as it should. */
function wrong(error: unknown): string | undefined {
  if (!(error instanceof PlumblineError))
    return `no refusal: ${String(error instanceof Error ? (error.stack ?? error) : error)}`.slice(0, 600);
  if (error.code === "INTERNAL") return `INTERNAL: ${error.message} ${String(error.cause)}`.slice(0, 600);
  return /[\r\n]/.test(error.line())
    ? `more than one line: ${JSON.stringify(error.line())}`.slice(0, 300)
    : undefined;
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Runs the cases and says what is wrong with each, and what it takes to run it again. */
async function run(group: string, cases: number, kindOf: (n: number) => Kind): Promise<readonly string[]> {
  const faults: string[] = [];
  const codes = new Map<string, number>();
  const before = process.memoryUsage().rss;
  const folder = tempFolder();
  const [from, to] = ONE === undefined ? [0, cases] : [Number(ONE), Number(ONE) + 1];
  for (let n = from; n < to && faults.length < SHOWN; n++) {
    const { name, files, read } = kindOf(n);
    const bytes = caseOf(n, files);
    const start = cpuMs();
    let fault: string | undefined;
    try {
      await read(bytes, folder);
      codes.set("read", (codes.get("read") ?? 0) + 1);
    } catch (error) {
      fault = wrong(error);
      if (error instanceof PlumblineError) codes.set(error.code, (codes.get(error.code) ?? 0) + 1);
    } finally {
      for (const left of readdirSync(folder)) rmSync(join(folder, left), { recursive: true, force: true });
    }
    const ms = cpuMs() - start;
    if (ms > SLOW_MS) fault ??= `took ${Math.round(ms)} ms`;
    if (n % 50 === 0 && process.memoryUsage().rss - before > MEMORY)
      fault ??= "took more memory than there may be";
    if (fault !== undefined)
      faults.push(`${group} ${name}: ${fault}\n  again: npm run fuzz -- ${OWN} ${SEED} ${n}`);
  }
  const told = [...codes].sort((a, b) => b[1] - a[1]).map(([code, many]) => `${code} ${many}`);
  process.stdout.write(`fuzz, ${group}: ${to - from} cases of seed ${SEED}: ${told.join(", ")}\n`);
  return faults;
}

describe("files changed at random", () => {
  it("are read or refused by our own readers", async () => {
    expect(await run("own readers", OWN, (n) => KINDS[n % KINDS.length]!)).toEqual([]);
  });

  it("are read or refused on the way through the database", async () => {
    const parquet = await withFolder((folder) =>
      withEngine(folder, join(folder, "none"), async (engine) => {
        await engine.run(
          `COPY (SELECT 'a' || range AS account, TIMESTAMP '2031-03-01' + INTERVAL (range) SECOND AS time, md5(range::VARCHAR) AS text,
             [range, 2] AS list, {'a': range} AS shape FROM range(50)) TO '${folder}/p' (FORMAT parquet)`,
        );
        return readFile(join(folder, "p"));
      }),
    );
    const kind: Kind = {
      name: "import",
      files: [...TEXTS, parquet, parquet, parquet],
      read: async (bytes) => stageBytes(bytes),
    };
    expect(await run("through the database", ENGINE, () => kind)).toEqual([]);
  });

  it("leave a case as it was, or with a whole import", async () => {
    const folder = join(tempFolder(afterAll), "case");
    mkdirSync(folder);
    const opened = await Case.open(folder, { create: { by: "tester", organisation: "Desk" } });
    const actor = await findActor(opened, { by: "tester" });
    const state = async () => [
      await opened.log.root(),
      await opened.artifacts.list(),
      (await (await opened.corpus()).imports()).map(({ id }) => id),
    ];
    const kind: Kind = {
      name: "case",
      files: [...TEXTS, ...ARCHIVES],
      read: async (bytes, place) => {
        const path = join(place, "posts");
        writeFileSync(path, bytes);
        const before = await state();
        try {
          const { run: id } = await importFile(opened, path, { actor });
          const imports = (await (await opened.corpus()).imports()).map((one) => one.id);
          if (!imports.includes(id)) throw new Error("an import without rows");
        } catch (error) {
          expect(await state()).toEqual(before);
          throw error;
        }
      },
    };
    const faults = await run("into a case", IMPORTS, () => kind);
    await opened.close();
    expect(faults).toEqual([]);
  });
});
