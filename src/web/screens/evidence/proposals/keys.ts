/** The keys of the reader. Letters typed into a field stay there; a box that is ticked takes none. */
import { useEffect, useEffectEvent } from "react";

const TYPED_INTO = "input:not([type=checkbox]), select, textarea, [contenteditable]";

/** What each letter does; a letter whose work returns false is left to the keys that hold everywhere. */
export type ReaderKeys = Readonly<Record<string, () => boolean | void>>;

export function useReaderKeys(keys: ReaderKeys): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const { target } = event;
    if (target instanceof HTMLElement && target.matches(TYPED_INTO)) return;
    const work = keys[event.key.toLowerCase()];
    if (work === undefined || work() === false) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => pressed(event);
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, []);
}
