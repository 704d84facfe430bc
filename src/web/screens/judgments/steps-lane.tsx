/** Who held which term when: a row for each term, a step where an organisation moved, a mark at each position; pulled across, it cuts the list below. */
import { colourClass } from "../../components/party-mark.tsx";
import { sayDated } from "../../components/dated.tsx";
import { PositionMarks } from "../../components/position-marks.tsx";
import type { PositionMark } from "../../components/position-marks.tsx";
import { usePull } from "../../components/pull.ts";
import type { Axis, Stretch } from "../../components/scale.ts";
import { numberWidth } from "../../../drawing/labels.ts";
import { pathOf, rowsOf } from "./steps.ts";
import type { Step, Walk } from "./steps.ts";

/** Pixels of a row, and of one that bears its term above its line. */
const ROW = 28;
const TALL = 40;
const MARK_HEIGHT = 17;
/** Between the lines of two organisations in one row. */
const APART = 4;
/** Narrower than this, terms stand above their lines. */
const NARROW = 520;

export interface StepsShape {
  readonly rows: readonly string[];
  readonly isNarrow: boolean;
  readonly height: number;
  /** Pixels that the terms need before the axis. */
  readonly left: number;
}

export function shapeOf(walks: readonly Walk[], width: number): StepsShape {
  const rows = rowsOf(walks);
  const isNarrow = width < NARROW;
  const widest = rows.reduce((most, term) => Math.max(most, numberWidth(term)), 0);
  return {
    rows,
    isNarrow,
    height: rows.length * (isNarrow ? TALL : ROW) + 4,
    left: isNarrow ? 0 : Math.ceil(widest) + 10,
  };
}

export function StepsLane({
  walks,
  shape: { rows, isNarrow, height },
  axis,
  left,
  width,
  colours,
  chosen,
  onChoose,
}: {
  readonly walks: readonly Walk[];
  readonly shape: StepsShape;
  readonly axis: Axis;
  readonly left: number;
  /** Of the axis alone. */
  readonly width: number;
  readonly colours: ReadonlyMap<string, number>;
  readonly chosen: Stretch | undefined;
  readonly onChoose: (stretch: Stretch) => void;
}) {
  const { pulled, handlers } = usePull(axis, onChoose);
  const tall = isNarrow ? TALL : ROW;
  const xOf = (at: number) => ((at - axis.from) / (axis.to - axis.from)) * width;
  const middleOf = (term: string) => (rows.indexOf(term) + 1) * tall - ROW / 2;
  const cut = pulled ?? chosen;
  return (
    <div className="steps-lane" style={{ marginLeft: left, height }}>
      {rows.map((term) => (
        <span
          key={term}
          className="term-of-row"
          aria-hidden="true"
          style={
            isNarrow
              ? { left: 0, top: middleOf(term) - MARK_HEIGHT / 2 - 17 }
              : { left: -left, top: middleOf(term) - 9 }
          }
        >
          {term}
        </span>
      ))}
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true" {...handlers}>
        {cut === undefined ? undefined : (
          <rect
            className="brush"
            x={xOf(cut.from)}
            y={0}
            width={Math.max(1, xOf(cut.to) - xOf(cut.from))}
            height={height}
          />
        )}
        {rows.map((term) => (
          <path key={term} className="rail" d={`M0 ${middleOf(term)}H${width}`} />
        ))}
        {walks.map((walk, i) => {
          const beside = (i - (walks.length - 1) / 2) * APART;
          return (
            <path
              key={walk.key}
              className={`walk ${toneOf(walk, colours)}${isReported(walk) ? " reported" : ""}`}
              d={pathOf(walk, xOf, (term) => middleOf(term) + beside, width)}
            />
          );
        })}
        <rect className="catches" x={0} y={0} width={width} height={height} />
      </svg>
      {rows.map((term) => (
        <div key={term} className="marks-of-row" style={{ top: middleOf(term) - MARK_HEIGHT / 2 }}>
          <PositionMarks
            label={`Positions, ${term}`}
            marks={walks.flatMap((walk) =>
              walk.steps.filter((step) => step.term === term).map((step) => markOf(step, colours)),
            )}
            xOf={xOf}
            width={width}
          />
        </div>
      ))}
    </div>
  );
}

const isReported = ({ steps }: Walk): boolean => steps[0]?.held.stance === "reported";

function toneOf({ steps }: Walk, colours: ReadonlyMap<string, number>): string {
  return colourClass(colours.get(steps[0]?.held.organisation.ref ?? "") ?? 1);
}

function markOf(
  { ref, at, held: { organisation, stance }, change }: Step,
  colours: ReadonlyMap<string, number>,
): PositionMark {
  return {
    ref,
    initials: organisation.initials,
    colour: colours.get(organisation.ref) ?? 1,
    at,
    reported: stance === "reported",
    says: `${organisation.name}, ${sayDated(change.heldAt ?? change.at)}: ${change.after}`,
  };
}
