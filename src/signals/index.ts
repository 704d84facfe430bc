/**
 * The public face of `signals`: the detectors, their contract, the parsing of their parameters, and co-share and the
 * peers' edge lists as plain calls.
 */
import { PlumblineError } from "../errors.ts";
import type { Detector } from "./detector.ts";
import { DETECTORS } from "./detectors/index.ts";

export { descriptorSchema } from "./detector.ts";
export { coShare } from "./coshare.ts";
export type { CoShareColumns, CoShareEdges, CoShareOptions, CoShareSummary } from "./coshare.ts";
export type {
  Descriptor,
  Detector,
  DetectorContext,
  DetectorResult,
  DetectorSource,
  Example,
  ExamplePost,
  ExampleTable,
  Parameter,
  Parameters,
  TextBatch,
  TextColumns,
} from "./detector.ts";
export { HOW_TO_NAME, INPUT_KINDS, MARKER_KINDS } from "./given.ts";
export type {
  CodedRow,
  DeclaredMarkers,
  DeclaredSeries,
  DeclaredSet,
  Given,
  GivenClaim,
  GivenClaims,
  GivenCodes,
  GivenEvent,
  GivenEvents,
  GivenFile,
  GivenGroup,
  GivenInput,
  GivenParty,
  GivenPassage,
  GivenMail,
  GivenMails,
  GivenSubject,
  GivenSubjects,
  GivenTable,
  InputKind,
  Marker,
  MarkerKind,
  SeriesPoint,
  SetUnit,
} from "./given.ts";
export type { CoShareOutput, OutputEdge, OutputGroup, OutputObject } from "./detectors/co-share/output.ts";
export type { NearCopyOutput, OutputCluster } from "./detectors/near-copy/output.ts";
export { DECLARATIONS, declarationById } from "./declarations/index.ts";
export { happened, numberIn, dayIn } from "./declarations/cells.ts";
export { partOfResult, postsOfPart, sealResult } from "./result.ts";
export type {
  DetectorOutput,
  ResultEdge,
  ResultPart,
  ResultPlace,
  ResultPost,
  ResultSet,
  ResultTable,
} from "./result.ts";
export { readResult } from "./read-result.ts";
export { DETECTORS } from "./detectors/index.ts";
export { EVERY_FLAGGED, findingsNamed, parseParameters } from "./parameters.ts";
export { mayNameAccount } from "./shared/account-values.ts";
export { CNT_NETWORKS, likeCnt } from "./parity/cnt.ts";
export type { CntEdges, CntMessages, CntNetwork, CntOptions } from "./parity/cnt.ts";
export { likeCooRTweet } from "./parity/coortweet.ts";
export type {
  CooRTweetEdges,
  CooRTweetMeasures,
  CooRTweetOptions,
  CooRTweetPairs,
  CooRTweetShares,
} from "./parity/coortweet.ts";
export { topValues } from "./top.ts";
export type { Period, Top, TopRow } from "./top.ts";
export type { WorkContext } from "./shared/pause.ts";
export { detectApart } from "./threads/detect.ts";

/**
 * The detector with this id.
 * @throws PlumblineError NOT_FOUND if there is none.
 */
export function detectorById(id: string): Detector {
  const detector = DETECTORS.find((d) => d.descriptor.id === id);
  if (detector !== undefined) return detector;
  throw new PlumblineError("NOT_FOUND", `There is no detector "${id.slice(0, 64)}".`, {
    hint: `There are: ${DETECTORS.map((d) => d.descriptor.id).join(", ")}.`,
  });
}
