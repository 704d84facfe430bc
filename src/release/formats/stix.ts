/** `stix.json`: the edition as a STIX 2.1 bundle, as canonical JSON. */
import { canonicalFile } from "../manifest.ts";
import { stixBundle } from "../stix/bundle.ts";
import type { Format } from "./contract.ts";

export const stix: Format = {
  id: "stix",
  fileName: "stix.json",
  mediaType: "application/json",
  render: (document, view) => canonicalFile(stixBundle(view, document.software)),
};
