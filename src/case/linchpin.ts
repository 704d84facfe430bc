/**
 * The linchpin of a judgment: which single item or origin, if it is wrong, changes the leader of the question's matrix,
 * and which origin carries everything that stands for the judgment.
 */
import type { LeaderChange, Linchpin, LinchpinView } from "../views/matrix.ts";
import { recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { BasisSide } from "../views/edition.ts";
import { appraisalsAbout } from "./appraisals.ts";
import { oneDocumentUnder } from "./documents.ts";
import type { CaseFold } from "./fold.ts";
import { keptInPart } from "./kept.ts";
import { scoreTables } from "./matrix.ts";
import { named } from "./named.ts";

/** @param hypothesis what the judgment states, if it states one; @param side what stands for it */
export function linchpinView(fold: CaseFold, hypothesis: Ref | undefined, side: BasisSide): LinchpinView {
  const items = side.entries.flatMap(({ entry }) => (entry === "not public" ? [] : [entry.ref]));
  const document = oneDocumentUnder(fold, items);
  return {
    matrix: hypothesis === undefined ? "not recorded" : inMatrix(fold, fold.latest(recordOf(hypothesis))),
    carriedBy: carriedBy(fold, side),
    ...(document === undefined ? {} : { document: named(fold, document) }),
  };
}

/** Of the matrix of a question, which is read once for all judgments about it. */
const inMatrix = keptInPart(
  (question: Ref) => question,
  (fold: CaseFold, ref): LinchpinView["matrix"] => {
    const question = fold.stands(ref) ? fold.find("Question", ref) : undefined;
    const tables = question === undefined ? [] : scoreTables(fold, question);
    const counted = tables.filter(({ items }) => items.length > 0);
    if (counted.length === 0) return "not recorded";
    return counted.flatMap(({ of, changes }) => linchpins(of, changes));
  },
);

/** Origins on which every item of known lineage rests that stands for it. */
function carriedBy(fold: CaseFold, side: BasisSide): LinchpinView["carriedBy"] {
  const lineages = side.entries.flatMap(({ entry }) =>
    entry === "not public" || typeof entry.origins === "string" ? [] : [entry.origins],
  );
  const [first = [], ...others] = lineages;
  return first
    .filter((origin) => others.every((origins) => origins.includes(origin)))
    .map((origin) => named(fold, origin));
}

/** One entry for each drop and what it does, with the scores in which it does so. */
function linchpins(of: Linchpin["of"], changes: readonly LeaderChange[]): Linchpin[] {
  const found = new Map<string, Linchpin>();
  for (const { score, ...change } of changes) {
    if (change.dropped === "origin" && change.items.length === 1) continue;
    const drop = [change.dropped, change.without.ref, ...change.before, "to", ...change.after].join(" ");
    const scores = [...(found.get(drop)?.scores ?? []), score];
    found.set(drop, { ...change, of, scores });
  }
  return [...found.values()];
}

/** IIAF categories of what stands for a judgment, sorted; the legal and ethical gate is no category of evidence. */
export function categoriesFor(fold: CaseFold, side: BasisSide): string[] {
  const items = side.entries.flatMap(({ entry }) => (entry === "not public" ? [] : [entry.ref]));
  const cells = items.flatMap((item) => appraisalsAbout(fold, "iiaf", item));
  const names = cells.map(({ body }) => body.value.category);
  return [...new Set(names)].filter((name) => name !== "legal and ethical").sort();
}
