/** A record, a part of one or a post at a glance: its kind, what it says, its marking. Noted as every look at a record is. */
import { z } from "zod";
import { nameOf, wordsOf } from "../case/index.ts";
import { PlumblineError } from "../errors.ts";
import { markingSchema } from "../model/marking.ts";
import { recordOf, refSchema } from "../model/refs.ts";
import { text, view } from "../views/plain.ts";
import { resolveName } from "../workbench/names.ts";
import { trace } from "../workbench/trace.ts";
import type { Seat } from "./seat.ts";

/** Characters of what it says. */
const MOST_TEXT = 280;
const POST = /#row-\d+$/;

export const glanceSchema = view("Glance", {
  ref: z.union([refSchema, text]),
  kind: text,
  /** What it is called, where that is no id. */
  name: text.exactOptional(),
  text,
  marking: markingSchema,
  stands: z.boolean(),
});
export type GlanceView = z.infer<typeof glanceSchema>;

/** @throws PlumblineError NOT_FOUND alike for hidden and absent. */
export async function glance(seat: Seat, asked: string): Promise<GlanceView> {
  const fold = await seat.fold();
  const ref = POST.test(asked) ? asked : resolveName(fold, asked);
  const id = recordOf(ref);
  const record = fold.get(id);
  const marking = fold.marking(id);
  if (record === undefined || marking === undefined)
    throw new PlumblineError("NOT_FOUND", "There is no such record here.");
  seat.note("record", id);
  const stands = fold.stands(id);
  if (POST.test(ref)) {
    const { text: words } = await trace(seat.served.opened, ref, seat.reader);
    return { ref, kind: "Post", text: cut(words), marking, stands };
  }
  const name = nameOf(fold, ref);
  return {
    ref,
    kind: record.type === "Run" && ref !== id ? "Finding" : record.type,
    ...(name.startsWith(id) ? {} : { name }),
    text: cut(wordsOf(fold, ref) ?? ""),
    marking,
    stands,
  };
}

function cut(words: string): string {
  const all = Array.from(words);
  return all.length > MOST_TEXT ? `${all.slice(0, MOST_TEXT).join("").trimEnd()} …` : words;
}
