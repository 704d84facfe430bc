/**
 * What a document of the case proposes, to a person who may read it. What they refuse is kept beside their unrecorded texts, for
 * them alone and as long as those: it is nobody's record.
 */
import { randomBytes } from "node:crypto";
import { PlumblineError } from "../../errors.ts";
import type { CaseRecord } from "../../model/records.ts";
import { recordOf } from "../../model/refs.ts";
import { resolveName } from "../../workbench/names.ts";
import { readBeside } from "../../workbench/proposals/origins.ts";
import { lastingName, proposalsOf } from "../../workbench/proposals/proposals.ts";
import type { ProposalsView } from "../../workbench/proposals/view.ts";
import type { Seat } from "../seat.ts";
import { authorOf, keepUnsaved } from "../unsaved.ts";

/**
 * @param gone of who asks: reading a document for nobody ends
 * @throws PlumblineError NOT_FOUND, alike for hidden, absent and not held; NO_TEXT, IMPORT_LIMIT, STOPPED.
 */
export async function listProposals(seat: Seat, name: string, gone?: AbortSignal): Promise<ProposalsView> {
  const artifact = await documentNamed(seat, name);
  const read = await readBeside(await seat.fold(), seat.served.opened.readings, artifact, gone);
  seat.note("proposals", artifact.id);
  await seat.sweepUnsaved();
  return proposalsOf(await seat.fold(), artifact, read, new Set(refusedIn(seat, artifact).names));
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
  await seat.sweepUnsaved();
  const { names, revision } = refusedIn(seat, artifact);
  const others = names.filter((one) => one !== lastingName(proposal));
  await keepUnsaved(seat, formOf(artifact), {
    marking: (await seat.fold()).marking(artifact.id)!,
    form: { refused: JSON.stringify(refused ? [...others, lastingName(proposal)] : others) },
    revision: randomBytes(16).toString("hex"),
    was: revision,
  });
  return listProposals(seat, artifact.id);
}

/** By the bytes: a title or a date that is mended later makes another record of the same document. */
const formOf = ({ body }: CaseRecord<"Artifact">): string => `refused ${body.sha256}`;

/** Lasting names of what the person has refused in a document, and the state of the list. */
function refusedIn(
  seat: Seat,
  artifact: CaseRecord<"Artifact">,
): { readonly names: readonly string[]; readonly revision: string | null } {
  const kept = seat.served.unsaved.list(authorOf(seat)).find(({ key }) => key === formOf(artifact));
  const names: unknown = JSON.parse(kept?.form["refused"] ?? "[]");
  return { names: Array.isArray(names) ? names.map(String) : [], revision: kept?.revision ?? null };
}

async function documentNamed(seat: Seat, name: string): Promise<CaseRecord<"Artifact">> {
  const fold = await seat.fold();
  const artifact = fold.find("Artifact", recordOf(resolveName(fold, name)));
  if (artifact === undefined) throw new PlumblineError("NOT_FOUND", "There are no such bytes.");
  return artifact;
}
