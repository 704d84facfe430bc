/** Who may come in: what a server asks about every request. Two answers: the owner of the machine, and local accounts. */
import type { AccessLine, Principal } from "../../model/access.ts";
import type { Ref } from "../../model/refs.ts";

/** What is noted where the body of a mail of a set is opened, by whatever door. */
export const OPENED_MAIL = "mail body";

/** One thing somebody was shown or did, for the access log outside the case. */
export interface Seen {
  readonly person: string;
  /** Name of the case on this server. */
  readonly case: string;
  /** The use case: `record`, `artifact`, `trace`, `edition`, `view matrix`, … */
  readonly what: string;
  /** What it was about, where it was one thing. */
  readonly ref?: Ref;
  /** The Party the person usually writes for there. */
  readonly organisation?: Ref;
}

/** An administrator makes new cases; the owner of the machine opens those that lie there, too. */
export type Maker = "owner" | "administrator";

export interface Access {
  /** The person of a session, or undefined if there is no such session, or it ended. */
  person(session: string | undefined): Promise<string | undefined>;
  /** The person's place in a case, or undefined if they have none: the case then does not exist for them. */
  principal(session: string | undefined, caseName: string): Promise<Principal | undefined>;
  /** What the person may do about the cases of this server as such; undefined for everybody who may do nothing. */
  maker(session: string | undefined): Promise<Maker | undefined>;
  /** Gives the maker of a case a place in it. @param keeper the organisation that keeps it */
  settle(person: string, caseName: string, keeper: Ref): Promise<void>;
  /** Names of all who have a place in a case; undefined where there are no accounts. */
  people(caseName: string): Promise<ReadonlySet<string> | undefined>;
  /** Notes what a person was shown. */
  note(seen: Seen): void;
  /** Who was shown a record, oldest first; undefined where no access log is kept. */
  sawRecord(caseName: string, record: Ref): Promise<readonly AccessLine[] | undefined>;
}
