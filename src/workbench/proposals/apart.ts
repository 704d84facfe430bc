/**
 * Reading in a thread of its own, with limits of memory and time: a server goes on answering meanwhile, and a text that no rule
 * was made for ends the thread and not the server. The thread holds a language model, so there is one, which reads one text after
 * the other and is kept for a while for the next.
 */
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { PlumblineError } from "../../errors.ts";
import type { ReadInput, Reading } from "../../reading/contract.ts";
import type { CompareInput, OriginsFound } from "../../reading/origins/contract.ts";

const MEMORY_MB = 768;
const TIMEOUT_MS = 120_000;
const IDLE_MS = 60_000;

/** What the thread is asked, and what it answers. */
export type ThreadTask = { readonly read: ReadInput } | { readonly compare: CompareInput };
export type ThreadAnswer =
  { readonly reading: Reading } | { readonly found: OriginsFound } | { readonly failed: string };

let thread: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let last: Promise<unknown> = Promise.resolve();

/** @throws PlumblineError IMPORT_LIMIT, INTERNAL. */
export async function readApart(input: ReadInput, where: string): Promise<Reading> {
  const answer = await inTurn({ read: input }, where);
  return (answer as { readonly reading: Reading }).reading;
}

/** @throws PlumblineError IMPORT_LIMIT, INTERNAL. */
export async function compareApart(input: CompareInput, where: string): Promise<OriginsFound> {
  const answer = await inTurn({ compare: input }, where);
  return (answer as { readonly found: OriginsFound }).found;
}

type Answered = Exclude<ThreadAnswer, { readonly failed: string }>;

function inTurn(task: ThreadTask, where: string): Promise<Answered> {
  const turn = last.then(() => answered(task, where));
  last = turn.catch(() => undefined);
  return turn;
}

async function answered(task: ThreadTask, where: string): Promise<Answered> {
  clearTimeout(idle);
  const worker = (thread ??= begin());
  worker.ref();
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  // The thread goes on to the next text: nothing of this one listens to it any more.
  const over = new AbortController();
  const signal = AbortSignal.any([limit, over.signal]);
  try {
    worker.postMessage(task, []);
    const told = once(worker, "message", { signal }) as Promise<[ThreadAnswer]>;
    const ended = once(worker, "exit", { signal }).then((): never => {
      throw new Error("it ended without an answer");
    });
    const [answer] = await Promise.race([told, ended]);
    if ("failed" in answer) throw new Error(answer.failed);
    worker.unref();
    idle = setTimeout(end, IDLE_MS).unref();
    return answer;
  } catch (error) {
    end();
    if (limit.aborted)
      throw new PlumblineError("IMPORT_LIMIT", `Reading took longer than ${TIMEOUT_MS / 1000} s.`, { where });
    if ((error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY")
      throw new PlumblineError("IMPORT_LIMIT", `Reading needed more than ${MEMORY_MB} MB.`, { where });
    throw new PlumblineError("INTERNAL", "The rules failed on this text.", { where, cause: error });
  } finally {
    over.abort();
  }
}

function begin(): Worker {
  const worker = new Worker(threadFile(), { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
  // Between two texts nobody waits for it: one that fails then is replaced by the next.
  worker.on("error", () => undefined);
  worker.once("exit", () => {
    if (thread === worker) thread = undefined;
  });
  return worker;
}

function end(): void {
  void thread?.terminate();
  thread = undefined;
}

/** The compiled file of the thread: beside this one, or in `dist` when this one runs from source. */
function threadFile(): string {
  const here = import.meta.url;
  const base = here.endsWith(".ts") ? new URL("../../../dist/workbench/proposals/", here) : here;
  return fileURLToPath(new URL("thread.js", base));
}
