/** Positions on a judgment as one reader sees them: own and reported, with signatures by the keys declared above them. */
import { DeclaredKeys, positionSignatureHolds } from "../model/position-signature.ts";
import type { Body, CaseRecord } from "../model/records.ts";
import type { Ref } from "../model/refs.ts";
import type { LikelihoodView, PositionView } from "../model/view.ts";
import type { CaseFold } from "./fold.ts";
import { partyView } from "./parties.ts";
import { bandOf } from "./scales.ts";
import type { SourceIndex } from "./sources.ts";

/** The latest standing position of each organisation and stance, in order of first appearance. */
export function positionViews(fold: CaseFold, sources: SourceIndex, judgment: Ref): PositionView[] {
  const latest = new Map<string, CaseRecord<"Position">>();
  for (const position of fold.all("Position"))
    if (fold.latest(position.body.judgment) === judgment)
      latest.set(`${fold.latest(position.body.organisation)} ${position.body.stance}`, position);
  return [...latest.values()].map((position) => positionView(fold, sources, position));
}

function positionView(fold: CaseFold, sources: SourceIndex, position: CaseRecord<"Position">): PositionView {
  const { organisation, stance, holds, likelihood, confidence, why, reportedIn, signature } = position.body;
  const claim = reportedIn === undefined ? undefined : fold.find("Claim", reportedIn);
  return {
    ref: position.id,
    organisation: partyView(fold, organisation, position.id),
    stance,
    holds,
    likelihood: likelihood === "not stated" ? likelihood : likelihoodView(likelihood),
    confidence,
    ...(why === undefined ? {} : { why }),
    ...(reportedIn === undefined
      ? {}
      : { reportedIn: { ref: reportedIn, places: sources.places(position.id, claim?.body.from) } }),
    ...(signature === undefined
      ? {}
      : { signed: { key: signature.key, holds: signatureHolds(fold, position) } }),
    at: position.at,
    ...(position.heldAt === undefined ? {} : { heldAt: position.heldAt }),
  };
}

/** Under a key that the records above the position declare, as far as this reader sees them. */
function signatureHolds(fold: CaseFold, position: CaseRecord<"Position">): boolean {
  const keys = new DeclaredKeys();
  for (const { record } of fold.visible) {
    if (record.id === position.id) break;
    keys.add(record);
  }
  return keys.holds(position.for, position.body.signature?.key ?? "") && positionSignatureHolds(position);
}

/** A stated likelihood with the band of its term. */
function likelihoodView(likelihood: Exclude<Body<"Position">["likelihood"], string>): LikelihoodView {
  const { scale, term, percent } = likelihood;
  const band = bandOf(scale, term, percent);
  return { scale, term, band, ...(percent === undefined ? {} : { percent }) };
}
