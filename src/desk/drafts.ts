/**
 * Drafts that go round: Editions with addressees and a reply date. A person of an addressed organisation finds them
 * here; an organisation has answered when it has taken a position of its own on one of the draft's judgments since. That
 * a draft is not in a person's list protects nothing: its marking does.
 */
import type { z } from "zod";
import { partyView } from "../case/index.ts";
import type { CaseFold } from "../case/index.ts";
import { may } from "../model/access.ts";
import { tlpSchema } from "../model/marking.ts";
import { isType } from "../model/records.ts";
import type { CaseRecord } from "../model/records.ts";
import { refSchema } from "../model/refs.ts";
import { instantSchema } from "../model/time.ts";
import { partySchema, refs } from "../views/basics.ts";
import { list, shape, text, view } from "../views/plain.ts";
import type { Seat } from "./seat.ts";
import { linesOf } from "./who-saw.ts";

const replySchema = view("DraftReply", {
  organisation: partySchema,
  /** Own positions on the draft's judgments, taken after the draft; none: no answer yet. */
  positions: refs,
  /** For releasers: who of the organisation opened the draft, and when first. Absent where no access log is kept. */
  opened: list(shape({ person: text, at: instantSchema })).exactOptional(),
});
export type DraftReply = z.infer<typeof replySchema>;

export const draftViewSchema = view("DraftView", {
  ref: refSchema,
  title: text,
  ceiling: tlpSchema,
  at: instantSchema,
  from: partySchema,
  replyBy: text.exactOptional(),
  judgments: refs,
  replies: list(replySchema),
});
export type DraftView = z.infer<typeof draftViewSchema>;

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
