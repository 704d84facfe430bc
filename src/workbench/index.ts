/** The public face of the workbench: the use cases that command line, server and tests call. */
export { findActor, parseMarking, parseReader } from "./actor.ts";
export { agreement } from "./agreement.ts";
export type { Agreement } from "./agreement.ts";
export { Case, resolveName, withCase } from "./case.ts";
export type { Actor, CaseOptions } from "./case.ts";
export { CNT_NETWORKS, coShareFile } from "../edges/coshare-file.ts";
export type { CoShareFileMode, CoShareFileOptions, CoShareFileResult } from "../edges/coshare-file.ts";
export { checklist } from "./checklist.ts";
export { diff, parity } from "./compare.ts";
export { detect, detectorDescriptors } from "./detect.ts";
export type { PublishedEdition } from "../desk/editions.ts";
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
export { VERSION } from "../software.ts";
export { trace } from "./trace.ts";
export type { TraceStep } from "./trace.ts";
export { disclose, verifyDisclosure } from "./disclose.ts";
export { isEditionFolder, sign, verifyCase, verifyEdition } from "./verify.ts";
export type { CaseVerification } from "./verify.ts";
export { purge, withdraw } from "./withdraw.ts";
export { coShareStream } from "../edges/coshare-stream.ts";
export type { CoShareStreamOptions, CoShareStreamResult } from "../edges/coshare-stream.ts";
export { removeCachedShares } from "../store/shares/cache.ts";
export type { Access, Seen } from "../desk/access/access.ts";
export { OwnerAccess } from "../desk/access/owner.ts";
export { newRecordSchema, Seat } from "../desk/seat.ts";
export type { RecordFacets } from "../desk/record-search.ts";
export type { NewRecord, RecordEvent, ShownRecord } from "../desk/seat.ts";
export { newCaseSchema } from "../desk/shelf.ts";
export { ownerSite, Room, Site } from "../desk/site.ts";
export {
  addArtifact,
  artifactSchema,
  artifactStream,
  artifactText,
  listArtifacts,
} from "../desk/corpus/documents.ts";
export type { ArtifactView, TextView } from "../desk/corpus/documents.ts";
export { codingDesk, codingQueue, queueSchema } from "../desk/corpus/coding.ts";
export type { CodingDesk, QueueView } from "../desk/corpus/coding.ts";
export { writeCodes } from "./coding-table.ts";
export type { CodesFile } from "./coding-table.ts";
export { listFindings } from "../desk/corpus/findings.ts";
export {
  importSchema,
  listImports,
  listRejects,
  proposeImport,
  proposeSchema,
  startImport,
  startWithdrawal,
} from "../desk/corpus/imports.ts";
export type { ImportView, RejectsView } from "../desk/corpus/imports.ts";
export type { JobView } from "../desk/corpus/jobs.ts";
export { findingColumns } from "../desk/corpus/columns.ts";
export type { ColumnsView } from "../desk/corpus/columns.ts";
export { findingPosts } from "../desk/corpus/finding-posts.ts";
export type { FindingPostsView } from "../desk/corpus/finding-posts.ts";
export { edgePosts, findingNetwork, MAX_EDGES, MAX_NODES } from "../desk/corpus/network.ts";
export type { EdgeView, NetworkView } from "../desk/corpus/network.ts";
export {
  listPosts,
  postFacets,
  postFilterSchema,
  postHistogram,
  suggestKindSchema,
  suggestValues,
} from "../desk/corpus/posts.ts";
export type { FacetsView, HistogramView, PostsView } from "../desk/corpus/posts.ts";
export { runSchema, startRun } from "../desk/corpus/runs.ts";
export { UPLOAD_LIMITS } from "../desk/corpus/uploads.ts";
export type { Proposal } from "../ingest/index.ts";
export type { FindingView } from "../views/edition.ts";
export type { Descriptor } from "../signals/index.ts";
export { AccountAccess } from "../desk/access/accounts.ts";
export type { AccountOptions } from "../desk/access/accounts.ts";
export type { Administration, NewAccount } from "../desk/access/administration.ts";
export { nineQuestionsOf, whoSaw } from "../desk/who-saw.ts";
export { membershipOf } from "../desk/access/membership.ts";
export { drafts } from "../desk/drafts.ts";
export type { DraftReply, DraftView } from "../desk/drafts.ts";
export {
  dropUnsaved,
  keepUnsaved,
  listUnsaved,
  unsavedFormSchema,
  unsavedKeySchema,
} from "../desk/unsaved.ts";
export { backup, restore } from "./backup.ts";
export {
  diffOf,
  editionChoiceSchema,
  parityOf,
  previewEdition,
  publishEdition,
  publishSchema,
  releaseChecklist,
} from "../desk/release-desk.ts";
export type { PreviewView, PublishedView } from "../desk/release-desk.ts";
export type { EditionDiff, Parity } from "../release/index.ts";
