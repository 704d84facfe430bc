/** The public face of the workbench: the use cases that command line, server and tests call. */
export { findActor, parseMarking, parseReader } from "./actor.ts";
export { agreement } from "./agreement.ts";
export type { Agreement } from "./agreement.ts";
export { Case, resolveName, withCase } from "./case.ts";
export type { Actor, CaseOptions } from "./case.ts";
export { CNT_NETWORKS, coShareFile } from "./coshare-file.ts";
export type { CoShareFileMode, CoShareFileOptions, CoShareFileResult } from "./coshare-file.ts";
export { checklist } from "./checklist.ts";
export { diff, parity } from "./compare.ts";
export { detect, detectorDescriptors } from "./detect.ts";
export type { PublishedEdition } from "./editions.ts";
export { importFile } from "./import.ts";
export { bringIn, importBundle } from "./import-bundle.ts";
export type { BroughtIn, ImportedBundle } from "./import-bundle.ts";
export type { Imported, ImportOptions } from "./import.ts";
export { declareKey, makeKeyFile, readKeyFile } from "./keys.ts";
export { LINT_CODES, lint, lintDraft, readTextFile, lintOf, lintTyped, typedSchema } from "./lint.ts";
export type { CaseHit, CaseLint, LintHit } from "./lint.ts";
export { readListFile } from "./list-file.ts";
export { listRecords } from "./list.ts";
export { demoKey, prepareDemo, prepareOwn } from "./prepare.ts";
export { planPublication, publish } from "./publish.ts";
export type { PublicationPlan } from "./publish.ts";
export { parseAsOf, reasoning } from "./reasoning.ts";
export { recordFile } from "./record-file.ts";
export { VERSION } from "./software.ts";
export { trace } from "./trace.ts";
export type { TraceStep } from "./trace.ts";
export { disclose, verifyDisclosure } from "./disclose.ts";
export { isEditionFolder, sign, verifyCase, verifyEdition } from "./verify.ts";
export type { CaseVerification } from "./verify.ts";
export { purge, withdraw } from "./withdraw.ts";
export { coShareStream } from "./coshare-stream.ts";
export type { CoShareStreamOptions, CoShareStreamResult } from "./coshare-stream.ts";
export { removeCachedShares } from "../store/shares/cache.ts";
export type { Access, Seen } from "./access/access.ts";
export { OwnerAccess } from "./access/owner.ts";
export { newRecordSchema, Seat } from "./seat.ts";
export type { RecordFacets } from "./record-search.ts";
export type { NewRecord, RecordEvent, ShownRecord } from "./seat.ts";
export { newCaseSchema } from "./shelf.ts";
export { ownerSite, Room, Site } from "./site.ts";
export {
  addArtifact,
  artifactSchema,
  artifactStream,
  artifactText,
  listArtifacts,
} from "./corpus/documents.ts";
export type { ArtifactView, TextView } from "./corpus/documents.ts";
export { codingDesk, codingQueue, queueSchema } from "./corpus/coding.ts";
export type { CodingDesk, QueueView } from "./corpus/coding.ts";
export { writeCodes } from "./coding-table.ts";
export type { CodesFile } from "./coding-table.ts";
export { listFindings } from "./corpus/findings.ts";
export {
  importSchema,
  listImports,
  listRejects,
  proposeImport,
  proposeSchema,
  startImport,
  startWithdrawal,
} from "./corpus/imports.ts";
export type { ImportView, RejectsView } from "./corpus/imports.ts";
export type { JobView } from "./corpus/jobs.ts";
export { findingColumns } from "./corpus/columns.ts";
export type { ColumnsView } from "./corpus/columns.ts";
export { findingPosts } from "./corpus/finding-posts.ts";
export type { FindingPostsView } from "./corpus/finding-posts.ts";
export { edgePosts, findingNetwork, MAX_EDGES, MAX_NODES } from "./corpus/network.ts";
export type { EdgeView, NetworkView } from "./corpus/network.ts";
export {
  listPosts,
  postFacets,
  postFilterSchema,
  postHistogram,
  suggestKindSchema,
  suggestValues,
} from "./corpus/posts.ts";
export type { FacetsView, HistogramView, PostsView } from "./corpus/posts.ts";
export { runSchema, startRun } from "./corpus/runs.ts";
export { UPLOAD_LIMITS } from "./corpus/uploads.ts";
export type { Proposal } from "../ingest/index.ts";
export type { FindingView } from "../model/view.ts";
export type { Descriptor } from "../signals/index.ts";
export { AccountAccess } from "./access/accounts.ts";
export type { AccountOptions } from "./access/accounts.ts";
export type { Administration, NewAccount } from "./access/administration.ts";
export { nineQuestionsOf, whoSaw } from "./who-saw.ts";
export { membershipOf } from "./access/membership.ts";
export { drafts } from "./drafts.ts";
export type { DraftReply, DraftView } from "./drafts.ts";
export { dropUnsaved, keepUnsaved, listUnsaved, unsavedFormSchema, unsavedKeySchema } from "./unsaved.ts";
export { backup, restore } from "./backup.ts";
export {
  diffOf,
  editionChoiceSchema,
  parityOf,
  previewEdition,
  publishEdition,
  publishSchema,
  releaseChecklist,
} from "./release-desk.ts";
export type { PreviewView, PublishedView } from "./release-desk.ts";
export type { EditionDiff, Parity } from "../release/index.ts";
