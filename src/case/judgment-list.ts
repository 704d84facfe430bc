/** The judgments of a working case: what an analyst sees at their own level, whether an edition is drafted there or not. */
import type { JudgmentView } from "../views/edition.ts";
import { isPublication, judgmentOrder } from "./edition-view.ts";
import { EvidenceIndex } from "./evidence.ts";
import type { CaseFold } from "./fold.ts";
import { keptPer } from "./kept.ts";
import { JudgmentViews } from "./judgments.ts";
import { sourcesOf } from "./sources.ts";

/** Where no draft says in which language it is written. */
const LANGUAGE = "en";

/** In the order of the newest draft that the reader may see, the others after them; wordings in its language. */
export const judgmentViews = keptPer((fold: CaseFold): readonly JudgmentView[] => {
  const draft = fold
    .all("Edition")
    .filter((edition) => !isPublication(edition))
    .at(-1);
  const language = draft?.body.language ?? LANGUAGE;
  const sources = sourcesOf(fold);
  const order = judgmentOrder(fold, draft?.body.blocks ?? []);
  const views = new JudgmentViews(fold, sources, new EvidenceIndex(fold, sources), order, language);
  return order.map((judgment) => views.view(judgment));
});
