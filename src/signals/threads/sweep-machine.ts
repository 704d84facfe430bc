/**
 * The compiled sweep (`wasm/sweep.ts`) over a plan: what the kernel's `sweepRows` finds, at about the speed of C. The plan is copied into
 * one memory that all threads read; beside it each thread has what it writes.
 */
import { readFileSync } from "node:fs";
import type { SweepPlan } from "../../kernel/coshare/plan.ts";
import { SATURATED } from "../../kernel/coshare/sweep.ts";
import type { PairBuffer } from "../../kernel/coshare/sweep.ts";
import { threadFile } from "./files.ts";

/** A plan that lies in a memory, and where each thread has room in it. */
export interface SweepMemory {
  readonly memory: WebAssembly.Memory;
  /** The plan, with arrays over that memory. */
  readonly plan: SweepPlan;
  /** By thread, the first byte of its room. */
  readonly rooms: readonly number[];
}

const PAGE = 65_536;
const MOST_PAGES = 65_536;
/** Every array begins at a multiple of this. */
const ALIGNED = 16;
const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNED) * ALIGNED;

/** Candidates of a row that are counted at once. */
const AT_ONCE = 4096;
const EXACT_BYTES = 24;

/** Bytes of the room of a thread, in the order in which they lie. */
const roomOf = (live: number) =>
  [live + 1, 4 * (live + 1), 4 * live, AT_ONCE * EXACT_BYTES].map(aligned) as [
    number,
    number,
    number,
    number,
  ];

/** Puts a plan into a memory for so many threads; undefined where it does not fit into one, or the system gives none. */
export function sweepMemory(plan: SweepPlan, threads: number): SweepMemory | undefined {
  const arrays = [plan.row, plan.line, plan.rowStart];
  const room = roomOf(plan.live).reduce((sum, bytes) => sum + bytes, 0);
  const shared = arrays.reduce((sum, { byteLength }) => sum + aligned(byteLength), PAGE);
  const pages = Math.ceil((shared + threads * room) / PAGE);
  if (pages > MOST_PAGES) return undefined;
  const memory = memoryOf(pages);
  if (memory === undefined) return undefined;
  let at = PAGE;
  const [row, line, rowStart] = arrays.map((array) => {
    const copy = new Int32Array(memory.buffer, at, array.length);
    copy.set(array);
    at += aligned(array.byteLength);
    return copy;
  });
  return {
    memory,
    plan: { ...plan, row: row!, line: line!, rowStart: rowStart! },
    rooms: Array.from({ length: threads }, (_, thread) => shared + thread * room),
  };
}

function memoryOf(pages: number): WebAssembly.Memory | undefined {
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

interface Exported {
  readonly candidates: WebAssembly.Global;
  setup(
    row: number,
    line: number,
    rowStart: number,
    counts: number,
    touched: number,
    candidate: number,
    exact: number,
    windowTicks: number,
    least: number,
  ): void;
  sweep(from: number, to: number): number;
  recount(rank: number, first: number, count: number): void;
}

let compiled: WebAssembly.Module | undefined;

/** What one thread sweeps with. */
export class SweepMachine {
  readonly #exported: Exported;
  readonly #accountOf: Int32Array;
  readonly #minimum: number;
  readonly #touched: Int32Array;
  /** Of each candidate six words, or three doubles: `EXACT_BYTES`. */
  readonly #words: Int32Array;
  readonly #doubles: Float64Array;

  constructor({ memory, plan, rooms }: SweepMemory, thread: number, minimum: number) {
    compiled ??= new WebAssembly.Module(readFileSync(threadFile("sweep.wasm")));
    const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
    this.#exported = exports as unknown as Exported;
    this.#accountOf = plan.accountOf;
    this.#minimum = minimum;
    const [counts, touched, candidate] = roomOf(plan.live);
    const countsAt = rooms[thread]!;
    const touchedAt = countsAt + counts;
    const candidateAt = touchedAt + touched;
    const exactAt = candidateAt + candidate;
    new Uint8Array(memory.buffer)[countsAt] = SATURATED;
    this.#touched = new Int32Array(memory.buffer, touchedAt, plan.live + 1);
    this.#words = new Int32Array(memory.buffer, exactAt, (AT_ONCE * EXACT_BYTES) / 4);
    this.#doubles = new Float64Array(memory.buffer, exactAt, (AT_ONCE * EXACT_BYTES) / 8);
    this.#exported.setup(
      plan.row.byteOffset,
      plan.line.byteOffset,
      plan.rowStart.byteOffset,
      countsAt,
      touchedAt,
      candidateAt,
      exactAt,
      plan.windowTicks,
      Math.min(minimum, SATURATED),
    );
  }

  /** @see sweepRows of the kernel: the same pairs in the same order. */
  sweepRows(from: number, to: number, found: PairBuffer, most = Infinity): number {
    for (let rank = from; ; rank++) {
      rank = this.#exported.sweep(rank, to);
      const candidates = this.#exported.candidates.value;
      if (candidates === 0) return to;
      for (let first = 0; first < candidates; first += AT_ONCE)
        this.#recount(rank, first, Math.min(AT_ONCE, candidates - first), found);
      if (found.length >= most) return rank + 1;
    }
  }

  #recount(rank: number, first: number, count: number, found: PairBuffer): void {
    this.#exported.recount(rank, first, count);
    for (let z = 0; z < count; z++) {
      const objects = this.#words[6 * z + 1]!;
      if (objects < this.#minimum) continue;
      const [own, other] = [this.#accountOf[rank]!, this.#accountOf[this.#touched[first + z]!]!];
      found.push(own, other, objects, this.#doubles[3 * z + 1]!, this.#doubles[3 * z + 2]!);
    }
  }
}
