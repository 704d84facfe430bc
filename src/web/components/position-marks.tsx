/** Positions in time: a mark with the initials of an organisation on the day for which it took each, with its line. */
import { PartyMark } from "./party-mark.tsx";
import { placeMarks } from "./place-marks.ts";
import { Plumb } from "./plumb.tsx";
import "./position-marks.css";

export interface PositionMark {
  readonly ref: string;
  readonly initials: string;
  /** Of the organisation, on all screens of a case. */
  readonly colour: number;
  /** In milliseconds since 1970 UTC. */
  readonly at: number;
  /** Whether others say it of the organisation. */
  readonly reported?: boolean;
  /** Who took it, when, and what it is, for readers who do not see it. */
  readonly says: string;
}

/** Pixels that a mark takes, with what keeps it apart from the next. */
const MARK = 28;

/** @param width of the axis, in pixels */
export function PositionMarks({
  marks,
  xOf,
  width,
  label,
}: {
  readonly marks: readonly PositionMark[];
  readonly xOf: (at: number) => number;
  readonly width: number;
  readonly label: string;
}) {
  const inOrder = marks.toSorted((a, b) => a.at - b.at);
  const lefts = placeMarks(
    inOrder.map(({ at }) => xOf(at)),
    width,
    MARK,
  );
  return (
    <ol className="position-marks" aria-label={label}>
      {inOrder.map(({ ref, initials, colour, reported, says }, i) => (
        <li key={ref} style={{ left: lefts[i] }}>
          <Plumb refId={ref}>
            <PartyMark initials={initials} colour={colour} reported={reported === true} />
            <span className="unseen">{says}</span>
          </Plumb>
        </li>
      ))}
    </ol>
  );
}
