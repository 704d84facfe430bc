/** Co-share on a file, without a case: a table of posts in, an edge list out, nothing else left behind. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { PlumblineError } from "../errors.ts";
import { DATE_ORDERS, stageFile } from "../ingest/index.ts";
import type { ImportReport, StageRequest } from "../ingest/index.ts";
import type { OnProgress } from "../model/effects.ts";
import { CNT_NETWORKS, coShare, likeCnt, likeCooRTweet } from "../signals/index.ts";
import type { CntNetwork, CoShareSummary, WorkContext } from "../signals/index.ts";
import { StagedShares } from "../store/staged-shares.ts";
import { csvLines } from "./edges/csv.ts";
import { edgeFormat } from "./edges/index.ts";
import { cntMapping, cntMessages, coortweetMapping, coortweetShares } from "./edges/peers.ts";
import { checkOutput, putFiles, writeText } from "./edges/put.ts";
import type { Output } from "./edges/put.ts";
import type { EdgeTable, Table } from "./edges/table.ts";
import { cntTable, coortweetPairsTable, coortweetTable, coShareTable } from "./edges/tables.ts";
import { SOFTWARE } from "./software.ts";

export { CNT_NETWORKS };

/** What to compute. */
export type CoShareFileMode =
  | { readonly like: "plumbline"; readonly object: string }
  | { readonly like: "coortweet"; readonly fastWindow?: number; readonly pairsOut?: string }
  | {
      readonly like: "cnt";
      readonly network: CntNetwork;
      readonly similarityThreshold?: number;
      readonly loops?: boolean;
    };

export interface CoShareFileOptions {
  readonly mode: CoShareFileMode;
  /** Seconds, both ends included. */
  readonly window: number;
  /** Distinct objects of a pair; like CooRTweet: rows of an account; like the toolkit: messages of a direction. */
  readonly minimum: number;
  /** Where the edges go; the ending of the name decides the format. */
  readonly out: string;
  /** Replace what is there. */
  readonly force?: boolean;
  readonly map?: string;
  readonly dateOrder?: string;
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
  readonly report: ImportReport;
  /** Figures of the analysis; null for the parity modes. */
  readonly summary: CoShareSummary | null;
  /** What happened, in lines for a person. */
  readonly lines: readonly string[];
}

/** A file that was read, and how to follow and stop the work. */
interface Work {
  readonly name: string;
  readonly staged: StagedShares;
  readonly context: WorkContext;
}

interface Computed {
  readonly table: EdgeTable;
  readonly pairs?: Table;
  readonly summary: CoShareSummary | null;
  readonly lines: readonly string[];
}

/**
 * Reads a file of posts and writes its edges. On any refusal, and when stopped, no output is begun or replaced.
 * @throws PlumblineError USAGE, PARAMETER, OUT_EXISTS, FILE_*, MAPPING_*, DATE_ORDER_NEEDED, ALL_REJECTED, IMPORT_LIMIT,
 *   NO_DATA, STOPPED, STORE.
 */
export async function coShareFile(path: string, options: CoShareFileOptions): Promise<CoShareFileResult> {
  const { out, force = false, mode } = options;
  checkOptions(options);
  const format = edgeFormat(out);
  const pairsOut = mode.like === "coortweet" ? mode.pairsOut : undefined;
  for (const file of pairsOut === undefined ? [out] : [out, pairsOut]) checkOutput(file, force);
  const folder = await mkdtemp(join(tmpdir(), "plumbline-coshare-"));
  try {
    const { report, stagedPath } = await stageFile(stageRequest(path, folder, options));
    const staged = await StagedShares.open(stagedPath, report, folder, options.signal);
    const work = { name: basename(path), staged, context: pick(options, ["onProgress", "signal"]) };
    const done = await compute(work, options).finally(() => staged.close());
    const sha256 = await hashOf(path);
    options.onProgress?.({ stage: "writing", done: 0, total: done.table.length, unit: "edges" });
    const write = async (part: string): Promise<void> => {
      if (format.text !== undefined) await writeText(part, format.text(done.table), options.signal);
      else await format.file?.(done.table, part, folder);
    };
    const outputs: Output[] = [{ path: out, write }];
    const { pairs } = done;
    if (pairsOut !== undefined && pairs !== undefined)
      outputs.push({
        path: pairsOut,
        write: (part) => writeText(part, csvLines(pairs), options.signal),
      });
    const sizes = await putFiles(outputs, { force, ...pick(options, ["signal"]) });
    return {
      out,
      bytes: sizes[0]!,
      edges: done.table.length,
      sha256,
      report,
      summary: done.summary,
      lines: [...readLines(basename(path), report), ...done.lines],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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
    ...pick(options, ["memoryMb", "timeoutMs", "onProgress", "signal"]),
  };
}

/** The named options that are there. */
function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(
    keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]),
  ) as Pick<T, K>;
}

async function compute(work: Work, options: CoShareFileOptions): Promise<Computed> {
  const { mode, window, minimum } = options;
  const made = (what: string) =>
    `${what}; file ${work.name}; window ${window} s, minimum ${minimum}; ${SOFTWARE}`;
  switch (mode.like) {
    case "plumbline":
      return ownEdges(work, mode.object, options, made(`Co-share by ${mode.object}`));
    case "coortweet": {
      const shares = await coortweetShares(work.staged);
      const { fastWindow } = mode;
      const { pairs, edges } = await likeCooRTweet(
        shares,
        {
          timeWindow: window,
          minParticipation: minimum,
          ...(fastWindow === undefined ? {} : { fastWindow }),
        },
        work.context,
      );
      return {
        table: coortweetTable(edges, made("The edges that CooRTweet 2.1.3 gives")),
        pairs: coortweetPairsTable(shares, pairs, fastWindow),
        summary: null,
        lines: [
          `As CooRTweet 2.1.3 counts: ${number(pairs.length)} pairs of posts, ${number(edges.length)} edges.`,
        ],
      };
    }
    case "cnt": {
      const messages = await cntMessages(work.staged);
      const settings = {
        timeWindow: window,
        minEdgeWeight: minimum,
        ...pick(mode, ["similarityThreshold", "loops"]),
      };
      const edges = await likeCnt(messages, mode.network, settings, work.context);
      return {
        table: cntTable(edges, mode.network, made(`The ${mode.network} edges that the toolkit 1.5.2 gives`)),
        summary: null,
        lines: [`As the coordination network toolkit 1.5.2 counts: ${number(edges.length)} directed edges.`],
      };
    }
  }
}

async function ownEdges(
  { staged, context }: Work,
  object: string,
  { window, minimum }: CoShareFileOptions,
  description: string,
): Promise<Computed> {
  context.onProgress?.({ stage: "coding shares", done: 0, unit: "shares" });
  const columns = await staged.shares(object);
  const { edges, summary } = await coShare(columns, { windowSeconds: window, minimum }, context);
  const codes = Int32Array.from(new Set([...edges.a, ...edges.b])).sort();
  const names = await staged.accountNames(codes);
  const nameOf = new Map([...codes].map((code, i) => [code, names[i]!]));
  return {
    table: coShareTable(edges, (account) => nameOf.get(account)!, description),
    summary,
    lines: summaryLines(object, minimum, edges, summary),
  };
}

const number = (value: number): string => value.toLocaleString("en-GB");
const LEVEL = 0.01;

function summaryLines(
  object: string,
  minimum: number,
  edges: { readonly length: number; readonly holmActivity: Float64Array; readonly holmTimes: Float64Array },
  summary: CoShareSummary,
): string[] {
  const significant = (holm: Float64Array): string =>
    number(holm.filter((log10p) => log10p <= Math.log10(LEVEL)).length);
  const lines = [
    `${number(summary.shares)} shares of the kind ${object} by ${number(summary.accounts)} accounts; ${number(summary.repeatedShares)} repeat an earlier one of the same account and enter no test.`,
    `Window ${summary.windowSeconds} s on times recorded to the ${summary.resolution}: true times of a match lie less than ${summary.apartSeconds} s apart.`,
    `${number(edges.length)} pairs of accounts match on ${minimum} or more distinct objects (${number(summary.pairsWithRepeats)} with repeats counted).`,
    `Of them ${significant(edges.holmActivity)} pass null 1 (activity x popularity) and ${significant(edges.holmTimes)} null 2 (times shuffled inside each object), Holm, level ${LEVEL}, over ${number(summary.possiblePairs)} possible pairs.`,
  ];
  if (summary.timesCannotJudge)
    lines.push("Null 2 cannot judge this set: too many of its objects match however their times are dealt.");
  if (summary.denseObjects > 0)
    lines.push(
      `${number(summary.denseObjects)} objects have very many pairs of posts inside the window; all were counted.`,
    );
  lines.push("An edge is no finding: communities, newsrooms and fast followers pass these tests too.");
  return lines;
}

function readLines(name: string, report: ImportReport): string[] {
  const lines = [
    `${name}: ${number(report.rowsRead)} rows read, ${number(report.kept)} kept, ${number(report.rejected)} rejected; ${report.zone}`,
  ];
  for (const [code, count] of Object.entries(report.rejectsByCode))
    lines.push(`  rejected ${number(count)}: ${code}`);
  return lines;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of createReadStream(path)) hash.update(part as Buffer);
  return hash.digest("hex");
}
