/** Hatching: the sign of what has no value. It fills the shape that the value would have had. */
export const HATCH = "url(#hatch)";

export function Hatch() {
  return (
    <defs>
      <pattern id="hatch" width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path className="tick" d="M0 0V5" />
      </pattern>
    </defs>
  );
}
