/** Filters of the Corpus that a person keeps: as what is typed is kept, for them alone, as long as they have a place in the case. */
import { useSyncExternalStore } from "react";
import { forget, keep, onKeeping, shownOf } from "./keeping.ts";
import { fieldsOf } from "./marking.ts";
import { useCase } from "./cases.ts";

const NAME = "filters corpus";
/** Before the names that a person gives: other fields are the marking. */
const FIELD = "named ";

export interface SavedFilter {
  readonly name: string;
  /** As an address has it, without the question mark. */
  readonly query: string;
}

/** They are marked as high as the person reads: they may name what only such readers see. */
export function useSavedFilters(caseName: string): {
  readonly filters: readonly SavedFilter[];
  readonly save: (name: string, query: string) => void;
  readonly remove: (name: string) => void;
} {
  const place = { caseName, name: NAME };
  const tlp = useCase(caseName).data?.ceiling ?? "RED";
  const form = useSyncExternalStore(onKeeping, () => shownOf(place)) ?? {};
  const named = Object.entries(form).filter(([field]) => field.startsWith(FIELD));
  const write = (fields: readonly (readonly [string, string])[]) => {
    const marking = fieldsOf({ tlp });
    if (fields.length === 0) forget(place);
    else keep(place, { ...marking, ...Object.fromEntries(fields) }, marking);
  };
  return {
    filters: named
      .map(([field, query]) => ({ name: field.slice(FIELD.length), query }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    save: (name, query) =>
      write([...named.filter(([field]) => field !== `${FIELD}${name}`), [`${FIELD}${name}`, query]]),
    remove: (name) => write(named.filter(([field]) => field !== `${FIELD}${name}`)),
  };
}
