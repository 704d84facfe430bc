/** How a refusal is told by the API: the stable code, one sentence, what it is about and what to do. */
import { z } from "zod";
import { ERRORS } from "../errors.ts";
import type { ErrorCode } from "../errors.ts";
import { count, list, shape, text, view } from "./plain.ts";

const one = {
  /** See docs/errors.md. */
  code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]),
  message: text,
  where: text.exactOptional(),
  hint: text,
};

export const refusalSchema = view("Refusal", {
  ...one,
  /** Where a batch has several: all of them, or the first 500, beginning with this one. */
  refusals: list(shape(one)).exactOptional(),
  /** How many there are. */
  total: count.exactOptional(),
});
