/** What a measure gives back: what was counted in words, the answer, and the likelihood ratio where there is one. */
import type { Answer } from "../../../../model/finding.ts";
import type { Judged } from "./judge.ts";

export interface Measured {
  readonly measured: string;
  readonly answer: Answer;
  /** log10 of a likelihood ratio, explained over otherwise; absent where something was chosen after looking. */
  readonly log10Ratio?: number;
}

/** @param words a sentence without its full stop */
export function answered({ answer, why, log10Ratio }: Judged, words: string, ratio = true): Measured {
  return {
    measured: why === undefined ? `${words}.` : `${words}: ${why}.`,
    answer,
    ...(ratio ? { log10Ratio } : {}),
  };
}

/** @param why without its full stop */
export function unanswered(why: string): Measured {
  return { measured: `Not measured: ${why}.`, answer: "cannot tell" };
}
