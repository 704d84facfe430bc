/** Who saw which source, when: the access log about one record, as far as the asking person may know the parties in it. */
import type { Ref } from "../model/refs.ts";
import type { Seat } from "./seat.ts";

/** One person saw one record. */
export interface Sighting {
  readonly person: string;
  /** Id of the Party the person read for. */
  readonly organisation: Ref;
  readonly record: Ref;
  readonly at: string;
}

/**
 * Who was shown a record, oldest first: one entry per person and hour. Organisations that the asking person may not see are
 * left out with their people.
 * @returns undefined where no access log is kept: "not recorded" is an answer
 * @throws PlumblineError FORBIDDEN without the right to review, NOT_FOUND alike for hidden and absent.
 */
export async function whoSaw(seat: Seat, name: string): Promise<readonly Sighting[] | undefined> {
  seat.demand("review");
  return linesOf(seat, name);
}

/** The same without asking for a right: for answers that have asked for another. */
export async function linesOf(seat: Seat, name: string): Promise<readonly Sighting[] | undefined> {
  const lines = await seat.linesAbout(name);
  const fold = await seat.fold();
  return lines?.flatMap(({ person, organisation, ref, at }) =>
    ref === undefined || organisation === undefined || fold.find("Party", organisation) === undefined
      ? []
      : [{ person, organisation, record: ref, at }],
  );
}
