/** Light or dark: as the system says, until the reader chooses. The choice is the browser's, for all cases. */
import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark";

const KEY = "plumbline theme";
const CHANGED = "plumbline-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

/** What the reader chose; undefined where the system decides. */
function chosen(): Theme | undefined {
  const theme = document.documentElement.dataset["theme"];
  return theme === "light" || theme === "dark" ? theme : undefined;
}

/** The mode that is on. */
export const modeNow = (): Theme => chosen() ?? (system.matches ? "dark" : "light");

/** Calls back when the mode may have changed; returns how to stop. */
export function onMode(listener: () => void): () => void {
  system.addEventListener("change", listener);
  document.addEventListener(CHANGED, listener);
  return () => {
    system.removeEventListener("change", listener);
    document.removeEventListener(CHANGED, listener);
  };
}

/** @param theme undefined gives the choice back to the system */
export function chooseTheme(theme: Theme | undefined): void {
  if (theme === undefined) delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  try {
    if (theme === undefined) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // A browser that keeps nothing forgets it with the window.
  }
  document.dispatchEvent(new Event(CHANGED));
}

/** Takes up what was chosen on an earlier visit; before anything is drawn. */
export function recallTheme(): void {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept === "light" || kept === "dark") document.documentElement.dataset["theme"] = kept;
  } catch {
    // As the system says.
  }
}

export const useTheme = (): Theme | undefined => useSyncExternalStore(onMode, chosen);
