/** Positions on a judgment as one reader sees them: own and reported, with signatures by the keys declared above them. */
import { DeclaredKeys, movesKey, positionSignatureHolds } from "../model/position-signature.ts";
import type { Body, CaseRecord } from "../model/records.ts";
import type { Ref } from "../model/refs.ts";
import type { LikelihoodView, Named, PositionView } from "../views/basics.ts";
import type { CaseFold } from "./fold.ts";
import { keptIn, keptPer } from "./kept.ts";
import { named } from "./named.ts";
import { partyView } from "./parties.ts";
import { standingAbout } from "./relations.ts";
import { bandOf } from "../reading/words/scales.ts";
import type { SourceIndex } from "./sources.ts";

/** The latest standing position of each organisation and stance, in order of first appearance. */
export function positionViews(fold: CaseFold, sources: SourceIndex, judgment: Ref): PositionView[] {
  return latestPositions(fold, judgment).map((position) => positionView(fold, sources, position));
}

/** The records of these, in the same order. */
export function latestPositions(fold: CaseFold, judgment: Ref): CaseRecord<"Position">[] {
  const latest = new Map<string, CaseRecord<"Position">>();
  for (const position of standingAbout(fold, "Position", judgment))
    latest.set(`${fold.latest(position.body.organisation)} ${position.body.stance}`, position);
  return [...latest.values()];
}

/** What a position says of who holds what. */
export function heldView(
  fold: CaseFold,
  { id, body: { organisation, stance, holds, likelihood } }: CaseRecord<"Position">,
): Pick<PositionView, "organisation" | "stance" | "holds" | "likelihood"> {
  return {
    organisation: partyView(fold, organisation, id),
    stance,
    holds,
    likelihood: likelihood === "not stated" ? likelihood : likelihoodView(likelihood),
  };
}

function positionView(fold: CaseFold, sources: SourceIndex, position: CaseRecord<"Position">): PositionView {
  const { confidence, why, reportedIn, movedBy, signature } = position.body;
  const claim = reportedIn === undefined ? undefined : fold.find("Claim", reportedIn);
  return {
    ref: position.id,
    ...heldView(fold, position),
    confidence,
    ...(why === undefined ? {} : { why }),
    ...(reportedIn === undefined
      ? {}
      : { reportedIn: { ref: reportedIn, places: sources.places(position.id, claim?.body.from) } }),
    ...(signature === undefined
      ? {}
      : { signed: { key: signature.key, holds: signatureHolds(fold, position) } }),
    ...(movedBy === undefined ? {} : { movedBy: moversOf(fold, movedBy) }),
    at: position.at,
    ...(position.heldAt === undefined ? {} : { heldAt: position.heldAt }),
  };
}

/** The records that moved a position, each as it stands now; one above the line has its id, which the position shows. */
export const moversOf = (fold: CaseFold, movedBy: readonly Ref[]): readonly Named[] =>
  movedBy.map((ref) => named(fold, fold.current(ref) ?? ref));

/** Under a key that the records above the position declare, as far as this reader sees them. */
function signatureHolds(fold: CaseFold, position: CaseRecord<"Position">): boolean {
  const keys = new DeclaredKeys();
  for (const claim of keyClaims(fold)) if (fold.place(claim.id) < fold.place(position.id)) keys.add(claim);
  return keys.holds(position.for, position.body.signature?.key ?? "") && verified(position);
}

const keyClaims = keptIn((fold: CaseFold) => fold.ever("Claim").filter(movesKey));
/** A record never changes, and neither does what its signature says. */
const verified = keptPer(positionSignatureHolds);

/** A stated likelihood with the band of its term. */
function likelihoodView(likelihood: Exclude<Body<"Position">["likelihood"], string>): LikelihoodView {
  const { scale, term, percent } = likelihood;
  const band = bandOf(scale, term, percent);
  return { scale, term, band, ...(percent === undefined ? {} : { percent }) };
}
