/** A sentence as the rules take it, and the way they leave a hit. */
import { likelihoodScales } from "../../reading/words/scales.ts";
import type { LintCode, LintContext, LintHit, LintSeverity } from "./contract.ts";
import type { Estimate } from "../../reading/words/estimates.ts";
import { OTHERS, UNCLEAR } from "./quotations.ts";
import type { Ownership } from "./quotations.ts";
import type { Span } from "../../reading/words/span.ts";
import type { Word } from "./sentences.ts";

/** One sentence with what is known about it. */
export interface Sentence extends Span {
  readonly text: string;
  readonly words: readonly Word[];
  readonly own: Ownership;
  readonly context: LintContext;
}

/** @param before estimates of the writer's own in the sentences above */
export type Rule = (
  sentence: Sentence,
  estimates: readonly Estimate[],
  before: readonly Estimate[],
) => LintHit[];

/** Whose a stretch is, at its least. */
export function ownership({ own }: Sentence, { start, end }: Span): number {
  let least = own[start] ?? OTHERS;
  for (let i = start; i < end; i++) least = Math.min(least, own[i]!);
  return least;
}

/** A hit at a span; unclear ownership makes it a question, dissent makes it advice, another's words make it nothing. */
export function hit(
  sentence: Sentence,
  at: Span,
  code: LintCode,
  severity: LintSeverity,
  message: string,
  fix: string,
): LintHit[] {
  const whose = ownership(sentence, at);
  if (whose === OTHERS) return [];
  const asked = whose === UNCLEAR ? "question" : severity;
  const final = sentence.context.dissent === true ? "advice" : asked;
  const { start, end } = at;
  return [{ code, severity: final, start, end, text: sentence.text.slice(start, end), message, fix }];
}

export const titleOf = (id: string) => likelihoodScales().get(id)?.title ?? id;
/** In running text and reasons, what is sure in a judgment's wording may be about something else. */
export const inWording = (sentence: Sentence, elsewhere: LintSeverity): LintSeverity =>
  sentence.context.place === "wording" ? "refused" : elsewhere;
