/** The reasoning of a case as one reader sees it, at one time. */
import { CaseFold, reasoningOver } from "../case/index.ts";
import { PlumblineError } from "../errors.ts";
import type { Reader } from "../model/marking.ts";
import type { AsOf, Reasoning } from "../views/reasoning.ts";
import { datedSchema } from "../model/time.ts";
import type { Case } from "./case.ts";
import { resolveName } from "./names.ts";

/** What is computed over the fold that a case keeps until its log changes, kept as long. */
const kept = new WeakMap<CaseFold, Reasoning>();

/** @param asOf as known to the case on `at`, as held on `heldAt`; the whole case without either */
export async function reasoning(opened: Case, reader: Reader, asOf: AsOf = {}): Promise<Reasoning> {
  if (asOf.at !== undefined || asOf.heldAt !== undefined)
    return over(new CaseFold(await opened.log.entries(), reader, asOf));
  const fold = await opened.fold(reader);
  const known = kept.get(fold) ?? over(fold);
  kept.set(fold, known);
  return known;
}

const over = (fold: CaseFold): Reasoning => reasoningOver(fold, (name) => resolveName(fold, name));

/**
 * Two dates given as words as a time.
 * @throws PlumblineError USAGE if one is no date in UTC.
 */
export function parseAsOf(words: { readonly at?: string; readonly heldAt?: string }): AsOf {
  for (const setting of ["at", "heldAt"] as const) {
    const text = words[setting];
    if (text !== undefined && !datedSchema.safeParse(text).success)
      throw new PlumblineError("USAGE", `A date in UTC is needed; “${text.slice(0, 40)}” is none.`, {
        setting,
        hint: "Write 2017-01-06 or 2017-01-06T20:32Z; the whole day, or minute, counts.",
      });
  }
  return {
    ...(words.at === undefined ? {} : { at: words.at }),
    ...(words.heldAt === undefined ? {} : { heldAt: words.heldAt }),
  };
}
