/** The checklists before release. */
import { z } from "zod";
import { refSchema } from "../model/refs.ts";
import { instantSchema } from "../model/time.ts";
import { refs } from "./basics.ts";
import { list, shape, text, view } from "./plain.ts";

/** What the records of an edition say about an item: where they point, and why. Never an answer. */
const logSaysSchema = shape({ points: z.enum(["yes", "no", "open"]), text, refs });
export type LogSays = z.infer<typeof logSaysSchema>;

const itemSchema = view("ChecklistItem", {
  item: text,
  title: text,
  asks: text,
  /** The latest standing answer, by whom and when. */
  answer: z.union([
    z.literal("not answered"),
    shape({
      ref: refSchema,
      value: z.enum(["yes", "no", "not applicable"]),
      why: text.exactOptional(),
      by: text,
      organisation: refSchema,
      at: instantSchema,
    }),
  ]),
  /** `nothing` where only a person can know. */
  logSays: z.union([logSaysSchema, z.literal("nothing")]),
});
export type ChecklistItem = z.infer<typeof itemSchema>;

export const checklistSchema = view("Checklist", { list: text, title: text, items: list(itemSchema) });
export type ChecklistView = z.infer<typeof checklistSchema>;
