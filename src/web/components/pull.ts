/** A stretch of time chosen by pulling across its bars. The buttons of `zoom.tsx` are the same by keyboard. */
import { useRef, useState } from "react";
import type { PointerEvent } from "react";
import type { Axis, Stretch } from "./scale.ts";

/** A shorter pull, in bars, is a click. */
const LEAST = 1;

/**
 * Pulls with the pointer over a drawing as wide as its axis: whole bars, in either direction.
 * @returns what is pulled over as yet, and handlers for the drawing
 */
export function usePull(axis: Axis, onChoose: (stretch: Stretch) => void) {
  const start = useRef<number>(undefined);
  const [pulled, setPulled] = useState<Stretch>();
  const binAt = (event: PointerEvent<SVGElement>): number => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return Math.min(axis.bins, Math.max(0, ((event.clientX - left) / width) * axis.bins));
  };
  const stretchTo = (event: PointerEvent<SVGElement>): Stretch | undefined => {
    const from = start.current;
    const to = binAt(event);
    if (from === undefined || Math.abs(to - from) < LEAST) return undefined;
    const at = (bin: number) => axis.from + bin * axis.width;
    return { from: at(Math.floor(Math.min(from, to))), to: at(Math.ceil(Math.max(from, to))) };
  };
  const end = () => {
    start.current = undefined;
    setPulled(undefined);
  };
  return {
    pulled,
    handlers: {
      onPointerDown: (event: PointerEvent<SVGElement>) => {
        if (event.button !== 0) return;
        start.current = binAt(event);
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove: (event: PointerEvent<SVGElement>) => setPulled(stretchTo(event)),
      onPointerUp: (event: PointerEvent<SVGElement>) => {
        const stretch = stretchTo(event);
        end();
        if (stretch !== undefined) onChoose(stretch);
      },
      onPointerCancel: end,
    },
  };
}
