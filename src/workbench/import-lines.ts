/** What an import of one or of several files did, in at most twelve lines for a person. */
import type { ErrorCode } from "../errors.ts";
import type { StoredBytes } from "../store/artifacts.ts";
import { reportLines } from "./import.ts";
import type { ImportedFile } from "./import.ts";
import { count, counted, listed } from "../words.ts";

const MAX_FILES = 4;
const MAX_LEFT = 3;

/** A file that is none of posts, or could not be read. */
export interface LeftFile {
  readonly name: string;
  readonly code: ErrorCode;
  readonly message: string;
}

/** What was handed over and something came of. */
export interface Source {
  readonly name: string;
  readonly bytes: StoredBytes;
  readonly packed: boolean;
}

interface Told {
  readonly files: readonly ImportedFile[];
  readonly left: readonly LeftFile[];
  readonly leftCount: number;
  readonly sources: readonly Source[];
}

export function importedLines({ files, left, leftCount, sources }: Told): string[] {
  const [only] = files;
  const others = leftLines(left, leftCount);
  if (files.length !== 1 || only === undefined)
    return [...totalLines(files), ...others, ...sourceLines(sources)];
  const lines = reportLines(only.name, only.bytes, only.report);
  return only.inside === undefined ? [...lines, ...others] : [...lines, ...sourceLines(sources), ...others];
}

function totalLines(files: readonly ImportedFile[]): string[] {
  const sum = (pick: (file: ImportedFile) => number) => count(files.reduce((n, file) => n + pick(file), 0));
  const kept = sum(({ report }) => report.kept);
  const rejected = sum(({ report }) => report.rejected);
  const repeat = sum(({ report }) => report.duplicates.total);
  const rest = files.length - MAX_FILES;
  return [
    `${counted(files.length, "file")} of posts: ${sum(({ report }) => report.rowsRead)} rows read, ${kept} kept, ${rejected} rejected, ${repeat} repeat an earlier row of their file (kept and marked)`,
    ...files
      .slice(0, rest === 1 ? MAX_FILES + 1 : MAX_FILES)
      .map(
        ({ name, run, report }) =>
          `  ${name}: ${count(report.kept)} kept, ${count(report.rejected)} rejected; ${run}, layout ${report.layout} (${report.format})`,
      ),
    ...(rest > 1 ? [`  and ${counted(rest, "other file")}`] : []),
  ];
}

/** Files that were not imported: how many and why, and the first of them. */
function leftLines(left: readonly LeftFile[], total: number): string[] {
  if (total === 0) return [];
  const codes = new Map<string, number>();
  for (const { code } of left) codes.set(code, (codes.get(code) ?? 0) + 1);
  const why = listed([...codes].map(([code, n]) => `${count(n)} ${code}`));
  return [
    `Not imported: ${counted(total, "file")} (${why})`,
    ...left.slice(0, MAX_LEFT).map(({ name, message }) => `  ${name}: ${message}`),
  ];
}

/** What was handed over, by which the import can be checked. */
function sourceLines(sources: readonly Source[]): string[] {
  const packed = sources.filter((source) => source.packed);
  return packed
    .slice(0, 1)
    .map(
      ({ name, bytes }) =>
        `${name}${packed.length === 1 ? "" : ` (one of ${packed.length})`}: ${count(bytes.bytes)} bytes, SHA-256 ${bytes.sha256}`,
    );
}
