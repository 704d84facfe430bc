/** The edges of a staged file of posts, in each of the ways in which they can be counted. */
import { countedIn } from "../ingest/index.ts";
import type { ImportReport } from "../ingest/index.ts";
import { coShare, likeCnt, likeCooRTweet } from "../signals/index.ts";
import type { CntNetwork, CoShareEdges, CoShareSummary, WorkContext } from "../signals/index.ts";
import { LEAST_MOMENTS } from "../kernel/index.ts";
import { StagedShares } from "../store/staged-shares.ts";
import { countEdges } from "./coshare-counts.ts";
import type { CountedEdges, CountsWork } from "./coshare-counts.ts";
import type { CoShareStreamCounts } from "./coshare-stream.ts";
import { streamOf } from "./formats/graph.ts";
import { cntMessages, coortweetShares } from "./peers.ts";
import type { EdgeStream } from "./edge-table.ts";
import type { Table } from "../store/table/table.ts";
import { cntTable, coortweetPairsTable, coortweetTable, coShareTable } from "./tables.ts";
import { pick } from "./pick.ts";
import { SOFTWARE } from "../software.ts";
import { isMissing } from "../store/corpus/values.ts";
import { count, counted, plural } from "../words.ts";

/** What to compute. */
export type CoShareFileMode =
  | {
      readonly like: "plumbline";
      readonly object: string;
      /** False counts only: any number of shares and edges. */
      readonly tests?: boolean;
    }
  | { readonly like: "coortweet"; readonly fastWindow?: number; readonly pairsOut?: string }
  | {
      readonly like: "cnt";
      readonly network: CntNetwork;
      readonly similarityThreshold?: number;
      readonly loops?: boolean;
    };

export interface EdgesWanted {
  readonly mode: CoShareFileMode;
  /** Seconds, both ends included. */
  readonly window: number;
  /** Distinct objects of a pair; like CooRTweet: rows of an account; like the toolkit: messages of a direction. */
  readonly minimum: number;
  /**
   * False runs nothing that is compiled to WebAssembly: the database reads a regular text, and TypeScript counts pairs. The same result,
   * for comparison, or where the compiled code is not trusted.
   */
  readonly scan?: boolean;
}

/** A file that was read, and how to follow and stop the work. */
export interface StagedWork {
  readonly name: string;
  readonly stagedPath: string;
  readonly report: ImportReport;
  readonly folder: string;
  readonly context: WorkContext;
}

export interface ComputedEdges {
  readonly edges: EdgeStream;
  readonly pairs?: Table;
  readonly summary?: CoShareSummary;
  readonly counts?: CoShareStreamCounts;
  readonly lines: readonly string[];
  /** The edges can be read until then. */
  readonly close?: () => void;
}

/** @throws PlumblineError PARAMETER, MAPPING_WRONG, NO_DATA, IMPORT_LIMIT, STOPPED, STORE. */
export async function edgesOfStaged(work: StagedWork, options: EdgesWanted): Promise<ComputedEdges> {
  const { mode } = options;
  if (mode.like === "plumbline" && mode.tests === false) return countedEdges(work, mode.object, options);
  const { stagedPath, report, folder } = work;
  const staged = await StagedShares.open(stagedPath, report, folder, work.context.signal);
  try {
    switch (mode.like) {
      case "plumbline":
        return await testedEdges(work, staged, mode.object, options);
      case "coortweet":
        return await coortweetEdges(work, staged, mode, options);
      case "cnt":
        return await cntEdges(work, staged, mode, options);
    }
  } finally {
    staged.close();
  }
}

const made = (
  what: string,
  { name }: Pick<StagedWork, "name">,
  { window, minimum }: Pick<EdgesWanted, "window" | "minimum">,
): string => `${what}; file ${name}; window ${window} s, minimum ${minimum}; ${SOFTWARE}`;

async function coortweetEdges(
  work: StagedWork,
  staged: StagedShares,
  { fastWindow }: Extract<CoShareFileMode, { like: "coortweet" }>,
  options: EdgesWanted,
): Promise<ComputedEdges> {
  const shares = await coortweetShares(staged);
  const settings = {
    timeWindow: options.window,
    minParticipation: options.minimum,
    ...(fastWindow === undefined ? {} : { fastWindow }),
  };
  const { pairs, edges } = await likeCooRTweet(shares, settings, work.context);
  return {
    edges: streamOf(coortweetTable(edges, made("The edges that CooRTweet 2.1.3 gives", work, options))),
    pairs: coortweetPairsTable(shares, pairs, fastWindow),
    lines: [
      `As CooRTweet 2.1.3 counts: ${count(pairs.length)} pairs of posts, ${count(edges.length)} edges.`,
      ...unitLines(work.report, options),
      ...missingLines(shares.object),
    ],
  };
}

/** The program takes the window in the unit of the times; here it is in seconds. */
function unitLines({ notes }: ImportReport, { window }: EdgesWanted): string[] {
  const unit = ["milliseconds", "microseconds", "nanoseconds"].find((one) => notes.includes(countedIn(one)));
  return unit === undefined
    ? []
    : [
        `Times are in ${unit}, and the window is ${window} s; CooRTweet itself would take it for ${window} ${unit}.`,
      ];
}

/** What stands for no object is one that many share, for the program. */
function missingLines(objects: readonly string[]): string[] {
  const missing = objects.filter(isMissing).length;
  return missing === 0
    ? []
    : [
        `${counted(missing, "row")} ${plural(missing, "has", "have")} no object (empty, NA and the like), which CooRTweet counts as one that they share. Without that program's counts, they link nobody.`,
      ];
}

async function cntEdges(
  work: StagedWork,
  staged: StagedShares,
  mode: Extract<CoShareFileMode, { like: "cnt" }>,
  options: EdgesWanted,
): Promise<ComputedEdges> {
  const messages = await cntMessages(staged);
  const settings = {
    timeWindow: options.window,
    minEdgeWeight: options.minimum,
    ...pick(mode, ["similarityThreshold", "loops"]),
  };
  const edges = await likeCnt(messages, mode.network, settings, work.context);
  const what = `The ${mode.network} edges that the toolkit 1.5.2 gives`;
  return {
    edges: streamOf(cntTable(edges, mode.network, made(what, work, options))),
    lines: [`As the coordination network toolkit 1.5.2 counts: ${count(edges.length)} directed edges.`],
  };
}

async function testedEdges(
  work: StagedWork,
  staged: StagedShares,
  object: string,
  options: EdgesWanted,
): Promise<ComputedEdges> {
  const { window, minimum } = options;
  const { context } = work;
  context.onProgress?.({ stage: "coding shares", done: 0, unit: "shares" });
  const columns = await staged.shares(object);
  const { edges, summary } = await coShare(columns, { windowSeconds: window, minimum }, context);
  const codes = Int32Array.from(new Set([...edges.a, ...edges.b])).sort();
  const names = await staged.accountNames(codes);
  const nameOf = new Map([...codes].map((code, i) => [code, names[i]!]));
  const description = made(`Co-share by ${object}`, work, options);
  return {
    edges: streamOf(coShareTable(edges, (account) => nameOf.get(account)!, description)),
    summary,
    lines: summaryLines(object, minimum, edges, summary),
  };
}

async function countedEdges(work: StagedWork, object: string, options: EdgesWanted): Promise<ComputedEdges> {
  const { stagedPath, report, folder, name, context } = work;
  const where = { stagedPath, report, folder, where: name };
  const asked = { object, ...countsWork(name, object, options), ...context };
  return countedResult(await countEdges({ ...where, ...asked }), object, options);
}

/** What is counted of the shares of a file, and how the edges are described. */
export function countsWork(
  name: string,
  object: string,
  { window, minimum, scan = true }: EdgesWanted,
): Pick<CountsWork, "window" | "minimum" | "scan" | "description"> {
  const description = made(`Co-share by ${object}, counts without tests`, { name }, { window, minimum });
  return { window, minimum, scan, description };
}

export const countedResult = (
  { edges, counts, close }: CountedEdges,
  object: string,
  { minimum }: Pick<EdgesWanted, "minimum">,
): ComputedEdges => ({ edges, counts, lines: countLines(object, minimum, counts), close });

const LEVEL = 0.01;

function summaryLines(
  object: string,
  minimum: number,
  edges: Pick<CoShareEdges, "length" | "moments" | "holmActivity" | "holmTimes" | "holmBoth">,
  summary: CoShareSummary,
): string[] {
  const significant = (holm: Float64Array): string =>
    count(holm.filter((log10p) => log10p <= Math.log10(LEVEL)).length);
  const lines = [
    `${count(summary.shares)} shares of the kind ${object} by ${count(summary.accounts)} accounts; ${count(summary.repeatedShares)} repeat an earlier one of the same account and enter no test.`,
    `Window ${summary.windowSeconds} s on times recorded to the ${summary.resolution}: true times of a match lie less than ${summary.apartSeconds} s apart.`,
    `${count(edges.length)} pairs of accounts match on ${minimum} or more distinct objects (${count(summary.pairsWithRepeats)} with repeats counted).`,
    `${count(edges.moments.filter((moments) => moments >= LEAST_MOMENTS).length)} of them met on ${LEAST_MOMENTS} occasions or more, and can be tested against times and timetables.`,
    `${significant(edges.holmActivity)} pass null 1 (activity x popularity), ${significant(edges.holmTimes)} null 2 (times shuffled inside each object), and ${significant(edges.holmBoth)} both null 2 and null 3 (each account's own timetable): Holm, level ${LEVEL}, over ${count(summary.possiblePairs)} possible pairs.`,
  ];
  if (summary.timesCannotJudge)
    lines.push("Null 2 cannot judge this set: too many of its objects match however their times are dealt.");
  if (summary.denseObjects > 0)
    lines.push(
      `${count(summary.denseObjects)} objects have very many pairs of posts inside the window; all were counted.`,
    );
  lines.push("An edge is no finding: communities, newsrooms and fast followers pass these tests too.");
  return lines;
}

function countLines(object: string, minimum: number, counts: CoShareStreamCounts): string[] {
  const lines = [
    `${count(counts.shares)} shares of the kind ${object}; ${count(counts.events)} pairs of posts of different accounts lie inside the window.`,
    `${count(counts.pairs)} pairs of accounts match on ${minimum} or more distinct objects, repeats counted. Nothing was tested: how many chance would give is not said.`,
  ];
  if (counts.denseObjects > 0)
    lines.push(
      `${count(counts.denseObjects)} objects have very many pairs of posts inside the window; all were counted.`,
    );
  return lines;
}
