/** Parties as a view names them, and those among them that take part in the case. */
import { recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { PartyView } from "../views/basics.ts";
import type { CaseFold } from "./fold.ts";
import { keptIn } from "./kept.ts";

const initialsOf = (name: string) =>
  name
    .split(/[\s-]+/)
    .map((word) => word[0] ?? "")
    .join("")
    .slice(0, 2)
    .toUpperCase();

/** A Party as `citing` names it; one above the line has no name, and the line ends at the record that names it. */
export function partyView(fold: CaseFold, ref: Ref, citing: Ref): PartyView {
  const id = fold.latest(recordOf(ref));
  const known = partiesSoFar(fold).get(id);
  if (known !== undefined) return known;
  const party = fold.find("Party", id);
  if (party === undefined)
    return { ref: citing, name: "a party not shown at this level", initials: "–", kind: "group" };
  const { name, initials, kind } = party.body;
  const view = { ref: party.id, name, initials: initials ?? initialsOf(name), kind };
  partiesSoFar(fold).set(id, view);
  return view;
}

const partiesSoFar = keptIn<CaseFold, Map<string, PartyView>>(() => new Map());

/**
 * Organisations that something is recorded for, as they stand now, in order of first appearance. The others are spoken of:
 * an accused ministry is a Party, too, and nobody here writes for it.
 */
export const takingPart = keptIn(
  (fold: CaseFold): ReadonlySet<Ref> => new Set(fold.visible.map(({ record }) => fold.latest(record.for))),
);
