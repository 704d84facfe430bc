import { useState } from "react";
import type { ReactNode } from "react";
import { createPortal } from "react-dom";

export const SLOT_ID = "rail-slot";

/** What a screen puts under its section in the rail: the list that the thing on the stage is one of. */
export function InRail({ children }: { readonly children: ReactNode }) {
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  return (
    <>
      <span hidden ref={() => setSlot(document.getElementById(SLOT_ID))} />
      {slot === null ? undefined : createPortal(children, slot)}
    </>
  );
}
