/** The confined child process of an import: its limits, its life and its last word. */
import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { PlumblineError } from "../errors.ts";
import type { OnProgress } from "../model/effects.ts";
import { CHILD, confinement } from "./confine.ts";
import type { ChildProgram } from "./confine.ts";
import type { LinkForms } from "./functions.ts";
import { watchMemory } from "./memory.ts";
import type { Ask, ChildAnswer, ChildRequest, ChildSaid, SharesRead, SharesWanted } from "./messages.ts";
import type { DateOrder } from "./report.ts";

export const DEFAULT_MEMORY_MB = 1024;
export const DEFAULT_TIMEOUT_MS = 1_800_000;
const DEFAULT_THREADS = 2;
/** What Node itself and buffers of the native library need beside the database's own limit. */
const BESIDE_DATABASE_MB = 320;
const LEAST_DATABASE_MB = 96;

/** What a child may use. */
export interface ChildLimits {
  /** Resident memory of the child process, in MB. */
  readonly memoryMb?: number;
  readonly timeoutMs?: number;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

/** The same, and what the reader of posts is told. */
export interface Limits extends ChildLimits {
  readonly mapping?: string;
  readonly dateOrder?: DateOrder;
  /** Of times that are written without one; @see timeZone. */
  readonly zone?: string;
  /** Milliseconds since 1970 UTC: when the file is imported. The machine's clock says it otherwise. */
  readonly now?: number;
  /** Where the records of a JSON document stand, such as `data.posts`. */
  readonly rows?: string;
  /** The mapping was settled by an earlier import of the same bytes. */
  readonly settled?: boolean;
  /** Which addresses are one link: of one spelling, as an import keeps them, unless told. */
  readonly links?: LinkForms;
  readonly threads?: number;
}

/** Where a child finds and leaves things. */
export interface ChildPlaces {
  readonly file: string;
  readonly folder: string;
  readonly where: string;
}

export interface Places extends ChildPlaces {
  readonly path: string;
  /** Where the staged rows go; null where the file is only looked at. */
  readonly staged: string | null;
  /** The rows are wanted as they are, at most so many. */
  readonly tableRows?: number;
}

/**
 * The reader of posts, in a child process for one file.
 * @returns what it said last
 * @throws PlumblineError what the child refused, IMPORT_LIMIT, STOPPED, INTERNAL.
 */
export function runChild(
  request: Limits,
  places: Places,
  shares?: SharesWanted & { readonly take: Ask },
): Promise<ChildAnswer> {
  const memoryMb = request.memoryMb ?? DEFAULT_MEMORY_MB;
  return runConfined<ChildAnswer>(
    CHILD,
    { ...childRequest(request, places, memoryMb), shares: wantedOf(shares) },
    request,
    places,
    shares?.take,
  );
}

/**
 * One child process for one file, with limits of memory and time.
 * @param asked the one thing it is sent
 * @param reply does what it asks for on the way; its time does not run meanwhile
 * @returns what it said last
 * @throws PlumblineError what the child refused, IMPORT_LIMIT, STOPPED, INTERNAL; and what `reply` throws.
 */
export async function runConfined<Answer extends { readonly kind: string }>(
  program: ChildProgram,
  asked: object,
  limits: ChildLimits,
  places: ChildPlaces,
  reply?: Ask,
): Promise<Answer> {
  const answer = await runOnce<Answer>(program, asked, limits, places, reply);
  if (answer !== ENDED) return answer;
  const again = await runOnce<Answer>(program, asked, limits, places, reply);
  if (again !== ENDED) return again;
  throw new PlumblineError("INTERNAL", "The reader was ended by somebody else.", { where: places.where });
}

/** It was told to end before it listened, and had done nothing yet: a system that ends a service tells its every process. */
const ENDED = Symbol("ended");
const OF_THE_SYSTEM: readonly (NodeJS.Signals | null)[] = ["SIGINT", "SIGTERM"];

function runOnce<Answer extends { readonly kind: string }>(
  program: ChildProgram,
  asked: object,
  limits: ChildLimits,
  places: ChildPlaces,
  reply?: Ask,
): Promise<Answer | typeof ENDED> {
  const { memoryMb = DEFAULT_MEMORY_MB, timeoutMs = DEFAULT_TIMEOUT_MS } = limits;
  const { where } = places;
  const child = fork(program.entry, [], {
    env: {},
    execArgv: confinement(program, places.file, places.folder),
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    // Ctrl-C in a terminal goes to a whole group of processes. Whether a reader ends is for the program that started it to say.
    detached: true,
  });
  const errors = lastOutput(child);
  return new Promise((resolve, reject) => {
    let outcome: { readonly answer: Answer } | { readonly error: unknown } | undefined;
    let questioned = false;
    const stop = (error: unknown) => {
      outcome ??= { error };
      child.kill("SIGKILL");
    };
    const limit = (message: string) => stop(new PlumblineError("IMPORT_LIMIT", message, { where }));
    const onAbort = () => stop(new PlumblineError("STOPPED", "The import was stopped.", { where }));
    const timed = () => setTimeout(() => limit(`Reading took longer than ${timeoutMs / 1000} s.`), timeoutMs);
    let timer = timed();
    const unwatch = watchMemory(child.pid, memoryMb, () => limit(`Reading needed more than ${memoryMb} MB.`));
    limits.signal?.addEventListener("abort", onAbort, { once: true });
    // A child that is gone already says so through `close`.
    const gone = (error: Error | null) => {
      if (error !== null) child.kill("SIGKILL");
    };
    const goOn = async (work: () => Promise<unknown>) => {
      questioned = true;
      clearTimeout(timer);
      try {
        await work();
      } catch (error) {
        stop(error);
      }
      if (outcome !== undefined) return;
      timer = timed();
      child.send({ kind: "go on" }, gone);
    };
    child.on("message", (message) => {
      const said = message as ChildSaid | SharesRead | Answer;
      if (isSaid(said)) {
        if (said.kind === "progress") limits.onProgress?.(said);
        else outcome ??= { error: refusal(said, where) };
      } else if (isQuestion(said) && reply !== undefined) {
        void goOn(() => reply(said));
      } else outcome ??= { answer: said as Answer };
    });
    child.once("error", (error) => {
      outcome ??= {
        error: new PlumblineError("INTERNAL", "The reader could not be started.", { where, cause: error }),
      };
    });
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      unwatch();
      limits.signal?.removeEventListener("abort", onAbort);
      if (outcome === undefined && !questioned && OF_THE_SYSTEM.includes(signal)) return resolve(ENDED);
      outcome ??= { error: died(errors(), code, signal, where) };
      if ("error" in outcome) reject(outcome.error);
      else resolve(outcome.answer);
    });
    child.send(asked, gone);
    if (limits.signal?.aborted === true) onAbort();
  });
}

const SAID: readonly string[] = ["progress", "refused", "failed"] satisfies ChildSaid["kind"][];

const isSaid = (message: { readonly kind: string }): message is ChildSaid => SAID.includes(message.kind);

const isQuestion = (message: { readonly kind: string }): message is SharesRead => message.kind === "shares";

function childRequest(request: Limits, places: Places, memoryMb: number): Omit<ChildRequest, "shares"> {
  return {
    path: places.path,
    where: places.where,
    folder: places.folder,
    staged: places.staged,
    tableRows: places.tableRows ?? null,
    mapping: request.mapping ?? null,
    dateOrder: request.dateOrder ?? null,
    zone: request.zone ?? null,
    now: request.now ?? Date.now(),
    rows: request.rows ?? null,
    settled: request.settled ?? false,
    links: request.links ?? "spelling",
    databaseMb: Math.max(LEAST_DATABASE_MB, memoryMb - BESIDE_DATABASE_MB),
    threads: request.threads ?? DEFAULT_THREADS,
  };
}

const wantedOf = (shares: SharesWanted | undefined): ChildRequest["shares"] =>
  shares === undefined ? null : { windowSeconds: shares.windowSeconds, report: shares.report };

/** Collects the end of what the child writes to its error stream. */
function lastOutput(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.setEncoding("utf8").on("data", (part: string) => {
    text = (text + part).slice(-4000);
  });
  return () => text;
}

function refusal(said: Exclude<ChildSaid, { kind: "progress" }>, where: string): PlumblineError {
  if (said.kind === "failed")
    return new PlumblineError("INTERNAL", "The reader failed.", { where, cause: new Error(said.message) });
  const { code, message, hint, setting, proposed, shown } = said;
  return new PlumblineError(code, message, { where: said.where ?? where, hint, setting, proposed, shown });
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
