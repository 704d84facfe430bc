/** The language lint as the page asks for it: of the case as a person sees it, and of what is being typed. */
import { z } from "zod";
import { lintCase, lintTypedText, PLACES } from "../case/index.ts";
import type { CaseLint, LintHit } from "../case/index.ts";
import type { Seat } from "./seat.ts";

/** What a page sends while somebody types. */
export const typedSchema = z.object({
  text: z.string().max(20_000),
  place: z.enum(PLACES),
  judgment: z.string().max(80).optional(),
  /** Whose reasons are written. */
  organisation: z.string().max(40).optional(),
});

/** Everything that the person may see. */
export async function lintOf(seat: Seat): Promise<CaseLint> {
  const found = lintCase(await seat.fold());
  seat.note("lint");
  return found;
}

/** A text that is being written; nothing is recorded. */
export async function lintTyped(seat: Seat, typed: z.infer<typeof typedSchema>): Promise<readonly LintHit[]> {
  return lintTypedText(await seat.fold(), typed.text, typed);
}
