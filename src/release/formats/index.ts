/** The forms of an edition, in the order they are written. A new one is a file here and a line below. */
import { FORMS } from "../../model/records.ts";
import type { EditionView } from "../../views/edition.ts";
import { claimReview } from "./claim-review.ts";
import { docx } from "./docx.ts";
import type { Format } from "./contract.ts";
import { html } from "./html.ts";
import { json } from "./json.ts";
import { misp } from "./misp.ts";
import { pdf } from "./pdf.ts";
import { records } from "./records.ts";
import { stix } from "./stix.ts";

export const FORMATS: readonly Format[] = Object.freeze([
  html,
  json,
  records,
  pdf,
  docx,
  stix,
  misp,
  claimReview,
]);

const OPTIONAL: ReadonlySet<string> = new Set(FORMS);

/** The forms of one edition: those that each has, and those that its record names. */
export function formatsOf({ forms }: Pick<EditionView, "forms">): readonly Format[] {
  const named: ReadonlySet<string> = new Set(forms);
  return FORMATS.filter(({ id }) => !OPTIONAL.has(id) || named.has(id));
}
