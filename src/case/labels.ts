/**
 * The labels that a reader meets in a draft or in an edition made from it (J1, E3, F2, S1, Q1), as names of records.
 * Labels belong to an edition: they are those of the newest draft at the reader's ceiling, and where it has no such
 * label, or there is no draft, those of the newest draft at the next lower ceiling.
 */
import { compareTlp, TLP_LEVELS } from "../model/marking.ts";
import type { Ref } from "../model/refs.ts";
import { editionOver, hasDraft } from "./edition-view.ts";
import type { CaseFold } from "./fold.ts";
import { keptIn } from "./kept.ts";

const LABEL = /^[JEFSQ][1-9]\d*$/;

/** The record or part that has this label for the reader of the fold. */
export function refLabelled(fold: CaseFold, name: string): Ref | undefined {
  return LABEL.test(name) ? labelsOf(fold).get(name) : undefined;
}

const labelsOf = keptIn((fold: CaseFold): ReadonlyMap<string, Ref> => {
  const { reader } = fold;
  const labels = new Map<string, Ref>();
  for (const tlp of TLP_LEVELS.toReversed()) {
    if (compareTlp(tlp, reader.ceiling) > 0) continue;
    const lower = fold.forCeiling({ tlp, groups: [...reader.groups] });
    if (!hasDraft(lower, tlp)) continue;
    const { view } = editionOver(lower);
    const cited = view.judgments.flatMap((judgment) =>
      [judgment.for, judgment.against, judgment.context].flatMap(({ entries }) =>
        entries.flatMap(({ entry }) => (entry === "not public" ? [] : [entry])),
      ),
    );
    for (const { label, ref } of [
      ...view.judgments,
      ...view.findings,
      ...view.sources,
      ...view.questions,
      ...cited,
    ])
      if (!labels.has(label)) labels.set(label, ref);
  }
  return labels;
});
