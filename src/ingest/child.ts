/** The child process of an import: takes one request, stages the rows, answers once, ends. */
import { PlumblineError } from "../errors.ts";
import { Engine } from "./engine.ts";
import type { ChildMessage, ChildRequest } from "./messages.ts";
import { timeZone } from "./time-zone.ts";
import { propose } from "./propose.ts";
import { transform } from "./transform.ts";

/** Progress is sent at most this often. */
const EVERY_MS = 100;

function send(message: ChildMessage): Promise<void> {
  return new Promise((resolve) => {
    process.send!(message, () => resolve());
  });
}

async function run(request: ChildRequest): Promise<ChildMessage> {
  let sent = 0;
  let engine: Engine | undefined;
  try {
    engine = await Engine.open({
      file: request.path,
      folder: request.folder,
      memoryMb: request.databaseMb,
      threads: request.threads,
    });
    const { path, where, folder, staged, settled } = request;
    const mapping = request.mapping ?? undefined;
    const dateOrder = request.dateOrder ?? undefined;
    const zone = request.zone === null ? undefined : timeZone(request.zone);
    if (staged === null)
      return {
        kind: "proposed",
        proposal: await propose(engine, { path, where, folder, mapping, dateOrder, zone, settled }),
      };
    const report = await transform(engine, {
      path,
      where,
      folder,
      staged,
      mapping,
      dateOrder,
      zone,
      now: request.now,
      settled,
      onProgress: (stage, done, total, unit) => {
        const now = performance.now();
        if (now - sent < EVERY_MS && done < total) return;
        sent = now;
        void send({ kind: "progress", stage, done, total, unit });
      },
    });
    return { kind: "done", report };
  } catch (error) {
    if (error instanceof PlumblineError)
      return {
        kind: "refused",
        code: error.code,
        message: error.message,
        where: error.where ?? null,
        hint: error.hint,
        setting: error.setting,
        proposed: error.proposed,
      };
    return {
      kind: "failed",
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  } finally {
    engine?.close();
  }
}

// Without the program that asked, there is nobody to answer.
process.once("disconnect", () => process.exit());
process.once("message", (request) => {
  void run(request as ChildRequest)
    .then(send)
    .then(() => process.disconnect());
});
