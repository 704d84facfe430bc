/** Reading one part of a file of shares: rows come as hashes and ticks, those that pass the window filter go on. */
import { WindowFilter } from "../../kernel/coshare/stream/prefilter.ts";
import type { HashedBatch, HashWords, StreamCounts } from "../../kernel/coshare/stream/hashed.ts";
import { StreamEngine } from "./stream.ts";
import { emptyHashSql, hashSql } from "./request.ts";
import type { RowRange, ShareRelation, TickScale } from "./request.ts";

/** One thread's work, as plain data. */
export interface ReadTask {
  readonly relation: ShareRelation;
  readonly where: string;
  readonly scale: TickScale;
  readonly windowTicks: number;
  /** False reads every share, for the cache. */
  readonly filter: boolean;
  readonly range?: RowRange;
  readonly sorted: boolean;
  /** There are parts before, and after, this one. */
  readonly openStart: boolean;
  readonly openEnd: boolean;
  readonly threads: number;
  readonly memoryMb: number;
  readonly spill: string;
  readonly slotBits?: number;
  readonly ringBits?: number;
}

export interface ReadHooks {
  readonly onBatch: (batch: HashedBatch) => void;
  readonly buffer?: () => Int32Array<ArrayBuffer>;
  /** Called now and then with the rows read so far; a promise makes the reading wait. */
  readonly onRows?: (rows: number) => Promise<void> | undefined;
  readonly signal?: AbortSignal;
}

/** @throws PlumblineError FILE_MALFORMED, UNORDERED, STOPPED, IMPORT_LIMIT. */
export async function readShares(task: ReadTask, hooks: ReadHooks): Promise<StreamCounts> {
  const { signal } = hooks;
  const engine = await StreamEngine.open(task);
  const interrupt = () => engine.interrupt();
  signal?.addEventListener("abort", interrupt);
  try {
    const { account, object } = task.relation.types;
    const { sql, numbered } = hashSql(task.relation, task.scale, task);
    const filter = new WindowFilter({
      windowTicks: task.windowTicks,
      filter: task.filter,
      noAccount: await emptyHashes(engine, account, task.where),
      noObject: await emptyHashes(engine, object, task.where),
      openStart: task.openStart,
      openEnd: task.openEnd,
      firstRow: task.range?.from ?? 0,
      onBatch: hooks.onBatch,
      ...(hooks.buffer === undefined ? {} : { buffer: hooks.buffer }),
      ...(task.slotBits === undefined ? {} : { slotBits: task.slotBits }),
      ...(task.ringBits === undefined ? {} : { ringBits: task.ringBits }),
    });
    let rows = 0;
    await engine.chunks(
      sql,
      task.where,
      ([a, o, t, r], length) => {
        filter.feed({
          length,
          account: words(a!, length),
          object: words(o!, length),
          tick: doubles(t!, length),
          ...(numbered ? { row: doubles(r!, length) } : {}),
        });
        rows += length;
        return hooks.onRows?.(rows);
      },
      () => signal?.aborted === true,
    );
    return filter.end();
  } finally {
    signal?.removeEventListener("abort", interrupt);
    engine.close();
  }
}

const words = (bytes: Uint8Array, length: number) =>
  new Int32Array(bytes.buffer, bytes.byteOffset, 2 * length);
const doubles = (bytes: Uint8Array, length: number) =>
  new Float64Array(bytes.buffer, bytes.byteOffset, length);

async function emptyHashes(engine: StreamEngine, type: string, where: string): Promise<HashWords[]> {
  const found: HashWords[] = [];
  await engine.chunks(emptyHashSql(type), where, ([hash], length) => {
    const halves = words(hash!, length);
    for (let i = 0; i < length; i++) found.push([halves[2 * i]!, halves[2 * i + 1]!]);
    return undefined;
  });
  return found;
}
