/** Brings a file of posts into a case: bytes by hash, rows into the corpus, and the import as records. */
import { existsSync, statSync } from "node:fs";
import { basename } from "node:path";
import { PlumblineError } from "../errors.ts";
import { DATE_ORDERS, READER_VERSION, stageFile } from "../ingest/index.ts";
import type { DateOrder, ImportReport, Staged } from "../ingest/index.ts";
import type { OnProgress } from "../model/effects.ts";
import { DEFAULT_MARKING } from "../model/marking.ts";
import type { Marking, Reader } from "../model/marking.ts";
import type { Body } from "../model/records.ts";
import type { StoredBytes } from "../store/artifacts.ts";
import type { IssuedDraft } from "../store/log/case-log.ts";
import { IMPORT_DETECTOR, readableImports } from "./case.ts";
import type { Actor, Case, Door } from "./case.ts";
import { VERSION } from "../software.ts";
import { count } from "../words.ts";

export interface ImportOptions {
  readonly actor: Actor;
  /** How the file is called in records and messages; the last part of its path otherwise. */
  readonly name?: string;
  readonly marking?: Marking;
  /** Only imports that this reader may see count as earlier ones of the same file; the owner's without one. */
  readonly reader?: Reader;
  readonly map?: string;
  readonly dateOrder?: string;
  /** Of times that are written without one, such as `Europe/Berlin`; UTC otherwise. */
  readonly zone?: string;
  readonly memoryMb?: number;
  readonly timeoutMs?: number;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

export interface Imported {
  readonly run: string;
  readonly artifact: string;
  readonly sha256: string;
  readonly report: ImportReport;
  /** What happened, in lines for a person. */
  readonly lines: readonly string[];
}

/**
 * Imports the file at `path`. On any refusal the case is as it was.
 * @throws PlumblineError FILE_*, MAPPING_*, DATE_ORDER_NEEDED, ALL_REJECTED, ALREADY_IMPORTED, IMPORT_LIMIT, STOPPED, STORE.
 */
export async function importFile(opened: Case, path: string, options: ImportOptions): Promise<Imported> {
  const name = options.name ?? basename(path);
  if (!existsSync(path) || !statSync(path).isFile())
    throw new PlumblineError("FILE_MISSING", "There is no such file.", { where: options.name ?? path });
  const total = statSync(path).size;
  // What is read is the copy in the case, so that the rows are those of the bytes that were hashed.
  const bytes = await opened.artifacts.addFile(
    path,
    (done) => options.onProgress?.({ stage: "copying", done, total, unit: "bytes" }),
    options.signal,
  );
  try {
    await refuseRepeat(opened, bytes.sha256, name, options.reader ?? (await opened.owner()));
    // What could not be recorded is said before the file is read.
    const { actor, marking = DEFAULT_MARKING } = options;
    const file = fileDraft(opened.log.issueId("Artifact"), { name, bytes, actor, marking });
    await opened.check([file], doorOf(options, [bytes]));
    const staged = await stageFile({
      path: opened.artifacts.path(bytes.sha256),
      name,
      tempDir: opened.makeStaging(),
      ...(options.map === undefined ? {} : { mapping: options.map }),
      ...(options.dateOrder === undefined ? {} : { dateOrder: parseDateOrder(options.dateOrder) }),
      ...(options.zone === undefined ? {} : { zone: options.zone }),
      now: await importedAt(opened),
      ...(options.memoryMb === undefined ? {} : { memoryMb: options.memoryMb }),
      ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    try {
      return await load(opened, name, bytes, staged, options);
    } finally {
      await staged.dispose();
    }
  } catch (error) {
    await dropUnnamed(opened, bytes.sha256);
    throw error;
  }
}

/** An import is recorded as who asked for it, over the bytes that were read. */
function doorOf(
  { actor, reader }: { readonly actor: Actor; readonly reader?: Reader | undefined },
  bytes: readonly StoredBytes[],
): Door {
  return {
    reader,
    organisations: new Set([actor.for]),
    brought: new Set(bytes.map(({ sha256 }) => sha256)),
  };
}

/** Takes bytes out that no record names: those of something that did not come about. */
export async function dropUnnamed(opened: Case, sha256: string): Promise<void> {
  const { visible } = await opened.fullFold();
  const named = visible.some(({ record }) => record.type === "Artifact" && record.body.sha256 === sha256);
  if (!named) await opened.artifacts.remove(sha256);
}

/** Milliseconds since 1970 UTC: like the log's clock, never earlier than the last record. */
async function importedAt(opened: Case): Promise<number> {
  const last = (await opened.log.entries()).findLast(({ record }) => record !== undefined)?.record?.at;
  return Math.max(Date.now(), last === undefined ? 0 : Date.parse(last));
}

function parseDateOrder(text: string): DateOrder {
  const order = DATE_ORDERS.find((known) => known === text);
  if (order === undefined)
    throw new PlumblineError("USAGE", `It is ${DATE_ORDERS.join(" or ")}; “${text}” is neither.`, {
      setting: "dateOrder",
    });
  return order;
}

async function refuseRepeat(opened: Case, sha256: string, name: string, reader: Reader): Promise<void> {
  const earlier = (await readableImports(opened, reader)).find(({ body }) =>
    body.inputs.some((input) => input.sha256 === sha256),
  );
  if (earlier === undefined) return;
  throw new PlumblineError("ALREADY_IMPORTED", `These very bytes were imported as ${earlier.id}.`, {
    where: name,
  });
}

/** Rows first, records after: a crash between the two leaves rows that the next opening drops. */
async function load(
  opened: Case,
  name: string,
  bytes: StoredBytes,
  staged: Staged,
  { actor, marking = DEFAULT_MARKING, reader, onProgress, signal }: ImportOptions,
): Promise<Imported> {
  const { report } = staged;
  const run = opened.log.issueId("Run");
  const artifact = opened.log.issueId("Artifact");
  const rejects =
    report.rejected === 0 ? undefined : await opened.artifacts.addBytes(await staged.rejectsNdjson());
  const corpus = await opened.corpus();
  try {
    onProgress?.({ stage: "loading", done: 0, total: report.kept, unit: "rows" });
    const rows = await corpus.load(run, artifact, bytes.sha256, staged.stagedPath, report, signal);
    onProgress?.({ stage: "loading", done: report.kept, total: report.kept, unit: "rows" });
    await opened.append(
      importRecords(opened, { name, bytes, report, rows, actor, marking, run, artifact, rejects }),
      doorOf({ actor, reader }, rejects === undefined ? [bytes] : [bytes, rejects]),
    );
  } catch (error) {
    await corpus.withdraw(run);
    if (rejects !== undefined) await dropUnnamed(opened, rejects.sha256);
    throw error;
  }
  return { run, artifact, sha256: bytes.sha256, report, lines: reportLines(name, bytes, report) };
}

interface ImportParts {
  readonly name: string;
  readonly bytes: StoredBytes;
  readonly report: ImportReport;
  /** Digest of the rows in the corpus. */
  readonly rows: string;
  readonly actor: Actor;
  readonly marking: Marking;
  readonly run: string;
  readonly artifact: string;
  readonly rejects: StoredBytes | undefined;
}

function fileDraft(
  id: string,
  { name, bytes, actor, marking }: Pick<ImportParts, "name" | "bytes" | "actor" | "marking">,
): IssuedDraft {
  return {
    id,
    type: "Artifact",
    ...actor,
    marking,
    body: {
      title: name,
      sha256: bytes.sha256,
      held: true,
      bytes: bytes.bytes,
      mediaType: "application/octet-stream",
      descriptor: "A file of posts",
      derivedFrom: "original",
    },
  };
}

function importRecords(opened: Case, parts: ImportParts): IssuedDraft[] {
  const { name, bytes, report, rows, actor, marking, run, artifact, rejects } = parts;
  const common = { ...actor, marking };
  const rejectsId = opened.log.issueId("Artifact");
  const drafts: IssuedDraft[] = [fileDraft(artifact, parts)];
  if (rejects !== undefined)
    drafts.push({
      id: rejectsId,
      type: "Artifact",
      ...common,
      body: {
        title: `Rejected rows of ${name}`,
        sha256: rejects.sha256,
        held: true,
        bytes: rejects.bytes,
        mediaType: "application/x-ndjson",
        descriptor: "The rows of a file that could not be kept, with reasons",
        derivedFrom: [artifact],
      },
    });
  drafts.push({
    id: run,
    type: "Run",
    ...common,
    body: {
      detector: IMPORT_DETECTOR,
      version: VERSION,
      inputs: [{ artifact, sha256: bytes.sha256 }],
      parameters: importParameters(report),
      seed: 0,
      ...(rejects === undefined ? {} : { output: rejectsId }),
      counts: { ...importCounts(report), rows },
      findings: [],
    },
  });
  return drafts;
}

/** What it takes to read the file again in the same way. */
function importParameters(report: ImportReport): Body<"Run">["parameters"] {
  const mapping = Object.entries(report.mapping).map(([field, column]) => `${field}=${column}`);
  return {
    format: report.format,
    layout: report.layout,
    mapping: mapping.join(","),
    dateOrder: report.dateOrder,
    zone: report.zone,
    ...(report.zoneGiven === undefined ? {} : { zoneGiven: report.zoneGiven }),
    reader: READER_VERSION,
  };
}

function importCounts(report: ImportReport): Body<"Run">["counts"] {
  return {
    rowsRead: report.rowsRead,
    kept: report.kept,
    rejected: report.rejected,
    duplicates: report.duplicates.total,
    accounts: report.accounts,
    resolution: report.resolution,
    timeFrom: report.timeFrom,
    timeTo: report.timeTo,
    zoneStated: report.zoneStated,
    dateOrderBy: report.dateOrderBy,
    ...Object.fromEntries(
      Object.entries(report.rejectsByCode).map(([code, count]) => [`rejected ${code}`, count]),
    ),
    ...Object.fromEntries(Object.entries(report.leftOut).map(([what, n]) => [`left out ${what}`, n])),
  };
}

/** What the import did, for the terminal. */
export function reportLines(name: string, bytes: StoredBytes, report: ImportReport): string[] {
  const mapping = Object.entries(report.mapping).map(([field, column]) => `${field}=${column}`);
  const lines = [
    `${name}: ${count(bytes.bytes)} bytes, SHA-256 ${bytes.sha256}`,
    `Layout ${report.layout} (${report.format}): ${mapping.join(", ")}`,
    `${count(report.rowsRead)} rows read, ${count(report.kept)} kept, ${count(report.rejected)} rejected, ${count(report.duplicates.total)} repeat an earlier row (kept and marked)`,
    `${count(report.accounts)} accounts, ${report.timeFrom} to ${report.timeTo}`,
    `Times are recorded to the ${report.resolution}. Zone: ${report.zone}`,
  ];
  if (report.dateOrder !== "not needed") lines.push(`Day and month: ${report.dateOrderBy}`);
  for (const [code, n] of Object.entries(report.rejectsByCode)) lines.push(`  rejected ${count(n)}: ${code}`);
  return [...lines, ...report.notes];
}
