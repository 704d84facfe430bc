import type { Descriptor } from "../detector.ts";
import { RESULT_VERSION } from "../result.ts";
import type { DetectorOutput } from "../result.ts";

/** A result that holds nothing yet: whose it is, and the files that its places lie in. */
export function resultHead(
  { id, version }: Pick<Descriptor, "id" | "version">,
  files: DetectorOutput["artifacts"],
): Omit<DetectorOutput, "findings" | "details" | "pairing"> {
  return {
    result: RESULT_VERSION,
    detector: id,
    version,
    // Columns may know more of a file than a result holds.
    artifacts: files.map((file) => ({ id: file.id, sha256: file.sha256 })),
    sets: [],
    places: [],
    tables: [],
  };
}
