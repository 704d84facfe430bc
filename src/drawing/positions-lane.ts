/**
 * A lane of positions: a row for each judgment, a mark with the initials of an organisation on each day on which it took a
 * position. Marks that would meet stand beside one another, in order of time. Linear in positions.
 */
import { mark, path, px, words } from "./element.ts";
import type { Mark } from "./element.ts";
import { LINE, textWidth } from "./labels.ts";
import type { DrawnLane, Plot } from "./lane.ts";
import type { OtherLane } from "./lanes.ts";
import { DAY } from "./numbers.ts";

export interface TakenPosition {
  readonly initials: string;
  /** Colour 1 to 5 of the organisation. */
  readonly colour: number;
  /** In milliseconds since 1970 UTC. */
  readonly ms: number;
}

export interface PositionRow {
  readonly label: string;
  readonly taken: readonly TakenPosition[];
  /** What the row comes to, at its right end: `one dissents`. */
  readonly end: string;
  readonly isStrong: boolean;
}

const TITLE = "Positions on the judgments";
const UNIT = "a mark is a position that an organisation took";
const ROW = 19;
const CHIP = { width: 24, height: 15 };
const HEAD = LINE + 8;

export function positionsLane(rows: readonly PositionRow[]): OtherLane {
  return {
    ends: rows.map(({ end }) => end),
    draw: (plot): DrawnLane => ({
      height: HEAD + rows.length * ROW,
      marks: (top) => [
        words(TITLE, 0, top + 12, "strong halo"),
        textWidth(TITLE, true) + 8 + textWidth(UNIT) > plot.width
          ? undefined
          : words(UNIT, textWidth(TITLE, true) + 8, top + 12, "quiet-text halo"),
        ...rows.flatMap((row, at) => rowMarks(row, top + HEAD + at * ROW + ROW / 2, plot)),
      ],
    }),
  };
}

function rowMarks({ label, taken, end, isStrong }: PositionRow, y: number, plot: Plot): (Mark | undefined)[] {
  const inside = taken
    .map(({ ms, ...rest }) => ({ ...rest, day: (ms - plot.from) / DAY }))
    .filter(({ day }) => day >= 0 && day < plot.days)
    .sort((a, b) => a.day - b.day);
  const first = inside[0];
  let free = -Infinity;
  const chips = inside.map((one) => {
    const x = Math.max(plot.x(one.day), free);
    free = x + CHIP.width + 2;
    return { ...one, x };
  });
  // The last ones end with the axis, and those before make room.
  let most = plot.right - CHIP.width;
  const placed = chips.toReversed().map((chip) => {
    const x = Math.min(chip.x, most);
    most = x - CHIP.width - 2;
    return { ...chip, x };
  });
  return [
    path("hair", `M${px(plot.left)} ${px(y)}H${px(plot.right)}`),
    first === undefined ? undefined : path("axis", `M${px(plot.x(first.day))} ${px(y)}H${px(plot.right)}`),
    words(label, plot.left - 8, y + 4, "strong halo", "end"),
    ...placed.toReversed().map(({ x, colour, initials }) =>
      mark(
        "g",
        { class: `c${colour}` },
        mark("rect", {
          class: "fill",
          x: px(x),
          y: px(y - CHIP.height / 2),
          width: CHIP.width,
          height: CHIP.height,
        }),
        words(initials, x + CHIP.width / 2, y + 4, "on", "middle"),
      ),
    ),
    plot.beside ? words(end, plot.right + 10, y + 4, isStrong ? "strong" : "quiet-text") : undefined,
  ];
}
