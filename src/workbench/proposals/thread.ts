/** The thread that reads: takes a text, or a document with others to compare, answers with what is proposed, and waits for the next. */
import { parentPort } from "node:worker_threads";
import { originsOf, readText } from "../../reading/index.ts";
import type { ThreadAnswer, ThreadTask } from "./apart.ts";

function answerTo(task: ThreadTask): ThreadAnswer {
  try {
    return "read" in task ? { reading: readText(task.read) } : { found: originsOf(task.compare) };
  } catch (error) {
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort!.on("message", (task: ThreadTask) => parentPort!.postMessage(answerTo(task), []));
