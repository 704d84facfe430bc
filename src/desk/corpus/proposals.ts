/**
 * What a document of the case proposes, to a person who may read it, and what they refuse of it.
 */
import { isSetMail } from "../../case/index.ts";
import { PlumblineError } from "../../errors.ts";
import type { CaseRecord } from "../../model/records.ts";
import { recordOf } from "../../model/refs.ts";
import { resolveName } from "../../workbench/names.ts";
import { readBeside } from "../../workbench/proposals/origins.ts";
import { lastingName, proposalsOf } from "../../workbench/proposals/proposals.ts";
import type { ProposalsView } from "../../workbench/proposals/view.ts";
import type { Seat } from "../seat.ts";
import { OPENED_MAIL } from "../access/access.ts";
import { keepRefused, refusedIn } from "../refused.ts";

/**
 * @param gone of who asks: reading a document for nobody ends
 * @throws PlumblineError NOT_FOUND, alike for hidden, absent and not held; NO_TEXT, IMPORT_LIMIT, STOPPED.
 */
export async function listProposals(seat: Seat, name: string, gone?: AbortSignal): Promise<ProposalsView> {
  const artifact = await documentNamed(seat, name);
  const read = await readBeside(await seat.fold(), seat.served.opened.readings, artifact, gone);
  // A proposal is a passage: it shows the mail.
  seat.note(isSetMail(artifact) ? OPENED_MAIL : "proposals", artifact.id);
  return proposalsOf(await seat.fold(), artifact, read, await refusedIn(seat, bytesOf(artifact)));
}

/**
 * Refuses a proposal for this person, or takes that back.
 * @param id of the proposal, such as `p6`
 * @throws PlumblineError FORBIDDEN, NOT_FOUND; READ_ONLY; CHANGED if another window of the person refused one at the same moment;
 * REQUEST_LIMIT over what one person may keep.
 */
export async function setRefused(
  seat: Seat,
  name: string,
  { id, refused }: { readonly id: string; readonly refused: boolean },
): Promise<ProposalsView> {
  seat.demand("record");
  const artifact = await documentNamed(seat, name);
  const { reading, found } = await readBeside(await seat.fold(), seat.served.opened.readings, artifact);
  const all = [...reading.claims, ...reading.events, ...reading.positions, ...found.origins];
  const proposal = all.find((one) => one.id === id);
  if (proposal === undefined) throw new PlumblineError("NOT_FOUND", "The document has no such proposal.");
  const marking = (await seat.fold()).marking(artifact.id)!;
  await keepRefused(seat, bytesOf(artifact), marking, { name: lastingName(proposal), refused });
  return listProposals(seat, artifact.id);
}

/** By the bytes: a title or a date that is mended later makes another record of the same document. */
const bytesOf = ({ body }: CaseRecord<"Artifact">): string => body.sha256;

async function documentNamed(seat: Seat, name: string): Promise<CaseRecord<"Artifact">> {
  const fold = await seat.fold();
  const artifact = fold.find("Artifact", recordOf(resolveName(fold, name)));
  if (artifact === undefined) throw new PlumblineError("NOT_FOUND", "There are no such bytes.");
  return artifact;
}
