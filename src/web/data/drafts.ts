/**
 * What is being typed and is no record yet. It survives a reload, in this browser, unless its marking is RED or
 * AMBER+STRICT: such text is never written to disk by the page, and is kept until the page is closed.
 */
import { useCallback, useState } from "react";
import type { Tlp } from "../../model/marking.ts";

/** A form: plain texts, and the marking that what is typed will have. */
export type Form = Readonly<Record<string, string>> & { readonly tlp: Tlp };

/** Forms of this page, by room and name. */
const held = new Map<string, Form>();
const PREFIX = "plumbline draft ";

/** May text of this marking be written into the browser's storage? */
export function maySurvive(tlp: Tlp): boolean {
  return tlp !== "RED" && tlp !== "AMBER+STRICT";
}

export interface DraftForm<F extends Form> {
  readonly form: F;
  readonly set: (changes: Partial<F>) => void;
  /** Forgets what was typed, here and in storage. */
  readonly clear: () => void;
}

/** @param name of the form within the case, such as `position jdg_1 pty_2` */
export function useDraft<F extends Form>(room: string, name: string, blank: F): DraftForm<F> {
  const key = `${PREFIX}${room} ${name}`;
  const [form, setForm] = useState<F>(() => ({ ...blank, ...(held.get(key) ?? stored(key)) }));
  const set = useCallback(
    (changes: Partial<F>) =>
      setForm((old) => {
        const next = { ...old, ...changes };
        keep(key, next);
        return next;
      }),
    [key],
  );
  const clear = useCallback(() => {
    held.delete(key);
    localStorage.removeItem(key);
    setForm(blank);
  }, [key, blank]);
  return { form, set, clear };
}

function keep(key: string, form: Form): void {
  held.set(key, form);
  if (maySurvive(form.tlp)) localStorage.setItem(key, JSON.stringify(form));
  else localStorage.removeItem(key);
}

function stored(key: string): Form | undefined {
  const text = localStorage.getItem(key);
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as Form;
  } catch {
    localStorage.removeItem(key);
    return undefined;
  }
}
