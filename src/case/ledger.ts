/**
 * The evidence ledger: every claim, event and finding with its grades, its origins and where it is cited; which items
 * are one report retold; whether people grade items by their sources.
 *
 * Cost: records plus what is printed. Correlation: Spearman's rho with mid-ranks (Spearman 1904, doi:10.2307/1412159).
 */
import type { CircularGroup, GradeCorrelation, LedgerItem, LedgerView } from "../views/reasoning.ts";
import { recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { GradeView } from "../views/basics.ts";
import { answersOf } from "./answers.ts";
import { onOneDocument } from "./documents.ts";
import { evidenceWords, findingRefs } from "./evidence.ts";
import type { CaseFold } from "./fold.ts";
import { gradeEntries, gradeOf } from "./grades.ts";
import { indexIn, keptIn, keptInPart } from "./kept.ts";
import { named } from "./named.ts";
import { countOrigins, originsOf } from "./origins.ts";
import { grouped } from "./relations.ts";
import { sourcesOf } from "./sources.ts";
import { isLedgerClaim } from "./told.ts";

/** The ledger of what a Basis may cite as evidence; premises are nobody's observation and are not in it. */
export const ledgerView = keptIn((fold: CaseFold): LedgerView => {
  const refs = [
    ...fold
      .all("Claim")
      .filter((claim) => isLedgerClaim(fold, claim))
      .map(({ id }) => id),
    ...fold.all("Event").map(({ id }) => id),
    ...findingRefs(fold),
  ];
  const items = refs.flatMap((ref) => ledgerItem(fold, ref) ?? []);
  return {
    items,
    ...countOrigins(items.map(({ origins }) => origins)),
    circular: circularGroups(fold, items),
    oneDocument: onOneDocument(fold),
    correlation: gradeCorrelation(items.map(({ grade }) => grade)),
  };
});

const ledgerItem = keptInPart((ref: Ref) => ref, makeItem);

function makeItem(fold: CaseFold, ref: Ref): LedgerItem | undefined {
  const words = evidenceWords(fold, sourcesOf(fold), fold.get(recordOf(ref))!, ref);
  if (words === undefined || words.kind === "Premise") return undefined;
  const { kind, date, speaker, polarity, places } = words;
  const claim = kind === "Claim" ? fold.find("Claim", ref) : undefined;
  return {
    ...named(fold, ref),
    kind,
    ...(date === undefined ? {} : { date }),
    ...(speaker === undefined ? {} : { speaker }),
    ...(polarity === undefined ? {} : { polarity }),
    ...(claim?.body.act === undefined ? {} : { act: claim.body.act }),
    ...(claim === undefined ? {} : answersOf(fold, claim)),
    places,
    grade: gradeOf(fold, ref),
    grades: gradeEntries(fold, ref),
    origins: originsOf(fold, ref),
    citedIn: (citations(fold, ref) ?? []).map(({ judgment, stands }) => ({
      judgment: named(fold, judgment),
      stands,
    })),
  };
}

interface Citation {
  readonly item: Ref;
  readonly judgment: Ref;
  readonly stands: LedgerItem["citedIn"][number]["stands"];
}

const citations = indexIn(
  (fold: CaseFold): ReadonlyMap<Ref, readonly Citation[]> =>
    grouped(
      fold.all("Basis").flatMap(({ body }): Citation[] => {
        const item = body.entry === "not public" ? undefined : fold.current(body.entry);
        const judgment = fold.current(body.judgment);
        if (item === undefined || judgment === undefined) return [];
        return [{ item, judgment, stands: body.stands }];
      }),
      ({ item }) => [item],
    ),
  (a, b) =>
    a.length === b.length &&
    a.every(({ judgment, stands }, i) => judgment === b[i]!.judgment && stands === b[i]!.stands),
);

/** Items with the same roots, where there are two or more. */
function circularGroups(fold: CaseFold, items: readonly LedgerItem[]): CircularGroup[] {
  const byRoots = grouped(items, ({ origins }) => (origins === "not recorded" ? [] : [origins.join(" ")]));
  return [...byRoots.values()]
    .filter((group) => group.length > 1)
    .map((group) => ({
      origins: (group[0]!.origins as readonly Ref[]).map((ref) => named(fold, ref)),
      items: group.map(({ ref, name, text }) => ({ ref, name, text })),
    }));
}

const RELIABILITY = "ABCDE";
const CREDIBILITY = "12345";

/** Over items with a reliability of A to E and a credibility of 1 to 5; F, 6 and not assessed are no basis. */
export function gradeCorrelation(grades: readonly GradeView[]): GradeCorrelation {
  const pairs = grades
    .map(({ reliability, credibility }) => [
      RELIABILITY.indexOf(reliability),
      CREDIBILITY.indexOf(credibility),
    ])
    .filter((pair): pair is [number, number] => pair.every((rank) => rank >= 0));
  return {
    n: pairs.length,
    diagonal: pairs.filter(([a, b]) => a === b).length,
    spearman: pearson(midRanks(pairs.map(([a]) => a)), midRanks(pairs.map(([, b]) => b))),
    withoutBasis: grades.length - pairs.length,
  };
}

/** Rank of each value, ties sharing the mean of theirs. */
function midRanks(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const ranks = new Map<number, number>();
  for (const value of new Set(sorted))
    ranks.set(value, (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
  return values.map((value) => ranks.get(value)!);
}

/** Not defined below three pairs, or where one side does not vary. */
function pearson(a: readonly number[], b: readonly number[]): number | "not defined" {
  const mean = (a.length + 1) / 2;
  const sum = (left: readonly number[], right: readonly number[]) =>
    left.reduce((total, value, i) => total + (value - mean) * (right[i]! - mean), 0);
  const spread = Math.sqrt(sum(a, a) * sum(b, b));
  return a.length < 3 || spread === 0 ? "not defined" : sum(a, b) / spread;
}
