/** An answer to one of the nine questions, and what it is made from. */
import type { JudgmentView } from "../views/edition.ts";
import type { AnswerView } from "../views/reasoning.ts";
import type { CaseFold } from "./fold.ts";

/** The fold a reader sees, and its judgments. */
export interface Questioned {
  readonly fold: CaseFold;
  readonly judgments: readonly JudgmentView[];
}

export type Answer = Pick<AnswerView, "state" | "lines">;
