/**
 * Probabilities of organisations over a whole exclusive and exhaustive question: as elicited, how far from coherent, and
 * the nearest coherent set.
 *
 * What: the coherent approximation is the Euclidean projection on the probability simplex (Duchi et al. 2008,
 * doi:10.1145/1390156.1390191), used for judges by Mandel, Karvetski, Dhami 2018 (doi:10.1017/S1930297500006628). Cost:
 * n log n. Departure: organisations are pooled with equal weights, not weighted by their coherence.
 */
import type { ElicitedSet, ProbabilitiesView } from "../views/matrix.ts";
import type { CaseRecord } from "../model/records.ts";
import type { Ref } from "../model/refs.ts";
import type { PositionView } from "../views/basics.ts";
import { appraisals } from "./appraisals.ts";
import type { AppraisalRecord } from "./appraisals.ts";
import type { CaseFold } from "./fold.ts";
import { named, recordedBy } from "./named.ts";
import { positionViews } from "./positions.ts";
import type { SourceIndex } from "./sources.ts";

/** The nearest point of the simplex: values from 0 to 1 that sum to 1. */
export function projectOnSimplex(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => b - a);
  let sum = 0;
  let shift = 0;
  sorted.forEach((value, i) => {
    sum += value;
    const candidate = (sum - 1) / (i + 1);
    if (value > candidate) shift = candidate;
  });
  return values.map((value) => Math.max(value - shift, 0));
}

/** Euclidean distance of two points. */
export function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((value, i) => value - b[i]!));
}

/** The latest set of each organisation, what it lacks in coherence, and the aggregate beside the positions. */
export function probabilitiesView(
  fold: CaseFold,
  question: CaseRecord<"Question">,
  sources: SourceIndex,
): ProbabilitiesView {
  if (!question.body.exclusive || !question.body.exhaustive) return "not applicable";
  const ids = question.body.hypotheses.map(({ id }) => id);
  const latest = new Map<Ref, ElicitedSet>();
  for (const record of appraisals(fold, "probabilities"))
    if (fold.current(record.body.of) === question.id)
      latest.set(fold.latest(record.for), elicitedSet(fold, record, ids));
  const sets = [...latest.values()];
  return {
    hypotheses: ids.map((id) => named(fold, `${question.id}#${id}`)),
    sets,
    aggregate: meanSet(sets.flatMap(({ coherent }) => (coherent === "not defined" ? [] : [coherent]))),
    positions: ids.map((id) => {
      const hypothesis = `${question.id}#${id}`;
      return { hypothesis, positions: positionsOn(fold, sources, hypothesis) };
    }),
  };
}

function elicitedSet(
  fold: CaseFold,
  record: AppraisalRecord<"probabilities">,
  ids: readonly string[],
): ElicitedSet {
  const elicited = ids.map((id) => record.body.value[id] ?? "not stated");
  const numbers = elicited.filter((value) => value !== "not stated");
  if (numbers.length < ids.length) {
    const none = "not defined";
    return { ...recordedBy(fold, record), elicited, incoherence: none, coherent: none, distance: none };
  }
  const coherent = projectOnSimplex(numbers);
  return {
    ...recordedBy(fold, record),
    elicited,
    incoherence: numbers.reduce((sum, value) => sum + value, 0) - 1,
    coherent,
    distance: distance(numbers, coherent),
  };
}

/** Mean per hypothesis, from two sets on: one organisation is no aggregate. */
function meanSet(sets: readonly (readonly number[])[]): number[] | "not applicable" {
  const [first] = sets;
  if (first === undefined || sets.length < 2) return "not applicable";
  return first.map((_, i) => sets.reduce((sum, set) => sum + set[i]!, 0) / sets.length);
}

function positionsOn(fold: CaseFold, sources: SourceIndex, hypothesis: Ref): PositionView[] {
  return fold
    .all("Judgment")
    .filter(
      ({ body }) =>
        body.states.hypothesis !== undefined && fold.current(body.states.hypothesis) === hypothesis,
    )
    .flatMap(({ id }) => positionViews(fold, sources, id));
}
