/** What the instruments say to a question, to a person at the case, and what they refuse of it. */
import { PlumblineError } from "../errors.ts";
import type { CombinedView } from "../views/combined.ts";
import { combined, questionNamed } from "../workbench/combined.ts";
import { keepRefused, refusedIn } from "./refused.ts";
import type { Seat } from "./seat.ts";

/** @throws PlumblineError FORBIDDEN, NOT_FOUND. */
export async function combinedOf(seat: Seat, name: string): Promise<CombinedView> {
  const fold = await seat.fold();
  const question = questionNamed(fold, name);
  seat.note("combined view", question.id);
  return combined(fold, question.id, await refusedIn(seat, question.id));
}

/**
 * Refuses a proposed cell for this person, or takes that back.
 * @param id of the proposal: `run_….f1.h2`
 * @throws PlumblineError FORBIDDEN, NOT_FOUND; READ_ONLY; CHANGED if another window of the person refused one at the same moment;
 * REQUEST_LIMIT over what one person may keep.
 */
export async function refuseCell(
  seat: Seat,
  name: string,
  { id, refused }: { readonly id: string; readonly refused: boolean },
): Promise<CombinedView> {
  seat.demand("record");
  const fold = await seat.fold();
  const question = questionNamed(fold, name);
  const findings = combined(fold, question.id).instruments.flatMap((one) => one.findings);
  const known = findings.some(({ iiaf, cells }) => [iiaf, ...cells].some((one) => one.id === id));
  if (!known) throw new PlumblineError("NOT_FOUND", "The question has no such proposal.");
  await keepRefused(seat, question.id, fold.marking(question.id)!, { name: id, refused });
  return combinedOf(seat, question.id);
}
