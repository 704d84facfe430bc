/** The public face of the model: records, references, markings and times, canonical JSON, the tree over the log, signatures. */
export { CASE_ROLES, MAY, PERMISSIONS, ROLES, may } from "./access.ts";
export type { AccessLine, AccountView, Membership, Permission, Principal, Role } from "./access.ts";
export { canonicalJson } from "./canonical.ts";
export { codeSchema, codebookSchema, codedUnitSchema, codingSchema, unitKey } from "./coding.ts";
export type { CodedUnitPlace } from "./coding.ts";
export type { AccessEffects, Effects, OnProgress, Progress } from "./effects.ts";
export {
  figureSchema,
  findingSchema,
  gridFigureSchema,
  networkFigureSchema,
  occasionsFigureSchema,
  offsetsFigureSchema,
  powerFigureSchema,
  significanceSchema,
  statisticSchema,
  stripFigureSchema,
  timelineFigureSchema,
} from "./finding.ts";
export type {
  Figure,
  Finding,
  GridFigure,
  NetworkFigure,
  OccasionsFigure,
  OffsetsFigure,
  PowerFigure,
  StripFigure,
  TimelineFigure,
} from "./finding.ts";
export {
  DEFAULT_MARKING,
  TLP_LEVELS,
  compareTlp,
  markingSchema,
  mayRead,
  noHigher,
  tlpSchema,
} from "./marking.ts";
export type { Marking, Reader, Tlp } from "./marking.ts";
export {
  MerkleTree,
  SALT_BYTES,
  inclusionPath,
  leafHash,
  leafOfText,
  merkleRoot,
  rootOfPath,
} from "./merkle.ts";
export { DeclaredKeys, movesKey, positionSignatureHolds, signPosition } from "./position-signature.ts";
export type { PositionDraft } from "./position-signature.ts";
export {
  ASPECTS,
  BODY,
  PREDICATES,
  RUNGS,
  actorSchema,
  artifactRecordSchema,
  blockSchema,
  isType,
  recordSchema,
  signatureSchema,
} from "./records.ts";
export type { AppraisalBody, Aspect, Body, CaseRecord, Draft, RecordEnvelope } from "./records.ts";
export {
  REFERENCE_FIELDS,
  partsOf,
  purgedBy,
  referencesOf,
  replaceReferences,
  withdrawnBy,
} from "./references.ts";
export type { Reference } from "./references.ts";
export {
  ID_PREFIX,
  RECORD_TYPES,
  carriedSchema,
  idSchema,
  keySchema,
  lineageSchema,
  partOf,
  recordOf,
  refSchema,
  sha256Schema,
  spanSchema,
  typeOfRef,
} from "./refs.ts";
export type { Carried, Lineage, RecordType, Ref, Span } from "./refs.ts";
export { signatureHolds, signingKey } from "./signature.ts";
export type { SigningKey } from "./signature.ts";
export { PRECISIONS, datedEndMs, datedPrecision, datedSchema, datedToMs, instantSchema } from "./time.ts";
export type { Precision } from "./time.ts";
export { visible } from "./visible.ts";
