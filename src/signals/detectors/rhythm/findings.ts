/** Findings of rhythm. No account and no text: hours, moves and ranks of the group as a whole. */
import type { ClockTest, Estimate, HolidayTest } from "../../../kernel/index.ts";
import type { Figure, Finding } from "../../../model/finding.ts";
import { counted, rough } from "../../../words.ts";
import { notAnswerable } from "../../shared/said.ts";
import type { Said } from "../../shared/said.ts";
import type { Measured, Settings } from "./measure.ts";
import {
  CLOCK_INTERVAL,
  changeWords,
  clockBecause,
  clockWords,
  holidayWords,
  hoursWords,
  INTERVAL,
  keepsHours,
  shapeWords,
} from "./wording.ts";
import { DAY, isoDay } from "../../shared/dates.ts";

type Statistic = Finding["statistics"][number];

const REFUTED =
  "Times of the posts that turn out to be in another zone; or accounts that do not belong to the group, without which the hours are others.";
const COMPARED = "With the same accounts, the days of each turned by its own random number of hours.";

/** Of all that says nothing else. */
const FRAME = { refutedBy: REFUTED, comparison: COMPARED };

export const unanswered = (title: string, because: string, figures: Finding["figures"] = []): Said =>
  notAnswerable(title, because, { ...FRAME, figures });

const estimated = (
  name: string,
  { value, low, high }: Estimate,
  intervalKind: string,
  unit = "",
): Statistic => ({
  name,
  value,
  interval: [low, high],
  intervalKind,
  ...(unit === "" ? {} : { unit }),
});

export function saidOf(measured: Measured, posts: number, settings: Settings): Said[] {
  const { clocks, holidays } = measured;
  const zones = settings.zones.join(", ");
  return [
    hoursSaid(measured, posts, settings),
    shapeSaid(measured),
    ...(clocks.length === 0
      ? [
          unanswered(
            "Clocks",
            settings.zones.length === 0
              ? "no clocks are named"
              : `no clock of ${zones} changed between the first and the last post, or times are coarser than a quarter of an hour`,
          ),
        ]
      : clocks.map(clockSaid)),
    marksSaid(measured),
    ...(holidays === undefined ? [] : [holidaysSaid(holidays)]),
  ];
}

function hoursSaid(measured: Measured, posts: number, settings: Settings): Said {
  const { hours, common, spread } = measured;
  const tests = 1 + measured.clocks.length + (measured.holidays === undefined ? 0 : 1);
  return {
    ...FRAME,
    // People of one country keep hours in common, too: never more than a candidate.
    status: keepsHours(measured) ? "candidate" : "note",
    title: keepsHours(measured)
      ? `Hours in common, from ${hours.window.start} h UTC on`
      : "No hours in common",
    sentence: hoursWords(measured, posts, settings),
    method:
      `Declared before: a window of ${hours.hours} hours. 24 starts are compared; the set of starts holds the best with 95 % (inference for the first rank). ` +
      `Null: ${common.turns} turns of the days of each account by a random whole number of hours. ` +
      `The run makes ${counted(tests, "test")} (hours, each change of the clock, a list of days), without a correction over them.`,
    statistics: [
      { name: "posts", value: posts },
      { name: "accounts", value: spread.accounts },
      { name: "largest account's share of the posts", value: spread.largestShare },
      { name: "start of the best window", value: hours.window.start, unit: "h UTC" },
      estimated("share of posts in the best window", hours.window.share, INTERVAL),
      { name: "start of the runner-up", value: hours.runnerUp.start, unit: "h UTC" },
      estimated("share of posts in the runner-up", hours.runnerUp.share, INTERVAL),
      { name: "starts that cannot be told from the best", value: hours.starts.length },
      { name: "best window if days are turned, in the middle", value: common.middle },
    ],
    significance: [
      {
        null: "days of each account turned",
        log10p: Math.log10(common.p),
        correction: "none",
        m: 1,
        level: 0.05,
      },
    ],
    figures: [hoursFigure(measured)],
  };
}

/** The figure has Monday first; the window is marked on the clock. */
function hoursFigure({ week, hours }: Measured): Figure {
  const cells = Array.from({ length: 168 }, (_, i) => week[(i + 24) % 168]!);
  return {
    kind: "hours",
    of: "posts",
    group: "the group",
    clock: "UTC",
    cells,
    window: { from: hours.window.start, to: (hours.window.start + hours.hours) % 24 },
  };
}

function shapeSaid(measured: Measured): Said {
  const { weekend, rest, night, lunch } = measured.hours;
  return {
    ...FRAME,
    status: "note",
    title: "Weekend, night and noon",
    sentence: shapeWords(measured),
    statistics: [
      estimated("posts of a day of the weekend over those of another", weekend, INTERVAL),
      estimated("posts of the quietest two days over those of the others", rest, INTERVAL),
      estimated("share of posts in the quietest six hours", night.share, INTERVAL),
      estimated(
        "posts of the deepest hour over those beside it",
        lunch.ratio,
        "95 % over three hours, blocks of days",
      ),
    ],
    significance: [],
    figures: [],
  };
}

function clockSaid(test: ClockTest): Said {
  const because = clockBecause(test);
  if (because !== undefined) return unanswered(`Clocks: ${changeWords(test)}`, because, clockFigure(test));
  return {
    ...FRAME,
    status: test.answer === "moves" || test.answer === "stays" ? "finding" : "note",
    title: `${test.answer === "moves" ? "Hours move with the clocks" : test.answer === "stays" ? "Hours stay when clocks change" : "Hours and clocks"}, ${changeWords(test)}`,
    sentence: clockWords(test),
    method:
      "Weekdays of four weeks before and after; distinct accounts in bins of 15 minutes, each day with the weight 1, smoothed over seven bins; the move is the lag with the greatest cross-correlation, up to four hours. Interval: 1,000 draws of days. An answer needs an interval narrower than an hour, and a move has to be more than at every other date.",
    comparison: "With the same group at all other dates that have four weeks on either side.",
    statistics: [
      estimated(
        "minutes by which hours moved in UTC, towards those who live by the clocks",
        test.moved!,
        CLOCK_INTERVAL,
        "min",
      ),
      { name: "weekdays with posts before", value: test.before },
      { name: "weekdays with posts after", value: test.after },
      { name: "other dates, no change within four weeks", value: test.placebo.length },
    ],
    significance: [],
    figures: clockFigure(test),
  };
}

function clockFigure({ moved, change, placebo, around }: ClockTest): Figure[] {
  if (moved === undefined) return [];
  const range = (label: string, moves: readonly number[]) =>
    moves.length === 0
      ? []
      : [
          {
            label,
            estimate: [...moves].sort((x, y) => x - y)[moves.length >> 1]!,
            interval: [Math.min(...moves), Math.max(...moves)] as const,
            comparison: true,
          },
        ];
  return [
    {
      kind: "intervals",
      of: "minutes by which hours moved in UTC",
      unit: "min",
      intervalKind: "95 %, days resampled; of other dates least and most",
      scale: "linear",
      reference: 0,
      rows: [
        { label: "when clocks changed", estimate: moved.value, interval: [moved.low, moved.high] },
        { label: "who lives by these clocks", estimate: Math.abs(change.moves), comparison: true },
        ...range(`${placebo.length} other dates`, placebo),
        ...range(`${around.length} dates near a change`, around),
      ],
    },
  ];
}

function marksSaid({ marks }: Measured): Said {
  if (marks === undefined) return unanswered("Marks of a scheduler", "times are coarser than a minute");
  const seen = marks.filter(({ ratio }) => ratio.low > 1).sort((x, y) => y.excess - x.excess);
  const name = (minutes: number): string =>
    minutes === 0 ? "the first second of a minute" : `every ${minutes} minutes`;
  const [most] = seen;
  return {
    ...FRAME,
    status: most === undefined ? "note" : "candidate",
    title: most === undefined ? "No marks of a scheduler" : `Marks of a scheduler: ${name(most.minutes)}`,
    sentence:
      most === undefined
        ? `On no kind of round minutes do posts fall surely more often than even minutes would give (${marks.length} kinds tried).`
        : `Posts fall on ${name(most.minutes)} ${most.ratio.value.toFixed(2)} times as often as even times would (${most.ratio.low.toFixed(2)} to ${most.ratio.high.toFixed(2)}, an interval that holds for ${marks.length} kinds of marks together): ${rough(100 * most.excess)} % of the posts would have to be timed so. A file whose times were rounded shows the same.`,
    refutedBy: "Times of the platform to the second that do not lie on round minutes.",
    comparison: "With times that are even over the hour.",
    statistics: marks.map(({ minutes, ratio }) =>
      estimated(
        `posts on ${name(minutes)} over what even times give`,
        ratio,
        `95 % over ${marks.length} kinds of marks, blocks of days`,
      ),
    ),
    significance: [],
    figures: [],
  };
}

function holidaysSaid(test: HolidayTest): Said {
  const { ranks, p } = test;
  if (ranks.length === 0)
    return unanswered(
      "Given days",
      "no day of the list has enough of the same weekday around it in the posts",
    );
  const date = (day: number): string => isoDay(day * DAY);
  return {
    ...FRAME,
    status: p !== undefined && p <= 0.05 ? "finding" : "note",
    title: "Given days among the same weekdays",
    sentence: holidayWords(test),
    comparison:
      "With all the same weekdays of the posts, each over the middle of those four weeks on either side.",
    statistics: ranks
      .slice(0, 20)
      .map(({ day, rank, of }) => ({ name: `rank of ${date(day)} among ${of} of its weekday`, value: rank })),
    significance:
      p === undefined
        ? []
        : [
            {
              null: "lists of the same weekdays",
              log10p: Math.log10(p),
              correction: "none",
              m: 1,
              level: 0.05,
            },
          ],
    figures: [
      {
        kind: "table",
        title: "Given days",
        columns: [
          { name: "day" },
          { name: "posts" },
          { name: "over its weekdays" },
          { name: "rank" },
          { name: "of" },
        ],
        rows: ranks.slice(0, 200).map(({ day, posts, ratio, rank, of }) => ({
          cells: [date(day), posts, Number(ratio.toFixed(3)), rank, of],
        })),
      },
    ],
  };
}
