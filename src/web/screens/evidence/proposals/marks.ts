/** Where proposals stand in the text: a paragraph as runs of characters, each with the innermost claim that covers it. */
import type { Claim, Proposed } from "../../../data/proposals.ts";

/** How a mark is drawn: one line, two lines, dots. */
export type Voice = "asserts" | "denies" | "accuses";

const VOICE_OF: Readonly<Record<Claim["act"], Voice>> = {
  asserts: "asserts",
  concedes: "asserts",
  qualifies: "asserts",
  denies: "denies",
  retracts: "denies",
  accuses: "accuses",
  blames: "accuses",
};

export const voiceOf = (claim: Claim): Voice => VOICE_OF[claim.act];

export interface Run {
  readonly start: number;
  readonly text: string;
  /** The innermost proposal over it, and the ids of all. */
  readonly proposed: Proposed | undefined;
  readonly under: readonly string[];
  /** The proposal whose first character this is: its number stands in the margin. */
  readonly begins: readonly Proposed[];
}

interface Covered {
  readonly start: number;
  readonly end: number;
  readonly proposed: Proposed;
  readonly first: boolean;
}

/** @param paragraph with offsets in the whole text, as those of the proposals */
export function runsOf(
  paragraph: { readonly start: number; readonly text: string },
  proposals: readonly Proposed[],
): readonly Run[] {
  const { start, text } = paragraph;
  const end = start + text.length;
  const covered: Covered[] = proposals
    .flatMap((proposed) =>
      partsOf(proposed).map((part, i) => ({ start: part.start, end: part.end, proposed, first: i === 0 })),
    )
    .filter((part) => part.start < end && part.end > start);
  const edges = new Set([start, end]);
  for (const part of covered) {
    edges.add(Math.max(start, part.start));
    edges.add(Math.min(end, part.end));
  }
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((from, i) => {
    const to = sorted[i + 1]!;
    const over = covered
      .filter((part) => part.start <= from && part.end >= to)
      .sort((a, b) => a.end - a.start - (b.end - b.start));
    return {
      start: from,
      text: text.slice(from - start, to - start),
      proposed: over[0]?.proposed,
      under: over.map(({ proposed }) => proposed.standing.id),
      begins: covered.filter((part) => part.first && part.start === from).map((part) => part.proposed),
    };
  });
}

function partsOf({
  claim,
  event,
  origin,
}: Proposed): readonly { readonly start: number; readonly end: number }[] {
  const said = (event ?? origin)?.said;
  return claim?.content ?? (said === undefined ? [] : [said]);
}
