/**
 * Staging a file: the parent's side. The file is read in a child process with limits of memory and time that can read
 * that one file and nothing else; what comes back is a folder of typed rows and a report.
 */
import { mkdir, open, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { PlumblineError } from "../errors.ts";
import { count } from "../words.ts";
import { containerAt, openContainer, refuseSheet } from "./containers/open.ts";
import type { Member } from "./containers/messages.ts";
import { FORMATS } from "./formats/index.ts";
import { REJECTS_FILE } from "./messages.ts";
import type { SharesRead, SharesWanted } from "./messages.ts";
import type { Proposal, TableRead } from "./answers.ts";
import type { ImportReport, ReadFacts } from "./report.ts";
import { runChild } from "./run-child.ts";
import type { Limits } from "./run-child.ts";
import { confinedFolder, readableFile } from "./work-folder.ts";

export interface StageRequest extends Limits {
  readonly path: string;
  /** How the file is called in messages; its own name by default. */
  readonly name?: string;
  /** The sheet of a workbook that is meant; for a look alone, which unpacks by itself. */
  readonly sheet?: string;
  /** Where the staging folder is made; the system's folder for temporary files by default. */
  readonly tempDir?: string;
}

/** A file that was read for its shares alone; the caller has taken them. */
export interface SharesTaken {
  readonly facts: ReadFacts;
  /** Null where it was not asked for. */
  readonly report: ImportReport | null;
  dispose(): Promise<void>;
}

/** Rows that wait to be loaded. Call `dispose` when they are. */
export interface Staged {
  readonly report: ImportReport;
  /** Folder with the staged rows, as `store/corpus/staged.ts` describes it. */
  readonly stagedPath: string;
  /** The full list of rejects as NDJSON; empty if there are none. */
  rejectsNdjson(): Promise<Uint8Array>;
  dispose(): Promise<void>;
}

/**
 * Reads a file into staged rows. Leaves nothing behind if it fails.
 * @throws PlumblineError FILE_*, MAPPING_*, DATE_ORDER_NEEDED, ALL_REJECTED, IMPORT_LIMIT, STOPPED, INTERNAL.
 */
export async function stageFile(request: StageRequest): Promise<Staged> {
  const staged = await stageOrTake(request);
  if ("stagedPath" in staged) return staged;
  throw new PlumblineError("INTERNAL", "The reader gave no rows.");
}

/** Shares of links that are wanted instead of rows. */
export interface TakeShares extends SharesWanted {
  /**
   * Called once, where the shares can be read straight from the file.
   * @param folder where `SHARES_FILE` lies, `WANTED_FILE` is written, and `NAMES_FILE` will be
   */
  readonly take: (read: SharesRead, folder: string) => Promise<void>;
}

/**
 * The same, or where shares are wanted and can be read straight from the file, the shares.
 * @throws PlumblineError as `stageFile`, and what `take` throws.
 */
export async function stageOrTake(request: StageRequest, shares?: TakeShares): Promise<Staged | SharesTaken> {
  const where = request.name ?? basename(request.path);
  if (request.signal?.aborted === true)
    throw new PlumblineError("STOPPED", "The import was stopped.", { where });
  const { folder, dispose } = await confinedFolder(request.tempDir);
  try {
    const staged = join(folder, "rows");
    await mkdir(staged);
    const file = await readableFile(request.path, where);
    const path = await linkInto(folder, file);
    const places = { file, folder, path, staged, where };
    const said = await runChild(
      request,
      places,
      shares === undefined ? undefined : { ...shares, take: (read) => shares.take(read, staged) },
    );
    if (said.kind === "counted") return { facts: said.facts, report: said.report, dispose };
    if (said.kind !== "done") throw new PlumblineError("INTERNAL", "The reader gave no report.", { where });
    for (const name of ["work.duckdb", "work.duckdb.wal"]) await rm(join(folder, name), { force: true });
    return {
      report: said.report,
      stagedPath: staged,
      rejectsNdjson: () => readFile(join(staged, REJECTS_FILE)),
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Of a text, this much is looked at for a proposal. */
const LOOK_BYTES = 4_194_304;

/**
 * Looks at a file as an import would read it: columns, mapping, first rows, order of day and month. Of a longer text only
 * the beginning is read; of files in a container, the first that has accounts and times.
 * @throws PlumblineError FILE_*, ARCHIVE_*, NO_POSTS, MAPPING_WRONG, IMPORT_LIMIT, STOPPED, INTERNAL.
 */
export async function proposeFile(request: StageRequest): Promise<Proposal> {
  const { name = basename(request.path), sheet } = request;
  if ((await containerAt(request.path)) === undefined) {
    refuseSheet(sheet, [], name);
    return proposePlain(request);
  }
  const found = await openContainer({ ...request, name, look: 2 * LOOK_BYTES });
  try {
    refuseSheet(sheet, found.members, name);
    let proposed: Proposal | undefined;
    let refused: unknown = new PlumblineError("NO_POSTS", "Nothing in it can be a file of posts.", {
      where: name,
    });
    for (const member of found.members) {
      const { path } = member;
      const more = { ...request, path, name: member.name === "" ? name : `${member.name} in ${name}` };
      try {
        const one = await proposePlain(more);
        const whole = one.mapping.account !== undefined && one.mapping.time !== undefined;
        if (whole || proposed === undefined)
          proposed = withNote(one, more.name, member, found.members.length);
        if (whole) break;
      } catch (error) {
        if (!(error instanceof PlumblineError) || error.code === "STOPPED") throw error;
        refused = error;
      }
    }
    if (proposed === undefined) throw refused;
    const sheets = found.members.flatMap(({ sheet }) => sheet ?? []);
    return { ...proposed, sheets: sheets.length > 1 ? sheets : [] };
  } finally {
    await found.dispose();
  }
}

/** Rows that a declared table may have. */
const MOST_TABLE_ROWS = 200_000;

/**
 * A table read whole and as it is, in the confined process; of a workbook, the sheet that is meant or its only table.
 * @throws PlumblineError FILE_*, ARCHIVE_*, IMPORT_LIMIT, STOPPED, INTERNAL.
 */
export async function readTable(request: StageRequest): Promise<TableRead> {
  const { name = basename(request.path), sheet } = request;
  if ((await containerAt(request.path)) === undefined) {
    refuseSheet(sheet, [], name);
    return readPlainTable(request);
  }
  const found = await openContainer({ ...request, name });
  try {
    refuseSheet(sheet, found.members, name);
    const [only, ...others] = found.members;
    if (only === undefined || others.length > 0)
      throw new PlumblineError(
        "USAGE",
        `${count(found.members.length)} tables are in it, and one is declared at a time.`,
        {
          where: name,
          hint: "Unpack it, or name the sheet.",
        },
      );
    return await readPlainTable({ ...request, path: only.path, name });
  } finally {
    await found.dispose();
  }
}

async function readPlainTable(request: StageRequest): Promise<TableRead> {
  const where = request.name ?? basename(request.path);
  const { folder, dispose } = await confinedFolder(request.tempDir);
  try {
    const file = await readableFile(request.path, where);
    const path = await linkInto(folder, file);
    const places = { file, folder, path, staged: null, where, tableRows: MOST_TABLE_ROWS };
    const said = await runChild(request, places);
    if (said.kind !== "table") throw new PlumblineError("INTERNAL", "The reader gave no table.", { where });
    return said.table;
  } finally {
    await dispose();
  }
}

/** Which file is shown, where there are several. */
function withNote(proposal: Proposal, name: string, { sheet }: Member, files: number): Proposal {
  if (files === 1) return proposal;
  const note =
    sheet === undefined
      ? `Several files are in it; this is ${name}. Each is imported by itself, read in the same way.`
      : `Several sheets are tables; this is ${sheet}. One has to be chosen.`;
  return { ...proposal, notes: [note, ...proposal.notes] };
}

async function proposePlain(request: StageRequest): Promise<Proposal> {
  const where = request.name ?? basename(request.path);
  const { folder, dispose } = await confinedFolder(request.tempDir);
  const look = async (file: string): Promise<Proposal> => {
    const path = await linkInto(folder, file);
    const said = await runChild(request, { file, folder, path, staged: null, where });
    if (said.kind !== "proposed")
      throw new PlumblineError("INTERNAL", "The reader gave no proposal.", { where });
    return said.proposal;
  };
  try {
    const file = await readableFile(request.path, where);
    const beginning = await beginningOf(file, join(folder, "beginning"));
    if (beginning === undefined) return await look(file);
    try {
      return await look(beginning);
    } catch (error) {
      // A cut inside of quotes is no fault of the file.
      const cut =
        error instanceof PlumblineError && ["FILE_TRUNCATED", "FILE_MALFORMED"].includes(error.code);
      if (!cut) throw error;
      return await look(file);
    }
  } finally {
    await dispose();
  }
}

/** The lines that begin a long text, copied; undefined for a file that is read whole. */
async function beginningOf(file: string, copy: string): Promise<string | undefined> {
  const handle = await open(file, "r");
  try {
    if ((await handle.stat()).size <= LOOK_BYTES) return undefined;
    const { buffer } = await handle.read(Buffer.alloc(LOOK_BYTES), 0, LOOK_BYTES, 0);
    const end = buffer.lastIndexOf(0x0a) + 1;
    if (end === 0 || FORMATS.some((format) => !format.text && format.recognises(buffer))) return undefined;
    await writeFile(copy, buffer.subarray(0, end));
    return copy;
  } finally {
    await handle.close();
  }
}

/** The file under a name without characters that the database would take for a pattern of names. */
async function linkInto(folder: string, file: string): Promise<string> {
  const path = join(folder, "input");
  await rm(path, { force: true });
  await symlink(file, path);
  return path;
}
