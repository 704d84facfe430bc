/**
 * The side of the child in a conversation: one request is taken, progress told now and then, something asked perhaps, one answer given,
 * and it ends.
 */
import { PlumblineError } from "../errors.ts";
import { noRoom } from "./no-room.ts";
import type { ChildSaid, TellProgress } from "./messages.ts";

/** Progress is sent at most this often. */
const EVERY_MS = 100;

/** Asks the program that started this process; it replies to one question at a time. */
export async function askOnce(question: object): Promise<unknown> {
  const replied = new Promise((resolve) => process.once("message", resolve));
  await send(question);
  return replied;
}

/** Answers the one request of the program that started this process. */
export function answerOnce(work: (request: never, tell: TellProgress) => Promise<object>): void {
  // Without the program that asked, there is nobody to answer.
  process.once("disconnect", () => process.exit());
  // A system that ends a service tells each of its processes; the program that asked puts its work in order first, and ends this one.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);
  process.once("message", (request) => {
    void answer(() => work(request as never, teller()))
      .then(send)
      .then(() => process.disconnect());
  });
}

function send(message: object): Promise<void> {
  return new Promise((resolve) => {
    process.send!(message, () => resolve());
  });
}

function teller(): TellProgress {
  let sent = 0;
  return (stage, done, total, unit) => {
    const now = performance.now();
    if (now - sent < EVERY_MS && done < total) return;
    sent = now;
    void send({ kind: "progress", stage, done, total, unit } satisfies ChildSaid);
  };
}

async function answer(work: () => Promise<object>): Promise<object> {
  try {
    return await work();
  } catch (thrown) {
    const error = noRoom(thrown) ?? thrown;
    if (error instanceof PlumblineError)
      return {
        kind: "refused",
        code: error.code,
        message: error.message,
        where: error.where ?? null,
        hint: error.hint,
        setting: error.setting,
        proposed: error.proposed,
        shown: error.shown,
      } satisfies ChildSaid;
    return {
      kind: "failed",
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    } satisfies ChildSaid;
  }
}
