/**
 * Sets of mails: an Artifact that stands for what was handed over, whose bytes are not held, and one Artifact for each message in it. A
 * message is hidden until somebody opens it, stands in no edition without a release, and is destroyed with every copy.
 */
import type { CaseRecord } from "../model/records.ts";
import { isType } from "../model/records.ts";
import { recordOf } from "../model/refs.ts";
import type { CaseFold } from "./fold.ts";

/** The Run by which a set of mails came in. */
export const MAILS_DETECTOR = "import-mails";
export const MAIL_TYPE = "message/rfc822";

type Artifact = CaseRecord<"Artifact">;

/** Whether this is a message of a set of mails. */
export const isSetMail = ({ body }: Artifact): boolean =>
  body.mediaType === MAIL_TYPE && body.memberOf !== undefined;

/** The set that a Run brought in. */
export const setOf = (run: CaseRecord<"Run">): string | undefined => {
  const set = run.body.parameters["set"];
  return run.body.detector === MAILS_DETECTOR && typeof set === "string" ? set : undefined;
};

/** Standing messages of a set that are held, in order of arrival. */
export const mailsOf = (fold: CaseFold, set: string): Artifact[] =>
  fold
    .all("Artifact")
    .filter((one) => isSetMail(one) && recordOf(one.body.memberOf!) === set && one.body.held);

/**
 * What a purge of an Artifact destroys beside it because it is a set of mails or a message of one: every message of the set; every
 * record of the same bytes; and what cites one of them, since it may hold its words.
 */
export function mailsDoomed(target: string, records: readonly CaseRecord[]): string[] {
  const mails = records.filter(isType("Artifact")).filter((one) => isSetMail(one));
  const meant = mails.filter(({ id, body }) => id === target || recordOf(body.memberOf!) === target);
  if (meant.length === 0) return [];
  const hashes = new Set(meant.map(({ body }) => body.sha256));
  const doomed = new Set(mails.filter(({ body }) => hashes.has(body.sha256)).map(({ id }) => id));
  const citing = records.filter(
    ({ body }) => "from" in body && (body.from ?? []).some(({ artifact }) => doomed.has(recordOf(artifact))),
  );
  return [...doomed, ...citing.map(({ id }) => id)].filter((id) => id !== target);
}
