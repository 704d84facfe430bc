/**
 * The form of `edition.json`, for readers in other languages: its JSON schema (docs/schemas/edition.schema.json) is made
 * from this.
 */
import { z } from "zod";
import { refSchema } from "../../model/refs.ts";
import { printedSchema } from "../../views/edition.ts";

const text = z.string();

/** The whole file; the records of the view are in `records.jsonl`. */
export const editionSchema = z.strictObject({
  plumbline: z.literal("edition-content"),
  format: z.literal(1),
  software: text,
  sentences: z.array(z.strictObject({ id: text, text, refs: z.array(refSchema).min(1) })),
  view: printedSchema,
});
