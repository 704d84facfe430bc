/** One file of posts as it comes into a case: rows into the corpus, the import as records, and what is said of it. */
import { PlumblineError } from "../errors.ts";
import { PICTURE_HASHES, PLATFORMS, writePictureTable } from "../ingest/index.ts";
import type { ImportReport, PictureTable } from "../ingest/index.ts";
import type { OnProgress } from "../model/effects.ts";
import type { Marking, Reader } from "../model/marking.ts";
import type { Body, CaseRecord } from "../model/records.ts";
import type { StoredBytes } from "../store/artifacts.ts";
import type { IssuedDraft } from "../store/log/case-log.ts";
import { IMPORT_DETECTOR } from "../case/index.ts";
import { readableImports } from "./case.ts";
import type { Actor, Case, Door } from "./case.ts";
import type { PictureOptions, WithPictures } from "./import-pictures.ts";
import { highestMarking } from "./marking.ts";
import { VERSION } from "../software.ts";
import { count } from "../words.ts";

export interface ImportOptions extends PictureOptions {
  readonly actor: Actor;
  /** How the file is called in records and messages; the last part of its path otherwise. */
  readonly name?: string;
  /** Of a new file; one that is read anew stays marked as it is. */
  readonly marking?: Marking;
  /** The earlier imports of the same bytes are replaced, in one act; or this one, if it stands. */
  readonly replace?: true | string;
  /** Only imports that this reader may see count as earlier ones of the same file; the owner's without one. */
  readonly reader?: Reader;
  readonly map?: string;
  readonly dateOrder?: string;
  /** Of times that are written without one, such as `Europe/Berlin`; UTC otherwise. */
  readonly zone?: string;
  /** Where the records of a JSON document stand, such as `data.posts`. */
  readonly rows?: string;
  /** The sheet of a workbook that is meant, by its name. */
  readonly sheet?: string;
  /** What the Run of the import says beside how the file was read. */
  readonly beside?: Body<"Run">["parameters"];
  readonly memoryMb?: number;
  readonly timeoutMs?: number;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

/** A file of posts: one that was handed over, or one in a container that was. */
export interface PostFile {
  /** How it is called in messages. */
  readonly name: string;
  readonly bytes: StoredBytes;
  /** Where it came from, if it is not what was handed over: the case holds the container, and this can be had from it. */
  readonly inside?: Inside;
}

export interface Inside {
  /** Artifact of the container. */
  readonly artifact: string;
  readonly sha256: string;
  /** What leads to the file in it; empty where there is but one. */
  readonly member: string;
  /** The containers around it, the outermost first. */
  readonly kinds: readonly string[];
}

/** An import that another takes the place of: the same bytes under the same Artifact, read in another way. */
export interface Replaced {
  readonly run: CaseRecord<"Run">;
  readonly artifact: string;
  /** Effective markings of the import, which its replacement keeps, and of its file. */
  readonly marking: Marking;
  readonly fileMarking: Marking;
}

export interface ImportedFile extends PostFile {
  readonly run: string;
  readonly artifact: string;
  readonly report: ImportReport;
  /** The import that this one replaced. */
  readonly replaced?: string;
}

/** A file whose rows are in the corpus, and the records that are to say so. */
export interface LoadedFile extends ImportedFile {
  /** Digest of the rows. */
  readonly rows: string;
  readonly drafts: readonly IssuedDraft[];
  readonly rejects: StoredBytes | undefined;
  /** The table of the pictures. */
  readonly pictures: StoredBytes | undefined;
}

/** An import is recorded as who asked for it, over the bytes that were read. */
export function doorOf(
  { actor, reader }: { readonly actor: Actor; readonly reader?: Reader | undefined },
  bytes: readonly StoredBytes[],
): Door {
  return {
    reader,
    organisations: new Set([actor.for]),
    brought: new Set(bytes.map(({ sha256 }) => sha256)),
  };
}

/** Takes bytes out that no record holds: those of something that did not come about, or that lie in a container. */
export async function dropUnnamed(opened: Case, sha256: string): Promise<void> {
  const { visible } = await opened.fullFold();
  const named = visible.some(
    ({ record }) => record.type === "Artifact" && record.body.held && record.body.sha256 === sha256,
  );
  if (!named) await opened.artifacts.remove(sha256);
}

/** An earlier import of the same rows, however they were packed. @throws PlumblineError ALREADY_IMPORTED. */
export async function refuseRepeat(
  opened: Case,
  { name, bytes: { sha256 } }: PostFile,
  reader: Reader,
): Promise<void> {
  const earlier = (await readableImports(opened, reader)).find(({ body }) =>
    body.inputs.some((input) => input.sha256 === sha256),
  );
  if (earlier !== undefined) throw alreadyImported(name, earlier.id);
}

export const alreadyImported = (name: string, run: string): PlumblineError =>
  new PlumblineError("ALREADY_IMPORTED", `These very bytes were imported as ${run}.`, {
    where: name,
    setting: "replace",
  });

/** Rows first, records after: a crash between the two leaves rows that the next opening drops. */
export async function loadFile(
  opened: Case,
  file: PostFile,
  { staged, table, column }: WithPictures,
  how: { readonly actor: Actor; readonly marking: Marking; readonly replaces?: Replaced | undefined } & Pick<
    ImportOptions,
    "beside" | "onProgress" | "signal"
  >,
): Promise<LoadedFile> {
  const { report } = staged;
  const { actor, marking, replaces, beside = {}, onProgress, signal } = how;
  const { sha256 } = file.bytes;
  const run = opened.log.issueId("Run");
  const artifact = replaces?.artifact ?? opened.log.issueId("Artifact");
  const rejects =
    report.rejected === 0 ? undefined : await opened.artifacts.addBytes(await staged.rejectsNdjson());
  const pictures =
    table === undefined
      ? undefined
      : { table, column, stored: await opened.artifacts.addBytes(Buffer.from(writePictureTable(table))) };
  const corpus = await opened.corpus();
  try {
    onProgress?.({ stage: "loading", done: 0, total: report.kept, unit: "rows" });
    const rows = await corpus.load(run, artifact, sha256, staged.stagedPath, report, signal);
    onProgress?.({ stage: "loading", done: report.kept, total: report.kept, unit: "rows" });
    const parts = { file, report, rows, actor, marking, beside, run, artifact, rejects, pictures };
    const drafts = importRecords(opened, { ...parts, replaces });
    const replaced = replaces === undefined ? {} : { replaced: replaces.run.id };
    return { ...file, run, artifact, report, ...replaced, rows, drafts, rejects, pictures: pictures?.stored };
  } catch (error) {
    await unloadFile(opened, { run, rejects, pictures: pictures?.stored });
    throw error;
  }
}

/** Takes back what `loadFile` did. */
export async function unloadFile(
  opened: Case,
  { run, rejects, pictures }: Pick<LoadedFile, "run" | "rejects" | "pictures">,
): Promise<void> {
  await (await opened.corpus()).withdraw(run);
  if (rejects !== undefined) await dropUnnamed(opened, rejects.sha256);
  if (pictures !== undefined) await dropUnnamed(opened, pictures.sha256);
}

interface ImportParts {
  readonly file: PostFile;
  readonly report: ImportReport;
  /** Digest of the rows in the corpus. */
  readonly rows: string;
  readonly actor: Actor;
  readonly marking: Marking;
  readonly beside: Body<"Run">["parameters"];
  readonly run: string;
  readonly artifact: string;
  readonly rejects: StoredBytes | undefined;
  readonly pictures: LoadedPictures | undefined;
  readonly replaces: Replaced | undefined;
}

/** The table of the pictures, as the case holds it. */
interface LoadedPictures {
  readonly table: PictureTable;
  readonly column: string;
  readonly stored: StoredBytes;
}

interface FileRecord {
  readonly file: PostFile;
  readonly actor: Actor;
  readonly marking: Marking;
}

/** The Artifact of a file of posts. Of one in a container the hash is recorded, and the container is what is held. */
export function fileDraft(
  id: string,
  { file: { name, bytes, inside }, actor, marking }: FileRecord,
): IssuedDraft {
  return {
    id,
    type: "Artifact",
    ...actor,
    marking,
    body: {
      title: name.slice(0, MAX_TITLE),
      sha256: bytes.sha256,
      held: inside === undefined,
      bytes: bytes.bytes,
      mediaType: "application/octet-stream",
      descriptor: "A file of posts",
      derivedFrom: inside === undefined ? "original" : [inside.artifact],
    },
  };
}

/** Of an Artifact, in characters. */
export const MAX_TITLE = 400;

/** The Artifact of a container: the bytes that were handed over. */
export function containerDraft(id: string, record: FileRecord): IssuedDraft {
  const draft = fileDraft(id, record);
  return {
    ...draft,
    body: { ...draft.body, descriptor: "Files packed, compressed or in another encoding" },
  } as IssuedDraft;
}

function importRecords(opened: Case, parts: ImportParts): IssuedDraft[] {
  const { file, report, rows, actor, run, artifact, rejects, pictures, replaces } = parts;
  const marking = replaces?.marking ?? parts.marking;
  const listMarking = replaces === undefined ? marking : highestMarking([marking, replaces.fileMarking]);
  const rejectsId = opened.log.issueId("Artifact");
  const drafts: IssuedDraft[] = replaces === undefined ? [fileDraft(artifact, parts)] : [];
  if (rejects !== undefined)
    drafts.push({
      id: rejectsId,
      type: "Artifact",
      ...actor,
      marking: listMarking,
      body: {
        title: `Rejected rows of ${file.name}`.slice(0, MAX_TITLE),
        sha256: rejects.sha256,
        held: true,
        bytes: rejects.bytes,
        mediaType: "application/x-ndjson",
        descriptor: "The rows of a file that could not be kept, with reasons",
        derivedFrom: [artifact],
      },
    });
  if (pictures !== undefined)
    drafts.push({
      id: opened.log.issueId("Artifact"),
      type: "Artifact",
      ...actor,
      marking: listMarking,
      body: {
        title: `Hashes of the pictures of ${file.name}`.slice(0, MAX_TITLE),
        sha256: pictures.stored.sha256,
        held: true,
        bytes: pictures.stored.bytes,
        mediaType: "application/x-ndjson",
        descriptor: "Perceptual hashes of the pictures that posts show, and what could not be looked at",
        derivedFrom: [artifact],
      },
    });
  drafts.push({
    id: run,
    type: "Run",
    ...actor,
    marking,
    ...(replaces === undefined ? {} : { supersedes: replaces.run.id }),
    body: {
      detector: IMPORT_DETECTOR,
      version: VERSION,
      inputs: [{ artifact, sha256: file.bytes.sha256 }],
      parameters: {
        ...importParameters(report),
        ...(replaces === undefined ? unpackingOf(file) : unpackedAs(replaces)),
        ...picturesOf(pictures),
        ...parts.beside,
      },
      seed: 0,
      ...(rejects === undefined ? {} : { output: rejectsId }),
      counts: { ...importCounts(report), ...(pictures === undefined ? {} : pictureCounts(pictures)), rows },
      findings: [],
    },
  });
  return drafts;
}

/** What it takes to make the columns of hashes again. */
function picturesOf(pictures: LoadedPictures | undefined): Body<"Run">["parameters"] {
  if (pictures === undefined) return {};
  const { column, stored } = pictures;
  return { pictures: stored.sha256, pictureColumn: column, pictureHashes: PICTURE_HASHES };
}

function pictureCounts({ table }: LoadedPictures): Body<"Run">["counts"] {
  return {
    picturesRead: table.read,
    picturesMissing: table.missing,
    picturesAmbiguous: table.several,
    ...Object.fromEntries(Object.entries(table.unread).map(([code, n]) => [`pictures ${code}`, n])),
  };
}

const written = (mapping: ImportReport["mapping"]): string =>
  Object.entries(mapping)
    .map(([field, column]) => `${field}=${column}`)
    .join(",");

/** What it takes to read the file again in the same way, and beside the mapping that a person gave the one that was proposed. */
function importParameters(report: ImportReport): Body<"Run">["parameters"] {
  return {
    format: report.format,
    layout: report.layout,
    mapping: written(report.mapping),
    ...(report.proposed === undefined ? {} : { proposed: written(report.proposed) }),
    dateOrder: report.dateOrder,
    zone: report.zone,
    ...(report.zoneGiven === undefined ? {} : { zoneGiven: report.zoneGiven }),
    ...(report.dialect["rows"] === undefined ? {} : { rows: report.dialect["rows"] }),
    reader: report.reader,
    linkRules: report.links.rules,
  };
}

/** What it takes to get at the file again, where it is not the bytes that the case holds. */
function unpackingOf({ inside }: PostFile): Body<"Run">["parameters"] {
  if (inside === undefined) return {};
  const { sha256, member, kinds } = inside;
  return { container: sha256, member, packing: kinds.join(", ") };
}

/** The case holds the bytes as they came in first. */
function unpackedAs({ run: { body } }: Replaced): Body<"Run">["parameters"] {
  const kept = ["container", "member", "packing"].filter((name) => body.parameters[name] !== undefined);
  return Object.fromEntries(kept.map((name) => [name, body.parameters[name]!]));
}

function importCounts(report: ImportReport): Body<"Run">["counts"] {
  return {
    rowsRead: report.rowsRead,
    kept: report.kept,
    rejected: report.rejected,
    duplicates: report.duplicates.total,
    accounts: report.accounts,
    ...(report.accountsJoined === undefined ? {} : { accountsJoined: report.accountsJoined }),
    resolution: report.resolution,
    timeFrom: report.timeFrom,
    timeTo: report.timeTo,
    zoneStated: report.zoneStated,
    dateOrderBy: report.dateOrderBy,
    ...Object.fromEntries(
      Object.entries(report.rejectsByCode).map(([code, count]) => [`rejected ${code}`, count]),
    ),
    ...Object.fromEntries(Object.entries(report.leftOut).map(([what, n]) => [`left out ${what}`, n])),
    ...Object.fromEntries(
      Object.entries(report.links.joined).map(([rule, n]) => [`links joined by ${rule}`, n]),
    ),
  };
}

/** A report in two parts: what was kept and rejected, and what else there is to know. */
export interface ReportLines {
  readonly kept: readonly string[];
  readonly more: readonly string[];
}

/** What the import of one file did, for a person. */
export function reportLines(name: string, bytes: StoredBytes, report: ImportReport): ReportLines {
  const rejects = Object.entries(report.rejectsByCode).map(([code, n]) => `${count(n)} ${code}`);
  // A reader of a platform gives each field under its own name.
  const own = PLATFORMS.some(({ id }) => id === report.layout);
  const mapping = own
    ? ""
    : `: ${Object.entries(report.mapping)
        .map((one) => one.join("="))
        .join(", ")}`;
  return {
    kept: [
      `${name}: ${count(report.rowsRead)} rows read, ${count(report.kept)} kept, ${count(report.rejected)} rejected, ${count(report.duplicates.total)} repeat an earlier row (kept and marked)`,
      ...(rejects.length === 0 ? [] : [`Rejected: ${rejects.join(", ")}`]),
    ],
    more: [
      `${count(report.accounts)} accounts, ${report.timeFrom} to ${report.timeTo}`,
      `Times are recorded to the ${report.resolution}. Zone: ${report.zone}`,
      ...(report.dateOrder === "not needed" ? [] : [`Day and month: ${report.dateOrderBy}`]),
      `Layout ${report.layout} (${report.format})${mapping}`,
      ...report.notes,
      `${count(bytes.bytes)} bytes, SHA-256 ${bytes.sha256}`,
    ],
  };
}
