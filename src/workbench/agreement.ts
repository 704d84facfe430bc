/** How the groups of a run agree with a coded column of the posts: a check against what is known, not a score of accounts. */
import { PlumblineError } from "../errors.ts";
import {
  adjustedRandIndex,
  agreementTable,
  normalisedMutualInformation,
  purity,
  Random,
} from "../kernel/index.ts";
import type { CaseRecord } from "../model/records.ts";
import type { ResultSet } from "../signals/index.ts";
import { count, percentInColumn } from "../words.ts";
import type { Case } from "./case.ts";
import { runResult } from "./run-result.ts";

/** One kind of group against the column. */
export interface Agreement {
  readonly column: string;
  readonly status: "finding" | "candidate";
  readonly accounts: number;
  readonly groups: number;
  readonly adjustedRand: number;
  /** Largest adjusted Rand index among shuffles of the column over the accounts. */
  readonly adjustedRandShuffled: number;
  readonly mutualInformation: number;
  readonly purity: number;
  /** Share of the commonest category among these accounts: purity for nothing. */
  readonly commonest: number;
  readonly sentence: string;
  /** First row is the head: group, accounts, then one column per category. */
  readonly table: readonly (readonly string[])[];
}

const SHUFFLES = 99;
const SHOWN_GROUPS = 12;

/**
 * Findings and candidates apart: an account may be in one of each.
 * @throws PlumblineError NOT_FOUND if no account of a group has a value of the column.
 */
export async function agreement(opened: Case, run: CaseRecord<"Run">, column: string): Promise<Agreement[]> {
  const result = await runResult(opened, await opened.fullFold(), run.id);
  if (result === undefined)
    throw new PlumblineError("NOT_FOUND", "The run has no full result.", { where: run.id });
  const categoryOf = await (await opened.corpus()).accountColumn(column);
  const compared = (["finding", "candidate"] as const).flatMap((status) => {
    const found = compare(
      result.part.sets.filter((set) => set.status === status),
      categoryOf,
    );
    return found === undefined
      ? []
      : [{ column, status, ...found, sentence: sentenceOf(column, status, found) }];
  });
  if (compared.length === 0)
    throw new PlumblineError("NOT_FOUND", `No account in a group has a value of “${column}”.`, {
      setting: "compare",
    });
  return compared;
}

type Figures = Omit<Agreement, "column" | "status" | "sentence">;

function compare(groups: readonly ResultSet[], categoryOf: ReadonlyMap<string, string>): Figures | undefined {
  const groupOf = new Map<string, number>();
  groups.forEach(({ accounts }, g) => {
    for (const { name } of accounts) if (categoryOf.has(name)) groupOf.set(name, g);
  });
  if (groupOf.size === 0) return undefined;
  const names = [...groupOf.keys()];
  const categories = [...new Set(names.map((name) => categoryOf.get(name)!))].sort((a, b) =>
    a < b ? -1 : 1,
  );
  const group = Int32Array.from(names, (name) => groupOf.get(name)!);
  const category = Int32Array.from(names, (name) => categories.indexOf(categoryOf.get(name) ?? ""));
  const counts = agreementTable(group, category, groups.length, categories.length);
  return {
    accounts: counts.items,
    groups: groups.length,
    adjustedRand: adjustedRandIndex(counts),
    adjustedRandShuffled: largestShuffled(group, category, groups.length, categories.length),
    mutualInformation: normalisedMutualInformation(counts),
    purity: purity(counts),
    commonest: Math.max(...counts.columnTotals) / counts.items,
    table: tableRows(groups, counts.counts, categories),
  };
}

function sentenceOf(column: string, status: Agreement["status"], found: Figures): string {
  return (
    `${status === "finding" ? "Findings" : "Candidates"} against ${column}: ` +
    `${count(found.accounts)} accounts in ${found.groups} groups, ` +
    `${percentInColumn(found.purity)} in the commonest category of their group (${percentInColumn(found.commonest)} if all were one group); ` +
    `adjusted Rand index ${found.adjustedRand.toFixed(3)}, at most ${found.adjustedRandShuffled.toFixed(3)} in ${SHUFFLES} shuffles of the column; ` +
    `normalised mutual information ${found.mutualInformation.toFixed(3)}.`
  );
}

function largestShuffled(
  group: Int32Array,
  category: Int32Array,
  groups: number,
  categories: number,
): number {
  const random = new Random(1);
  const shuffled = category.slice();
  let largest = -1;
  for (let i = 0; i < SHUFFLES; i++) {
    random.shuffle(shuffled);
    largest = Math.max(largest, adjustedRandIndex(agreementTable(group, shuffled, groups, categories)));
  }
  return largest;
}

function tableRows(
  groups: readonly { readonly id: string }[],
  counts: Float64Array,
  categories: readonly string[],
): string[][] {
  const rows = groups.map(({ id }, g) => {
    const cells = Array.from(counts.subarray(g * categories.length, (g + 1) * categories.length));
    return { id, total: cells.reduce((sum, value) => sum + value, 0), cells };
  });
  const shown = rows.filter(({ total }) => total > 0).sort((a, b) => b.total - a.total);
  const head = ["group", "accounts", ...categories];
  const body = shown.slice(0, SHOWN_GROUPS).map(({ id, total, cells }) => [id, total, ...cells].map(String));
  const rest = shown.length - SHOWN_GROUPS;
  return rest > 0 ? [head, ...body, [`and ${rest} more`]] : [head, ...body];
}
