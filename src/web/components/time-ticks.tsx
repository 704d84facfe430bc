/** The calendar under what is drawn in time. */
import { ticksOf } from "./scale.ts";
import type { Stretch } from "./scale.ts";
import "./time-ticks.css";

/** A label that begins later would end outside. */
const LAST_TICK = 0.94;

/** @param left pixels before the axis begins */
export function TimeTicks({ axis, left }: { readonly axis: Stretch; readonly left: number }) {
  const share = (at: number) => (at - axis.from) / (axis.to - axis.from);
  return (
    <div className="time-ticks" aria-hidden="true" style={{ marginLeft: left }}>
      {ticksOf(axis)
        .filter(({ at }) => share(at) < LAST_TICK)
        .map(({ at, label }) => (
          <span key={at} style={{ left: `${share(at) * 100}%` }}>
            {label}
          </span>
        ))}
    </div>
  );
}
