/**
 * What a person has refused of what is proposed to them, under lasting names. It is kept beside their unrecorded texts, for them
 * alone: it is nobody's record. Unlike a text it stays until it is taken back or the person has no place in the case any more.
 */
import { randomBytes } from "node:crypto";
import type { Marking } from "../model/marking.ts";
import type { Seat } from "./seat.ts";
import { REFUSED } from "./sweep-unsaved.ts";
import { authorOf, keepUnsaved } from "./unsaved.ts";

/** Lasting names of what the person has refused in one thing, and the state of the list. */
function listed(
  seat: Seat,
  of: string,
): { readonly names: readonly string[]; readonly revision: string | null } {
  const kept = seat.served.unsaved.list(authorOf(seat)).find(({ key }) => key === nameOf(of));
  const names: unknown = JSON.parse(kept?.form["refused"] ?? "[]");
  return { names: Array.isArray(names) ? names.map(String) : [], revision: kept?.revision ?? null };
}

const nameOf = (of: string): string => `${REFUSED}${of}`;

/** @param of id of what something was proposed about */
export async function refusedIn(seat: Seat, of: string): Promise<ReadonlySet<string>> {
  await seat.sweepUnsaved();
  return new Set(listed(seat, of).names);
}

/**
 * Adds a name to the list, or takes it away.
 * @param of id of what it was proposed about
 * @param marking of what the list is about
 * @throws PlumblineError READ_ONLY; CHANGED if another window of the person refused one at the same moment; REQUEST_LIMIT over what
 * one person may keep.
 */
export async function keepRefused(
  seat: Seat,
  of: string,
  marking: Marking,
  { name, refused }: { readonly name: string; readonly refused: boolean },
): Promise<void> {
  await seat.sweepUnsaved();
  const { names, revision } = listed(seat, of);
  const others = names.filter((one) => one !== name);
  await keepUnsaved(seat, nameOf(of), {
    marking,
    form: { refused: JSON.stringify(refused ? [...others, name] : others) },
    revision: randomBytes(16).toString("hex"),
    was: revision,
  });
}
