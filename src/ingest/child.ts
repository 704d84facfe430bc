/** The child process of an import: takes one request, stages the rows, answers once, ends. */
import { answerOnce, askOnce } from "./child-side.ts";
import { Engine } from "./engine.ts";
import type { ChildAnswer, ChildRequest, TellProgress } from "./messages.ts";
import { timeZone } from "./time-zone.ts";
import { propose } from "./propose.ts";
import { readWhole } from "./read-table.ts";
import { transform } from "./transform.ts";

async function run(request: ChildRequest, onProgress: TellProgress): Promise<ChildAnswer> {
  const engine = await Engine.open({
    file: request.path,
    folder: request.folder,
    memoryMb: request.databaseMb,
    threads: request.threads,
  });
  try {
    const { path, where, folder, staged, settled, links } = request;
    const mapping = request.mapping ?? undefined;
    const dateOrder = request.dateOrder ?? undefined;
    const zone = request.zone === null ? undefined : timeZone(request.zone);
    const rows = request.rows ?? undefined;
    if (request.tableRows !== null)
      return {
        kind: "table",
        table: await readWhole(engine, { path, where, folder, rows }, request.tableRows),
      };
    if (staged === null)
      return {
        kind: "proposed",
        proposal: await propose(engine, {
          path,
          where,
          folder,
          mapping,
          dateOrder,
          zone,
          rows,
          settled,
          links,
        }),
      };
    const asked = { path, where, folder, staged, mapping, dateOrder, zone, rows, settled, links };
    return await transform(
      engine,
      { ...asked, now: request.now, onProgress },
      request.shares === null ? undefined : { wanted: request.shares, ask: askOnce },
    );
  } finally {
    engine.close();
  }
}

answerOnce(run);
