/**
 * The full result of a run: names, pairs, objects and posts of every group. It keeps the marking of the posts; Findings
 * refer to it by pseudonym and by the fingerprint of rows.
 */
import type { DetectorSource } from "../../detector.ts";
import { lookup } from "../../shared/lookup.ts";
import type { Analysis } from "./analyse.ts";
import { descriptor } from "./descriptor.ts";
import type { GroupWithPosts } from "./figures.ts";
import { endsOf, type Group } from "./groups.ts";
import type { Posts } from "./posts.ts";

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
  readonly holmLog10p: { readonly activity: number; readonly times: number };
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
  }[];
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
  object: string,
  analysis: Analysis,
  groups: readonly GroupWithPosts[],
): Promise<CoShareOutput> {
  const dense = analysis.dense.slice(0, DENSE_NAMED);
  const boilerplate = commonest(analysis.carriers);
  const tops = groups.map(({ group }) => commonest(group.evidence));
  const names = await lookup(
    groups.flatMap(({ group }) => [...group.accounts]),
    (codes) => source.accountNames(codes),
  );
  const values = await lookup(
    [...dense, ...boilerplate, ...tops.flat()].map((entry) => entry.object),
    (codes) => source.objectValues(object, codes),
  );
  const named = (top: readonly Top[]): OutputObject[] =>
    top.map((t) => ({ value: values(t.object), pairs: t.pairs }));
  return {
    detector: "co-share",
    version: descriptor.version,
    object,
    artifacts: analysis.columns.artifacts.map(({ id, sha256 }) => ({ id, sha256 })),
    groups: groups.map(({ group, posts }, i) => ({
      id: group.id,
      status: group.status,
      accounts: [...group.accounts].map((account, z) => ({
        pseudonym: group.pseudonyms[z]!,
        name: names(account),
        shares: analysis.activity[account]!,
      })),
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
function commonest({
  objectCodes,
  objectPairs,
}: {
  objectCodes: Int32Array;
  objectPairs: Int32Array;
}): Top[] {
  return [...objectCodes.keys()]
    .sort((x, y) => objectPairs[y]! - objectPairs[x]! || x - y)
    .slice(0, COMMONEST)
    .map((i) => ({ object: objectCodes[i]!, pairs: objectPairs[i]! }));
}

function outputEdges(analysis: Analysis, group: Group, names: (account: number) => string): OutputEdge[] {
  const { evidence } = group;
  const { nullActivity, nullTimes } = analysis;
  const pseudonym = pseudonymOf(group);
  const { a, b } = endsOf(analysis, group.edges);
  return [...group.edges].map((pair, z) => ({
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
    expected: { activity: nullActivity.expected[pair]!, times: nullTimes.expected[pair]! },
    log10p: { activity: nullActivity.log10p[pair]!, times: nullTimes.log10p[pair]! },
    holmLog10p: { activity: nullActivity.holm[pair]!, times: nullTimes.holm[pair]! },
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
  const known = new Map([...accounts].map((account, i) => [account, pseudonyms[i]!]));
  return (account) => known.get(account)!;
}
