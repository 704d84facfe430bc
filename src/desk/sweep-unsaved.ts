/** How long what a person has typed and not recorded is kept, and the end of it. */
import type { Access } from "./access/access.ts";
import type { ServedCase } from "./served-case.ts";

const DAY_MS = 86_400_000;
/** A text that was not saved again for so long is removed. */
export const KEEP_UNSAVED_MS = 14 * DAY_MS;

/**
 * How the names of lists begin that stay as long as their author has a place in the case: what a person refused was decided, and nobody
 * types on it.
 */
export const LASTING = "refused ";

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
