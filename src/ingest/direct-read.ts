/** Reading shares straight from a file: passes over it until one fits what it holds, then the names of some accounts, then the report. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PlumblineError } from "../errors.ts";
import { RESOLUTIONS, RESOLUTION_MS } from "../kernel/columns.ts";
import type { Resolution } from "../kernel/columns.ts";
import type { HashWords, StreamCounts } from "../kernel/coshare/stream/hashed.ts";
import { WindowFilter } from "../kernel/coshare/stream/prefilter.ts";
import { timePlan } from "../kernel/coshare/time.ts";
import type { TimePlan } from "../kernel/coshare/time.ts";
import { LINK_RULES } from "../kernel/index.ts";
import { literal } from "../store/corpus/sql.ts";
import { emptyHashSql } from "../store/shares/request.ts";
import { HashedWriter } from "../store/shares/hashed.ts";
import { countFaults } from "./checks.ts";
import type { RejectCounts } from "./checks.ts";
import { DirectSql, words } from "./direct.ts";
import type { OddCells } from "./direct-cells.ts";
import type { Engine } from "./engine.ts";
import { NAMES_FILE, SHARES_FILE, WANTED_FILE } from "./messages.ts";
import type { Ask, SharesWanted } from "./messages.ts";
import type { Plan } from "./plan.ts";
import type { ImportReport, ReadFacts } from "./report.ts";
import { repeatsSql } from "./staging.ts";
import { joinedLinks, reportOf, resolutionOf, zoneOf } from "./summary.ts";

/** Hashes of plain cells, one a line. */
const ALONE_FILE = "alone.text";

export interface DirectRequest {
  readonly wanted: SharesWanted;
  readonly format: string;
  readonly bytes: number;
  /** Folder for what is handed over. */
  readonly folder: string;
  /** Milliseconds since 1970 UTC: when the file is read. */
  readonly now: number;
  readonly onRows: (done: number) => void;
  /** Hands the shares over and waits for the rows whose accounts are asked for. */
  readonly ask: Ask;
  /** What is said of a file of which no row could be kept. */
  readonly allRejected: (counts: RejectCounts) => PlumblineError;
}

export interface DirectRead {
  readonly facts: ReadFacts;
  readonly report: ImportReport | null;
}

/** @throws PlumblineError ALL_REJECTED, IMPORT_LIMIT, and what `ask` throws. */
export async function readDirect(engine: Engine, plan: Plan, request: DirectRequest): Promise<DirectRead> {
  const { wanted, folder, format, bytes, now, ask } = request;
  const { table } = plan;
  const sql = new DirectSql(plan);
  const shares = join(folder, SHARES_FILE);
  const { rejected, counts, sorted, resolution, odd } = await untilItFits(engine, plan, sql, shares, request);
  const kept = table.rows - rejected;
  const rejectsByCode = rejected === 0 ? {} : await countFaults(engine, plan, table.relation);
  if (kept === 0) throw request.allRejected(rejectsByCode);
  await ask({ kind: "shares", counts, sorted, resolution });
  const names = sql.names(join(folder, WANTED_FILE));
  await engine.run(`COPY (${names}) TO ${literal(join(folder, NAMES_FILE))} (FORMAT parquet)`);
  if (wanted.report) {
    const posts = sql.posts();
    await engine.run(`CREATE TABLE fingerprints AS SELECT row, post, fingerprint FROM ${posts}`);
    const repeats = `(${repeatsSql("fingerprints")})`;
    const outcome = { format, bytes, kept, counts: rejectsByCode, posts, repeats, now };
    const report = await reportOf(engine, plan, outcome);
    return { facts: report, report };
  }
  return {
    facts: {
      bytes,
      rowsRead: table.rows,
      kept,
      rejected,
      rejectsByCode,
      duplicates: { sameId: 0 },
      zone: zoneOf(plan).zone,
      resolution,
      links: { rules: LINK_RULES, joined: await joinedBy(engine, plan, sql, odd, folder) },
    },
    report: null,
  };
}

/** Exact links are joined by their spelling alone, which nobody is told without a report. */
async function joinedBy(
  engine: Engine,
  plan: Plan,
  sql: DirectSql,
  odd: OddCells | undefined,
  folder: string,
): Promise<ReadFacts["links"]["joined"]> {
  if (odd === undefined || plan.links !== "joined") return {};
  const alone = join(folder, ALONE_FILE);
  await writeFile(alone, [...odd.alone()].map((hash) => `${hash}\n`).join(""));
  const { written, plain } = sql.addresses(alone);
  return joinedLinks(engine, written, plain, plan.links);
}

interface Fitting {
  readonly rejected: number;
  readonly counts: StreamCounts;
  readonly sorted: boolean;
  readonly resolution: Resolution;
  /** Cells that are not plain, where there are some. */
  readonly odd: OddCells | undefined;
}

/**
 * The first pass takes the file for a plain one: every cell plain, times in whole seconds, rows in order of time. It ends where it meets
 * something else, and the next one is made for that.
 */
async function untilItFits(
  engine: Engine,
  plan: Plan,
  sql: DirectSql,
  path: string,
  { wanted: { windowSeconds }, onRows }: DirectRequest,
): Promise<Fitting> {
  const none = await emptyHashes(engine);
  let time = timePlan(windowSeconds, "second");
  let odd: OddCells | undefined;
  let settled = false;
  let sorted = false;
  for (;;) {
    const pass = new Pass(path, time, none, onRows);
    const met = await pass.read(engine, sql, { sorted, anyTime: settled, odd });
    if (met === "odd cell") odd = await sql.readOdd(engine);
    else if (met === "unordered") sorted = true;
    else if (met === "fraction") {
      time = timePlan(windowSeconds, "millisecond");
      settled = true;
    } else {
      const { rows } = plan.table;
      if (pass.rows !== rows)
        throw new PlumblineError("INTERNAL", `The file was read as ${pass.rows} rows, and it has ${rows}.`);
      const resolution = resolutionOf(plan, rows - pass.rejected, pass.offStep);
      const fits = settledPlan(windowSeconds, resolution, time);
      if (fits === undefined) return { rejected: pass.rejected, counts: met, sorted, resolution, odd };
      time = fits;
      settled = true;
    }
  }
}

/** The plan for times of this resolution, where it is another; a window that no such plan has is refused where shares are counted. */
function settledPlan(windowSeconds: number, resolution: Resolution, now: TimePlan): TimePlan | undefined {
  if (windowSeconds > 0 && windowSeconds * 1000 < RESOLUTION_MS[resolution]) return undefined;
  const plan = timePlan(windowSeconds, resolution);
  return plan.tickMs === now.tickMs && plan.windowTicks === now.windowTicks ? undefined : plan;
}

type Met = StreamCounts | "odd cell" | "fraction" | "unordered";

const STEPS = RESOLUTIONS.map((step) => RESOLUTION_MS[step]);

/** One pass over the file, into a file of hashed shares. */
class Pass {
  readonly #path: string;
  readonly #time: TimePlan;
  readonly #none: readonly HashWords[];
  readonly #onRows: (done: number) => void;
  /** By resolution: is any time off its step? */
  readonly #off = new Uint8Array(STEPS.length);
  rejected = 0;
  rows = 0;

  constructor(path: string, time: TimePlan, none: readonly HashWords[], onRows: (done: number) => void) {
    this.#path = path;
    this.#time = time;
    this.#none = none;
    this.#onRows = onRows;
  }

  /** Whether any kept time is off a step; a count as far as `measuredResolution` asks. */
  readonly offStep = (step: Resolution): number => this.#off[RESOLUTIONS.indexOf(step)]!;

  /** @param how anyTime: fractions of a second are known of */
  async read(
    engine: Engine,
    sql: DirectSql,
    how: { readonly sorted: boolean; readonly anyTime: boolean; readonly odd: OddCells | undefined },
  ): Promise<Met> {
    const { tickMs, windowTicks } = this.#time;
    const writer = new HashedWriter(this.#path);
    const filter = new WindowFilter({
      windowTicks,
      noAccount: this.#none,
      noObject: this.#none,
      openStart: false,
      openEnd: false,
      onBatch: (batch) => writer.add(batch),
    });
    let met: Met | undefined;
    try {
      await engine.chunks(sql.shares(how.sorted ? tickMs : undefined), ([a, o, t, r], length) => {
        const tick = doubles(t!, length);
        met = this.#look(tick, how.anyTime);
        if (met !== undefined) return false;
        const row = r === undefined ? undefined : doubles(r, length);
        const shares = { length, account: words(a!, length), object: words(o!, length), tick };
        if (how.odd === undefined) filter.feed(row === undefined ? shares : { ...shares, row });
        else filter.feed(how.odd.resolve({ ...shares, row: row ?? numbers(this.rows, length) }));
        this.#onRows((this.rows += length));
        return true;
      });
      if (met !== undefined) return met;
      const { shares, withoutAccount, withoutObject, withoutTime, kept } = filter.end();
      const without = withoutAccount + withoutObject + withoutTime;
      return { shares: shares - without, withoutAccount: 0, withoutObject: 0, withoutTime: 0, kept };
    } catch (error) {
      if (error instanceof PlumblineError && error.code === "UNORDERED" && !how.sorted) return "unordered";
      throw error;
    } finally {
      writer.close();
    }
  }

  /** Looks at milliseconds and makes ticks of them, in place; says what this pass was not made for. */
  #look(time: Float64Array, anyTime: boolean): "odd cell" | "fraction" | undefined {
    const { tickMs } = this.#time;
    const off = this.#off;
    for (let i = 0; i < time.length; i++) {
      const ms = time[i]!;
      if (Number.isNaN(ms)) {
        this.rejected++;
        continue;
      }
      if (ms === Infinity) return "odd cell";
      for (let s = 0; s < STEPS.length; s++) if (off[s] === 0 && ms % STEPS[s]! !== 0) off[s] = 1;
      if (tickMs > 1 && !anyTime && ms % 1000 !== 0) return "fraction";
      time[i] = Math.floor(ms / tickMs);
    }
    return undefined;
  }
}

/** Rows that are consecutive. */
const numbers = (from: number, length: number) => Float64Array.from({ length }, (_, i) => from + i);
const doubles = (bytes: Uint8Array, length: number) =>
  new Float64Array(bytes.buffer, bytes.byteOffset, length);

async function emptyHashes(engine: Engine): Promise<HashWords[]> {
  const found: HashWords[] = [];
  await engine.chunks(emptyHashSql("VARCHAR"), ([hash], length) => {
    const halves = words(hash!, length);
    for (let i = 0; i < length; i++) found.push([halves[2 * i]!, halves[2 * i + 1]!]);
    return true;
  });
  return found;
}
