/** How a refusal is told by the API: the stable code, one sentence, what it is about and what to do. */
import { z } from "zod";
import { ERRORS } from "../errors.ts";
import type { ErrorCode } from "../errors.ts";
import { text, view } from "./plain.ts";

export const refusalSchema = view("Refusal", {
  /** See docs/errors.md. */
  code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]),
  message: text,
  where: text.exactOptional(),
  hint: text,
});
