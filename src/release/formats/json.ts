/** `edition.json`: every sentence with its references, and the view without its records, as canonical JSON. */
import { z } from "zod";
import { canonicalJson } from "../../model/canonical.ts";
import { refSchema, sha256Schema } from "../../model/refs.ts";
import type { EditionView } from "../../views/edition.ts";
import type { Format } from "./contract.ts";

/** What is read of the file before the edition is folded anew; what is compared of its view is in `fields.ts`. */
export const editionFileSchema = z.strictObject({
  plumbline: z.literal("edition-content"),
  format: z.literal(1),
  software: z.string(),
  sentences: z.array(z.strictObject({ id: z.string(), text: z.string(), refs: z.array(refSchema) })),
  view: z.looseObject({
    ref: refSchema,
    title: z.string(),
    asOf: z.string(),
    ceiling: z.looseObject({ tlp: z.string() }),
    viewRoot: sha256Schema,
  }),
});

export type EditionFile = z.infer<typeof editionFileSchema>;

function withoutRecords(view: EditionView): Omit<EditionView, "records"> {
  const { records: _, ...rest } = view;
  return rest;
}

export const json: Format = {
  id: "json",
  fileName: "edition.json",
  mediaType: "application/json",
  render: (document, view) =>
    Buffer.from(
      `${canonicalJson({
        plumbline: "edition-content",
        format: 1,
        software: document.software,
        sentences: document.sentences,
        view: withoutRecords(view),
      })}\n`,
      "utf8",
    ),
};
