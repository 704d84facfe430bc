/** Staging made files in this very process, for tests of what the rows become. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PlumblineError } from "../../src/errors.ts";
import type { LinkForms } from "../../src/ingest/functions.ts";
import { Engine } from "../../src/ingest/engine.ts";
import type { SqlRow } from "../../src/ingest/engine.ts";
import type { Reject } from "../../src/ingest/answers.ts";
import type { DateOrder, ImportReport } from "../../src/ingest/report.ts";
import { timeZone } from "../../src/ingest/time-zone.ts";
import { transform } from "../../src/ingest/transform.ts";
import { stagedPosts } from "../../src/store/staged-shares.ts";

export interface StagedHere {
  readonly report: ImportReport;
  /** The staged rows in the order of the file. */
  readonly rows: readonly SqlRow[];
  readonly repeats: readonly SqlRow[];
  readonly rejects: readonly Reject[];
}

export interface StageOptions {
  readonly mapping?: string;
  readonly dateOrder?: DateOrder;
  readonly zone?: string;
  readonly rows?: string;
  readonly settled?: boolean;
  readonly links?: LinkForms;
}

const ENGINE = { memoryMb: 256, threads: 2 };

/** A folder that is removed when the work is done. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-test-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs SQL on a private engine whose only file is `file`. */
export async function withEngine<T>(
  folder: string,
  file: string,
  work: (engine: Engine) => Promise<T>,
  memoryMb = ENGINE.memoryMb,
): Promise<T> {
  const engine = await Engine.open({ ...ENGINE, memoryMb, file, folder });
  try {
    return await work(engine);
  } finally {
    engine.close();
  }
}

/** Stages a file of these bytes (text is UTF-8). */
export function stageBytes(content: string | Uint8Array, options: StageOptions = {}): Promise<StagedHere> {
  return withFolder(async (folder) => {
    const path = join(folder, "input");
    await writeFile(path, content);
    return stagePath(folder, path, options);
  });
}

/** Stages a Parquet file that holds the result of a query. */
export function stageParquet(select: string, options: StageOptions = {}): Promise<StagedHere> {
  return withFolder(async (folder) => {
    const path = join(folder, "input");
    const work = join(folder, "work");
    await mkdir(work);
    await withEngine(work, path, (engine) => engine.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`));
    return stagePath(folder, path, options);
  });
}

async function stagePath(folder: string, path: string, options: StageOptions): Promise<StagedHere> {
  const staged = join(folder, "rows");
  await mkdir(staged);
  return withEngine(folder, path, async (engine) => {
    const { report } = await transform(engine, {
      path,
      where: "input",
      folder,
      staged,
      mapping: options.mapping,
      dateOrder: options.dateOrder,
      zone: options.zone === undefined ? undefined : timeZone(options.zone),
      now: Date.UTC(2040, 0, 1),
      rows: options.rows,
      settled: options.settled ?? false,
      links: options.links ?? "spelling",
      onProgress: () => undefined,
    });
    const text = await readFile(join(staged, "rejects.ndjson"), "utf8");
    return {
      report,
      rows: await engine.rows(`FROM ${await stagedPosts(staged)} ORDER BY row`),
      repeats: await engine.rows(`FROM read_parquet('${staged}/repeats.parquet') ORDER BY row`),
      rejects:
        text === ""
          ? []
          : text
              .trimEnd()
              .split("\n")
              .map((line) => JSON.parse(line) as Reject),
    };
  });
}

/** The refusal that a promise ends in; anything else is thrown on. */
export async function refusal(promise: Promise<unknown>): Promise<PlumblineError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof PlumblineError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
