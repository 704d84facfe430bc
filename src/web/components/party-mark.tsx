import "./glyphs.css";

/** The class of a colour, 1 to 5; further ones begin again. */
export const colourClass = (colour: number): string => `c${((colour - 1) % 5) + 1}`;

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
    <span className={`party-mark ${colourClass(colour)}${reported ? " reported" : ""}`} aria-hidden="true">
      {initials}
    </span>
  );
}
