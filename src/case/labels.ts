/**
 * The labels that a reader meets in a draft or in an edition made from it (J1, E3, F2, S1, Q1), as names of records.
 * Labels belong to an edition: they are those of the newest draft at the reader's ceiling, and where it has no such
 * label, or there is no draft, those of the newest draft at the next lower ceiling.
 */
import { compareTlp, TLP_LEVELS } from "../model/marking.ts";
import type { CaseRecord } from "../model/records.ts";
import type { Ref } from "../model/refs.ts";
import { judgmentOrder, newestDraft } from "./edition-view.ts";
import { evidenceLabels, findingRefs } from "./evidence.ts";
import type { CaseFold } from "./fold.ts";
import { judgmentLabels } from "./judgments.ts";
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
    const draft = newestDraft(lower, tlp);
    if (draft === undefined) continue;
    for (const [ref, label] of labelsIn(lower, draft)) if (!labels.has(label)) labels.set(label, ref);
  }
  return labels;
});

/** As the view of an edition that follows the draft numbers what it prints. */
function labelsIn(fold: CaseFold, { body }: CaseRecord<"Edition">): (readonly [Ref, string])[] {
  const order = judgmentOrder(fold, body.blocks);
  const numbered = (letter: string, refs: readonly Ref[]) =>
    refs.map((ref, i) => [ref, `${letter}${i + 1}`] as const);
  return [
    ...judgmentLabels(order),
    ...numbered("F", findingRefs(fold)),
    ...numbered(
      "S",
      fold.all("Artifact").map(({ id }) => id),
    ),
    ...numbered(
      "Q",
      fold.all("Question").map(({ id }) => id),
    ),
    ...evidenceLabels(fold, order),
  ];
}
