/** The judgments of a working case: what an analyst sees at their own level, whether an edition is drafted there or not. */
import type { CaseRecord } from "../model/records.ts";
import type { Ref } from "../model/refs.ts";
import type { JudgmentView } from "../views/edition.ts";
import { isPublication, judgmentOrder } from "./edition-view.ts";
import { evidenceLabels } from "./evidence.ts";
import type { CaseFold } from "./fold.ts";
import { indexIn, keptIn, keptInPart } from "./kept.ts";
import { judgmentLabels, judgmentView } from "./judgments.ts";
import { sourcesOf } from "./sources.ts";

/** Where no draft says in which language it is written. */
const LANGUAGE = "en";

interface Lineup {
  readonly order: readonly CaseRecord<"Judgment">[];
  readonly language: string;
}

/**
 * Views of the judgments of a working case, of which a new record makes those anew that it is about.
 * @param choose their order, which numbers them and what they cite, and the language of their wordings
 */
export function keptJudgments(
  choose: (fold: CaseFold) => Lineup,
): (fold: CaseFold) => readonly JudgmentView[] {
  const lineup = keptIn(choose);
  const label = indexIn((fold: CaseFold) => judgmentLabels(lineup(fold).order));
  const evidence = indexIn((fold: CaseFold) => evidenceLabels(fold, lineup(fold).order));
  const language = indexIn((fold: CaseFold) => new Map([["", lineup(fold).language]]));
  const view = keptInPart(
    ({ id }: CaseRecord<"Judgment">) => id,
    (fold: CaseFold, judgment) =>
      judgmentView(fold, judgment, {
        sources: sourcesOf(fold),
        language: language(fold, "")!,
        label: (ref: Ref) => label(fold, ref),
        evidence: (ref: Ref) => evidence(fold, ref),
      }),
  );
  return keptIn((fold: CaseFold) => lineup(fold).order.map((judgment) => view(fold, judgment)));
}

/** In the order of the newest draft that the reader may see, the others after them; wordings in its language. */
export const judgmentViews = keptJudgments((fold) => {
  const draft = fold
    .all("Edition")
    .filter((edition) => !isPublication(edition))
    .at(-1);
  return {
    order: judgmentOrder(fold, draft?.body.blocks ?? []),
    language: draft?.body.language ?? LANGUAGE,
  };
});
