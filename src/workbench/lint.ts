/** The language lint as a use case: of a case as a reader sees it, or of a text that is in no case. */
import {
  caseLintSchema,
  LINT_CODES,
  lintCase,
  lintHitSchema,
  lintText,
  likelihoodScales,
  PLACES,
} from "../case/index.ts";
import type { CaseLint, LintContext, LintHit } from "../case/index.ts";
import { PlumblineError } from "../errors.ts";
import { readGivenText } from "../store/given-file.ts";
import type { Reader } from "../model/marking.ts";
import type { Case } from "./case.ts";

export type { CaseHit, CaseLint, LintContext, LintHit } from "../case/index.ts";
export { caseLintSchema, LINT_CODES, lintHitSchema };

/** A draft is read at once; a book is no draft. */
const MAX_BYTES = 1024 * 1024;

/** Every standing text and judgment that the reader may see. */
export async function lint(opened: Case, reader: Reader): Promise<CaseLint> {
  return lintCase(await opened.fold(reader));
}

/**
 * Hits in a text by itself, under declared scales; for a page that lints while somebody writes.
 * @throws PlumblineError USAGE if a scale or the place is not known.
 */
export function lintDraft(text: string, context: Omit<LintContext, "place"> & { place?: string }): LintHit[] {
  const place = PLACES.find((one) => one === (context.place ?? "text"));
  if (place === undefined)
    throw new PlumblineError("USAGE", `“${context.place}” is no place of a text.`, {
      hint: `Use ${PLACES.join(", ")}.`,
    });
  for (const id of context.scales ?? [])
    if (!likelihoodScales().has(id))
      throw new PlumblineError("USAGE", `There is no likelihood scale “${id}”.`, {
        hint: `Scales: ${[...likelihoodScales().keys()].join(", ")}.`,
      });
  return lintText(text, { ...context, place });
}

/**
 * The text of a file.
 * @throws PlumblineError FILE_MISSING, FILE_ENCODING, USAGE if it is too long.
 */
export function readTextFile(path: string): string {
  return readGivenText(path, { what: "The draft", maxBytes: MAX_BYTES, tooLong: "USAGE" });
}
