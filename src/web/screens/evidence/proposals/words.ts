/** What is said of a proposal in few words. */
import type { Proposed, Reading } from "../../../data/proposals.ts";
import { listed } from "../../../../words.ts";

/** What of two lines stands first: who, and what they do. */
export function headOf({ standing, claim, event, origin }: Proposed): {
  readonly who: string;
  readonly does: string;
} {
  const names = standing.speakers.map(({ name }) => name ?? "Somebody");
  if (origin !== undefined)
    return { who: "Origin", does: `${origin.directed ? "" : "perhaps "}from “${origin.title}”` };
  if (event !== undefined) return { who: "Event", does: event.date.date };
  const who = names.length === 0 ? "Who speaks is open" : listed(names);
  if (claim === undefined) return { who, does: names.length > 1 ? "hold" : "holds" };
  const aimed = claim.target === null ? "" : ` ${claim.target.name ?? claim.target.mention.text}`;
  return { who, does: `${names.length > 1 ? TOGETHER[claim.act] : claim.act}${aimed}` };
}

const TOGETHER: Readonly<Record<NonNullable<Proposed["claim"]>["act"], string>> = {
  asserts: "assert",
  denies: "deny",
  qualifies: "qualify",
  retracts: "retract",
  accuses: "accuse",
  blames: "blame",
  concedes: "concede",
};

/** The proposals that a proposal stands in a relation to, with its words; and those that stand in one to it. */
export function relationsOf(
  { standing: { id } }: Proposed,
  proposals: readonly Proposed[],
  relations: Reading["relations"],
): readonly { readonly words: string; readonly other: Proposed; readonly doubts: readonly string[] }[] {
  return relations.flatMap(({ from, to, kind, doubts }) => {
    const other = proposals.find(({ standing }) => standing.id === (from === id ? to : from));
    if (other === undefined || (from !== id && to !== id)) return [];
    return [{ words: from === id ? kind : PASSIVE[kind], other, doubts }];
  });
}

const PASSIVE: Readonly<Record<Reading["relations"][number]["kind"], string>> = {
  denies: "denied by",
  answers: "answered by",
  retells: "retold by",
  raises: "raised by",
  lowers: "lowered by",
};

/** The second line of a proposal that is not open in place. */
export function sublineOf(
  proposed: Proposed,
  proposals: readonly Proposed[],
  relations: Reading["relations"],
): string {
  const { claim, event, position, origin, standing } = proposed;
  if (origin !== undefined) return `${origin.rule}: ${origin.said.text}`;
  if (event !== undefined) return event.said.text;
  if (position !== undefined) return `reported: ${position.estimate.said.text}`;
  const said = standing.passage?.text ?? "";
  const related = relationsOf(proposed, proposals, relations).map(
    ({ words, other }) => `${words} ${other.n}`,
  );
  const date = claim?.date == null ? [] : [claim.date.date];
  return [...related, ...date, said].join("; ");
}
