/** Auxiliaries, read from the words where the tagger errs. */
import type { ReadText } from "./text.ts";

/** An auxiliary, short forms included: the tagger takes some of these for possessives. */
export const isAuxiliary = (text: ReadText, i: number): boolean => {
  const { tag, lower } = text.tokens[i]!;
  if (
    tag === "AUX" ||
    lower === "'re" ||
    lower === "'ll" ||
    lower === "'ve" ||
    lower === "'d" ||
    lower === "'m"
  )
    return true;
  return lower === "'s" && (text.tokens[i - 1]?.tag === "PRON" || text.tokens[i - 1]?.lower === "that");
};
