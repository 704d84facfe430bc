/**
 * Answers on record to what the lint finds. A rule over words may misread a sentence, so that whatever it finds in one can be
 * answered: a question by a plain “no” or “not applicable”, a refusal by one that gives its reason, which editions print. What
 * is counted from records and not read from words (basis, search, rungs, categories) has no such answer: the record that is
 * missing is the answer.
 */
import type { CaseRecord } from "../../model/records.ts";
import { recordOf } from "../../model/refs.ts";
import type { Ref } from "../../model/refs.ts";
import { shown } from "../../reading/words/shown.ts";
import type { CaseFold } from "../fold.ts";
import { indexIn } from "../kept.ts";
import type { LintHit } from "./contract.ts";

/** Name of the checklist whose answers settle hits; its item is `itemOf(hit)`. */
export const LINT_CHECKLIST = "plumbline lint";

/** The item of the checklist that a hit is, as a reader sees its words: “LINT-HEDGE: could”. */
export function itemOf({ code, text }: Pick<LintHit, "code" | "text">): string {
  return `${code}: ${shown(text)}`;
}

type Answer = CaseRecord<"Appraisal">;

/** “no” (no fault) and “not applicable” by record and item; “yes” leaves a hit open. The latest answer counts. */
const answers = indexIn((fold: CaseFold): ReadonlyMap<string, Answer> => {
  const found = new Map<string, Answer>();
  for (const record of fold.all("Appraisal")) {
    const { body } = record;
    if (body.aspect !== "checklist" || body.value.list !== LINT_CHECKLIST) continue;
    const item = `${recordOf(body.of)} ${shown(body.value.item)}`;
    if (body.value.answer === "yes") found.delete(item);
    else found.set(item, record);
  }
  return found;
});

/** The answer that settles a hit in a record, if one does. */
export function answerTo(fold: CaseFold, ref: Ref, hit: LintHit): Answer | undefined {
  const answer = answers(fold, `${ref} ${itemOf(hit)}`);
  if (hit.severity === "question") return answer;
  const read = hit.severity === "refused" && hit.end > hit.start;
  return read && answer?.body.why !== undefined ? answer : undefined;
}
