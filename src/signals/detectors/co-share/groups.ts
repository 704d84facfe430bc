/**
 * Groups. Under each null, the groups of the network-based statistic that are larger than its shuffles make, and the
 * pairs that are significant one by one; connected, they are a group. Null 2's groups are findings, null 1's candidates;
 * a candidate whose accounts all lie in one finding group says nothing new and is counted, not repeated.
 *
 * Inside a group, communities by the Louvain method with their agreement over seeds: a description, not a test.
 */
import {
  components,
  groupP,
  pairContext,
  pairEvidence,
  PRIMARY_P,
  stableCommunities,
  timesCannotJudge,
  type PairContext,
  type PairEvidence,
  type StableCommunities,
} from "../../../kernel/index.ts";
import type { Analysis } from "./analyse.ts";
import { significantPairs, type Tested } from "./correct.ts";
import type { Shuffled } from "../../threads/shuffle.ts";

export interface Group {
  /** A, B, … in the order of listing. */
  readonly id: string;
  readonly status: "finding" | "candidate";
  /** Account codes, the most active first; the pseudonym of the one at place i is `pseudonyms[i]`. */
  readonly accounts: Int32Array;
  readonly pseudonyms: readonly string[];
  /** Indices into the analysis' pairs, the strongest first. */
  readonly edges: Int32Array;
  /** Evidence of the edges over all shares, in their order. */
  readonly evidence: PairEvidence;
  /** What else to know about the edges, on first shares, in their order. */
  readonly context: PairContext;
  /** Sum of -log10 p over the edges, under the group's own null. */
  readonly score: number;
  /** The group against the largest group of each shuffle of its own null; absent where it does not exceed them. */
  readonly network?: NetworkP;
  /** Edges significant one by one under the group's own null, and under null 2. */
  readonly significant: number;
  readonly significantTimes: number;
  /** Parts of the group, of which the account at place i belongs to `label[i]`; absent below four accounts. */
  readonly communities?: StableCommunities;
  /** Null 2 cannot judge the objects of this group as a set. */
  readonly timesCannotJudge: boolean;
  /** Finding groups of which this candidate holds accounts. */
  readonly overlaps: readonly string[];
}

export interface NetworkP {
  readonly score: number;
  readonly p: number;
  readonly shuffles: number;
}

export interface Groups {
  readonly groups: readonly Group[];
  readonly significantTimes: number;
  readonly significantActivity: number;
  /** Groups of the network-based statistic that are significant under each null; undefined where it was not run. */
  readonly networkTimes: number | undefined;
  readonly networkActivity: number | undefined;
  /** Candidates that lie inside a finding group and are not repeated. */
  readonly insideFindings: number;
}

/** Shuffles of both nulls; undefined where they were not run. */
export interface BothShuffled {
  readonly times: Shuffled;
  readonly activity: Shuffled;
}

interface Draft {
  readonly status: Group["status"];
  readonly accounts: Int32Array;
  readonly edges: Int32Array;
  readonly score: number;
  readonly network?: NetworkP;
}

const LEAST_FOR_COMMUNITIES = 4;

/** Findings first, then candidates, each by size of evidence. */
export function findGroups(analysis: Analysis, both: BothShuffled | undefined, seed: number): Groups {
  const { nullActivity, nullTimes, level } = analysis;
  const timesEdges = significantPairs(nullTimes, level);
  const activityEdges = significantPairs(nullActivity, level);
  const byTimes = networkGroups(analysis, nullTimes, both?.times);
  const byActivity = networkGroups(analysis, nullActivity, both?.activity);
  const findings = drafts(analysis, timesEdges, byTimes, nullTimes, "finding");
  const groupOf = new Int32Array(analysis.columns.accounts).fill(-1);
  findings.forEach(({ accounts }, g) => accounts.forEach((account) => (groupOf[account] = g)));
  const all = drafts(analysis, activityEdges, byActivity, nullActivity, "candidate");
  const candidates = all.filter(({ accounts }) => {
    const inside = groupOf[accounts[0]!]!;
    return inside < 0 || accounts.some((account) => groupOf[account] !== inside);
  });
  const makers = [...findings, ...candidates];
  return {
    groups: makers.map((draft, place) => complete(analysis, draft, place, groupOf, seed)),
    significantTimes: timesEdges.length,
    significantActivity: activityEdges.length,
    networkTimes: both === undefined ? undefined : byTimes.length,
    networkActivity: both === undefined ? undefined : byActivity.length,
    insideFindings: all.length - candidates.length,
  };
}

function complete(analysis: Analysis, draft: Draft, place: number, groupOf: Int32Array, seed: number): Group {
  const id = letters(place);
  const { a, b } = endsOf(analysis, draft.edges);
  const evidence = pairEvidence(analysis.plan, a, b, undefined, analysis.scratch);
  const finding = draft.status === "finding";
  const overlaps = new Set(finding ? [] : draft.accounts.map((account) => groupOf[account]!));
  const limit = Math.log10(analysis.level);
  const strong = ({ corrected }: Tested): number =>
    draft.edges.reduce((n, edge) => n + (corrected[edge]! <= limit ? 1 : 0), 0);
  return {
    ...draft,
    id,
    pseudonyms: pseudonyms(id, draft.accounts.length),
    evidence,
    context: pairContext(contextInput(analysis), a, b),
    significant: strong(finding ? analysis.nullTimes : analysis.nullActivity),
    significantTimes: strong(analysis.nullTimes),
    ...communitiesOf(analysis, draft, a, b, seed),
    timesCannotJudge: timesCannotJudge(analysis.likely, evidence.objectCodes),
    overlaps: [...overlaps]
      .filter((g) => g >= 0)
      .sort((x, y) => x - y)
      .map(letters),
  };
}

function contextInput(analysis: Analysis): Parameters<typeof pairContext>[0] {
  const { firstPlan, lists, margins, columns, firstShareOf } = analysis;
  return {
    plan: firstPlan,
    lists,
    margins,
    time: columns.time,
    firstShareOf,
    author: columns.author,
  };
}

/** Communities on the edges, weighed by -log10 p under the group's own null. */
function communitiesOf(
  analysis: Analysis,
  { accounts, edges, status }: Draft,
  a: Int32Array,
  b: Int32Array,
  seed: number,
): { communities?: StableCommunities } {
  if (accounts.length < LEAST_FOR_COMMUNITIES) return {};
  const tested = status === "finding" ? analysis.nullTimes : analysis.nullActivity;
  const place = new Map(Array.from(accounts, (account, i) => [account, i]));
  const at = (account: number): number => place.get(account)!;
  const weight = Float64Array.from(edges, (edge) => Math.max(1e-9, -tested.log10p[edge]!));
  return { communities: stableCommunities(accounts.length, a.map(at), b.map(at), weight, seed) };
}

/** Both ends of the edges as account codes. */
export function endsOf(analysis: Analysis, edges: Int32Array): { a: Int32Array; b: Int32Array } {
  return { a: edges.map((i) => analysis.pairs.a[i]!), b: edges.map((i) => analysis.pairs.b[i]!) };
}

interface NetworkGroup {
  readonly edges: readonly number[];
  readonly network: NetworkP;
}

/** Components of primary edges whose score exceeds the shuffles' largest at the level. */
function networkGroups(analysis: Analysis, tested: Tested, result: Shuffled | undefined): NetworkGroup[] {
  if (result === undefined) return [];
  const limit = Math.log10(PRIMARY_P);
  const primary = Int32Array.from(tested.log10p.keys()).filter((i) => tested.log10p[i]! <= limit);
  return connected(analysis, primary)
    .map(({ edges }) => {
      const score = edges.reduce((sum, edge) => sum - tested.log10p[edge]!, 0);
      return { edges, network: { score, p: groupP(score, result.largest), shuffles: result.shuffles } };
    })
    .filter(({ network }) => network.p <= analysis.level);
}

function connected(analysis: Analysis, edges: Int32Array): { accounts: number[]; edges: number[] }[] {
  const { a, b } = endsOf(analysis, edges);
  const { count, label } = components(analysis.columns.accounts, a, b);
  const parts = Array.from({ length: count }, () => ({ accounts: [] as number[], edges: [] as number[] }));
  label.forEach((c, account) => c >= 0 && parts[c]!.accounts.push(account));
  edges.forEach((edge, z) => parts[label[a[z]!]!]!.edges.push(edge));
  return parts;
}

/** Components of the edges of both kinds, the largest score first; ties by size, then by smallest account code. */
function drafts(
  analysis: Analysis,
  single: Int32Array,
  networks: readonly NetworkGroup[],
  tested: Tested,
  status: Group["status"],
): Draft[] {
  const networkOf = new Map(networks.flatMap(({ edges, network }) => edges.map((edge) => [edge, network])));
  const edges = Int32Array.from(new Set([...single, ...networkOf.keys()])).sort();
  return connected(analysis, edges)
    .map((part): Draft => {
      const strongest = part.edges.sort((x, y) => tested.log10p[x]! - tested.log10p[y]! || x - y);
      const network = strongest.reduce<NetworkP | undefined>((best, edge) => {
        const found = networkOf.get(edge);
        return found !== undefined && (best === undefined || found.score > best.score) ? found : best;
      }, undefined);
      return {
        status,
        accounts: Int32Array.from(
          part.accounts.sort((x, y) => analysis.activity[y]! - analysis.activity[x]! || x - y),
        ),
        edges: Int32Array.from(strongest),
        score: strongest.reduce((sum, edge) => sum - tested.log10p[edge]!, 0),
        ...(network === undefined ? {} : { network }),
      };
    })
    .sort((x, y) => y.score - x.score || y.accounts.length - x.accounts.length || smallest(x) - smallest(y));
}

const smallest = ({ accounts }: Draft): number =>
  accounts.reduce((low, account) => Math.min(low, account), Infinity);

/** A to Z, AA, AB, … */
export function letters(place: number): string {
  let text = "";
  for (let n = place + 1; n > 0; n = Math.floor((n - 1) / 26))
    text = String.fromCodePoint(65 + ((n - 1) % 26)) + text;
  return text;
}

function pseudonyms(id: string, n: number): string[] {
  const width = Math.max(2, String(n).length);
  return Array.from({ length: n }, (_, i) => `${id}-${String(i + 1).padStart(width, "0")}`);
}
