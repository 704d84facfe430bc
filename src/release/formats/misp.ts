/** `misp.json`: the edition as one event of MISP's core format, with attributes and tags. */
import { canonicalFile } from "../manifest.ts";
import { mispEvent } from "../misp/event.ts";
import type { Format } from "./contract.ts";

export const misp: Format = {
  id: "misp",
  fileName: "misp.json",
  mediaType: "application/json",
  render: (_, view) => canonicalFile({ Event: mispEvent(view) }),
};
