/** What is being typed and is no record yet: it survives a reload and a lost server, and lies where its marking lets it. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import type { Marking, Tlp } from "../../model/marking.ts";
import { api, ask } from "../client.ts";
import { forget, heldHere, keep, keepingOf, onKeeping, takeOver } from "./keeping.ts";
import type { Keeping, Kept } from "./keeping.ts";
import { fieldsOf, markingOf } from "./marking.ts";

/** A form: plain texts, and the marking that what is typed will have. */
export type Form = Kept & { readonly tlp: Tlp };

/** The marking that a form chooses, and where that makes it lie. */
export interface MarkingChoice {
  readonly value: Marking;
  readonly set: (marking: Marking) => void;
  readonly keeping: Keeping;
}

export interface DraftForm<F extends Form> {
  readonly form: F;
  readonly set: (changes: Partial<F>) => void;
  /** Forgets what was typed, wherever it lies. */
  readonly clear: () => void;
  readonly marking: MarkingChoice;
}

/** The person's own texts that the server kept from before this page was opened. */
function useUnsaved(caseName: string) {
  return useQuery({
    queryKey: ["unsaved", caseName],
    queryFn: async () => (await ask(api.cases[":case"].unsaved.$get({ param: { case: caseName } }))).texts,
    staleTime: Infinity,
    gcTime: Infinity,
  });
}

/** @param name of the form within the case, such as `position jdg_1 pty_2` */
export function useDraft<F extends Form>(caseName: string, name: string, blank: F): DraftForm<F> {
  const place = { caseName, name };
  const form = { ...blank, ...useSyncExternalStore(onKeeping, () => heldHere(place)) };
  const keeping = useSyncExternalStore(onKeeping, () => keepingOf(place));
  const before = useUnsaved(caseName).data?.find(({ key }) => key === name)?.form;
  useEffect(() => {
    if (before !== undefined) takeOver({ caseName, name }, before, blank);
  }, [caseName, name, before, blank]);
  const set = (changes: Partial<Form>) => {
    // Two changes of one gesture add up.
    const next = { ...blank, ...heldHere(place), ...changes };
    keep(place, next, markingOf(next));
  };
  const clear = () => forget(place);
  const setMarking = (marking: Marking) => set(fieldsOf(marking));
  return { form, set, clear, marking: { value: markingOf(form), set: setMarking, keeping } };
}
