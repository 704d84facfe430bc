import "./glyphs.css";

/** Square with an organisation's initials: solid for its own position, dashed for one reported of it. */
export function PartyMark({
  initials,
  colour,
  reported = false,
}: {
  readonly initials: string;
  /** 1 to 5, the same for one organisation on all screens of a case. */
  readonly colour: number;
  readonly reported?: boolean;
}) {
  return (
    <span
      className={`party-mark c${((colour - 1) % 5) + 1}${reported ? " reported" : ""}`}
      aria-hidden="true"
    >
      {initials}
    </span>
  );
}
