import { useEffect, useRef, useState } from "react";
import { count } from "../../words.ts";
import "./progress.css";

/** How far a piece of work is: its stage, how much is done, how fast, and how long it will take at that rate. */
export function Progress({
  stage,
  done,
  total,
  unit,
}: {
  readonly stage: string;
  readonly done: number;
  /** Undefined where nobody knows yet. */
  readonly total: number | undefined;
  readonly unit: string;
}) {
  const rate = useRate(done);
  const left = total === undefined || rate <= 0 ? undefined : (total - done) / rate;
  return (
    <output className="progress">
      <span>
        {stage}: {count(done)}
        {total === undefined ? "" : ` of ${count(total)}`} {unit}
        {rate > 0 ? `, ${count(Math.round(rate))} per second` : ""}
        {left === undefined ? "" : `, ${sayLeft(left)}`}
      </span>
      <progress value={done} max={total ?? undefined} aria-label={stage} />
    </output>
  );
}

/** Done per second since the work was first seen. */
function useRate(done: number): number {
  const start = useRef<{ readonly at: number; readonly done: number }>(undefined);
  const [rate, setRate] = useState(0);
  useEffect(() => {
    const now = performance.now();
    start.current ??= { at: now, done };
    const seconds = (now - start.current.at) / 1000;
    if (seconds > 0.5) setRate((done - start.current.done) / seconds);
  }, [done]);
  return rate;
}

function sayLeft(seconds: number): string {
  if (seconds < 2) return "nearly done";
  return seconds < 90 ? `${Math.round(seconds)} s left` : `${Math.round(seconds / 60)} min left`;
}
