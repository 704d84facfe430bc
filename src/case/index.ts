/** The case: folds over the log, as one reader may see it. */
export { CaseFold } from "./fold.ts";
export type { FoldEntry } from "./fold.ts";
export { contentEntries, editionView, hasDraft, isPublication } from "./edition-view.ts";
export { partyView } from "./evidence.ts";
export { judgmentViews } from "./judgment-list.ts";
export { countOrigins, originsOf } from "./origins.ts";
export { bandOf, likelihoodScales } from "./scales.ts";
export { traceLine } from "./trace.ts";
export type { TraceStep } from "./trace.ts";
export { mixesLikelihoodAndConfidence } from "./invariants.ts";
export type { InvariantReport } from "./invariants.ts";
export { falseStatements, hiddenPositions, removals, uncovered } from "./withheld.ts";
export type { Refusal, Removal } from "./withheld.ts";
