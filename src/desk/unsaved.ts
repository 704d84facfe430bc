/**
 * What a person has typed in a form and not recorded yet, kept on the server: the disk of a browser is open to anybody who
 * listens at the same address later. Only its author reads it, and only while they may read what is marked so; it goes with
 * their place in the case, and after two weeks in which nobody typed on. Two windows of one author do not overwrite each
 * other: each change names the state that it was written on.
 */
import { z } from "zod";
import { PlumblineError } from "../errors.ts";
import { markingSchema, mayRead } from "../model/marking.ts";
import { recordOf } from "../model/refs.ts";
import { instantSchema } from "../model/time.ts";
import type { UnsavedLimits } from "../store/unsaved.ts";
import { text, view } from "../views/plain.ts";
import type { Seat } from "./seat.ts";
import { isLasting, KEEP_UNSAVED_MS, NOTE, OWNER, REFUSED } from "./sweep-unsaved.ts";

const KIB = 1024;
/** Of one person in one case. */
const LIMITS: UnsavedLimits = { texts: 200, bytes: 1024 * KIB };
const MAX_FORM = 64 * KIB;
const MAX_FIELDS = 200;
/** Of the texts of one person: what is being typed in forms has room beside them. */
const MOST_NOTES = 100;

export const unsavedKeySchema = z
  .string()
  .regex(/^[\w #@.:-]{1,200}$/, "The name of a form does not fit")
  // Written by refusing alone.
  .refine((key) => !key.startsWith(REFUSED), "The name of a form does not fit");

/** The empty one is that of texts which an earlier version kept. */
export const revisionSchema = z
  .string()
  .regex(/^[\w-]{0,64}$/, "A revision has at most 64 letters and digits");

export const unsavedFormSchema = z.strictObject({
  marking: markingSchema,
  /** Name of the new state, chosen at random. */
  revision: revisionSchema.min(8),
  /** The state that it was written on; null where there was none. */
  was: revisionSchema.nullable(),
  form: z
    .record(z.string().min(1).max(200), z.string())
    .refine((form) => Object.keys(form).length <= MAX_FIELDS, `A form has at most ${MAX_FIELDS} fields`)
    .refine(
      (form) => Buffer.byteLength(JSON.stringify(form)) <= MAX_FORM,
      `A form holds at most ${MAX_FORM / KIB} KiB`,
    ),
});

const kept = {
  /** Name of the form, such as `position jdg_1 pty_2`. */
  key: text,
  marking: markingSchema,
  revision: text,
  savedAt: instantSchema,
  /** When it is removed unless it is saved again; null for what stays, as notes beside records do. */
  until: instantSchema.nullable(),
};
/** A form that was kept, without what is in it. */
export const keptSchema = view("Kept", kept);
export const unsavedSchema = view("Unsaved", { ...kept, form: z.record(text, text).readonly() });
export type UnsavedView = z.infer<typeof unsavedSchema>;

/** The person's own texts that they may still read. @throws PlumblineError FORBIDDEN, STORE. */
export async function listUnsaved(seat: Seat): Promise<readonly UnsavedView[]> {
  await swept(seat);
  const fold = await seat.fold();
  return seat.served.unsaved
    .list(authorOf(seat))
    .filter(({ key, marking }) => !key.startsWith(REFUSED) && mayRead(marking, seat.reader))
    .filter(({ key }) => !key.startsWith(NOTE) || fold.get(recordOf(key.slice(NOTE.length))) !== undefined)
    .map((text) => ({ ...text, until: untilOf(text) }));
}

/**
 * Keeps a form in the place of the person's earlier one of that name.
 * @throws PlumblineError FORBIDDEN; READ_ONLY; CEILING above the person's own; CHANGED if another state is there than it was written on;
 * REQUEST_LIMIT over what one person may keep; STORE.
 */
export async function keepUnsaved(
  seat: Seat,
  key: string,
  { marking, form, revision, was }: z.infer<typeof unsavedFormSchema>,
): Promise<z.infer<typeof keptSchema>> {
  await swept(seat);
  seat.served.opened.demandWritable();
  if (!mayRead(marking, seat.reader))
    throw new PlumblineError("CEILING", "You cannot write what you could not read.", {
      hint: `Mark it ${seat.reader.ceiling} or lower, with groups that you belong to.`,
    });
  await checkNote(seat, key);
  const savedAt = seat.served.now();
  const text = { key, marking, form, revision, savedAt };
  // What its author may not read any more is not there, and makes room.
  const there = seat.served.unsaved.list(authorOf(seat)).find((one) => one.key === key);
  const hidden = was === null && there !== undefined && !mayRead(there.marking, seat.reader);
  const put = seat.served.unsaved.put(authorOf(seat), text, hidden ? there.revision : was, LIMITS);
  if (put === "changed") throw changed();
  if (put === "over a limit")
    throw new PlumblineError(
      "REQUEST_LIMIT",
      "You have typed more here than is kept without being recorded.",
      {
        hint: `Record or close forms that you have begun: ${LIMITS.texts} texts, ${LIMITS.bytes / KIB} KiB together.`,
      },
    );
  return { key, marking, revision, savedAt, until: untilOf({ key, savedAt }) };
}

/**
 * Removes one of the person's own texts; one that is not there is removed, too.
 * @param was only if it is in this state
 * @throws PlumblineError CHANGED if it is in another; FORBIDDEN, STORE.
 */
export async function dropUnsaved(seat: Seat, key: string, was?: string): Promise<void> {
  seat.demand("read");
  if (!seat.served.unsaved.remove(authorOf(seat), key, was)) throw changed();
}

const changed = () => new PlumblineError("CHANGED", "This form was typed in elsewhere since.");

async function swept(seat: Seat): Promise<void> {
  seat.demand("read");
  await seat.sweepUnsaved();
}

/** Under whose name a person's texts lie. */
export function authorOf({ principal: { person, organisations } }: Seat): string {
  return organisations === "every" ? `${OWNER}${person}` : person;
}

/** A note is beside something that its author may see. @throws PlumblineError NOT_FOUND; REQUEST_LIMIT. */
async function checkNote(seat: Seat, key: string): Promise<void> {
  if (!key.startsWith(NOTE)) return;
  if ((await seat.fold()).get(recordOf(key.slice(NOTE.length))) === undefined)
    throw new PlumblineError("NOT_FOUND", "There is no such record here.");
  const others = seat.served.unsaved
    .list(authorOf(seat))
    .filter((one) => one.key.startsWith(NOTE) && one.key !== key).length;
  if (others >= MOST_NOTES)
    throw new PlumblineError("REQUEST_LIMIT", `You have notes beside ${MOST_NOTES} records.`, {
      hint: "Throw some of them away: what else you type needs the room.",
    });
}

function untilOf({ key, savedAt }: { readonly key: string; readonly savedAt: string }): string | null {
  if (isLasting(key)) return null;
  return new Date(Date.parse(savedAt) + KEEP_UNSAVED_MS).toISOString();
}
