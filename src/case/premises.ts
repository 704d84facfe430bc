/** Assumptions, gaps and indicators: what is due, what came out, what is overdue on a given clock. */
import type { PremisesView, PremiseStateView } from "../views/reasoning.ts";
import type { CaseRecord } from "../model/records.ts";
import { datedEndMs } from "../model/time.ts";
import { appraisalsAbout } from "./appraisals.ts";
import type { AppraisalRecord } from "./appraisals.ts";
import type { CaseFold } from "./fold.ts";
import { named } from "./named.ts";

/** @param now the clock that due dates are measured against; a due date is over when its whole interval is */
export function premisesView(fold: CaseFold, now: string): PremisesView {
  return { now, premises: fold.all("Premise").map((premise) => premiseState(fold, premise, now)) };
}

function premiseState(fold: CaseFold, premise: CaseRecord<"Premise">, now: string): PremiseStateView {
  const { kind, about, due } = premise.body;
  const resolved = resolutionOf(fold, premise.id);
  const open = kind === "indicator" ? "open" : "not applicable";
  return {
    ...named(fold, premise.id),
    kind,
    about: about ?? [],
    ...(due === undefined ? {} : { due }),
    resolution: resolved === undefined ? open : { ref: resolved.id, ...resolved.body.value },
    overdue: resolved === undefined && due !== undefined && datedEndMs(due) < Date.parse(now),
  };
}

/** The latest standing resolution of an indicator. */
export function resolutionOf(fold: CaseFold, premise: string): AppraisalRecord<"resolution"> | undefined {
  return appraisalsAbout(fold, "resolution", premise).at(-1);
}
