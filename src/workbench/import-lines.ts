/** What an import of one or of several files did, in at most twelve lines for a person. */
import type { ErrorCode } from "../errors.ts";
import type { StoredBytes } from "../store/artifacts.ts";
import { reportLines } from "./import.ts";
import type { ImportedFile, ReportLines } from "./import.ts";
import type { ImportedBundle } from "./load-bundle.ts";
import { count, counted, listed } from "../words.ts";

/** One more says what can be done next. */
const MAX_LINES = 11;
const MAX_FILES = 4;
const MAX_BUNDLES = 2;
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
  readonly bundles: readonly ImportedBundle[];
  readonly left: readonly LeftFile[];
  readonly leftCount: number;
  readonly sources: readonly Source[];
  /** What an import that took the place of others says of them. */
  readonly replacing: readonly string[];
}

export function importedLines(told: Told): ReportLines {
  const { files, bundles, left, leftCount, sources, replacing } = told;
  const [only] = files;
  const [bundle] = bundles;
  const others = leftLines(left, leftCount);
  const packed = sourceLines(sources);
  if (files.length === 1 && only !== undefined) {
    const { kept, more } = reportLines(only.name, only.bytes, only.report);
    const source = only.inside === undefined ? [] : packed;
    return fit([...kept, ...bundleLines(bundles)], [...replacing, ...others, ...more, ...source]);
  }
  if (files.length === 0 && bundles.length === 1 && bundle !== undefined)
    return fit(bundle.lines.slice(0, 1), [...bundle.lines.slice(1), ...others, ...packed]);
  const [total, ...each] = files.length === 0 ? [] : totalLines(files);
  return fit(
    [...(total === undefined ? [] : [total]), ...bundleLines(bundles)],
    [...replacing, ...each, ...others, ...packed],
  );
}

/** What does not fit goes on in the last line: nothing is left unsaid. */
function fit(kept: readonly string[], more: readonly string[]): ReportLines {
  const room = MAX_LINES - kept.length;
  if (more.length <= room) return { kept, more };
  const last = more.slice(room - 1).map((line) => line.trim());
  return { kept, more: [...more.slice(0, room - 1), last.join(" ")] };
}

function bundleLines(bundles: readonly ImportedBundle[]): string[] {
  const each = bundles.map(
    ({ run, objects, rejected }) =>
      `STIX bundle: ${counted(objects, "object")} kept, ${count(rejected)} rejected; ${run}`,
  );
  const rest = each.length - MAX_BUNDLES;
  return rest > 0 ? [...each.slice(0, MAX_BUNDLES), `  and ${counted(rest, "other bundle")}`] : each;
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
