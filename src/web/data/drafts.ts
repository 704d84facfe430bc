/** What is being typed and is no record yet: it survives a reload, a lost server and a restart. */
import { useSyncExternalStore } from "react";
import type { Marking, Tlp } from "../../model/marking.ts";
import type { Kept } from "./case-forms.ts";
import { forget, keep, keepingOf, onKeeping, shownOf } from "./keeping.ts";
import type { Keeping } from "./keeping.ts";
import { fieldsOf, markingOf } from "./marking.ts";

/** A form: plain texts, and the marking that what is typed will have. */
export type Form = Kept & { readonly tlp: Tlp };

/** The marking that a form chooses, and where what is typed lies. */
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

/** @param name of the form within the case, such as `position jdg_1 pty_2` */
export function useDraft<F extends Form>(caseName: string, name: string, blank: F): DraftForm<F> {
  const place = { caseName, name };
  const form = { ...blank, ...useSyncExternalStore(onKeeping, () => shownOf(place)) };
  const keeping = useSyncExternalStore(onKeeping, () => keepingOf(place));
  const set = (changes: Partial<Form>) => {
    // Two changes of one gesture add up.
    keep(place, { ...blank, ...shownOf(place), ...changes }, blank);
  };
  const clear = () => forget(place);
  const setMarking = (marking: Marking) => set(fieldsOf(marking));
  return { form, set, clear, marking: { value: markingOf(form), set: setMarking, keeping } };
}
