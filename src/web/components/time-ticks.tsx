/** The calendar under what is drawn in time. */
import { textWidth } from "../../drawing/labels.ts";
import { ticksOf } from "./scale.ts";
import type { Stretch } from "./scale.ts";
import "./time-ticks.css";

/** Between a tick and its label, and between two labels. */
const BESIDE = 5;
const APART = 8;

/** Labels with the pixels at which their ticks stand. */
function labelsOf(axis: Stretch, width: number): { at: number; label: string; x: number }[] {
  let free = 0;
  return ticksOf(axis).flatMap(({ at, label }) => {
    const x = ((at - axis.from) / (axis.to - axis.from)) * width;
    const end = x + BESIDE + textWidth(label);
    if (x < free || end > width) return [];
    free = end + APART;
    return [{ at, label, x }];
  });
}

/**
 * @param left pixels before the axis begins
 * @param width pixels of all of it: a label that would end outside, or meet the one before it, is left out
 */
export function TimeTicks({
  axis,
  left,
  width,
}: {
  readonly axis: Stretch;
  readonly left: number;
  readonly width: number;
}) {
  const labels = labelsOf(axis, width - left);
  return (
    <div className="time-ticks" aria-hidden="true" style={{ marginLeft: left }}>
      {labels.map(({ at, label, x }) => (
        <span key={at} style={{ left: x }}>
          {label}
        </span>
      ))}
    </div>
  );
}
