/** Co-share on a file, without a case: a table of posts in, an edge list out, nothing else left behind. */
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename } from "node:path";
import { PlumblineError } from "../errors.ts";
import { containerAt, DATE_ORDERS, openContainer, refuseSheet, stageOrTake } from "../ingest/index.ts";
import type { ImportReport, ReadFacts, StageRequest } from "../ingest/index.ts";
import type { OnProgress } from "../model/effects.ts";
import { CNT_NETWORKS } from "../signals/index.ts";
import type { CoShareSummary } from "../signals/index.ts";
import { COSHARE_FOLDERS } from "../store/shares/file.ts";
import { makeWorkFolder } from "../store/work-folders.ts";
import { EXACT_URL } from "../store/corpus/staged.ts";
import { DirectCount } from "./coshare-direct.ts";
import { countedResult, countsWork, edgesOfStaged } from "./coshare-edges.ts";
import type { CoShareFileMode, ComputedEdges, EdgesWanted } from "./coshare-edges.ts";
import type { CoShareStreamCounts } from "./coshare-stream.ts";
import { csvLines } from "../store/table/csv.ts";
import type { EdgeFormat } from "./formats/contract.ts";
import { edgeFormat } from "./formats/index.ts";
import { cntMapping, coortweetMapping } from "./peers.ts";
import { checkOutput, putFiles, writeText } from "../store/put-files.ts";
import type { Output } from "../store/put-files.ts";
import { count, counted, plural, sayJoinedLinks } from "../words.ts";
import type { EdgeStream } from "./edge-table.ts";
import { HashOnTheWay } from "./hash-on-the-way.ts";
import { pick } from "./pick.ts";

export { CNT_NETWORKS };
export type { CoShareFileMode };

export interface CoShareFileOptions extends EdgesWanted {
  /** How the file is called in messages; its own name by default. */
  readonly name?: string;
  /** Where the edges go; the ending of the name decides the format. */
  readonly out: string;
  /** Replace what is there. */
  readonly force?: boolean;
  readonly map?: string;
  readonly dateOrder?: string;
  readonly zone?: string;
  /** Where the records of a JSON document stand, such as `data.posts`. */
  readonly rows?: string;
  /** The sheet of a workbook that is meant, by its name. */
  readonly sheet?: string;
  /** Whether the whole report is wanted; without it a file of links is read for its accounts, times and links alone. True unless told. */
  readonly report?: boolean;
  /** False stages every row as an import does, whatever the file: the same result, for comparison. */
  readonly direct?: boolean;
  readonly memoryMb?: number;
  readonly timeoutMs?: number;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

export interface CoShareFileResult {
  readonly out: string;
  readonly bytes: number;
  readonly edges: number;
  /** SHA-256 of the file that was read. */
  readonly sha256: string;
  /** Null where it was not asked for and the file was read without it. */
  readonly report: ImportReport | null;
  /** Figures of the analysis; null for the parity modes and without tests. */
  readonly summary: CoShareSummary | null;
  /** Figures of a run without tests; else null. */
  readonly counts: CoShareStreamCounts | null;
  /** What happened, in lines for a person. */
  readonly lines: readonly string[];
}

/**
 * Reads a file of posts and writes its edges. On any refusal, and when stopped, no output is begun or replaced.
 * @throws PlumblineError USAGE, PARAMETER, OUT_EXISTS, FILE_*, MAPPING_*, DATE_ORDER_NEEDED, ALL_REJECTED, IMPORT_LIMIT,
 *   NO_DATA, STOPPED, STORE.
 */
export function coShareFile(
  path: string,
  options: CoShareFileOptions & { readonly report?: true },
): Promise<CoShareFileResult & { readonly report: ImportReport }>;
export function coShareFile(path: string, options: CoShareFileOptions): Promise<CoShareFileResult>;
export async function coShareFile(path: string, options: CoShareFileOptions): Promise<CoShareFileResult> {
  const { out, force = false, mode } = options;
  checkOptions(options);
  const format = edgeFormat(out);
  const pairsOut = mode.like === "coortweet" ? mode.pairsOut : undefined;
  for (const file of pairsOut === undefined ? [out] : [out, pairsOut]) checkOutput(file, force);
  const folder = await makeWorkFolder(tmpdir(), COSHARE_FOLDERS);
  const hash = new HashOnTheWay(path, options.signal);
  try {
    const { done, facts, report, name } = await computed(path, folder, hash, options);
    try {
      options.onProgress?.({ stage: "hash", done: 0, total: facts.bytes, unit: "bytes" });
      const sha256 = await hash.start();
      const bytes = await write(done, format, folder, options);
      const { edges, summary = null, counts = null, lines } = done;
      return {
        out,
        bytes,
        edges: edges.length,
        sha256,
        report,
        summary,
        counts,
        lines: [...readLines(name, facts), ...linkLines(facts, options), ...lines],
      };
    } finally {
      done.close?.();
    }
  } finally {
    hash.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Computed {
  readonly done: ComputedEdges;
  readonly facts: ReadFacts;
  readonly report: ImportReport | null;
  readonly name: string;
}

/** Reads the file, or the one file of posts in it, and counts. Everything lies in the folder, and goes with it. */
async function computed(
  path: string,
  folder: string,
  hash: HashOnTheWay,
  options: CoShareFileOptions,
): Promise<Computed> {
  const file = await fileOfPosts(path, folder, options);
  const { name } = file;
  const context = pick(options, ["onProgress", "signal"]);
  const { mode, direct: allowed = true, report: whole = true } = options;
  const object = allowed ? linkObject(mode) : undefined;
  const direct =
    object === undefined
      ? undefined
      : new DirectCount({
          ...countsWork(name, object, options),
          where: name,
          folder,
          report: whole,
          ...context,
        });
  // The first word of the reader says that it could open the file.
  const onProgress: OnProgress = (progress) => {
    void hash.start();
    options.onProgress?.(progress);
  };
  const request = { ...stageRequest(file.path, folder, options), name, onProgress };
  try {
    const read = await stageOrTake(request, direct?.shares);
    if (!("stagedPath" in read)) {
      const { facts, report } = read;
      return { done: countedResult(await direct!.edges(), object!, options), facts, report, name };
    }
    const { report, stagedPath } = read;
    const done = await edgesOfStaged({ name, stagedPath, report, folder, context }, options);
    return { done, facts: report, report, name };
  } catch (error) {
    direct?.close();
    throw error;
  }
}

/** The kind of links of a mode that counts links alone; undefined for any other. */
const linkObject = (mode: CoShareFileMode): string | undefined =>
  mode.like === "plumbline" && mode.tests === false && (mode.object === "url" || mode.object === EXACT_URL)
    ? mode.object
    : undefined;

/** The file itself, or the one file of posts in it. */
async function fileOfPosts(
  path: string,
  folder: string,
  options: CoShareFileOptions,
): Promise<{ readonly path: string; readonly name: string }> {
  const { name = basename(path), sheet } = options;
  if ((await containerAt(path)) === undefined) {
    refuseSheet(sheet, [], name);
    return { path, name };
  }
  const limits = pick(options, ["sheet", "memoryMb", "timeoutMs", "onProgress", "signal"]);
  const { members, left } = await openContainer({ path, name, tempDir: folder, ...limits });
  refuseSheet(sheet, members, name);
  const [only, ...others] = members;
  if (only === undefined)
    throw new PlumblineError(
      left[0]?.code ?? "NO_POSTS",
      left[0]?.message ?? "Nothing in it can be a file of posts.",
      {
        where: name,
      },
    );
  if (others.length > 0)
    throw new PlumblineError(
      "USAGE",
      `It holds ${members.length} files that can be posts, and edges are those of one.`,
      {
        where: name,
        hint: "Unpack it and give one of them, or import it into a case.",
      },
    );
  return { path: only.path, name: only.name === "" ? name : `${only.name} in ${name}` };
}

/** Writes the edges, and the pairs if asked; returns the size of the edges in bytes. */
async function write(
  { edges, pairs }: ComputedEdges,
  format: EdgeFormat,
  folder: string,
  options: CoShareFileOptions,
): Promise<number> {
  const { out, mode, force = false, signal, onProgress } = options;
  const written = (done: number) =>
    onProgress?.({ stage: "writing", done, total: edges.length, unit: "edges" });
  written(0);
  const followed: EdgeStream = {
    ...edges,
    async *pieces() {
      let done = 0;
      for await (const piece of edges.pieces()) {
        yield piece;
        written((done += piece.table.length));
      }
    },
  };
  const outputs: Output[] = [
    {
      path: out,
      write: async (part) => {
        if (format.text !== undefined) await writeText(part, format.text(followed), signal);
        else await format.file?.(followed, part, folder);
      },
    },
  ];
  if (mode.like === "coortweet" && mode.pairsOut !== undefined && pairs !== undefined)
    outputs.push({ path: mode.pairsOut, write: (part) => writeText(part, csvLines(pairs), signal) });
  const [bytes] = await putFiles(outputs, { force, ...pick(options, ["signal"]) });
  return bytes!;
}

function checkOptions({ mode, window, minimum, dateOrder, map }: CoShareFileOptions): void {
  const refuse = (message: string): never => {
    throw new PlumblineError("PARAMETER", message);
  };
  if (!Number.isFinite(window) || window < 0) refuse("The window is a number of seconds from 0.");
  if (!Number.isInteger(minimum) || minimum < 1) refuse("The minimum is a whole number above 0.");
  if (dateOrder !== undefined && !DATE_ORDERS.some((known) => known === dateOrder))
    refuse(`The order of dates is ${DATE_ORDERS.join(" or ")}.`);
  if (mode.like === "plumbline") return;
  if (map !== undefined) refuse("The parity modes read the peers' own columns and take no mapping.");
  if (mode.like === "cnt") {
    if (!CNT_NETWORKS.includes(mode.network)) refuse(`The networks are ${CNT_NETWORKS.join(", ")}.`);
    const { similarityThreshold = 0.8 } = mode;
    if (!(similarityThreshold > 0 && similarityThreshold <= 1))
      refuse("The similarity lies above 0 and is at most 1.");
  } else if (mode.fastWindow !== undefined && !(mode.fastWindow >= 0))
    refuse("The fast window is a number of seconds from 0.");
}

function stageRequest(path: string, folder: string, options: CoShareFileOptions): StageRequest {
  const { mode, map, dateOrder } = options;
  const mapping = mode.like === "plumbline" ? map : mode.like === "coortweet" ? coortweetMapping : cntMapping;
  const order = DATE_ORDERS.find((known) => known === dateOrder);
  return {
    path,
    tempDir: folder,
    ...(mapping === undefined ? {} : { mapping }),
    ...(order === undefined ? {} : { dateOrder: order }),
    ...(joinsLinks(mode) ? { links: "joined" } : {}),
    ...pick(options, ["zone", "rows", "memoryMb", "timeoutMs", "onProgress", "signal"]),
  };
}

/** Links of one page are one object, unless they are asked for as they are. */
const joinsLinks = (mode: CoShareFileMode): boolean => mode.like === "plumbline" && mode.object === "url";

const linkLines = ({ links }: ReadFacts, { mode }: CoShareFileOptions): string[] =>
  joinsLinks(mode) ? [sayJoinedLinks(links.rules, links.joined)] : [];

function readLines(name: string, report: ReadFacts): string[] {
  const lines = [
    `${name}: ${count(report.rowsRead)} rows read, ${count(report.kept)} kept, ${count(report.rejected)} rejected; ${report.zone}`,
  ];
  for (const [code, n] of Object.entries(report.rejectsByCode)) lines.push(`  rejected ${count(n)}: ${code}`);
  const { sameId } = report.duplicates;
  if (sameId > 0)
    lines.push(
      `${counted(sameId, "row")} ${plural(sameId, "repeats", "repeat")} an earlier post; what it shared counts once.`,
    );
  return lines;
}
