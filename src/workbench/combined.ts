/** What the instruments say to a question of a case, as proposed cells of its matrix. */
import { combinedView } from "../case/index.ts";
import type { CaseFold, Instrument } from "../case/index.ts";
import { PlumblineError } from "../errors.ts";
import { typeOfRef } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import { DETECTORS } from "../signals/index.ts";
import type { CombinedView } from "../views/combined.ts";
import { resolveName } from "./names.ts";

/** Every instrument that says what its findings are evidence of, as listed. */
const INSTRUMENTS: readonly Instrument[] = DETECTORS.flatMap(({ descriptor }) => {
  const { id, title, question, nulls, speaks } = descriptor;
  return speaks === undefined ? [] : [{ id, title, question, nulls, speaks }];
});

/**
 * @param name of the question: key, id or label
 * @param refused ids of the proposals that the reader has refused
 * @throws PlumblineError NOT_FOUND, AMBIGUOUS.
 */
export function combined(
  fold: CaseFold,
  name: string,
  refused: ReadonlySet<string> = new Set(),
): CombinedView {
  return combinedView(fold, questionNamed(fold, name), INSTRUMENTS, refused);
}

/** The standing question of this name. @throws PlumblineError NOT_FOUND, AMBIGUOUS. */
export function questionNamed(fold: CaseFold, name: string) {
  const ref: Ref | undefined = fold.current(resolveName(fold, name));
  const question =
    ref !== undefined && typeOfRef(ref) === "Question" ? fold.find("Question", ref) : undefined;
  if (question === undefined)
    throw new PlumblineError("NOT_FOUND", "No standing question has this id or key at this level.", {
      where: name,
    });
  return question;
}
