/**
 * Drafts that go round: Editions with addressees and a reply date. A person of an addressed organisation finds them
 * here; an organisation has answered when it has taken a position of its own on one of the draft's judgments since. That
 * a draft is not in a person's list protects nothing: its marking does.
 */
import { partyView } from "../case/index.ts";
import type { CaseFold } from "../case/index.ts";
import { may } from "../model/access.ts";
import { isType } from "../model/records.ts";
import type { CaseRecord } from "../model/records.ts";
import type { Ref } from "../model/refs.ts";
import type { PartyView } from "../views/basics.ts";
import type { Seat } from "./seat.ts";
import { linesOf } from "./who-saw.ts";

export interface DraftReply {
  readonly organisation: PartyView;
  /** Own positions on the draft's judgments, taken after the draft; none: no answer yet. */
  readonly positions: readonly Ref[];
  /** For releasers: who of the organisation opened the draft, and when first. Absent where no access log is kept. */
  readonly opened?: readonly { readonly person: string; readonly at: string }[];
}

export interface DraftView {
  readonly ref: Ref;
  readonly title: string;
  readonly ceiling: string;
  readonly at: string;
  readonly from: PartyView;
  readonly replyBy?: string;
  readonly judgments: readonly Ref[];
  readonly replies: readonly DraftReply[];
}

/**
 * Standing drafts with addressees, newest last: those from or to an organisation of the person; for releasers all they see.
 * @throws PlumblineError FORBIDDEN without the right to read.
 */
export async function drafts(seat: Seat): Promise<readonly DraftView[]> {
  const fold = await seat.fold();
  const { organisations } = seat.principal;
  const releaser = may(seat.principal, "release");
  const mine = fold
    .all("Edition")
    .filter(({ body }) => body.manifest === undefined && (body.addressees ?? []).length > 0)
    .filter((draft) => {
      if (releaser || organisations === "every") return true;
      return [draft.for, ...(draft.body.addressees ?? [])].some((party) => organisations.includes(party));
    });
  for (const { id } of mine) seat.note("drafts", id);
  return Promise.all(mine.map((draft) => draftView(seat, fold, draft, releaser)));
}

async function draftView(
  seat: Seat,
  fold: CaseFold,
  draft: CaseRecord<"Edition">,
  releaser: boolean,
): Promise<DraftView> {
  const { title, ceiling, replyBy, blocks, addressees = [] } = draft.body;
  const named = blocks.flatMap((block) => (block.block === "judgment" ? [fold.latest(block.judgment)] : []));
  const judgments = named.length > 0 ? named : fold.all("Judgment").map(({ id }) => id);
  const later = fold.visible
    .slice(fold.visible.findIndex(({ record }) => record.id === draft.id) + 1)
    .map(({ record }) => record)
    .filter(isType("Position"))
    .filter(({ body }) => body.stance === "own" && judgments.includes(fold.latest(body.judgment)));
  const lines = releaser ? await linesOf(seat, draft.id) : undefined;
  return {
    ref: draft.id,
    title,
    ceiling: ceiling.tlp,
    at: draft.at,
    from: partyView(fold, draft.for, draft.id),
    ...(replyBy === undefined ? {} : { replyBy }),
    judgments: judgments.filter((id) => fold.stands(id)),
    replies: addressees
      .filter((party) => fold.find("Party", party) !== undefined)
      .map((party) => ({
        organisation: partyView(fold, party, party),
        positions: later.filter((record) => record.body.organisation === party).map(({ id }) => id),
        ...(lines === undefined
          ? {}
          : { opened: firstOf(lines.filter(({ organisation }) => organisation === party)) }),
      })),
  };
}

/** The first time of each person, in order. */
function firstOf(
  lines: readonly { readonly person: string; readonly at: string }[],
): { person: string; at: string }[] {
  const first = new Map<string, string>();
  for (const { person, at } of lines) if (!first.has(person)) first.set(person, at);
  return [...first].map(([person, at]) => ({ person, at }));
}
