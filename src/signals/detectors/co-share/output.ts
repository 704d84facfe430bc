/**
 * The full result of a run: names, pairs, objects and posts of every group. It keeps the marking of the posts; Findings
 * refer to it by pseudonym and by the fingerprint of rows.
 */
import type { DetectorSource } from "../../detector.ts";
import { lookup } from "../../shared/lookup.ts";
import type { Analysis } from "./analyse.ts";
import type { Aside } from "./aside.ts";
import type { Tested } from "./correct.ts";
import { descriptor } from "./descriptor.ts";
import type { GroupWithPosts } from "./figures.ts";
import { endsOf, type Group } from "./groups.ts";
import type { Posts } from "./posts.ts";
import type { Before } from "./run-wording.ts";

export interface OutputEdge {
  /** Pseudonyms and names of both accounts. */
  readonly a: string;
  readonly b: string;
  readonly nameA: string;
  readonly nameB: string;
  /** Distinct objects on first shares: the statistic of both tests. */
  readonly objects: number;
  /** Distinct objects and pairs of posts, repeats counted. */
  readonly objectsWithRepeats: number;
  readonly matches: number;
  readonly medianSeconds: number;
  /** Matches in which a, or b, was first; the rest were at the same recorded time. */
  readonly aFirst: number;
  readonly bFirst: number;
  /** Of `objects`, those with a chance of at least one half to match however times are dealt. */
  readonly objectsLikelyAnyway: number;
  readonly expected: { readonly activity: number; readonly times: number };
  readonly log10p: { readonly activity: number; readonly times: number };
  /** After the headline correction, and after Benjamini-Yekutieli; Benjamini-Hochberg is for screening only. */
  readonly correctedLog10p: { readonly activity: number; readonly times: number };
  readonly yekutieliLog10p: { readonly activity: number; readonly times: number };
  readonly screeningLog10p: { readonly activity: number; readonly times: number };
  /** Median over its objects of the time from the object's first share to the earlier of the pair's. */
  readonly medianDelaySeconds: number;
  /** Part of `objects` that both reshared from the same author; null where no author is known. */
  readonly oneSource: number | null;
  /**
   * Null 2 with the pair's own matches taken out of each object's chance. Objects with two sharers drop out; log10p is
   * null where nobody else matched on enough of those that stay, so that it would be log 0.
   */
  readonly leftOut: { readonly objects: number; readonly log10p: number | null };
}

export interface OutputObject {
  readonly value: string;
  /** Pairs of the group, or of the run, that matched on it. */
  readonly pairs: number;
}

export interface OutputGroup {
  readonly id: string;
  readonly status: "finding" | "candidate";
  readonly accounts: readonly {
    readonly pseudonym: string;
    readonly name: string;
    readonly shares: number;
    /** Number of its community inside the group, 1 or more; null in a group below four accounts. */
    readonly community: number | null;
  }[];
  /** The group against the largest group of each shuffle; null where only its pairs stand out. */
  readonly network: { readonly score: number; readonly p: number; readonly shuffles: number } | null;
  readonly communities: {
    readonly count: number;
    readonly modularity: number;
    readonly runs: number;
    /** Mean adjusted Rand index of the other seeds against this partition, and how many communities they find. */
    readonly agreement: number;
    readonly fewest: number;
    readonly most: number;
  } | null;
  readonly edges: readonly OutputEdge[];
  /** Distinct objects, and the five that most pairs matched on. */
  readonly objects: number;
  readonly commonest: readonly OutputObject[];
  readonly overlaps: readonly string[];
  readonly timesCannotJudge: boolean;
  /** `artifact` is a place in `artifacts`. */
  readonly posts: readonly { readonly artifact: number; readonly row: number; readonly account: string }[];
}

export interface CoShareOutput {
  readonly detector: "co-share";
  readonly version: string;
  readonly object: string;
  readonly artifacts: readonly { readonly id: string; readonly sha256: string }[];
  /** What was set aside, by name, and entries of the lists that the posts do not hold. */
  readonly setAside: {
    readonly accounts: readonly string[];
    readonly objects: readonly string[];
    readonly unknown: readonly string[];
    readonly before: Before | null;
  };
  /** What could not be computed, and why. */
  readonly notComputed: readonly string[];
  readonly groups: readonly OutputGroup[];
  /** The five objects that carry most pairs of the run: read them before anything else. */
  readonly boilerplate: readonly OutputObject[];
  /** Objects with very many pairs of posts inside the window, the densest first; counted like any other. */
  readonly dense: readonly { readonly value: string; readonly events: number }[];
  readonly denseObjects: number;
}

const COMMONEST = 5;
const DENSE_NAMED = 100;

/** Fetches names and values of what the result names, and writes it down. */
export async function makeOutput(
  source: Pick<DetectorSource, "accountNames" | "objectValues">,
  analysis: Analysis,
  groups: readonly GroupWithPosts[],
  aside: Aside,
  before: Before | undefined,
): Promise<CoShareOutput> {
  const { object } = analysis.settings;
  const dense = analysis.dense.slice(0, DENSE_NAMED);
  const boilerplate = commonest(analysis.carriers);
  const tops = groups.map(({ group }) => commonest(group.evidence));
  const names = await lookup([...groups.map(({ group }) => group.accounts), aside.accounts], (codes) =>
    source.accountNames(codes),
  );
  const values = await lookup(
    [[...dense, ...boilerplate, ...tops.flat()].map((entry) => entry.object), aside.objects],
    (codes) => source.objectValues(object, codes),
  );
  const named = (top: readonly Top[]): OutputObject[] =>
    top.map((t) => ({ value: values(t.object), pairs: t.pairs }));
  return {
    detector: "co-share",
    version: descriptor.version,
    object,
    artifacts: analysis.columns.artifacts.map(({ id, sha256 }) => ({ id, sha256 })),
    setAside: {
      accounts: Array.from(aside.accounts, names),
      objects: Array.from(aside.objects, values),
      unknown: aside.unknown,
      before: before ?? null,
    },
    notComputed: notComputed(analysis),
    groups: groups.map(({ group, posts }, i) => ({
      id: group.id,
      status: group.status,
      accounts: Array.from(group.accounts, (account, z) => ({
        pseudonym: group.pseudonyms[z]!,
        name: names(account),
        shares: analysis.activity[account]!,
        community: group.communities === undefined ? null : group.communities.label[z]! + 1,
      })),
      network: group.network ?? null,
      communities: outputCommunities(group),
      edges: outputEdges(analysis, group, names),
      objects: group.evidence.objectCodes.length,
      commonest: named(tops[i]!),
      overlaps: group.overlaps,
      timesCannotJudge: group.timesCannotJudge,
      posts: outputPosts(group, posts),
    })),
    boilerplate: named(boilerplate),
    dense: dense.map(({ object: code, events }) => ({ value: values(code), events })),
    denseObjects: analysis.dense.length,
  };
}

interface Top {
  readonly object: number;
  readonly pairs: number;
}

/** The objects that most pairs matched on. */
export function commonest(
  { objectCodes, objectPairs }: { readonly objectCodes: Int32Array; readonly objectPairs: Int32Array },
  most = COMMONEST,
): Top[] {
  return [...objectCodes.keys()]
    .sort((x, y) => objectPairs[y]! - objectPairs[x]! || x - y)
    .slice(0, most)
    .map((i) => ({ object: objectCodes[i]!, pairs: objectPairs[i]! }));
}

function notComputed({ columns }: Analysis): string[] {
  if (columns.author !== undefined) return [];
  return [
    "No post that is reshared is itself in the corpus with its id and one author, so nothing is said about one source of a pair's objects.",
  ];
}

function outputCommunities({ communities }: Group): OutputGroup["communities"] {
  if (communities === undefined) return null;
  const { count, modularity, runs, agreement, fewest, most } = communities;
  return { count, modularity, runs, agreement, fewest, most };
}

function outputEdges(analysis: Analysis, group: Group, names: (account: number) => string): OutputEdge[] {
  const { evidence, context } = group;
  const pseudonym = pseudonymOf(group);
  const { a, b } = endsOf(analysis, group.edges);
  const both = (value: (tested: Tested) => number): { activity: number; times: number } => ({
    activity: value(analysis.nullActivity),
    times: value(analysis.nullTimes),
  });
  return Array.from(group.edges, (pair, z) => ({
    a: pseudonym(a[z]!),
    b: pseudonym(b[z]!),
    nameA: names(a[z]!),
    nameB: names(b[z]!),
    objects: analysis.pairs.objects[pair]!,
    objectsWithRepeats: evidence.objects[z]!,
    matches: evidence.matches[z]!,
    medianSeconds: (evidence.medianTicks[z]! * analysis.time.tickMs) / 1000,
    aFirst: evidence.aFirst[z]!,
    bFirst: evidence.bFirst[z]!,
    objectsLikelyAnyway: analysis.likelyOfPair[pair]!,
    expected: both(({ expected }) => expected[pair]!),
    log10p: both(({ log10p }) => log10p[pair]!),
    correctedLog10p: both(({ corrected }) => corrected[pair]!),
    yekutieliLog10p: both(({ hochberg, yekutieli }) => Math.min(0, hochberg[pair]! + yekutieli)),
    screeningLog10p: both(({ hochberg }) => hochberg[pair]!),
    medianDelaySeconds: context.medianDelayMs[z]! / 1000,
    oneSource: Number.isNaN(context.oneSource[z]!) ? null : context.oneSource[z]!,
    leftOut: {
      objects: context.leftOutObjects[z]!,
      log10p: Number.isFinite(context.leftOutLog10p[z]!) ? context.leftOutLog10p[z]! : null,
    },
  }));
}

function outputPosts(group: Group, posts: Posts): OutputGroup["posts"] {
  const pseudonym = pseudonymOf(group);
  return posts.row.map((row, i) => ({
    artifact: posts.artifact[i]!,
    row,
    account: pseudonym(posts.account[i]!),
  }));
}

function pseudonymOf({ accounts, pseudonyms }: Group): (account: number) => string {
  const known = new Map(Array.from(accounts, (account, i) => [account, pseudonyms[i]!]));
  return (account) => known.get(account)!;
}
