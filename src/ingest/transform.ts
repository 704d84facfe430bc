/**
 * From a file to staged rows and a report: format, mapping, times, checks, objects, duplicates. Everything per row is
 * vectorised; JavaScript sees counts. Runs in the child process.
 */
import { PlumblineError } from "../errors.ts";
import { writeRejects } from "./checks.ts";
import type { RejectCounts } from "./checks.ts";
import type { Engine } from "./engine.ts";
import type { SourceTable } from "./formats/contract.ts";
import { openTable } from "./formats/open.ts";
import { planOf } from "./plan.ts";
import type { Given } from "./plan.ts";
import { REJECT_CODES } from "./report.ts";
import type { ImportReport, RejectCode } from "./report.ts";
import { stageRows } from "./staging.ts";
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

/**
 * Reads the file and writes the staged rows into the folder.
 * @throws PlumblineError FILE_*, MAPPING_*, DATE_ORDER_NEEDED, ALL_REJECTED, IMPORT_LIMIT.
 */
export async function transform(engine: Engine, request: TransformRequest): Promise<ImportReport> {
  const { path, where, folder, staged, onProgress } = request;
  const { format, table, bytes } = await openTable(
    engine,
    { path, where, folder, mapping: request.mapping, rows: request.rows },
    (done, total) => onProgress("checking", done, total, "bytes"),
  );
  onProgress("reading", 0, table.rows, "rows");
  try {
    const plan = await planOf(engine, table, request);
    const kept = await stageRows(engine, plan, staged, (done) =>
      onProgress("reading", done, table.rows, "rows"),
    );
    const counts = await writeRejects(engine, plan, staged, kept);
    if (kept === 0) throw allRejected(table, counts, where);
    onProgress("reading", table.rows, table.rows, "rows");
    return await reportOf(engine, plan, {
      format: format.id,
      bytes,
      kept,
      counts,
      folder: staged,
      now: request.now,
    });
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
