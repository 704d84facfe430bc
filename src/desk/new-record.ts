/** A record as a person hands it in: without id, time and author, which the server gives it. */
import { z } from "zod";
import { markingSchema } from "../model/marking.ts";
import { idSchema, recordTypeSchema } from "../model/refs.ts";
import { datedSchema } from "../model/time.ts";

/** `@name` of a record of the same batch. */
const batchNameSchema = z.string().regex(/^@[a-z][a-z0-9-]{0,31}$/);

/** References may name records of the same batch by `@name`, where `as` gives the name. */
export const newRecordSchema = z.strictObject({
  as: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,31}$/)
    .optional(),
  type: recordTypeSchema,
  heldAt: datedSchema.optional(),
  marking: markingSchema,
  supersedes: idSchema.optional(),
  /**
   * The organisation written for; the person's first otherwise. An organisation that takes part from now on is recorded for
   * itself, by its own name of the batch.
   */
  for: z.union([idSchema, batchNameSchema]).optional(),
  body: z.record(z.string(), z.unknown()),
});
export type NewRecord = z.infer<typeof newRecordSchema>;
