/** A claim that says what raised or lowered a judgment: the reported positions on it, of which a person picks those that moved. */
import type { PositionView } from "../../../../views/basics.ts";
import type { Proposed, Reading } from "../../../data/proposals.ts";
import { useJudgments } from "../../../data/reasoning.ts";
import { useRecordsOf } from "../../../data/records.ts";
import type { ShownOf } from "../../../data/records.ts";
import { useAddress } from "../../../layout/address.ts";
import { relationsOf } from "./words.ts";

const MOVING: readonly string[] = ["raises", "lowers"];

export interface Movable {
  readonly position: ShownOf<"Position">;
  /** `Safety Office on J2: likely, moderate confidence`. */
  readonly words: string;
}

/**
 * The positions that a proposal may have moved: reported in what it speaks of, or of those who say that. An organisation's own
 * position is its own word, and is taken on the page of the judgment.
 * @returns undefined where it moves nothing
 */
export function useMovable(
  proposed: Proposed | undefined,
  proposals: readonly Proposed[],
  relations: Reading["relations"],
): readonly Movable[] | undefined {
  const { caseName } = useAddress();
  const positions = useRecordsOf(caseName, "Position").data ?? [];
  const judgments = useJudgments(caseName).data ?? [];
  const shown = new Map(
    judgments.flatMap((one) => one.positions.map((p) => [p.ref, { ...one, p }] as const)),
  );
  if (proposed === undefined) return undefined;
  const of = relationsOf(proposed, proposals, relations)
    .filter(({ words }) => MOVING.includes(words))
    .map(({ other }) => other.standing);
  if (of.length === 0) return undefined;
  const claims = new Set(of.flatMap(({ records }) => records));
  const parties = new Set(of.flatMap(({ speakers }) => speakers.flatMap(({ party }) => party ?? [])));
  return positions.flatMap((position) => {
    const { stance, reportedIn, organisation } = position.record.body;
    const on = shown.get(position.record.id);
    const isMeant = (reportedIn !== undefined && claims.has(reportedIn)) || parties.has(organisation);
    if (stance !== "reported" || on === undefined || !isMeant) return [];
    return [{ position, words: `${on.p.organisation.name} on ${on.label}: ${sayHeld(on.p)}` }];
  });
}

function sayHeld({ likelihood, confidence }: PositionView): string {
  const term = likelihood === "not stated" ? "likelihood not stated" : likelihood.term;
  return `${term}, ${confidence === "not stated" ? "confidence not stated" : `${confidence} confidence`}`;
}

export function Moves({
  movable,
  chosen,
  onChosen,
}: {
  readonly movable: readonly Movable[];
  /** Ids of positions. */
  readonly chosen: readonly string[];
  readonly onChosen: (chosen: readonly string[]) => void;
}) {
  if (movable.length === 0)
    return <small>no reported position of those it speaks of is recorded: accept that first</small>;
  return movable.map(({ position: { record }, words }) => (
    <label key={record.id} className="moves">
      <input
        type="checkbox"
        checked={chosen.includes(record.id)}
        onChange={({ target }) =>
          onChosen(target.checked ? [...chosen, record.id] : chosen.filter((one) => one !== record.id))
        }
      />
      {words}
    </label>
  ));
}
