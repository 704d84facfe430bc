import type { PositionView } from "../../views/basics.ts";
import { HATCH, Hatch } from "./hatch.tsx";
import "./glyphs.css";

const STEPS = [6, 10.5, 15];
const LEVELS = ["low", "moderate", "high"];

/** Three rising steps, filled up to the level; all hatched where none is stated. Stands on a line of its own. */
export function Confidence({ level }: { readonly level: PositionView["confidence"] }) {
  const filled = LEVELS.indexOf(level) + 1;
  return (
    <svg
      className="confidence-steps"
      width={42}
      height={16}
      viewBox="0 0 42 16"
      role="img"
      aria-label={`confidence: ${level}`}
    >
      {level === "not stated" ? <Hatch /> : undefined}
      {STEPS.map((height, at) => (
        <rect
          key={height}
          className={at < filled ? "full" : "open"}
          x={0.5 + at * 14}
          y={15.5 - height}
          width={11.5}
          height={height}
          {...(level === "not stated" ? { style: { fill: HATCH } } : {})}
        />
      ))}
    </svg>
  );
}
