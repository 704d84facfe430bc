import type { PartyView, PositionView } from "../../../views/basics.ts";
import { coloursOf } from "../../components/party-colours.ts";
import type { KeyJudgment } from "../../../views/overview.ts";

/** One that holds positions, or is reported to, in a column of its own. */
export interface Holder {
  readonly organisation: PartyView;
  readonly stance: PositionView["stance"];
  /** The same for one organisation on all screens of a case. */
  readonly colour: number;
}

/** In order of first appearance, those with positions of their own first. */
export function holdersOf(judgments: readonly KeyJudgment[]): readonly Holder[] {
  const colours = coloursOf(judgments);
  const holders = new Map<string, Holder>();
  for (const { organisation, stance } of judgments.flatMap(({ positions }) => positions)) {
    const key = `${organisation.ref} ${stance}`;
    if (!holders.has(key)) holders.set(key, { organisation, stance, colour: colours.get(organisation.ref)! });
  }
  const all = [...holders.values()];
  return [
    ...all.filter(({ stance }) => stance === "own"),
    ...all.filter(({ stance }) => stance === "reported"),
  ];
}

export const heldBy = (
  { organisation, stance }: Holder,
  { positions }: KeyJudgment,
): PositionView | undefined =>
  positions.find((one) => one.organisation.ref === organisation.ref && one.stance === stance);
