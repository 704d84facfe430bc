/** What a record file says around its records: its head, and the envelope that each record may set for itself. */
import { z } from "zod";
import { markingSchema, tlpSchema } from "../model/marking.ts";
import { actorSchema } from "../model/records.ts";
import { datedSchema } from "../model/time.ts";

/** A level alone may stand for a marking. */
const markingText = z.union([tlpSchema.transform((tlp) => ({ tlp })), markingSchema]);

export const headerSchema = z.strictObject({
  plumbline: z.literal(1),
  by: actorSchema.shape.by,
  for: z.string().min(1),
  marking: markingText,
  records: z.array(z.unknown()),
});

export const envelopeFields = {
  heldAt: datedSchema.optional(),
  marking: markingText.optional(),
  supersedes: z.string().optional(),
  by: actorSchema.shape.by.optional(),
  for: z.string().optional(),
} as const;
export const envelopeSchema = z.strictObject(envelopeFields);
export const ENVELOPE_FIELDS = Object.keys(envelopeFields) as readonly (keyof typeof envelopeFields)[];
