/** `records.jsonl`: one visible record a line, in order of arrival, with the salt that recomputes its leaf. */
import { z } from "zod";
import { canonicalJson } from "../../model/canonical.ts";
import { recordSchema } from "../../model/records.ts";
import { sha256Schema } from "../../model/refs.ts";
import type { Format } from "./contract.ts";

/** One line. Salts are 32 bytes, so they look like a hash. */
export const recordLineSchema = z.strictObject({
  record: recordSchema,
  salt: sha256Schema,
  leaf: sha256Schema,
});

export const records: Format = {
  id: "records",
  fileName: "records.jsonl",
  mediaType: "application/jsonl",
  render: (_, view) =>
    Buffer.from(
      view.records.map(({ record, salt, leaf }) => `${canonicalJson({ record, salt, leaf })}\n`).join(""),
      "utf8",
    ),
};
