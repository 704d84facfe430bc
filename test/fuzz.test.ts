/**
 * Files changed at random: each is read, or refused in one line with a code. `npm run fuzz` tries more of them, with another seed, or one
 * alone. What goes through the database runs in this process, so that a crash of it ends the test; so does a reader that does not end.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { PlumblineError } from "../src/errors.ts";
import { decodePicture } from "../src/ingest/pictures/decode.ts";
import { checkPicture } from "../src/ingest/pictures/heads.ts";
import { dHash, pdq } from "../src/kernel/index.ts";
import { readText } from "../src/ingest/text/read.ts";
import { Random } from "../src/kernel/random.ts";
import { Case, findActor, importFile } from "../src/workbench/index.ts";
import { asGif, asJpeg, asPng, asWebp } from "./support/encoded-pictures.ts";
import { ARCHIVES, changed, KINDS, TEXTS } from "./support/fuzz-files.ts";
import type { FuzzKind } from "./support/fuzz-files.ts";
import { picture } from "./support/pictures.ts";
import { TEXT_FIXTURES } from "./support/text-fixtures.ts";
import { stageBytes, withEngine, withFolder } from "./support/staging.ts";
import { tempFolder } from "./support/temp.ts";

const asked = (name: string, usual: number) => Number(process.env[`PLUMBLINE_FUZZ${name}`] ?? usual);
const SEED = asked("_SEED", 20310301);
const OWN = asked("", 20_000);
const ENGINE = Math.ceil(OWN / 40);
const PICTURES = Math.ceil(OWN / 10);
/** Each is read in a process of its own. */
const DOCUMENTS = Math.ceil(OWN / 400);
const IMPORTS = Math.ceil(ENGINE / 50);
const ONE = process.env["PLUMBLINE_FUZZ_CASE"];
/** Processor time: a small file that takes longer does not end in a time that anybody waits for. */
const SLOW_MS = 10_000;
/** Resident memory that the readers may add to this process, in bytes. */
const MEMORY = 1_000_000_000;
const SHOWN = 10;

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
async function run(
  group: string,
  cases: number,
  kindOf: (n: number) => FuzzKind,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const codes = new Map<string, number>();
  const ran = new Map<string, number>();
  const before = process.memoryUsage().rss;
  const folder = tempFolder();
  const [from, to] = ONE === undefined ? [0, cases] : [Number(ONE), Number(ONE) + 1];
  for (let n = from; n < to && faults.length < SHOWN; n++) {
    const { name, make, read } = kindOf(n);
    // The same whenever it is asked for.
    const bytes = make(new Random(SEED * 2 ** 21 + n));
    ran.set(name, (ran.get(name) ?? 0) + 1);
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
  const told = (counts: ReadonlyMap<string, number>): string =>
    [...counts]
      .sort((a, b) => b[1] - a[1])
      .map(([what, many]) => `${what} ${many}`)
      .join(", ");
  process.stdout.write(`fuzz, ${group}: ${to - from} cases of seed ${SEED} (${told(ran)}): ${told(codes)}\n`);
  return faults;
}

describe("files changed at random", () => {
  it("are read or refused by the decoders of pictures", async () => {
    const shown = picture(5, 40, 30);
    const kind: FuzzKind = {
      name: "picture",
      make: changed([await asJpeg(shown), await asPng(shown), await asWebp(shown), asGif(shown)]),
      read: async (bytes) => {
        const pixels = await decodePicture(checkPicture(bytes).kind, bytes);
        return [pdq(pixels), dHash(pixels)];
      },
    };
    expect(await run("pictures", PICTURES, () => kind)).toEqual([]);
  });

  it("are read or refused by the readers of PDF and DOCX", async () => {
    const kind: FuzzKind = {
      name: "document",
      make: changed(Object.values(TEXT_FIXTURES)),
      read: async (bytes) => readText(bytes, { name: "document", mediaType: undefined }),
    };
    expect(await run("PDF and DOCX", DOCUMENTS, () => kind)).toEqual([]);
  });

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
    const kind: FuzzKind = {
      name: "import",
      make: changed([...TEXTS, parquet, parquet, parquet]),
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
    const kind: FuzzKind = {
      name: "case",
      make: changed([...TEXTS, ...ARCHIVES]),
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
