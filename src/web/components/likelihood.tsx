import type { LikelihoodView } from "../../views/basics.ts";
import "./glyphs.css";

const WIDE = 200;
/** Bounds of the terms of ICD 203; drawn where a screen does not say the scale's own. */
const BOUNDS = [5, 20, 45, 55, 80, 95];

/**
 * The term on a line from 0 to 100, as a bar over its band; hatched where no likelihood is stated. Never a colour, never
 * beside the confidence in one glyph.
 */
export function Likelihood({
  value,
  bounds = BOUNDS,
}: {
  readonly value: LikelihoodView | "not stated";
  readonly bounds?: readonly number[];
}) {
  const x = (percent: number) => (percent / 100) * WIDE;
  const ticks = bounds.map((bound) => `M${x(bound)} 4V10`).join("");
  return (
    <svg
      className={value === "not stated" ? "likelihood-bar hatched" : "likelihood-bar"}
      viewBox={`0 0 ${WIDE} 14`}
      preserveAspectRatio="none"
      role="img"
      aria-label={sayLikelihood(value)}
    >
      <path
        className="tick"
        vectorEffect="non-scaling-stroke"
        d={`M0 7H${WIDE}M0 1V13M${WIDE} 1V13${ticks}`}
      />
      {value === "not stated" ? undefined : (
        <rect
          className="full"
          x={x(value.band[0])}
          y={3.5}
          width={x(value.band[1] - value.band[0])}
          height={7}
        />
      )}
      {value === "not stated" || value.percent === undefined ? undefined : (
        <path className="notch" vectorEffect="non-scaling-stroke" d={`M${x(value.percent)} 3.5V10.5`} />
      )}
    </svg>
  );
}

function sayLikelihood(value: LikelihoodView | "not stated"): string {
  if (value === "not stated") return "likelihood: not stated";
  return `likelihood: ${value.term}, ${value.band[0]} to ${value.band[1]} percent`;
}
