/**
 * Groups: connected components of significant pairs. Null 2's pairs make findings, null 1's make candidates; a
 * candidate whose accounts all lie in one finding group says nothing new and is counted, not repeated.
 */
import { components, pairEvidence, timesCannotJudge, type PairEvidence } from "../../../kernel/index.ts";
import type { Analysis, Tested } from "./analyse.ts";

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
  /** Sum of -log10 p over the edges, under the group's own null. */
  readonly score: number;
  /** Null 2 cannot judge the objects of this group as a set. */
  readonly timesCannotJudge: boolean;
  /** Finding groups of which this candidate holds accounts. */
  readonly overlaps: readonly string[];
}

export interface Groups {
  readonly groups: readonly Group[];
  readonly significantTimes: number;
  readonly significantActivity: number;
  /** Candidates that lie inside a finding group and are not repeated. */
  readonly insideFindings: number;
}

interface Draft {
  readonly status: Group["status"];
  readonly accounts: Int32Array;
  readonly edges: Int32Array;
  readonly score: number;
}

/** Findings first, then candidates, each by size of evidence. */
export function findGroups(analysis: Analysis): Groups {
  const { nullActivity, nullTimes, level } = analysis;
  const timesEdges = significant(nullTimes, level);
  const activityEdges = significant(nullActivity, level);
  const findings = drafts(analysis, timesEdges, nullTimes, "finding");
  const groupOf = new Int32Array(analysis.columns.accounts).fill(-1);
  findings.forEach(({ accounts }, g) => accounts.forEach((account) => (groupOf[account] = g)));
  const all = drafts(analysis, activityEdges, nullActivity, "candidate");
  const candidates = all.filter(({ accounts }) => {
    const inside = groupOf[accounts[0]!]!;
    return inside < 0 || accounts.some((account) => groupOf[account] !== inside);
  });
  const groups = [...findings, ...candidates].map((draft, place): Group => {
    const id = letters(place);
    const { a, b } = endsOf(analysis, draft.edges);
    const evidence = pairEvidence(analysis.plan, a, b, undefined, analysis.scratch);
    const overlaps = new Set(
      draft.status === "finding" ? [] : draft.accounts.map((account) => groupOf[account]!),
    );
    return {
      ...draft,
      id,
      pseudonyms: pseudonyms(id, draft.accounts.length),
      evidence,
      timesCannotJudge: timesCannotJudge(analysis.likely, evidence.objectCodes),
      overlaps: [...overlaps]
        .filter((g) => g >= 0)
        .sort((x, y) => x - y)
        .map(letters),
    };
  });
  return {
    groups,
    significantTimes: timesEdges.length,
    significantActivity: activityEdges.length,
    insideFindings: all.length - candidates.length,
  };
}

/** Both ends of the edges as account codes. */
export function endsOf(analysis: Analysis, edges: Int32Array): { a: Int32Array; b: Int32Array } {
  return { a: edges.map((i) => analysis.pairs.a[i]!), b: edges.map((i) => analysis.pairs.b[i]!) };
}

function significant({ holm }: Tested, level: number): Int32Array {
  const limit = Math.log10(level);
  return Int32Array.from({ length: holm.length }, (_, i) => i).filter((i) => holm[i]! <= limit);
}

/** Components of the edges, the largest score first; ties by size, then by smallest account code. */
function drafts(analysis: Analysis, edges: Int32Array, tested: Tested, status: Group["status"]): Draft[] {
  const { a, b } = endsOf(analysis, edges);
  const { count, label } = components(analysis.columns.accounts, a, b);
  const members: number[][] = Array.from({ length: count }, () => []);
  label.forEach((c, account) => c >= 0 && members[c]!.push(account));
  const own: number[][] = Array.from({ length: count }, () => []);
  edges.forEach((edge, z) => own[label[a[z]!]!]!.push(edge));
  return members
    .map((accounts, c): Draft => {
      const strongest = own[c]!.sort((x, y) => tested.log10p[x]! - tested.log10p[y]! || x - y);
      return {
        status,
        accounts: Int32Array.from(
          accounts.sort((x, y) => analysis.activity[y]! - analysis.activity[x]! || x - y),
        ),
        edges: Int32Array.from(strongest),
        score: strongest.reduce((sum, edge) => sum - tested.log10p[edge]!, 0),
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
