/** Reading shares straight from a file: passes over it until one fits what it holds, then the names of some accounts, then the report. */
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
import { words } from "./direct.ts";
import type { OddCells } from "./direct-cells.ts";
import { WaitingShares } from "./direct-waiting.ts";
import { DatabaseShares } from "./direct-source.ts";
import type { ShareSource } from "./direct-source.ts";
import type { Engine } from "./engine.ts";
import { NAMES_FILE, SHARES_FILE, WANTED_FILE } from "./messages.ts";
import type { Ask, SharesWanted } from "./messages.ts";
import type { Plan } from "./plan.ts";
import type { ImportReport, ReadFacts } from "./report.ts";
import { scanColumns, ScannedShares } from "./scan/shares.ts";
import { repeatsSql } from "./staging.ts";
import { joinedLinks, reportOf, resolutionOf, zoneOf } from "./summary.ts";

/** Hashes of plain cells, one a line. */
const ALONE_FILE = "alone.text";

export interface DirectRequest {
  readonly wanted: SharesWanted;
  readonly format: string;
  /** How the file is called in messages. */
  readonly where: string;
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

/** @throws PlumblineError FILE_MALFORMED, ALL_REJECTED, IMPORT_LIMIT, and what `ask` throws. */
export async function readDirect(engine: Engine, plan: Plan, request: DirectRequest): Promise<DirectRead> {
  const { wanted, folder, format, bytes, now, ask } = request;
  const { table } = plan;
  const none = await emptyHashes(engine);
  const fitting = await untilItFits(engine, plan, none, request);
  const { rejected, counts, sorted, resolution, source } = fitting;
  const kept = table.rows - rejected;
  const rejectsByCode = rejected === 0 ? {} : await countFaults(engine, plan, source.relation);
  if (kept === 0) throw request.allRejected(rejectsByCode);
  await ask({ kind: "shares", counts, sorted, resolution });
  await source.names(join(folder, WANTED_FILE), (accounts) =>
    engine.run(`COPY (${accounts}) TO ${literal(join(folder, NAMES_FILE))} (FORMAT parquet)`),
  );
  if (wanted.report) {
    const posts = source.sql.posts();
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
      links: { rules: LINK_RULES, joined: await joinedBy(engine, plan, fitting, folder) },
    },
    report: null,
  };
}

/** Exact links are joined by their spelling alone, which nobody is told without a report. */
async function joinedBy(
  engine: Engine,
  plan: Plan,
  { source, odd, rejected }: Pick<Fitting, "source" | "odd" | "rejected">,
  folder: string,
): Promise<ReadFacts["links"]["joined"]> {
  if (odd === undefined || plan.links !== "joined") return {};
  const plain = source.plainForms(odd, rejected, join(folder, ALONE_FILE));
  return joinedLinks(engine, source.sql.written, plain, plan.links);
}

interface Fitting {
  readonly rejected: number;
  readonly counts: StreamCounts;
  readonly sorted: boolean;
  readonly resolution: Resolution;
  /** Cells that are not plain, where there are some. */
  readonly odd: OddCells | undefined;
  readonly source: ShareSource;
}

/** The scanner's, where the file is one for it, no report is asked for, which reads the whole file anyway, and it is not left out. */
function sourceOf(
  engine: Engine,
  plan: Plan,
  none: readonly HashWords[],
  request: DirectRequest,
): ShareSource {
  const { wanted, folder } = request;
  const { scan } = plan.table;
  const [lower, upper] = none[0]!;
  const columns = wanted.report
    ? undefined
    : scanColumns(plan, (BigInt(upper >>> 0) << 32n) | BigInt(lower >>> 0));
  return scan === undefined || columns === undefined
    ? new DatabaseShares(engine, plan)
    : new ScannedShares(engine, plan, scan, columns, folder);
}

/**
 * The first pass takes the file for a plain one: every cell plain, times in whole seconds, rows in order of time. It ends where it meets
 * something else, and the next one is made for that.
 */
async function untilItFits(
  engine: Engine,
  plan: Plan,
  none: readonly HashWords[],
  request: DirectRequest,
): Promise<Fitting> {
  const { wanted, folder, onRows } = request;
  const { windowSeconds } = wanted;
  const path = join(folder, SHARES_FILE);
  let source = sourceOf(engine, plan, none, request);
  let time = timePlan(windowSeconds, "second");
  let odd: OddCells | undefined;
  let settled = false;
  let sorted = false;
  const fromDatabase = (tickMs?: number) => {
    if (!(source instanceof DatabaseShares)) odd = undefined;
    source = source instanceof DatabaseShares ? source : new DatabaseShares(engine, plan);
    (source as DatabaseShares).tickMs = tickMs;
  };
  for (;;) {
    const pass = new Pass(path, time, none, onRows);
    const met = await pass.read(source, { sorted, anyTime: settled, odd });
    if (met === "again") continue;
    if (met === "left") fromDatabase();
    else if (met === "odd cell") odd = await source.readOdd();
    else if (met === "unordered") {
      sorted = true;
      fromDatabase(time.tickMs);
    } else if (met === "fraction") {
      time = timePlan(windowSeconds, "millisecond");
      settled = true;
      if (sorted) fromDatabase(time.tickMs);
    } else {
      const { rows } = plan.table;
      if (pass.rows !== rows)
        throw new PlumblineError(
          "FILE_MALFORMED",
          `The file was read as ${pass.rows} rows, and it has ${rows}.`,
          { where: request.where },
        );
      const resolution = resolutionOf(plan, rows - pass.rejected, pass.offStep);
      const fits = settledPlan(windowSeconds, resolution, time);
      if (fits === undefined)
        return { rejected: pass.rejected, counts: met, sorted, resolution, odd, source };
      time = fits;
      settled = true;
      if (sorted) fromDatabase(time.tickMs);
    }
  }
}

/** The plan for times of this resolution, where it is another; a window that no such plan has is refused where shares are counted. */
function settledPlan(windowSeconds: number, resolution: Resolution, now: TimePlan): TimePlan | undefined {
  if (windowSeconds > 0 && windowSeconds * 1000 < RESOLUTION_MS[resolution]) return undefined;
  const plan = timePlan(windowSeconds, resolution);
  return plan.tickMs === now.tickMs && plan.windowTicks === now.windowTicks ? undefined : plan;
}

type Met = StreamCounts | "odd cell" | "fraction" | "unordered" | "again" | "left";

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
    source: ShareSource,
    how: { readonly sorted: boolean; readonly anyTime: boolean; readonly odd: OddCells | undefined },
  ): Promise<Met> {
    const writer = new HashedWriter(this.#path);
    const filter = new WindowFilter({
      windowTicks: this.#time.windowTicks,
      noAccount: this.#none,
      noObject: this.#none,
      openStart: false,
      openEnd: false,
      onBatch: (batch) => writer.add(batch),
    });
    const { odd } = how;
    const waiting =
      odd === undefined
        ? undefined
        : new WaitingShares(
            odd,
            async (texts) => source.learn?.(texts, odd),
            (shares) => filter.feed(shares),
          );
    let met: Met | undefined;
    try {
      const read = await source.shares(({ length, account, object, time, row, cells }) => {
        met = this.#look(time, how.anyTime);
        if (met !== undefined) return false;
        const shares = { length, account, object, tick: time };
        const numbered = () => ({ ...shares, row: row ?? numbers(this.rows, length) });
        let later: Promise<void> | undefined;
        if (cells !== undefined) later = waiting?.add(numbered(), cells);
        else if (odd !== undefined) filter.feed(odd.resolve(numbered()));
        else filter.feed(row === undefined ? shares : { ...shares, row });
        this.#onRows((this.rows += length));
        return later === undefined ? true : later.then(() => true);
      });
      if (read !== "done") return read;
      if (met !== undefined) return met;
      await waiting?.flush();
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
      for (let s = 0; s < STEPS.length; s++) if (off[s] === 0 && !isMultiple(ms, STEPS[s]!)) off[s] = 1;
      if (tickMs > 1 && !anyTime && !isMultiple(ms, 1000)) return "fraction";
      time[i] = Math.floor(ms / tickMs);
    }
    return undefined;
  }
}

/** Of whole numbers: a quotient costs a third of a remainder. */
const isMultiple = (ms: number, step: number): boolean => Math.floor(ms / step) * step === ms;

/** Rows that are consecutive. */
const numbers = (from: number, length: number) => Float64Array.from({ length }, (_, i) => from + i);
async function emptyHashes(engine: Engine): Promise<HashWords[]> {
  const found: HashWords[] = [];
  await engine.chunks(emptyHashSql("VARCHAR"), ([hash], length) => {
    const halves = words(hash!, length);
    for (let i = 0; i < length; i++) found.push([halves[2 * i]!, halves[2 * i + 1]!]);
    return true;
  });
  return found;
}
