/** What Findings of all detectors share: their words, and how it is said that a question cannot be answered. */
import type { Finding } from "../../model/finding.ts";
import { fingerprintOf } from "./posts.ts";

/** The words of a Finding that says how it was tested. */
export type Words = Pick<Finding, "title" | "sentence" | "refutedBy" | "comparison"> & {
  readonly method: string;
};

/** Of a Finding that no post makes. */
export const NO_ROWS: Finding["rows"] = Object.freeze(fingerprintOf([], []));

/** @param because a clause; sentences that follow begin after a full stop */
export const cannotAnswer = (because: string): string => `Cannot be answered, because ${because}.`;

/** A Finding that gives no number and no figure but the reason; what differs is given beside. */
export function notAnswerable(
  title: string,
  because: string,
  beside: Partial<Omit<Finding, "id" | "status" | "title" | "sentence">> = {},
): Omit<Finding, "id"> {
  return {
    status: "not answerable",
    title,
    sentence: cannotAnswer(because),
    statistics: [],
    significance: [],
    explanations: [],
    refutedBy: "Nothing was said that could be refuted.",
    comparison: "Nothing was compared.",
    rows: NO_ROWS,
    figures: [],
    ...beside,
  };
}

/** A Finding before it has its number, its posts, and the explanations that are those of its detector. */
export type Said = Omit<Finding, "id" | "rows" | "explanations">;

/** f1, f2, … in order; what answers nothing has no posts. */
export function numbered(
  said: readonly Said[],
  explanations: Readonly<Finding["explanations"]>,
  rows: Finding["rows"] = NO_ROWS,
): Finding[] {
  return said.map((one, i) => ({
    ...one,
    id: `f${i + 1}`,
    explanations: [...explanations],
    rows: one.status === "not answerable" ? NO_ROWS : rows,
  }));
}
