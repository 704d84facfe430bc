/**
 * What is pointed at or focused, at a glance: kind, name, marking, and its words where they do not stand there already. It comes when the
 * mouse rests or the keyboard stops on something with a plumb line, never by touch, and goes with Escape, the mouse or the focus.
 */
import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { placeTip } from "../components/tip.tsx";
import { Tlp } from "../components/tlp.tsx";
import { useGlance } from "../data/glance.ts";
import "../components/tip.css";
import "./glance.css";

/** Before it comes, and before it goes: so that the mouse may cross something, and go onto the words. */
const REST_MS = 450;
const STAY_MS = 200;
/** Characters by which words are recognised that stand there already. */
const SAME = 40;

/** Where a whole row is what it says, nothing is added. */
const pointedIn = (target: EventTarget | null): HTMLElement | undefined =>
  target instanceof Element
    ? (target.closest<HTMLElement>("#stage [data-plumb]:not(.whole-row)") ?? undefined)
    : undefined;

export function Glances({ caseName }: { readonly caseName: string }) {
  const [on, setOn] = useState<HTMLElement>();
  const tip = useRef<HTMLDivElement>(null);
  const shown = useRef(false);
  useEffect(() => {
    shown.current = on !== undefined;
  }, [on]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let touched = false;
    const later = (ms: number, next: HTMLElement | undefined) => {
      clearTimeout(timer);
      timer = setTimeout(() => setOn(next), ms);
    };
    const listeners = {
      pointerdown: (event: PointerEvent) => {
        touched = event.pointerType !== "mouse";
        later(0, undefined);
      },
      pointerover: (event: PointerEvent) => {
        if (event.pointerType !== "mouse") return;
        if (tip.current?.contains(event.target as Node) === true) clearTimeout(timer);
        else if (pointedIn(event.target) !== undefined) later(REST_MS, pointedIn(event.target));
        else if (shown.current) later(STAY_MS, undefined);
        else clearTimeout(timer);
      },
      focusin: ({ target }: FocusEvent) => {
        const next = pointedIn(target);
        if (next?.matches(":focus-visible") === true && !touched) later(REST_MS, next);
      },
      focusout: () => later(0, undefined),
      keydown: (event: KeyboardEvent) => {
        touched = false;
        if (event.key !== "Escape" || !shown.current) return;
        later(0, undefined);
        // Escape takes up the plumb line, too: here it only closes the words.
        event.stopImmediatePropagation();
      },
    } as const;
    const each = Object.entries(listeners) as [string, EventListener][];
    for (const [name, listener] of each) window.addEventListener(name, listener, true);
    return () => {
      clearTimeout(timer);
      for (const [name, listener] of each) window.removeEventListener(name, listener, true);
    };
  }, []);
  return on?.isConnected === true ? (
    <Glance key={on.dataset["plumb"]} caseName={caseName} on={on} tip={tip} />
  ) : undefined;
}

function Glance({
  caseName,
  on,
  tip,
}: {
  readonly caseName: string;
  readonly on: HTMLElement;
  readonly tip: { current: HTMLDivElement | null };
}) {
  const id = useId();
  const { data } = useGlance(caseName, on.dataset["plumb"]);
  useLayoutEffect(() => {
    if (tip.current === null || data === undefined) return;
    placeTip(tip.current, on);
    on.setAttribute("aria-describedby", id);
    return () => on.removeAttribute("aria-describedby");
  }, [tip, on, data, id]);
  if (data === undefined) return undefined;
  const { kind, name, text, marking, stands } = data;
  const there = (on.textContent ?? "").includes(text.slice(0, SAME));
  return (
    <div ref={tip} id={id} role="tooltip" popover="manual" className="tip glance">
      <p className="quiet">
        {kind}
        {name === undefined ? "" : ` ${name}`}
        {stands ? "" : ", superseded or withdrawn"} <Tlp level={marking.tlp} small />
      </p>
      {there || text === "" ? undefined : <p>{text}</p>}
    </div>
  );
}
