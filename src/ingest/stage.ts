/**
 * Staging a file: the parent's side. The file is read in a child process with limits of memory and time that can read
 * that one file and nothing else; what comes back is a folder of typed rows and a report.
 */
import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdir, open, readFile, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { PlumblineError } from "../errors.ts";
import type { OnProgress } from "../model/effects.ts";
import { makeWorkFolder } from "../store/work-folders.ts";
import { CHILD, confinement } from "./confine.ts";
import { watchMemory } from "./memory.ts";
import { REJECTS_FILE } from "./messages.ts";
import type { ChildMessage, ChildRequest } from "./messages.ts";
import type { DateOrder, ImportReport } from "./report.ts";

export interface StageRequest {
  readonly path: string;
  /** How the file is called in messages; its own name by default. */
  readonly name?: string;
  /** `account=author,time=publish_date,…`; without it the layout is recognised by column names. */
  readonly mapping?: string;
  readonly dateOrder?: DateOrder;
  /** Resident memory of the child process, in MB. */
  readonly memoryMb?: number;
  readonly timeoutMs?: number;
  readonly threads?: number;
  /** Where the staging folder is made; the system's folder for temporary files by default. */
  readonly tempDir?: string;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

/** Rows that wait to be loaded. Call `dispose` when they are. */
export interface Staged {
  readonly report: ImportReport;
  /** Folder with the staged rows, as `store/corpus/staged.ts` describes it. */
  readonly stagedPath: string;
  /** The full list of rejects as NDJSON; empty if there are none. */
  rejectsNdjson(): Promise<Uint8Array>;
  dispose(): Promise<void>;
}

export const DEFAULT_MEMORY_MB = 1024;
export const DEFAULT_TIMEOUT_MS = 1_800_000;
const DEFAULT_THREADS = 2;
/** What Node itself and buffers of the native library need beside the database's own limit. */
const BESIDE_DATABASE_MB = 320;
const LEAST_DATABASE_MB = 96;

/**
 * Reads a file into staged rows. Leaves nothing behind if it fails.
 * @throws PlumblineError FILE_*, MAPPING_*, DATE_ORDER_NEEDED, ALL_REJECTED, IMPORT_LIMIT, STOPPED, INTERNAL.
 */
export async function stageFile(request: StageRequest): Promise<Staged> {
  const where = request.name ?? basename(request.path);
  if (request.signal?.aborted === true)
    throw new PlumblineError("STOPPED", "The import was stopped.", { where });
  const file = await readableFile(request.path, where);
  // The folder's real path: the child is confined to paths as they are written.
  const tempDir = request.tempDir ?? tmpdir();
  const folder = await makeWorkFolder(tempDir, PREFIX);
  const dispose = () => rm(folder, { recursive: true, force: true });
  try {
    const staged = join(folder, "rows");
    await mkdir(staged);
    // A name without characters that the database would take for a pattern of names.
    const path = join(folder, "input");
    await symlink(file, path);
    const report = await runChild(request, { file, folder, path, staged, where });
    await rm(join(folder, "work.duckdb"), { force: true });
    return {
      report,
      stagedPath: staged,
      rejectsNdjson: () => readFile(join(staged, REJECTS_FILE)),
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

const PREFIX = "plumbline-import-";

async function readableFile(path: string, where: string): Promise<string> {
  try {
    const file = await realpath(path);
    const handle = await open(file, "r");
    try {
      if (!(await handle.stat()).isFile())
        throw new PlumblineError("FILE_MISSING", "It is not a regular file.", { where });
    } finally {
      await handle.close();
    }
    return file;
  } catch (error) {
    if (error instanceof PlumblineError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    const message =
      code === "ENOENT" ? "There is no such file." : `The file cannot be opened (${code ?? "unknown"}).`;
    throw new PlumblineError("FILE_MISSING", message, { where, cause: error });
  }
}

interface Places {
  readonly file: string;
  readonly folder: string;
  readonly path: string;
  readonly staged: string;
  readonly where: string;
}

function runChild(request: StageRequest, places: Places): Promise<ImportReport> {
  const memoryMb = request.memoryMb ?? DEFAULT_MEMORY_MB;
  const timeoutMs = request.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const { where } = places;
  const child = fork(CHILD, [], {
    env: {},
    execArgv: confinement(places.file, places.folder),
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const errors = lastOutput(child);
  return new Promise<ImportReport>((resolve, reject) => {
    let outcome: ImportReport | PlumblineError | undefined;
    const stop = (error: PlumblineError) => {
      outcome ??= error;
      child.kill("SIGKILL");
    };
    const limit = (message: string) => stop(new PlumblineError("IMPORT_LIMIT", message, { where }));
    const onAbort = () => stop(new PlumblineError("STOPPED", "The import was stopped.", { where }));
    const timer = setTimeout(() => limit(`Reading took longer than ${timeoutMs / 1000} s.`), timeoutMs);
    const unwatch = watchMemory(child.pid, memoryMb, () => limit(`Reading needed more than ${memoryMb} MB.`));
    request.signal?.addEventListener("abort", onAbort, { once: true });
    child.on("message", (message) => {
      const said = message as ChildMessage;
      if (said.kind === "progress") request.onProgress?.(said);
      else outcome ??= said.kind === "done" ? said.report : refusal(said, where);
    });
    child.once("error", (error) => {
      outcome ??= new PlumblineError("INTERNAL", "The reader could not be started.", { where, cause: error });
    });
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      unwatch();
      request.signal?.removeEventListener("abort", onAbort);
      outcome ??= died(errors(), code, signal, where);
      if (outcome instanceof PlumblineError) reject(outcome);
      else resolve(outcome);
    });
    child.send(childRequest(request, places, memoryMb), (error) => {
      // A child that is gone already says so through `close`.
      if (error !== null) child.kill("SIGKILL");
    });
    if (request.signal?.aborted === true) onAbort();
  });
}

function childRequest(request: StageRequest, places: Places, memoryMb: number): ChildRequest {
  return {
    path: places.path,
    where: places.where,
    folder: places.folder,
    staged: places.staged,
    mapping: request.mapping ?? null,
    dateOrder: request.dateOrder ?? null,
    databaseMb: Math.max(LEAST_DATABASE_MB, memoryMb - BESIDE_DATABASE_MB),
    threads: request.threads ?? DEFAULT_THREADS,
  };
}

/** Collects the end of what the child writes to its error stream. */
function lastOutput(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.setEncoding("utf8").on("data", (part: string) => {
    text = (text + part).slice(-4000);
  });
  return () => text;
}

function refusal(said: Extract<ChildMessage, { kind: "refused" | "failed" }>, where: string): PlumblineError {
  if (said.kind === "failed")
    return new PlumblineError("INTERNAL", "The reader failed.", { where, cause: new Error(said.message) });
  return new PlumblineError(said.code, said.message, { where: said.where ?? where, hint: said.hint });
}

function died(output: string, code: number | null, signal: string | null, where: string): PlumblineError {
  if (/heap out of memory|bad_alloc|out of memory/i.test(output))
    return new PlumblineError("IMPORT_LIMIT", "Reading the file needed more memory than it was given.", {
      where,
    });
  const how = signal === null ? `exit status ${code}` : `signal ${signal}`;
  return new PlumblineError("INTERNAL", `The reader ended without an answer (${how}).`, {
    where,
    cause: new Error(output),
  });
}
