/** The thread in which a detector computes; see `detect.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import type { ShareColumns } from "../../kernel/columns.ts";
import type { DetectorSource, TextBatch } from "../detector.ts";
import { detectorById } from "../index.ts";
import { accountsNamed, recordedParameters, withAsked } from "../recorded.ts";
import { sealResult } from "../result.ts";
import { errorOf, refusalOf } from "./detect.ts";
import type { DetectData, FromThread, Question, ToThread } from "./detect.ts";

/** Progress is sent at most this often. */
const EVERY_MS = 100;

const port = parentPort!;
const waiting = new Map<number, (said: ToThread) => void>();
let asked = 0;

port.on("message", (said: ToThread) => {
  waiting.get(said.id)?.(said);
  waiting.delete(said.id);
});

function send(message: FromThread, buffers: ArrayBuffer[] = []): void {
  port.postMessage(message, buffers);
}

function ask<T>(question: Question): Promise<T> {
  const id = asked++;
  send({ kind: "question", id, question });
  return new Promise((resolve, reject) => {
    waiting.set(id, (said) => {
      if ("refusal" in said) reject(errorOf(said.refusal));
      else resolve(said.answer as T);
    });
  });
}

async function* batches(): AsyncGenerator<TextBatch> {
  for (;;) {
    const batch = await ask<TextBatch | null>({ ask: "more texts" });
    if (batch === null) return;
    yield batch;
  }
}

const source: DetectorSource = {
  shares: (object) => ask({ ask: "shares", object }),
  texts: async () => ({ shares: await ask<ShareColumns>({ ask: "texts" }), batches: batches() }),
  accountNames: (codes) => ask({ ask: "account names", codes }),
  objectValues: (object, codes) => ask({ ask: "object values", object, codes }),
};

async function run({ detector, parameters, seed, given }: DetectData): Promise<void> {
  let sent = 0;
  try {
    const chosen = detectorById(detector);
    const { findings, counts, output } = await chosen.run(source, parameters, {
      seed,
      given,
      onProgress: (progress) => {
        const now = performance.now();
        if (now - sent < EVERY_MS && progress.done !== progress.total) return;
        sent = now;
        send({ kind: "progress", progress });
      },
    });
    const accounts = await accountsNamed(chosen.descriptor, parameters, source);
    const recorded = recordedParameters(chosen.descriptor, parameters, given, (name) =>
      accounts.has(name.toLowerCase()),
    );
    const bytes = sealResult(findings, withAsked(output, parameters, recorded));
    send({ kind: "done", result: { findings, counts, output: bytes, recorded } }, [bytes.buffer]);
  } catch (error) {
    send({ kind: "refused", refusal: refusalOf(error) });
  }
}

void run(workerData as DetectData);
