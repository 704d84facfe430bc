/**
 * A few words about what is pointed at or focused: beside it, over everything, gone with Escape, the pointer or the focus.
 * The pointer may go onto the words themselves. Not for work; what is needed to work stands on the page.
 */
import type { KeyboardEvent, ReactNode } from "react";
import { useId, useLayoutEffect, useRef, useState } from "react";
import "./tip.css";

/** Pixels that a tip keeps from the edge of the window. */
const EDGE = 8;

export function Tip({
  says,
  children,
  className = "",
}: {
  readonly says: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const on = useRef<HTMLButtonElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !shown) return;
    setShown(false);
    // Escape takes up the plumb line, too: here it only closes the tip.
    event.stopPropagation();
  };
  return (
    <span className="tip-around" onPointerEnter={() => setShown(true)} onPointerLeave={() => setShown(false)}>
      <button
        ref={on}
        type="button"
        className={`tip-on ${className}`}
        aria-describedby={shown ? id : undefined}
        onFocus={() => setShown(true)}
        onBlur={() => setShown(false)}
        onClick={() => setShown(true)}
        onKeyDown={onKeyDown}
      >
        {children}
      </button>
      {shown ? (
        <Words id={id} on={on}>
          {says}
        </Words>
      ) : undefined}
    </span>
  );
}

/** Shows a popover below an element, or above it where there is no room. */
export function placeTip(tip: HTMLElement, on: HTMLElement): void {
  tip.showPopover();
  const at = on.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const left = Math.max(EDGE, Math.min(at.left, document.documentElement.clientWidth - width - EDGE));
  const below = at.bottom + height + EDGE <= window.innerHeight;
  tip.style.left = `${left}px`;
  tip.style.top = `${below ? at.bottom : at.top - height}px`;
}

function Words({
  id,
  on,
  children,
}: {
  readonly id: string;
  readonly on: { readonly current: HTMLElement | null };
  readonly children: ReactNode;
}) {
  const words = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (words.current !== null && on.current !== null) placeTip(words.current, on.current);
  }, [on]);
  return (
    <span ref={words} id={id} role="tooltip" popover="manual" className="tip">
      {children}
    </span>
  );
}
