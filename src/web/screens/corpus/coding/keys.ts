/** The keyboard while coding: digits are codes here, not sections. What is chosen is a record once it is said. */
import { useCallback, useEffect, useState } from "react";
import type { CodebookView, Says } from "../../../../views/coding.ts";

const inField = (event: KeyboardEvent): boolean =>
  event.target instanceof HTMLElement && event.target.matches("input, select, textarea, [contenteditable]");

/** While a unit is on its way a digit does nothing: it was meant as a code, not as a section. */
export function useDigitsHeld(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (/^\d$/.test(event.key) && !inField(event)) event.stopPropagation();
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, []);
}

export interface CodingKeys {
  /** Codes that are marked and not yet recorded; several only. */
  readonly chosen: readonly string[];
  readonly toggle: (code: string) => void;
  /** Records what is chosen. */
  readonly record: () => void;
  readonly reset: () => void;
}

export function useCodingKeys({
  book,
  own,
  onSay,
  onMove,
  onUndo,
}: {
  readonly book: CodebookView;
  readonly own: Says | undefined;
  readonly onSay: (says: Says) => void;
  readonly onMove: (step: number) => void;
  readonly onUndo: () => void;
}): CodingKeys {
  const [marked, setMarked] = useState<readonly string[] | undefined>();
  const given = own === undefined || own === "cannot say" ? [] : own;
  const chosen = marked ?? given;
  const toggle = (code: string) => {
    if (!book.several) onSay([code]);
    else setMarked(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]);
  };
  const record = () => onSay(book.categories.map(({ code }) => code).filter((code) => chosen.includes(code)));
  const reset = useCallback(() => setMarked(undefined), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (inField(event)) return;
      const onControl = event.target instanceof HTMLElement && event.target.matches("a, button");
      const category = book.categories[Number(event.key) - 1];
      if (/^[1-9]$/.test(event.key)) {
        if (category !== undefined) toggle(category.code);
      } else if (event.key === "0") onSay("cannot say");
      else if (event.key === "ArrowRight") onMove(1);
      else if (event.key === "ArrowLeft") onMove(-1);
      else if (event.key === "u") onUndo();
      else if (event.key === "Enter" && book.several && !onControl) record();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Before the page's own keys, which are those of every screen.
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  });
  return { chosen, toggle, record, reset };
}
