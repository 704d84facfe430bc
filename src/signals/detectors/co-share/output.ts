/**
 * The full result of a run: names, pairs, objects and posts of every group. It keeps the marking of the posts; Findings
 * refer to it by pseudonym and by the fingerprint of rows.
 */
import type { Power } from "../../../kernel/index.ts";
import type { DetectorSource } from "../../detector.ts";
import { resultHead } from "../../shared/head.ts";
import type { DetectorOutput, ResultEdge, ResultSet } from "../../result.ts";
import { lookup } from "../../shared/lookup.ts";
import type { Analysis } from "./analyse.ts";
import type { Tested } from "./correct.ts";
import type { DeniedObject } from "../near-copy/objects.ts";
import { descriptor } from "./descriptor.ts";
import type { GroupWithPosts } from "./figures.ts";
import { endsOf, type Group, type GroupKind, type NetworkP } from "./groups.ts";
import type { Posts } from "./posts.ts";
import type { Before, Look } from "./look.ts";

/** A value under each of the nulls. */
type ByNull = {
  readonly activity: number;
  readonly times: number;
  readonly timetable: number;
};

/** What co-share knows of an edge beyond the contract. Its `weight` is K: distinct objects on first shares. */
export interface EdgeDetails {
  readonly nameA: string;
  readonly nameB: string;
  /** Distinct objects, repeats counted. */
  readonly objectsWithRepeats: number;
  /** M: the occasions on which the pair met; and those on which the least likely object of the occasion matched (null 2). */
  readonly moments: number;
  readonly timesMoments: number;
  /** Of `weight`, those with a chance of at least one half to match however times are dealt. */
  readonly objectsLikelyAnyway: number;
  /** Moments expected; no fewer than that under null 1. */
  readonly expected: ByNull;
  /** Uncorrected; the edge's own `log10p` is after the headline correction. Null 3 with habit and crowd. */
  readonly rawLog10p: ByNull;
  /** After Benjamini-Yekutieli; Benjamini-Hochberg is for screening only. */
  readonly yekutieliLog10p: ByNull;
  readonly screeningLog10p: ByNull;
  /** Median over its objects of the time from the object's first share to the earlier of the pair's. */
  readonly medianDelaySeconds: number;
  /** Part of `weight` that both reshared from the same author; null where no author is known. */
  readonly oneSource: number | null;
  /**
   * Null 2 with the pair's own matches taken out of each object's chance. Objects with two sharers drop out; log10p is
   * null where nobody else matched on enough of those that stay, so that it would be log 0.
   */
  readonly leftOut: { readonly objects: number; readonly log10p: number | null };
}

export interface OutputEdge extends ResultEdge {
  readonly log10p: ByNull & { readonly both: number };
  readonly details: EdgeDetails;
}

export interface OutputObject {
  readonly value: string;
  /** Pairs of the group, or of the run, that matched on it. */
  readonly count: number;
}

export interface GroupDetails {
  readonly kind: GroupKind;
  readonly windowSeconds: number;
  /** The group against the largest group of each resample; null where only its pairs stand out. */
  readonly network: NetworkP | null;
  /** Pairs inside the group that met at all, and fewest, median and most occasions of the pairs that hold it. */
  readonly pairsMet: number;
  readonly moments: readonly [number, number, number];
  /** Occasions of the group: when, and how many accounts and objects. */
  readonly occasions: readonly {
    readonly from: string;
    readonly to: string;
    readonly accounts: number;
    readonly objects: number;
  }[];
  readonly communities: {
    readonly count: number;
    readonly modularity: number;
    readonly runs: number;
    /** Mean adjusted Rand index of the other seeds against this partition, and how many communities they find. */
    readonly agreement: number;
    readonly fewest: number;
    readonly most: number;
  } | null;
  readonly overlaps: readonly string[];
  /** By near-copy: messages in which some texts deny and others do not, with an example of either; absent for other objects. */
  readonly negation?: readonly DeniedObject[];
}

/** `commonest` are the five objects that most pairs matched on. */
export interface OutputGroup extends ResultSet {
  readonly edges: readonly OutputEdge[];
  readonly commonest: readonly OutputObject[];
  readonly details: GroupDetails;
}

export interface CoShareDetails {
  /** What was set aside, by name, and entries of the lists that the posts do not hold. */
  readonly setAside: {
    readonly accounts: readonly string[];
    readonly objects: readonly string[];
    readonly unknown: readonly string[];
    readonly before: Before | null;
  };
  /** What could not be computed, and why. */
  readonly notComputed: readonly string[];
  /** The five objects that carry most pairs of the run: read them before anything else. */
  readonly boilerplate: readonly OutputObject[];
  /** Objects with very many pairs of posts inside the window, the densest first; counted like any other. */
  readonly dense: readonly { readonly value: string; readonly events: number }[];
  readonly denseObjects: number;
  /** By window: teams set into the data, and in how many of the tries they would have been found. */
  readonly power: readonly { readonly windowSeconds: number; readonly rows: readonly Power[] }[];
}

export interface CoShareOutput extends DetectorOutput {
  readonly sets: readonly OutputGroup[];
  readonly details: CoShareDetails;
}

const COMMONEST = 5;
const DENSE_NAMED = 100;

/** Fetches names and values of what the result names, and writes it down. What the run as a whole says is of its first window. */
export async function makeOutput(
  source: Pick<DetectorSource, "accountNames" | "objectValues">,
  looks: readonly Look[],
  findings: CoShareOutput["findings"],
): Promise<CoShareOutput> {
  const { analysis, aside, before } = looks[0]!;
  const { object, windows } = analysis.settings;
  const dense = analysis.dense.slice(0, DENSE_NAMED);
  const boilerplate = commonest(analysis.carriers);
  const groups = looks.flatMap((look) =>
    look.withPosts.map((entry) => ({
      analysis: look.analysis,
      ...entry,
      top: commonest(entry.group.evidence),
    })),
  );
  const names = await lookup([...groups.map(({ group }) => group.accounts), aside.accounts], (codes) =>
    source.accountNames(codes),
  );
  const values = await lookup(
    [
      [...dense, ...boilerplate, ...groups.flatMap(({ top }) => top)].map((entry) => entry.object),
      aside.objects,
    ],
    (codes) => source.objectValues(object, codes),
  );
  const named = (top: readonly Top[]): OutputObject[] =>
    top.map((t) => ({ value: values(t.object), count: t.pairs }));
  return {
    ...resultHead(descriptor, analysis.columns.artifacts),
    findings,
    pairing: { object, windowSeconds: Math.max(...looks.map((look) => look.analysis.time.windowMs)) / 1000 },
    sets: groups.map(({ analysis: own, top, ...entry }) => ({
      ...outputSet(own, entry, names),
      ...(windows.length === 1 ? {} : { windowSeconds: own.time.windowMs / 1000 }),
      commonest: named(top),
    })),
    details: {
      setAside: {
        accounts: Array.from(aside.accounts, names),
        objects: Array.from(aside.objects, values),
        unknown: aside.unknown,
        before: before ?? null,
      },
      notComputed: notComputed(analysis),
      boilerplate: named(boilerplate),
      dense: dense.map(({ object: code, events }) => ({ value: values(code), events })),
      denseObjects: analysis.dense.length,
      power: looks.map((look) => ({
        windowSeconds: look.analysis.time.windowMs / 1000,
        rows: look.power,
      })),
    },
  };
}

function outputSet(
  analysis: Analysis,
  { group, posts, denied }: GroupWithPosts,
  names: (account: number) => string,
): Omit<OutputGroup, "commonest"> {
  const { meetings } = group;
  const iso = (ms: number): string => new Date(ms).toISOString();
  return {
    id: group.id,
    status: group.status,
    accounts: Array.from(group.accounts, (account, z) => ({
      pseudonym: group.pseudonyms[z]!,
      name: names(account),
      shares: analysis.activity[account]!,
      community: group.communities === undefined ? null : group.communities.label[z]! + 1,
    })),
    edges: outputEdges(analysis, group, names),
    objects: group.evidence.objectCodes.length,
    posts: outputPosts(group, posts),
    details: {
      kind: group.kind,
      windowSeconds: analysis.time.windowMs / 1000,
      network: group.network ?? null,
      pairsMet: meetings.met,
      moments: meetings.moments,
      occasions: meetings.occasions.map(({ time, until, members, objects }) => ({
        from: iso(time),
        to: iso(until),
        accounts: members.length,
        objects: objects.length,
      })),
      communities: outputCommunities(group),
      overlaps: group.overlaps,
      ...(denied === undefined ? {} : { negation: denied }),
    },
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

function outputCommunities({ communities }: Group): GroupDetails["communities"] {
  if (communities === undefined) return null;
  const { count, modularity, runs, agreement, fewest, most } = communities;
  return { count, modularity, runs, agreement, fewest, most };
}

function outputEdges(analysis: Analysis, group: Group, names: (account: number) => string): OutputEdge[] {
  const { evidence, context } = group;
  const pseudonym = pseudonymOf(group);
  const { a, b } = endsOf(analysis, group.edges);
  const byNull = (value: (tested: Tested) => number): ByNull => ({
    activity: value(analysis.nullActivity),
    times: value(analysis.nullTimes),
    timetable: value(analysis.nullTimetable),
  });
  const { tests } = analysis;
  return Array.from(group.edges, (pair, z) => ({
    a: pseudonym(a[z]!),
    b: pseudonym(b[z]!),
    weight: analysis.pairs.objects[pair]!,
    matches: evidence.matches[z]!,
    medianSeconds: (evidence.medianTicks[z]! * analysis.time.tickMs) / 1000,
    aFirst: evidence.aFirst[z]!,
    bFirst: evidence.bFirst[z]!,
    log10p: { ...byNull(({ corrected }) => corrected[pair]!), both: analysis.nullBoth.corrected[pair]! },
    details: {
      nameA: names(a[z]!),
      nameB: names(b[z]!),
      objectsWithRepeats: evidence.objects[z]!,
      objectsLikelyAnyway: analysis.likelyOfPair[pair]!,
      moments: tests.moments[pair]!,
      timesMoments: tests.timesMoments[pair]!,
      expected: byNull(({ expected }) => expected[pair]!),
      rawLog10p: byNull(({ log10p }) => log10p[pair]!),
      yekutieliLog10p: byNull(({ hochberg, yekutieli }) => Math.min(0, hochberg[pair]! + yekutieli)),
      screeningLog10p: byNull(({ hochberg }) => hochberg[pair]!),
      medianDelaySeconds: context.medianDelayMs[z]! / 1000,
      oneSource: Number.isNaN(context.oneSource[z]!) ? null : context.oneSource[z]!,
      leftOut: {
        objects: context.leftOutObjects[z]!,
        log10p: Number.isFinite(context.leftOutLog10p[z]!) ? context.leftOutLog10p[z]! : null,
      },
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
