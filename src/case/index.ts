/** The case: folds over the log, as one reader may see it. */
export { CaseFold } from "./fold.ts";
export type { FoldEntry } from "./fold.ts";
export { contentEntries, editionView, hasDraft, isPublication } from "./edition-view.ts";
export { partyView } from "./parties.ts";
export { countOrigins, originsOf } from "./origins.ts";
export { reasoningOver } from "./reasoning.ts";
export { bandOf, likelihoodScales } from "./scales.ts";
export { traceLine } from "./trace.ts";
export type { TraceStep } from "./trace.ts";
export type { InvariantReport } from "./invariants.ts";
export { checklistViews } from "./checklist.ts";
export { falseStatements, hiddenPositions, removals, uncovered } from "./withheld.ts";
export type { Refusal, Removal } from "./withheld.ts";
export { itemOf, LINT_CHECKLIST, lintCase } from "./lint/case-lint.ts";
export type { CaseHit, CaseLint } from "./lint/case-lint.ts";
export { lintText } from "./lint/text.ts";
export { LINT_CODES } from "./lint/contract.ts";
export type { LintCode, LintContext, LintHit, LintPosition, LintSeverity } from "./lint/contract.ts";
