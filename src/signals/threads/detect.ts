/**
 * A detector in a thread of its own, so that a server goes on answering while one computes. The thread asks for columns
 * and names by message; columns are handed over, not copied. Same columns, parameters and seed: same bytes as in place.
 */
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { PlumblineError, type ErrorCode } from "../../errors.ts";
import type { OnProgress, Progress } from "../../model/effects.ts";
import type { Given } from "../given.ts";
import type { DetectorResult, DetectorSource, Parameters, TextColumns } from "../detector.ts";
import { threadFile } from "./files.ts";

/** What the thread gets. */
export interface DetectData {
  readonly detector: string;
  readonly parameters: Parameters;
  readonly seed: number;
  readonly given: Given;
}

/** What the thread asks its source. */
export type Question =
  | { readonly ask: "shares"; readonly object: string }
  | { readonly ask: "texts" }
  | { readonly ask: "more texts" }
  | { readonly ask: "account names"; readonly codes: Int32Array }
  | { readonly ask: "object values"; readonly object: string; readonly codes: Int32Array };

export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

export type FromThread =
  | { readonly kind: "question"; readonly id: number; readonly question: Question }
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "done"; readonly result: ApartResult }
  | { readonly kind: "refused"; readonly refusal: Refusal };

export type ToThread = { readonly id: number } & (
  { readonly answer: unknown } | { readonly refusal: Refusal }
);

/** A detector's result whose full output is sealed: its canonical JSON, as it is stored. */
export interface ApartResult extends Omit<DetectorResult, "output"> {
  readonly output: Uint8Array;
  /** The parameters as a Run may record them. */
  readonly recorded: Parameters;
}

export interface ApartContext {
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

/** A refusal of any kind as it goes through a message; what is not ours keeps its message for the log only. */
export function refusalOf(error: unknown): Refusal {
  const known =
    error instanceof PlumblineError
      ? error
      : new PlumblineError("INTERNAL", error instanceof Error ? error.message : String(error));
  return { code: known.code, message: known.message, hint: known.hint };
}

export function errorOf({ code, message, hint }: Refusal): PlumblineError {
  return new PlumblineError(code, message, { hint });
}

/**
 * Runs a detector of the list in a thread. When stopped, the thread ends at once, and what it asked for is waited for.
 * @throws PlumblineError PARAMETER, NO_DATA, RESULT_INVALID, STOPPED, INTERNAL; what the source throws.
 */
export async function detectApart(
  source: DetectorSource,
  data: DetectData,
  context: ApartContext,
): Promise<ApartResult> {
  const { onProgress, signal } = context;
  const stopped = () => new PlumblineError("STOPPED", "The work was stopped.");
  if (signal?.aborted === true) throw stopped();
  const worker = new Worker(fileURLToPath(threadFile("detect-thread.js")), { workerData: data });
  const answers = new Answers(source);
  try {
    return await new Promise<ApartResult>((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(stopped()), { once: true });
      worker.on("message", (said: FromThread) => {
        if (said.kind === "progress") onProgress?.(said.progress);
        else if (said.kind === "done") resolve(said.result);
        else if (said.kind === "refused") reject(errorOf(said.refusal));
        else void answers.give(worker, said.id, said.question);
      });
      worker.once("error", (cause) =>
        reject(new PlumblineError("INTERNAL", "The detector failed.", { cause })),
      );
      worker.once("exit", () => reject(new PlumblineError("INTERNAL", "The detector ended early.")));
    });
  } finally {
    await worker.terminate();
    await answers.settled();
  }
}

/** Asks the source on behalf of the thread. */
class Answers {
  readonly #source: DetectorSource;
  readonly #open = new Set<Promise<void>>();
  #texts: AsyncIterator<unknown> | undefined;

  constructor(source: DetectorSource) {
    this.#source = source;
  }

  async give(worker: Worker, id: number, question: Question): Promise<void> {
    const work = this.#answer(question).then(
      (answer) => worker.postMessage({ id, answer } satisfies ToThread, buffersOf(answer)),
      (error: unknown) => worker.postMessage({ id, refusal: refusalOf(error) } satisfies ToThread, []),
    );
    this.#open.add(work);
    await work;
    this.#open.delete(work);
  }

  async settled(): Promise<void> {
    await Promise.allSettled(this.#open);
    await this.#texts?.return?.();
  }

  async #answer(question: Question): Promise<unknown> {
    switch (question.ask) {
      case "shares":
        return this.#source.shares(question.object);
      case "texts": {
        const { shares, batches }: TextColumns = await this.#source.texts();
        this.#texts = batches[Symbol.asyncIterator]();
        return shares;
      }
      case "more texts": {
        const next = await this.#texts!.next();
        return next.done === true ? null : next.value;
      }
      case "account names":
        return this.#source.accountNames(question.codes);
      case "object values":
        return this.#source.objectValues(question.object, question.codes);
    }
  }
}

/** The memory of columns, which is handed over: a source keeps none of what it gave. */
function buffersOf(answer: unknown): ArrayBuffer[] {
  if (typeof answer !== "object" || answer === null) return [];
  const views = Object.values(answer).filter((value) => ArrayBuffer.isView(value));
  const buffers = views.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
  return [...new Set(buffers)];
}
