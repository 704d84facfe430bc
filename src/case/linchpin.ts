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
import { scoreTables } from "./matrix.ts";
import { named } from "./named.ts";

/** Reads each question's matrix once. */
export class Linchpins {
  readonly #fold: CaseFold;
  readonly #matrices = new Map<Ref, LinchpinView["matrix"]>();

  constructor(fold: CaseFold) {
    this.#fold = fold;
  }

  /** @param hypothesis what the judgment states, if it states one; @param side what stands for it */
  view(hypothesis: Ref | undefined, side: BasisSide): LinchpinView {
    const items = side.entries.flatMap(({ entry }) => (entry === "not public" ? [] : [entry.ref]));
    const document = oneDocumentUnder(this.#fold, items);
    return {
      matrix:
        hypothesis === undefined ? "not recorded" : this.#matrix(this.#fold.latest(recordOf(hypothesis))),
      carriedBy: this.#carriedBy(side),
      ...(document === undefined ? {} : { document: named(this.#fold, document) }),
    };
  }

  #matrix(ref: Ref): LinchpinView["matrix"] {
    const known = this.#matrices.get(ref);
    if (known !== undefined) return known;
    const question = this.#fold.stands(ref) ? this.#fold.find("Question", ref) : undefined;
    const tables = question === undefined ? [] : scoreTables(this.#fold, question);
    const counted = tables.filter(({ items }) => items.length > 0);
    const found =
      counted.length === 0
        ? ("not recorded" as const)
        : counted.flatMap(({ of, changes }) => linchpins(of, changes));
    this.#matrices.set(ref, found);
    return found;
  }

  /** Origins on which every item of known lineage rests that stands for it. */
  #carriedBy(side: BasisSide): LinchpinView["carriedBy"] {
    const lineages = side.entries.flatMap(({ entry }) =>
      entry === "not public" || typeof entry.origins === "string" ? [] : [entry.origins],
    );
    const [first = [], ...others] = lineages;
    return first
      .filter((origin) => others.every((origins) => origins.includes(origin)))
      .map((origin) => named(this.#fold, origin));
  }
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
