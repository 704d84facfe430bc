/** What a claim answers, and who answers it, in sentences. An edition speaks of itself: a denial that it does not hold is none of its. */
import type { ClaimView } from "../../views/edition.ts";
import type { Context } from "./context.ts";
import type { Sentence } from "./types.ts";

/** What the claim answers, and who answers it; that nobody does, in this edition and no further. */
export function answerSentences(context: Context, id: string, claim: ClaimView): Sentence[] {
  const { answers = [], answeredBy = [] } = claim;
  return [
    ...answers.map((first, i) =>
      context.say(`${id}.answers${i + 1}`, first.says, [claim.ref, first.ref, first.speaker.ref]),
    ),
    ...(typeof answeredBy === "string"
      ? [context.say(`${id}.answered`, NO_ANSWER, [claim.ref])]
      : answeredBy.map((answer, i) =>
          context.say(`${id}.answered${i + 1}`, answer.says, [claim.ref, answer.ref, answer.speaker.ref]),
        )),
  ];
}

const NO_ANSWER = "No answer found in this edition.";

/** The same in the notes of a row that cites the claim: who answers it. */
export function answerNotes({ answeredBy = [] }: Pick<ClaimView, "answeredBy">): readonly string[] {
  return typeof answeredBy === "string" ? [NO_ANSWER] : answeredBy.map(({ says }) => says);
}
