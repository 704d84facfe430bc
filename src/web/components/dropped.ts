import { useEffect, useEffectEvent, useState } from "react";

/**
 * Takes a file that is dropped anywhere on the page. @returns whether one hangs over it
 * @param last takes only what nothing else on the page takes
 */
export function useDropped(onFile: (file: File) => void, last = false): boolean {
  const [over, setOver] = useState(false);
  const dropped = useEffectEvent(onFile);
  useEffect(() => {
    // Who is not the last hears it on the way down, before the last does on the way up.
    const capture = !last;
    const onOver = (event: DragEvent) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      if (event.defaultPrevented) return;
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file !== undefined) dropped(file);
    };
    window.addEventListener("dragover", onOver, capture);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("drop", onDrop, capture);
    return () => {
      window.removeEventListener("dragover", onOver, capture);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("drop", onDrop, capture);
    };
  }, [last]);
  return over;
}
