/** The case: folds over the log, as one reader may see it. */
export { admit } from "./admission.ts";
export type { BatchItem, DraftRefusal, Writer } from "./admission.ts";
export { combinedView } from "./combined.ts";
export type { Instrument } from "./combined.ts";
export { CaseFold } from "./fold.ts";
export type { FoldEntry } from "./fold.ts";
export { contentEntries, editionView, isPublication, viewOfRecords } from "./edition-view.ts";
export { entityNames, partiesCalled, recordedOf } from "./entity.ts";
export { findingViews } from "./evidence.ts";
export { findingNames } from "./finding-names.ts";
export type { SharedThings } from "./finding-names.ts";
export { documentArtifacts, IMPORT_DETECTOR, importsIn, isImport, readableImportsIn } from "./imports.ts";
export { ambiguousKeys, keyHolders } from "./keys.ts";
export { isSetMail, MAIL_TYPE, mailsDoomed, mailsOf, MAILS_DETECTOR, setOf } from "./mail-sets.ts";
export { refLabelled } from "./labels.ts";
export { nameOf, refNamed } from "./names.ts";
export { judgmentViews } from "./judgment-list.ts";
export { nextSteps, sectionCounts } from "./overview.ts";
export { partyView, takingPart } from "./parties.ts";
export { countOrigins, originsOf } from "./origins.ts";
export { reasoningOver } from "./reasoning.ts";
export { likelihoodScales } from "../reading/words/scales.ts";
export { sourcesOf } from "./sources.ts";
export { sayEnded } from "./stale.ts";
export { staleViews } from "./stale-list.ts";
export { techniqueId, unknownTechniques } from "./techniques.ts";
export { traceLine, traceStepSchema, wordsOf } from "./trace.ts";
export type { TraceStep } from "./trace.ts";
export type { InvariantReport } from "./invariants.ts";
export { checklistViews } from "./checklist.ts";
export {
  againstSchema,
  falseStatements,
  hiddenPositions,
  removals,
  removalSchema,
  uncovered,
} from "./withheld.ts";
export type { Refusal, Removal } from "./withheld.ts";
export { itemOf, LINT_CHECKLIST } from "./lint/answers.ts";
export { caseLintSchema, lintCase, lintTyped as lintTypedText } from "./lint/case-lint.ts";
export type { CaseHit, CaseLint } from "./lint/case-lint.ts";
export { lintText } from "./lint/text.ts";
export { LINT_CODES, lintHitSchema, PLACES } from "./lint/contract.ts";
export type { LintCode, LintContext, LintHit, LintPosition, LintSeverity } from "./lint/contract.ts";
