/** The forms of an edition, in the order they are written. A new one is a file here and a line below. */
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
