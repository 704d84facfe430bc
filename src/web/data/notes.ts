/** Private notes beside records: kept as what is typed is, for their author alone, and as long as the author has a place in the case. */
import { useSyncExternalStore } from "react";
import { formsOf, keepingChanges, onKeeping, shownOf } from "./keeping.ts";
import type { Note } from "./note-links.ts";

const NOTE = "note ";
/** Name of the form of a note. */
export const noteOf = (ref: string): string => `${NOTE}${ref}`;

/** Every note of the person in a case, in order of what they are beside. */
export function useNotes(caseName: string): readonly Note[] {
  useSyncExternalStore(onKeeping, keepingChanges);
  return formsOf(caseName).flatMap((name) => {
    const text = shownOf({ caseName, name })?.["text"] ?? "";
    return name.startsWith(NOTE) && text !== "" ? [{ ref: name.slice(NOTE.length), text }] : [];
  });
}
