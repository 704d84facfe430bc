/** What stands on an import that no longer stands: replaced by another reading of the same bytes, or withdrawn. */
import { z } from "zod";
import { refSchema } from "../model/refs.ts";
import { count, text, view } from "./plain.ts";

export const staleSchema = view("Stale", {
  /** The record; of a run with findings, the finding. */
  ref: refSchema,
  /** The author's key, else the id. */
  name: text,
  kind: z.enum([
    "Finding",
    "Run",
    "Claim",
    "Event",
    "Premise",
    "Party",
    "Appraisal",
    "Wording",
    "Codebook",
    "Basis",
    "Judgment",
    "Edition",
  ]),
  text,
  /** The import that it stands on. */
  import: refSchema,
  ended: z.enum(["replaced", "withdrawn"]),
  /** What ended it: the import that took its place, or the Claim that withdraws it. */
  by: refSchema,
  /** The stale record that this one rests on; absent where it names posts of the import itself. */
  through: refSchema.exactOptional(),
  /** Of a codebook: units that were coded before the import ended. */
  units: count.exactOptional(),
});
export type StaleView = z.infer<typeof staleSchema>;
