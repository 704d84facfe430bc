/**
 * Parity: does the lower edition say the same as the higher one? For a reader who holds both. Each judgment of the lower one has
 * exactly one parent in the higher, and likelihood, confidence and dissent are the same records, down to their leaves.
 * Wordings may differ: a lower wording is a record that somebody answers for. Linear in the records.
 */
import { z } from "zod";
import { compareTlp } from "../model/marking.ts";
import type { PositionView } from "../views/basics.ts";
import type { JudgmentView } from "../views/edition.ts";
import { count, list, shape, text, view } from "../views/plain.ts";
import { firstOf } from "./read.ts";
import type { ReadEdition } from "./read.ts";

const pairSchema = shape({
  /** Labels in the two editions, as J1. */
  lower: text,
  higher: text,
  positions: count,
  /** The two texts, where the lower one has a wording of its own. */
  wordings: shape({ lower: text, higher: text }).exactOptional(),
});
export type ParityPair = z.infer<typeof pairSchema>;

export const paritySchema = view("Parity", {
  holds: z.boolean(),
  pairs: list(pairSchema),
  /** Judgments of the higher edition that the lower one does not have. */
  withheld: list(text),
  /** What does not hold, one line each. */
  breaches: list(text),
});
export type Parity = z.infer<typeof paritySchema>;

/** Compares a lower edition with a higher one of the same case. */
export function compareParity(lower: ReadEdition, higher: ReadEdition): Parity {
  const breaches = [...levelBreaches(lower, higher), ...recordBreaches(lower, higher)];
  const pairs: ParityPair[] = [];
  const parents = new Map<string, JudgmentView[]>();
  for (const judgment of higher.view.judgments) {
    const first = firstOf(higher, judgment.ref);
    parents.set(first, [...(parents.get(first) ?? []), judgment]);
  }
  for (const judgment of lower.view.judgments) {
    const found = parents.get(firstOf(lower, judgment.ref)) ?? [];
    const [parent] = found;
    if (parent === undefined || found.length > 1) {
      breaches.push(`${judgment.label} has ${found.length} parents in the higher edition; it needs one.`);
      continue;
    }
    breaches.push(...positionBreaches(judgment, parent));
    const texts = {
      lower: judgment.wording?.text ?? "no wording",
      higher: parent.wording?.text ?? "no wording",
    };
    pairs.push({
      lower: judgment.label,
      higher: parent.label,
      positions: judgment.positions.length,
      ...(texts.lower === texts.higher ? {} : { wordings: texts }),
    });
  }
  const paired = new Set(pairs.map((pair) => pair.higher));
  return {
    holds: breaches.length === 0,
    pairs,
    withheld: higher.view.judgments.map(({ label }) => label).filter((label) => !paired.has(label)),
    breaches,
  };
}

function levelBreaches(lower: ReadEdition, higher: ReadEdition): string[] {
  const [low, high] = [lower.view.ceiling.tlp, higher.view.ceiling.tlp];
  return compareTlp(low, high) > 0 ? [`The first edition is at ${low}, above the second at ${high}.`] : [];
}

/** A record means the same in both: same leaf under the same salt. */
function recordBreaches(lower: ReadEdition, higher: ReadEdition): string[] {
  const breaches: string[] = [];
  for (const [id, leaf] of lower.leaves) {
    const other = higher.leaves.get(id);
    if (other === undefined) breaches.push(`${id} is in the lower edition and not in the higher.`);
    else if (other !== leaf) breaches.push(`${id} is another record in the higher edition.`);
  }
  return breaches;
}

const said = ({ organisation, holds, confidence, likelihood }: PositionView) =>
  `${organisation.initials} ${holds}, ${likelihood === "not stated" ? "likelihood not stated" : likelihood.term}, confidence ${confidence}`;

function positionBreaches(lower: JudgmentView, higher: JudgmentView): string[] {
  const refs = (judgment: JudgmentView) => new Set(judgment.positions.map(({ ref }) => ref));
  const [low, high] = [refs(lower), refs(higher)];
  return [
    ...higher.positions
      .filter(({ ref }) => !low.has(ref))
      .map((position) => `${lower.label}: a position is missing in the lower edition: ${said(position)}.`),
    ...lower.positions
      .filter(({ ref }) => !high.has(ref))
      .map((position) => `${lower.label}: a position stands in the lower edition alone: ${said(position)}.`),
  ];
}
