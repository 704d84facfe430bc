import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { SCREENS } from "../screens/index.ts";
import { pathTo, useAddress, useGo } from "./address.ts";

/** What the keyboard does, everywhere or on one screen; the list is shown by `?`. */
export const KEYS: readonly {
  readonly keys: readonly string[];
  readonly does: string;
  /** Path of the one screen that has it. */
  readonly on?: string;
}[] = [
  { keys: ["Ctrl K"], does: "find anything: a section, an act, a record, posts, a term" },
  { keys: ["J", "K"], does: "next, previous item with a plumb line" },
  { keys: ["Enter"], does: "let its line down" },
  { keys: ["Esc"], does: "close what is shown at a glance, then the line" },
  { keys: ["/"], does: "search on this screen" },
  { keys: ["U"], does: "undo what was recorded last" },
  { keys: ["A", "M", "R"], does: "in a document: accept, mend, refuse the proposal", on: "evidence" },
  { keys: ["N", "B"], does: "in a document: next open proposal, the one before", on: "evidence" },
  { keys: ["P"], does: "in a document: say who speaks, make a party", on: "evidence" },
  { keys: ["← ↑ → ↓"], does: "in the matrix: to the next cell", on: "questions" },
  {
    keys: ["C", "N", "I", "X"],
    does: "in a cell: consistent, neutral, inconsistent, not applicable; with Shift very",
    on: "questions",
  },
  { keys: ["0", "…", "9"], does: "under Coding: give a code, 0 for cannot say", on: "corpus" },
  { keys: ["←", "→"], does: "under Coding: the unit before, the next", on: "corpus" },
  { keys: ["1", "…", "9"], does: "go to a section" },
  { keys: ["?"], does: "show or hide this list" },
];

/** Listens while mounted. Letters typed into a field stay there. */
export function useKeys(setHelps: (change: (shown: boolean) => boolean) => void, onFind: () => void): void {
  const { caseName, search } = useAddress();
  const hangs = search["plumb"] !== undefined;
  const go = useGo();
  const navigate = useNavigate();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        onFind();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]") !== null)
        return;
      if (
        event.target instanceof HTMLElement &&
        event.target.matches("input, select, textarea, [contenteditable]")
      )
        return;
      const screen = SCREENS[Number(event.key) - 1];
      if (event.key === "j" || event.key === "k") moveFocus(event.key === "j" ? 1 : -1);
      else if (event.key === "?") setHelps((shown) => !shown);
      else if (event.key === "Escape") {
        setHelps(() => false);
        if (hangs) go({ plumb: undefined, line: undefined });
      } else if (event.key === "/") document.querySelector<HTMLElement>("#stage [type=search]")?.focus();
      else if (event.key === "u") document.querySelector<HTMLElement>("[data-undo]")?.click();
      else if (screen !== undefined) void navigate({ to: pathTo(caseName, screen.path) } as never);
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [go, hangs, navigate, caseName, setHelps, onFind]);
}

/** Focuses the next or the previous item on the stage that has a plumb line. */
function moveFocus(step: 1 | -1): void {
  // What is folded away takes no focus: the keys would stop before it for good.
  const things = [...document.querySelectorAll<HTMLElement>("#stage [data-plumb]")].filter((thing) =>
    thing.checkVisibility(),
  );
  const at = things.indexOf(document.activeElement as HTMLElement);
  const from = at < 0 ? things.findIndex((thing) => thing.ariaCurrent === "true") : at;
  const next = from < 0 && step < 0 ? things.length - 1 : from + step;
  things[Math.min(Math.max(next, 0), things.length - 1)]?.focus();
}
