/** The thread that reads: takes a text, answers with what is proposed, and waits for the next. */
import { parentPort } from "node:worker_threads";
import type { ReadInput } from "../../reading/contract.ts";
import { readText } from "../../reading/index.ts";
import type { ThreadAnswer } from "./apart.ts";

function answerTo(input: ReadInput): ThreadAnswer {
  try {
    return { reading: readText(input) };
  } catch (error) {
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort!.on("message", (input: ReadInput) => parentPort!.postMessage(answerTo(input), []));
