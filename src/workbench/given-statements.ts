/** What people said and what happened, as a run takes it: claims and events with their parties and passages. */
import type { CaseFold } from "../case/index.ts";
import type { CaseRecord } from "../model/records.ts";
import { recordOf } from "../model/refs.ts";
import type { Ref, Span } from "../model/refs.ts";
import { datedEndMs, datedPrecision, datedToMs } from "../model/time.ts";
import { mayNameAccount } from "../signals/index.ts";
import type { GivenClaim, GivenEvent, GivenParty, GivenPassage } from "../signals/index.ts";
import { another, entriesOf, fileOf } from "./given-asked.ts";
import type { Asked, Taken } from "./given-asked.ts";
import { resolveName } from "./names.ts";

/** Claims by their names, in the order of the log; each with its speaker, what it is about, and its passages. */
export function takeClaims(asked: Asked): Taken {
  const { fold } = asked;
  const found = entriesOf(asked.named).map((entry) => {
    const claim = fold.find("Claim", recordOf(resolveName(fold, entry)));
    if (claim === undefined) throw another({ ...asked, named: entry }, "claims", "no claim");
    return claim;
  });
  const chosen = [...new Map(found.map((claim) => [claim.id, claim])).values()].sort(
    (a, b) => fold.place(a.id) - fold.place(b.id),
  );
  const claims = chosen.map((claim): GivenClaim => {
    const { speaker, polarity, about = [], from = [] } = claim.body;
    return {
      ref: claim.id,
      speaker: partyOf(fold, speaker)?.name ?? "an account",
      polarity,
      ...(claim.heldAt === undefined ? {} : { saidAt: claim.heldAt }),
      about: about.map(recordOf),
      placed: isPlaced(from),
      passages: passagesIn(fold, from),
    };
  });
  return {
    input: { kind: "claims", claims },
    used: claims.map(({ ref }) => ref),
    files: claims.flatMap(({ passages }) => passages.map(({ file }) => file)),
  };
}

const isPlaced = (spans: readonly Span[]): boolean =>
  spans.some(({ page, row, start }) => page !== undefined || row !== undefined || start !== undefined);

/** A Party that is no account: a finding holds no account name. */
function partyOf(fold: CaseFold, ref: Ref): GivenParty | undefined {
  const party = fold.find("Party", recordOf(ref));
  if (party === undefined || party.body.kind === "account" || mayNameAccount("", party.body.name))
    return undefined;
  return { ref: party.id, name: party.body.name };
}

/** Pages of documents whose hash is known. */
function passagesIn(fold: CaseFold, spans: readonly Span[]): GivenPassage[] {
  return spans.flatMap(({ artifact, page, start, end }) => {
    const file = fileOf(fold, artifact);
    if (page === undefined || file === undefined) return [];
    return [{ file, page, ...(start === undefined || end === undefined ? {} : { span: { start, end } }) }];
  });
}

/** Events with a first day that is known to the day. */
export function takeEvents(asked: Asked): Taken {
  const { fold, named } = asked;
  const standing = fold.all("Event");
  const entries = entriesOf(named);
  const chosen = new Map<string, CaseRecord<"Event">>();
  for (const entry of entries) {
    const ofKind = entry === "all" ? standing : standing.filter(({ body }) => body.kind === entry);
    const found = ofKind.length > 0 ? ofKind : [fold.find("Event", recordOf(resolveName(fold, entry)))];
    for (const event of found) {
      if (event === undefined)
        throw another({ ...asked, named: entry }, "events", "no event and no kind of events");
      chosen.set(event.id, event);
    }
  }
  const events = [...chosen.values()].flatMap((event) => eventOf(fold, event));
  if (events.length === 0) throw another(asked, "events", "no event that is known to the day");
  events.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : fold.place(a.ref) - fold.place(b.ref)));
  const files = events.flatMap(({ passages = [] }) => passages.map(({ file }) => file));
  return { input: { kind: "events", events }, used: events.map(({ ref }) => ref), files };
}

const BEFORE_DAY = new Set(["year", "month"]);

function eventOf(fold: CaseFold, { id, at, body }: CaseRecord<"Event">): GivenEvent[] {
  const end = body.end ?? body.start;
  if (BEFORE_DAY.has(datedPrecision(body.start)) || BEFORE_DAY.has(datedPrecision(end))) return [];
  return [
    {
      ref: id,
      title: body.title,
      is: body.kind,
      from: body.start.slice(0, 10),
      to: end.slice(0, 10),
      loggedAt: at,
      within: [datedToMs(body.start), datedEndMs(end)],
      parties: (body.parties ?? []).flatMap((ref) => partyOf(fold, ref) ?? []),
      passages: passagesIn(fold, body.from ?? []),
      placed: isPlaced(body.from ?? []),
    },
  ];
}
