/** The public face of `signals`: the detectors, their contract, and the parsing of their parameters. */
import { PlumblineError } from "../errors.ts";
import type { Detector } from "./detector.ts";
import { DETECTORS } from "./detectors/index.ts";

export type {
  Descriptor,
  Detector,
  DetectorContext,
  DetectorResult,
  DetectorSource,
  Parameter,
  Parameters,
  TextBatch,
  TextColumns,
} from "./detector.ts";
export type { CoShareOutput, OutputEdge, OutputGroup, OutputObject } from "./detectors/co-share/output.ts";
export type { NearCopyOutput, OutputCluster } from "./detectors/near-copy/output.ts";
export { DETECTORS } from "./detectors/index.ts";
export { parseParameters } from "./parameters.ts";

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
