/**
 * Groups, of five kinds in one order:
 *
 * - finding: nulls 2 and 3 both reject, the pairs one by one or the group against resamples of both;
 * - own objects: null 3 rejects and null 1 too, and null 2 cannot judge because hardly anybody else has the objects;
 * - null 2 alone, null 3 alone, and null 1 (activity x popularity), which judges single pairs only.
 *
 * All but the first are candidates. A group whose accounts all lie in one group of an earlier kind says nothing new and
 * is counted, not repeated. Inside a group, communities by the Louvain method with their agreement over seeds: a
 * description, not a test.
 */
import {
  components,
  groupP,
  LEAST_MOMENTS,
  pairContext,
  pairEvidence,
  PRIMARY_P,
  stableCommunities,
  TIMETABLE_P,
  type PairContext,
  type PairEvidence,
  type Resample,
  type StableCommunities,
} from "../../../kernel/index.ts";
import type { Analysis } from "./analyse.ts";
import { significantPairs, type Tested } from "./correct.ts";
import { blindShare, meetingsOf, type Meetings } from "./meetings.ts";
import type { Resampled } from "../../threads/shuffle.ts";

export const GROUP_KINDS = ["finding", "own objects", "times", "timetable", "activity"] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

export interface Group {
  /** A, B, … in the order of listing. */
  readonly id: string;
  readonly kind: GroupKind;
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
  readonly meetings: Meetings;
  /** Sum of -log10 p over the edges, under the nulls of its kind. */
  readonly score: number;
  /** The group against the largest group of each resample; absent where it does not exceed them. */
  readonly network?: NetworkP;
  /** Edges significant one by one under the nulls of the kind, and under null 2. */
  readonly significant: number;
  readonly significantTimes: number;
  /** Parts of the group, of which the account at place i belongs to `label[i]`; absent below four accounts. */
  readonly communities?: StableCommunities;
  /** Groups of earlier kinds of which this one holds accounts. */
  readonly overlaps: readonly string[];
}

/** Kinds whose groups are compared with resamples; null 1 judges single pairs only. */
export const NETWORK_KINDS = ["finding", "own objects", "times", "timetable"] as const;
export type NetworkKind = (typeof NETWORK_KINDS)[number];

export interface NetworkP {
  /** Its score and p under each null that it was compared with. */
  readonly nulls: Partial<Record<Resample, { readonly score: number; readonly p: number }>>;
  /** The largest of these p. */
  readonly p: number;
  readonly shuffles: number;
}

export interface Groups {
  readonly groups: readonly Group[];
  readonly significant: { readonly both: number; readonly times: number; readonly activity: number };
  /** Groups that exceed the resamples, by kind; undefined where they were not compared. */
  readonly networks: Readonly<Record<NetworkKind, number>> | undefined;
  /** Groups that lie inside one of an earlier kind and are not repeated. */
  readonly inside: number;
}

/** Resamples of nulls 2 and 3. */
export interface AllResampled {
  readonly times: Resampled<"times">;
  readonly timetable: Resampled<"timetable">;
}

interface Draft {
  readonly kind: GroupKind;
  readonly accounts: Int32Array;
  readonly edges: Int32Array;
  readonly score: number;
  readonly network?: NetworkP;
}

const LEAST_FOR_COMMUNITIES = 4;

/**
 * The groups of one window, by kind and then by size of evidence.
 * @param earlier groups of the windows looked at before: their letters are taken, and what lies inside one of them is not
 *   repeated
 */
export function findGroups(
  analysis: Analysis,
  resampled: AllResampled | undefined,
  seed: number,
  earlier: readonly Group[] = [],
): Groups {
  const networks = networksByKind(analysis, resampled);
  const kept: Draft[] = [];
  let inside = 0;
  for (const kind of GROUP_KINDS) {
    const groupsOf = groupsByAccount([...earlier.filter((group) => noLater(group.kind, kind)), ...kept]);
    const all = drafts(analysis, singles(analysis, kind), networks[kind], kind);
    const fresh = all.filter(({ accounts }) => !insideOne(accounts, groupsOf));
    inside += all.length - fresh.length;
    kept.push(...fresh);
  }
  return {
    groups: kept.map((draft, place) => complete(analysis, draft, kept, place, earlier.length, seed)),
    significant: {
      both: significantPairs(analysis.nullBoth, analysis.share).length,
      times: significantPairs(analysis.nullTimes, analysis.share).length,
      activity: significantPairs(analysis.nullActivity, analysis.share).length,
    },
    networks:
      resampled === undefined
        ? undefined
        : (Object.fromEntries(NETWORK_KINDS.map((kind) => [kind, networks[kind].length])) as Record<
            NetworkKind,
            number
          >),
    inside,
  };
}

const noLater = (one: GroupKind, other: GroupKind): boolean =>
  GROUP_KINDS.indexOf(one) <= GROUP_KINDS.indexOf(other);

/** Which of some groups each account is in. */
function groupsByAccount(drafts: readonly Pick<Draft, "accounts">[]): Map<number, Set<number>> {
  const groupsOf = new Map<number, Set<number>>();
  drafts.forEach(({ accounts }, g) => {
    for (const account of accounts) groupsOf.set(account, (groupsOf.get(account) ?? new Set()).add(g));
  });
  return groupsOf;
}

function insideOne(accounts: Int32Array, groupsOf: Map<number, Set<number>>): boolean {
  const [first, ...rest] = Array.from(accounts, (account) => groupsOf.get(account) ?? new Set<number>());
  return [...first!].some((g) => rest.every((groups) => groups.has(g)));
}

/** log10 p of the pairs under the nulls of a kind. */
export function log10pOf(analysis: Analysis, kind: GroupKind): Float64Array {
  if (kind === "finding") return analysis.nullBoth.log10p;
  if (kind === "times") return analysis.nullTimes.log10p;
  if (kind === "activity") return analysis.nullActivity.log10p;
  return analysis.timetableAlone;
}

/** The test that single pairs of a kind pass or fail; null 3 alone has none. */
export function testedOf(analysis: Analysis, kind: GroupKind): Tested | undefined {
  if (kind === "finding") return analysis.nullBoth;
  if (kind === "times") return analysis.nullTimes;
  if (kind === "activity") return analysis.nullActivity;
  return undefined;
}

function singles(analysis: Analysis, kind: GroupKind): Int32Array {
  const tested = testedOf(analysis, kind);
  return tested === undefined ? new Int32Array(0) : significantPairs(tested, analysis.share);
}

function complete(
  analysis: Analysis,
  draft: Draft,
  all: readonly Draft[],
  place: number,
  before: number,
  seed: number,
): Group {
  const id = letters(before + place);
  const { a, b } = endsOf(analysis, draft.edges);
  const limit = Math.log10(analysis.share);
  const strong = (tested: Tested | undefined): number =>
    draft.edges.reduce(
      (n, edge) => n + (tested !== undefined && tested.corrected[edge]! <= limit ? 1 : 0),
      0,
    );
  const members = new Set(draft.accounts);
  const overlaps = all.slice(0, place).flatMap(({ kind, accounts }, g) => {
    return !noLater(draft.kind, kind) && accounts.some((account) => members.has(account))
      ? [letters(before + g)]
      : [];
  });
  return {
    ...draft,
    id,
    status: draft.kind === "finding" ? "finding" : "candidate",
    pseudonyms: pseudonyms(id, draft.accounts.length),
    evidence: pairEvidence(analysis.plan, a, b, undefined, analysis.scratch),
    context: pairContext(contextInput(analysis), a, b),
    meetings: meetingsOf(analysis, draft.edges, draft.accounts),
    significant: strong(testedOf(analysis, draft.kind)),
    significantTimes: strong(analysis.nullTimes),
    ...communitiesOf(analysis, draft, a, b, seed),
    overlaps,
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

/** Communities on the edges, weighed by -log10 p under the nulls of the kind. */
function communitiesOf(
  analysis: Analysis,
  { accounts, edges, kind }: Draft,
  a: Int32Array,
  b: Int32Array,
  seed: number,
): { communities?: StableCommunities } {
  if (accounts.length < LEAST_FOR_COMMUNITIES) return {};
  const log10p = log10pOf(analysis, kind);
  const place = new Map(Array.from(accounts, (account, i) => [account, i]));
  const at = (account: number): number => place.get(account)!;
  const weight = Float64Array.from(edges, (edge) => Math.max(1e-9, -log10p[edge]!));
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

type Part = { readonly edges: readonly number[]; readonly accounts: readonly number[] };

/** Connected groups of primary edges that exceed the resamples, by kind. */
function networksByKind(
  analysis: Analysis,
  resampled: AllResampled | undefined,
): Readonly<Record<GroupKind, readonly NetworkGroup[]>> {
  if (resampled === undefined)
    return { finding: [], "own objects": [], times: [], timetable: [], activity: [] };
  const { times, timetable } = resampled;
  const { nullTimes, nullTimetable, timetableAlone } = analysis;
  const alone = exceeding(analysis, primary(timetableAlone), [
    { name: "timetable", log10p: timetableAlone, largest: timetable.alone },
  ]);
  return {
    finding: exceeding(analysis, bothEdges(analysis), [
      { name: "times", log10p: nullTimes.log10p, largest: times.largest },
      { name: "timetable", log10p: nullTimetable.log10p, largest: timetable.both },
    ]),
    "own objects": alone.filter((group) => ownsObjects(analysis, group)),
    times: exceeding(analysis, primary(nullTimes.log10p), [
      { name: "times", log10p: nullTimes.log10p, largest: times.largest },
    ]),
    timetable: alone.filter((group) => !ownsObjects(analysis, group)),
    activity: [],
  };
}

const primary = (log10p: Float64Array): Int32Array =>
  Int32Array.from(log10p.keys()).filter((i) => log10p[i]! <= Math.log10(PRIMARY_P));

/** Pairs that both nulls reject loosely: p2 primary, p3* at most `TIMETABLE_P`. */
function bothEdges({ tests, nullTimes, nullTimetable }: Analysis): Int32Array {
  return primary(nullTimes.log10p).filter(
    (i) => tests.moments[i]! >= LEAST_MOMENTS && nullTimetable.log10p[i]! <= Math.log10(TIMETABLE_P),
  );
}

/** Null 2 cannot judge most of what they met on, and null 1 rejects most of the pairs. */
function ownsObjects(analysis: Analysis, { edges }: NetworkGroup): boolean {
  const { nullActivity, share } = analysis;
  const rejected = edges.filter((edge) => nullActivity.corrected[edge]! <= Math.log10(share)).length;
  const list = Int32Array.from(edges);
  return 2 * rejected > edges.length && blindShare(analysis, endsOf(analysis, list)) > BLIND;
}

const BLIND = 0.5;

interface Compared {
  readonly name: Resample;
  readonly log10p: Float64Array;
  readonly largest: Float64Array;
}

/** Components of edges whose score exceeds the largest of the resamples of each null, at the route's part of the level. */
function exceeding(analysis: Analysis, edges: Int32Array, nulls: readonly Compared[]): NetworkGroup[] {
  return connected(analysis, edges)
    .map((part: Part): NetworkGroup => {
      const compared = nulls.map(({ name, log10p, largest }) => {
        const score = part.edges.reduce((sum, edge) => sum - log10p[edge]!, 0);
        return [name, { score, p: groupP(score, largest) }] as const;
      });
      return {
        edges: part.edges,
        network: {
          nulls: Object.fromEntries(compared),
          p: compared.reduce((most, [, { p: own }]) => Math.max(most, own), 0),
          shuffles: nulls[0]!.largest.length,
        },
      };
    })
    .filter(({ network }) => network.p <= analysis.share);
}

function connected(analysis: Analysis, edges: Int32Array): { accounts: number[]; edges: number[] }[] {
  const { a, b } = endsOf(analysis, edges);
  const { count, label } = components(analysis.columns.accounts, a, b);
  const parts = Array.from({ length: count }, () => ({ accounts: [] as number[], edges: [] as number[] }));
  label.forEach((c, account) => c >= 0 && parts[c]!.accounts.push(account));
  edges.forEach((edge, z) => parts[label[a[z]!]!]!.edges.push(edge));
  return parts;
}

/** Components of single pairs and of groups, the largest score first; ties by size, then by smallest account code. */
function drafts(
  analysis: Analysis,
  single: Int32Array,
  networks: readonly NetworkGroup[],
  kind: GroupKind,
): Draft[] {
  const log10p = log10pOf(analysis, kind);
  const networkOf = new Map(networks.flatMap(({ edges, network }) => edges.map((edge) => [edge, network])));
  const edges = Int32Array.from(new Set([...single, ...networkOf.keys()])).sort();
  return connected(analysis, edges)
    .map((part): Draft => {
      const strongest = part.edges.sort((x, y) => log10p[x]! - log10p[y]! || x - y);
      const network = strongest.reduce<NetworkP | undefined>((best, edge) => {
        const found = networkOf.get(edge);
        return found !== undefined && (best === undefined || found.p < best.p) ? found : best;
      }, undefined);
      return {
        kind,
        accounts: Int32Array.from(
          part.accounts.sort((x, y) => analysis.activity[y]! - analysis.activity[x]! || x - y),
        ),
        edges: Int32Array.from(strongest),
        score: strongest.reduce((sum, edge) => sum - log10p[edge]!, 0),
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
