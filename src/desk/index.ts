/**
 * The public face of the desk: several people at cases through one server. Seats, sites, accounts, uploads, jobs, and the
 * views that the page asks for.
 */
export type { Access, Seen } from "./access/access.ts";
export { AccountAccess } from "./access/accounts.ts";
export type { AccountOptions } from "./access/accounts.ts";
export type { Administration, NewAccount } from "./access/administration.ts";
export { membershipOf } from "./access/membership.ts";
export { OwnerAccess } from "./access/owner.ts";
export { combinedOf, refuseCell } from "./combined.ts";
export {
  codingDesk,
  codingDeskSchema,
  codingQueue,
  codingQueueSchema,
  queueSchema,
} from "./corpus/coding.ts";
export type { CodingDesk, QueueView } from "./corpus/coding.ts";
export { columnsSchema, findingColumns } from "./corpus/columns.ts";
export type { ColumnsView } from "./corpus/columns.ts";
export {
  addArtifact,
  artifactSchema,
  artifactStream,
  artifactText,
  artifactViewSchema,
  listArtifacts,
  textViewSchema,
} from "./corpus/documents.ts";
export type { ArtifactView, TextView } from "./corpus/documents.ts";
export { entitiesCalled, oneEntity } from "./corpus/entities.ts";
export { findingPosts, findingPostsSchema } from "./corpus/finding-posts.ts";
export type { FindingPostsView } from "./corpus/finding-posts.ts";
export { briefFindingSchema, listFindings, oneFinding } from "./corpus/findings.ts";
export type { BriefFinding } from "./corpus/findings.ts";
export {
  importSchema,
  importViewSchema,
  listImports,
  listRejects,
  proposeImport,
  proposeSchema,
  rejectsSchema,
  startImport,
  startWithdrawal,
} from "./corpus/imports.ts";
export type { ImportView, RejectsView } from "./corpus/imports.ts";
export {
  declaredSeriesSchema,
  inputsSchema,
  listInputs,
  listSeries,
  proposeTableOf,
  proposeTableSchema,
  startTable,
  tableProposalSchema,
  tableSchema,
} from "./corpus/tables.ts";
export type { InputsView, TableProposalView } from "./corpus/tables.ts";
export { jobSchema } from "./corpus/jobs.ts";
export type { JobView } from "./corpus/jobs.ts";
export { edgePosts, findingNetwork, MAX_EDGES, MAX_NODES } from "./corpus/network.ts";
export { NETWORK_FORMATS, networkFile } from "./corpus/network-file.ts";
export { edgeSchema, networkSchema } from "./corpus/network-view.ts";
export type { EdgeView, NetworkView } from "./corpus/network-view.ts";
export {
  countedBySchema,
  countsSchema,
  facetsSchema,
  histogramSchema,
  listPosts,
  postCounts,
  postFacets,
  postFilterSchema,
  postHistogram,
  postOrderSchema,
  postsSchema,
  suggestKindSchema,
  suggestValues,
  valueSchema,
} from "./corpus/posts.ts";
export type { CountsView, FacetsView, HistogramView, PostsView } from "./corpus/posts.ts";
export { postsFile } from "./corpus/posts-file.ts";
export { listProposals, setRefused } from "./corpus/proposals.ts";
export { findingShared, sharedSchema } from "./corpus/shared.ts";
export type { SharedView } from "./corpus/shared.ts";
export { topOf, topQuerySchema, topSchema } from "./corpus/top.ts";
export type { TopView } from "./corpus/top.ts";
export { runSchema, startRun } from "./corpus/runs.ts";
export { UPLOAD_LIMITS, uploadViewSchema } from "./corpus/uploads.ts";
export { drafts, draftViewSchema } from "./drafts.ts";
export type { DraftReply, DraftView } from "./drafts.ts";
export type { PublishedEdition } from "./editions.ts";
export {
  identityKey,
  identityKeySchema,
  identityProofSchema,
  nonceSchema,
  proveIdentity,
} from "./identity.ts";
export { glance, glanceSchema } from "./glance.ts";
export type { GlanceView } from "./glance.ts";
export { lintOf, lintTyped, typedSchema } from "./lint.ts";
export { recordFacetsSchema } from "./record-search.ts";
export type { RecordFacets } from "./record-search.ts";
export { overview } from "./overview.ts";
export {
  diffOf,
  editionChoiceSchema,
  parityOf,
  previewEdition,
  previewSchema,
  publishedSchema,
  publishEdition,
  heldSchema,
  verifyPublished,
  publishSchema,
  releaseChecklist,
} from "./release.ts";
export type { PreviewView, PublishedView } from "./release.ts";
export { newRecordSchema } from "./new-record.ts";
export type { NewRecord } from "./new-record.ts";
export { Seat, shownRecordSchema } from "./seat.ts";
export type { RecordEvent, ShownRecord } from "./seat.ts";
export { ServedCase } from "./served-case.ts";
export { newCaseSchema } from "./shelf.ts";
export { ownerSite, Site } from "./site.ts";
export {
  dropUnsaved,
  keepUnsaved,
  keptSchema,
  listUnsaved,
  revisionSchema,
  unsavedFormSchema,
  unsavedKeySchema,
  unsavedSchema,
} from "./unsaved.ts";
export { whole } from "./whole.ts";
export { nineQuestionsOf, whoSaw } from "./who-saw.ts";
