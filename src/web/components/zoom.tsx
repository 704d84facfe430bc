import type { Stretch } from "./scale.ts";
import { sayDated } from "./dated.tsx";
import "./zoom.css";

const LEAST_MS = 60_000;

/** The timeline without a pointer: nearer, wider, earlier, later, the whole. */
export function Zoom({
  stretch,
  whole,
  onChoose,
  onWhole,
}: {
  readonly stretch: Stretch;
  readonly whole: Stretch;
  readonly onChoose: (stretch: Stretch) => void;
  readonly onWhole: () => void;
}) {
  const length = stretch.to - stretch.from;
  const move = (by: number, scale: number) => {
    const middle = stretch.from + length / 2 + by * length;
    const half = (length * scale) / 2;
    const from = Math.max(whole.from, minute(middle - half));
    const to = Math.min(whole.to, minute(middle + half));
    if (to - from < LEAST_MS) return;
    if (from <= whole.from && to >= whole.to) onWhole();
    else onChoose({ from, to });
  };
  const isWhole = stretch.from <= whole.from && stretch.to >= whole.to;
  return (
    <p className="zoom">
      <span className="quiet">
        {sayMinute(stretch.from)} to {sayMinute(stretch.to)}
      </span>
      <button type="button" disabled={length <= 2 * LEAST_MS} onClick={() => move(0, 0.5)}>
        Nearer
      </button>
      <button type="button" disabled={isWhole} onClick={() => move(0, 2)}>
        Wider
      </button>
      <button type="button" disabled={stretch.from <= whole.from} onClick={() => move(-0.5, 1)}>
        Earlier
      </button>
      <button type="button" disabled={stretch.to >= whole.to} onClick={() => move(0.5, 1)}>
        Later
      </button>
      <button type="button" disabled={isWhole} onClick={onWhole}>
        Whole period
      </button>
    </p>
  );
}

const sayMinute = (ms: number): string => sayDated(`${new Date(ms).toISOString().slice(0, 16)}Z`);

const minute = (ms: number): number => Math.round(ms / 60_000) * 60_000;
