/** How long what a person has typed and not recorded is kept, and the end of it. */
import type { Access } from "./access/access.ts";
import type { ServedCase } from "./served-case.ts";

const DAY_MS = 86_400_000;
/** A text that was not saved again for so long is removed. */
export const KEEP_UNSAVED_MS = 14 * DAY_MS;

/** How the names of lists of what a person refused begin: no form has such a name. */
export const REFUSED = "refused ";
/** How the names of notes beside a record begin; the reference of the record follows. */
export const NOTE = "note ";
/** How the names of lists of saved filters begin. */
const FILTERS = "filters ";

/** What stays as long as its author has a place in the case: it was decided or written down, and nobody types on it. */
const LASTING = [REFUSED, NOTE, FILTERS];

export const isLasting = (key: string): boolean => LASTING.some((name) => key.startsWith(name));

/** Handles of accounts have no space in them: the owner of the machine is nobody with an account. */
export const OWNER = "owner ";

/** Removes what is too old, and what is of people without a place in the case any more. */
export async function sweepUnsaved(served: ServedCase, access: Access): Promise<void> {
  const people = await access.people(served.name);
  served.unsaved.sweep(
    new Date(Date.parse(served.now()) - KEEP_UNSAVED_MS).toISOString(),
    (author) => people === undefined || author.startsWith(OWNER) || people.has(author),
    LASTING,
  );
}
