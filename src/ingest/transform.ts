/**
 * From a file to staged rows and a report: format, mapping, times, checks, objects, duplicates. Everything per row is
 * vectorised; JavaScript sees counts. Runs in the child process.
 */
import { join } from "node:path";
import { PlumblineError } from "../errors.ts";
import { literal } from "../store/corpus/sql.ts";
import { REPEATS_FILE, stagedPosts } from "../store/corpus/staged.ts";
import { writeRejects } from "./checks.ts";
import type { RejectCounts } from "./checks.ts";
import { isDirect } from "./direct.ts";
import { readDirect } from "./direct-read.ts";
import type { Engine } from "./engine.ts";
import type { SourceTable } from "./formats/contract.ts";
import { openTable } from "./formats/open.ts";
import type { Ask, ChildAnswer, SharesWanted } from "./messages.ts";
import { planOf } from "./plan.ts";
import type { Given, Plan } from "./plan.ts";
import { REJECT_CODES } from "./report.ts";
import type { ImportReport, RejectCode } from "./report.ts";
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
export function transform(
  engine: Engine,
  request: TransformRequest,
  shares?: Wanted,
): Promise<Done | Counted> {
  return opened(engine, request, async (file): Promise<Done | Counted> => {
    const { plan, format, bytes } = file;
    if (shares === undefined || !isDirect(plan, format, shares.wanted))
      return { kind: "done", report: await staged(engine, file, request) };
    const { where, staged: folder, now, onProgress } = request;
    const { table } = plan;
    const onRows = (done: number) => onProgress("reading shares", done, table.rows, "rows");
    const refuse = (counts: RejectCounts) => allRejected(table, counts, where);
    const work = { ...shares, format, bytes, folder, now, onRows, allRejected: refuse };
    return { kind: "counted", ...(await readDirect(engine, plan, work)) };
  });
}

/** A file that is open, and how it is read. */
interface OpenedFile {
  readonly plan: Plan;
  /** Id of its format. */
  readonly format: string;
  readonly bytes: number;
}

async function opened<T>(
  engine: Engine,
  request: TransformRequest,
  work: (file: OpenedFile) => Promise<T>,
): Promise<T> {
  const { path, where, folder, onProgress } = request;
  const { format, table, bytes } = await openTable(
    engine,
    { path, where, folder, mapping: request.mapping, rows: request.rows },
    (done, total) => onProgress("checking", done, total, "bytes"),
  );
  onProgress("reading", 0, table.rows, "rows");
  try {
    return await work({ plan: await planOf(engine, table, request), format: format.id, bytes });
  } catch (error) {
    if (error instanceof PlumblineError || format.text) throw error;
    // A binary format may turn out to be broken only while its pages are read.
    const text = error instanceof Error ? error.message.split("\n")[0]!.slice(0, 160) : String(error);
    throw new PlumblineError("FILE_MALFORMED", "The file breaks off while it is read.", {
      where,
      hint: `The reader says: ${text}`,
      cause: error,
    });
  }
}

/** Where it is not that a column was taken for another. */
const USUAL_CAUSE: Partial<Record<RejectCode, string>> = {
  ROW_MALFORMED:
    "The quoting is the usual cause: save it with double quotes around texts that hold the delimiter.",
  ROW_ENCODING: "The encoding is the usual cause: save it as UTF-8.",
  RECORD_UNKNOWN: "Another version of the export is the usual cause: give a mapping of its own columns.",
};

async function staged(
  engine: Engine,
  { plan, format, bytes }: OpenedFile,
  { where, staged: folder, now, onProgress }: TransformRequest,
): Promise<ImportReport> {
  const { table } = plan;
  const kept = await stageRows(engine, plan, folder, (done) =>
    onProgress("reading", done, table.rows, "rows"),
  );
  const counts = await writeRejects(engine, plan, folder, kept);
  if (kept === 0) throw allRejected(table, counts, where);
  onProgress("reading", table.rows, table.rows, "rows");
  const posts = stagedPosts(folder, partsOf(table));
  const repeats = `read_parquet(${literal(join(folder, REPEATS_FILE))})`;
  return reportOf(engine, plan, { format, bytes, kept, counts, posts, repeats, now });
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
