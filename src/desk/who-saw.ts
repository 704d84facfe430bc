/** Who saw which source, when: the access log about one record, as far as the asking person may know the parties in it. */
import { may } from "../model/access.ts";
import type { AccessEntry, AsOf, QuestionsView } from "../views/reasoning.ts";
import type { Seat } from "./seat.ts";

/**
 * Who was shown a record, oldest first: one entry per person and hour. Organisations that the asking person may not see are
 * left out with their people.
 * @returns undefined where no access log is kept: "not recorded" is an answer
 * @throws PlumblineError FORBIDDEN without the right to review, NOT_FOUND alike for hidden and absent.
 */
export async function whoSaw(seat: Seat, name: string): Promise<readonly AccessEntry[] | undefined> {
  seat.demand("review");
  return linesOf(seat, name);
}

/** The same without asking for a right: for answers that have asked for another. */
export async function linesOf(seat: Seat, name: string): Promise<readonly AccessEntry[] | undefined> {
  const lines = await seat.linesAbout(name);
  const fold = await seat.fold();
  return lines?.flatMap(({ person, organisation, ref, at }) =>
    ref === undefined || organisation === undefined || fold.find("Party", organisation) === undefined
      ? []
      : [{ person, organisation, record: ref, at }],
  );
}

/**
 * The nine questions, the first of them from the access log for reviewers: who was shown each source that the
 * person sees. Without that right, or where no access log is kept, the answer is "not recorded".
 */
export async function nineQuestionsOf(seat: Seat, asOf: AsOf): Promise<QuestionsView> {
  const view = await seat.reasoning("review", asOf);
  if (!may(seat.principal, "review")) return view.nineQuestions();
  const seen: AccessEntry[] = [];
  for (const { id } of (await seat.fold()).all("Artifact")) {
    const lines = await linesOf(seat, id);
    if (lines === undefined) return view.nineQuestions();
    seen.push(...lines);
  }
  return view.nineQuestions(seen);
}
