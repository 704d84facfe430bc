/**
 * From a file to staged rows and a report: format, mapping, times, checks, objects, duplicates. Everything per row is
 * vectorised; JavaScript sees counts. Runs in the child process.
 */
import { join } from "node:path";
import { PlumblineError } from "../errors.ts";
import type { ErrorCode } from "../errors.ts";
import { literal } from "../store/corpus/sql.ts";
import { REPEATS_FILE, stagedPosts } from "../store/corpus/staged.ts";
import { writeRejects } from "./checks.ts";
import type { RejectCounts } from "./checks.ts";
import { isDirect } from "./direct.ts";
import { readDirect } from "./direct-read.ts";
import type { Engine } from "./engine.ts";
import type { SourceTable } from "./formats/contract.ts";
import { openTable } from "./formats/open.ts";
import type { OpenedTable } from "./formats/open.ts";
import type { Ask, ChildAnswer, SharesWanted } from "./messages.ts";
import { planOf } from "./plan.ts";
import type { Given, Plan } from "./plan.ts";
import { REJECT_CODES } from "./report.ts";
import type { RejectCode } from "./report.ts";
import { partsOf, stageRows } from "./staging.ts";
import { reportOf } from "./summary.ts";

export interface TransformRequest extends Given {
  readonly path: string;
  /** Folder for work files. */
  readonly folder: string;
  /** Folder for the staged rows. */
  readonly staged: string;
  /** Milliseconds since 1970 UTC: when the file is imported. */
  readonly now: number;
  readonly onProgress: (stage: string, done: number, total: number, unit: string) => void;
}

type Done = Extract<ChildAnswer, { readonly kind: "done" }>;
type Counted = Extract<ChildAnswer, { readonly kind: "counted" }>;

/** Shares that are wanted instead of rows, and who is asked for the rest. */
interface Wanted {
  readonly wanted: SharesWanted;
  readonly ask: Ask;
}

/**
 * Reads the file and writes the staged rows into the folder; or hands its shares over, where they are wanted and can be read straight from
 * the file.
 * @throws PlumblineError FILE_*, MAPPING_*, DATE_ORDER_NEEDED, ALL_REJECTED, IMPORT_LIMIT, and what `ask` throws.
 */
export function transform(engine: Engine, request: TransformRequest): Promise<Done>;
export function transform(
  engine: Engine,
  request: TransformRequest,
  shares: Wanted | undefined,
): Promise<Done | Counted>;
export async function transform(
  engine: Engine,
  request: TransformRequest,
  shares?: Wanted,
): Promise<Done | Counted> {
  const file = await opened(engine, request, shares?.wanted);
  const { table } = file;
  if (shares === undefined) return staged(engine, file, request, await planned(engine, file, request));
  let handed = false;
  const ask: Ask = (question) => {
    handed = true;
    return shares.ask(question);
  };
  try {
    const plan = await planned(engine, file, request);
    if (isDirect(plan, shares.wanted)) return await counted(engine, file, request, plan, { ...shares, ask });
    if (table.load === undefined) return await staged(engine, file, request, plan);
  } catch (error) {
    if (handed || table.load === undefined || !mayBeTheReading(error)) throw error;
  }
  const loaded = { ...file, table: await table.load() };
  return staged(engine, loaded, request, await planned(engine, loaded, request));
}

/** What may be said of a text that was left in its file, and not of the same text once it is loaded. */
const UNSETTLED: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "FILE_MALFORMED",
  "MAPPING_NEEDED",
  "MAPPING_WRONG",
  "DATE_ORDER_NEEDED",
  "ALL_REJECTED",
  "IMPORT_LIMIT",
]);

/**
 * Of a text that was left in its file nobody knows yet that the database reads it as it was surveyed; once it is loaded, that is settled.
 * The database's own errors are plain ones; a mistake of this program is INTERNAL, or of a class, and is told.
 */
const mayBeTheReading = (error: unknown): boolean =>
  error instanceof PlumblineError
    ? UNSETTLED.has(error.code)
    : error instanceof Error && error.name === "Error";

/** Opens the file, and tells so. */
async function opened(
  engine: Engine,
  request: TransformRequest,
  wanted: SharesWanted | undefined,
): Promise<OpenedTable> {
  const { path, where, folder, mapping, rows, onProgress } = request;
  const leave = wanted !== undefined;
  const scan = wanted?.scan === true && !wanted.report;
  const file = await openTable(engine, { path, where, folder, mapping, rows, leave, scan }, (done, total) =>
    onProgress("checking", done, total, "bytes"),
  );
  onProgress("reading", 0, file.table.rows, "rows");
  return file;
}

const planned = (engine: Engine, file: OpenedTable, request: TransformRequest): Promise<Plan> =>
  readable(file, request, () => planOf(engine, file.table, request));

/** Work that reads the file: a binary format may turn out to be broken only while its pages are read. */
async function readable<T>(
  { format }: OpenedTable,
  { where }: TransformRequest,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PlumblineError || format.text) throw error;
    const text = error instanceof Error ? error.message.split("\n")[0]!.slice(0, 160) : String(error);
    throw new PlumblineError("FILE_MALFORMED", "The file breaks off while it is read.", {
      where,
      hint: `The reader says: ${text}`,
      cause: error,
    });
  }
}

function counted(
  engine: Engine,
  file: OpenedTable,
  request: TransformRequest,
  plan: Plan,
  shares: Wanted,
): Promise<Counted> {
  const { table, format, bytes } = file;
  const { where, staged: folder, now, onProgress } = request;
  const onRows = (done: number) => onProgress("reading shares", done, table.rows, "rows");
  const refuse = (counts: RejectCounts) => allRejected(table, counts, where);
  const work = { ...shares, format: format.id, where, bytes, folder, now, onRows, allRejected: refuse };
  return readable(file, request, async () => ({
    kind: "counted",
    ...(await readDirect(engine, plan, work)),
  }));
}

/** Where it is not that a column was taken for another. */
const USUAL_CAUSE: Partial<Record<RejectCode, string>> = {
  ROW_MALFORMED:
    "The quoting is the usual cause: save it with double quotes around texts that hold the delimiter.",
  ROW_ENCODING: "The encoding is the usual cause: save it as UTF-8.",
  RECORD_UNKNOWN: "Another version of the export is the usual cause: give a mapping of its own columns.",
};

function staged(engine: Engine, file: OpenedTable, request: TransformRequest, plan: Plan): Promise<Done> {
  const { table, format, bytes } = file;
  const { where, staged: folder, now, onProgress } = request;
  return readable(file, request, async () => {
    const kept = await stageRows(engine, plan, folder, (done) =>
      onProgress("reading", done, table.rows, "rows"),
    );
    const counts = await writeRejects(engine, plan, folder, kept);
    if (kept === 0) throw allRejected(table, counts, where);
    onProgress("reading", table.rows, table.rows, "rows");
    const posts = stagedPosts(folder, partsOf(table));
    const repeats = `read_parquet(${literal(join(folder, REPEATS_FILE))})`;
    const report = await reportOf(engine, plan, {
      format: format.id,
      bytes,
      kept,
      counts,
      posts,
      repeats,
      now,
    });
    return { kind: "done", report };
  });
}

function allRejected(table: SourceTable, counts: RejectCounts, where: string): PlumblineError {
  const reasons = Object.entries(counts).sort((a, b) => b[1] - a[1]);
  const [code] = reasons[0] ?? [];
  return new PlumblineError(
    "ALL_REJECTED",
    `None of ${table.rows} rows could be kept: ${reasons.map(([one, n]) => `${one} ${n}`).join(", ")}.`,
    {
      where,
      hint: `${REJECT_CODES[code as RejectCode]} ${USUAL_CAUSE[code as RejectCode] ?? "The mapping is the usual cause."}`,
    },
  );
}
