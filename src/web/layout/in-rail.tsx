import { useState } from "react";
import type { ReactNode } from "react";
import { createPortal } from "react-dom";

export const SLOT_ID = "rail-slot";
export const PANEL_SLOT_ID = "panel-slot";

/** What a screen puts under its section in the rail: the list that the thing on the stage is one of. */
export function InRail({ children }: { readonly children: ReactNode }) {
  return <InSlot id={SLOT_ID}>{children}</InSlot>;
}

/** What a screen puts into the panel while no line hangs: a line of its own, of what is no record yet. */
export function InPanel({ children }: { readonly children: ReactNode }) {
  return <InSlot id={PANEL_SLOT_ID}>{children}</InSlot>;
}

function InSlot({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  return (
    <>
      <span hidden ref={() => setSlot(document.getElementById(id))} />
      {slot === null ? undefined : createPortal(children, slot)}
    </>
  );
}
