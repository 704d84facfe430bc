/** Figures of a leak trail: the ladder, the table of first mentions, and shares by phase. */
import type { Figure, IntervalsFigure, LadderFigure, TableFigure } from "../../../model/finding.ts";
import type { Marker } from "../../given.ts";
import { percent } from "../../../words.ts";
import { LEAST_ACCOUNTS, LEVEL } from "./descriptor.ts";
import type { First, Firsts } from "./firsts.ts";
import type { Links } from "./links.ts";
import { rolesOf } from "./links.ts";
import type { Step } from "./settings.ts";
import type { Share } from "./share.ts";
import { cellName, dayWords, markerName, speakers, whenWords } from "./wording.ts";

/** Rungs that are drawn for one role. */
const MOST_OF_ROLE = 6;
const MOST_ROWS = 60;
const iso = (ms: number): string => new Date(ms).toISOString();
type Rung = LadderFigure["rungs"][number];

/** None where there is no rung. */
export function ladderFigure(
  of: string,
  steps: readonly Step[],
  firsts: Firsts | undefined,
  own: readonly First[],
  markers: readonly Marker[],
  { links }: Links,
): Figure[] {
  const rungs = rolesOf(steps, own.length > 0).flatMap((role) => [
    ...steps
      .filter((step) => step.role === role)
      .slice(0, MOST_OF_ROLE)
      .map(stepRung),
    ...(role === "amplified" && firsts !== undefined
      ? own.slice(0, MOST_OF_ROLE).map((one) => mentionRung(one, firsts, markers))
      : []),
  ]);
  if (rungs.length === 0) return [];
  return [
    {
      kind: "ladder",
      of: of.slice(0, 120),
      rungs: rungs.slice(0, 30),
      links: links.map(({ from, to, said }) => ({
        from,
        to,
        said: said.length === 0 ? null : speakers(said).slice(0, 200),
      })),
    },
  ];
}

function stepRung({ role, event }: Step): Rung {
  const [from, last] = event.within ?? [Date.parse(event.from), Date.parse(event.to) + 86_399_999];
  const parties = (event.parties ?? []).slice(0, 3).map(({ name }) => name);
  return {
    role,
    party: parties.length === 0 ? "no party named" : parties.join(", ").slice(0, 120),
    when: whenWords(from, last + 1),
    what: event.title.slice(0, 200),
    from: iso(from),
    to: iso(last + 1),
    open: false,
    by: "source",
  };
}

function mentionRung(first: First, { cells }: Firsts, markers: readonly Marker[]): Rung {
  return {
    role: "amplified",
    party: cellName(cells[first.cell]!).slice(0, 120),
    when: whenWords(first.from, first.to),
    what: `first mention of ${markerName(markers[first.marker]!)}`,
    from: iso(first.from),
    to: iso(first.to),
    open: first.censored,
    by: "posts",
  };
}

/** First mentions, in order of time: by marker, platform and party. */
export function firstsTable({ firsts, cells }: Firsts, markers: readonly Marker[]): TableFigure[] {
  if (firsts.length === 0) return [];
  return [
    {
      kind: "table",
      title: "First mentions in the posts that were collected",
      columns: [
        { name: "marker" },
        { name: "by" },
        { name: "first mention" },
        { name: "may be older" },
        { name: "posts" },
        { name: "accounts" },
      ],
      rows: firsts.slice(0, MOST_ROWS).map((one) => ({
        cells: [
          markerName(markers[one.marker]!),
          cellName(cells[one.cell]!).slice(0, 200),
          whenWords(one.from, one.to),
          one.censored ? "yes: collection began there" : "no",
          one.posts,
          one.accounts < LEAST_ACCOUNTS ? `fewer than ${LEAST_ACCOUNTS}` : one.accounts,
        ],
      })),
    },
  ];
}

const OTHER_POSTS = "all other posts";
const phaseName = (from: number, to: number): string =>
  Number.isFinite(from) ? `from ${dayWords(from)}` : `before ${dayWords(to)}`;

export function shareFigure({ whole, phases }: Share): IntervalsFigure {
  const ends = ({ low, high }: { readonly low: number; readonly high: number }) => [low, high] as const;
  return {
    kind: "intervals",
    of: "share through flagged groups",
    unit: "",
    intervalKind: `${percent(1 - LEVEL)}, accounts drawn anew`,
    scale: "linear",
    reference: null,
    rows: [
      { label: "posts with a marker", estimate: whole.value, interval: ends(whole.interval) },
      ...(phases.length < 2
        ? []
        : phases.map(({ from, to, share }) => ({
            label: phaseName(from, to),
            estimate: share?.value ?? ("not computed" as const),
            ...(share === undefined ? {} : { interval: ends(share.interval) }),
          }))),
      ...phases.flatMap(({ from, to, others }) =>
        others === undefined
          ? []
          : [
              {
                label: phases.length < 2 ? OTHER_POSTS : `${OTHER_POSTS}, ${phaseName(from, to)}`,
                estimate: others,
                comparison: true,
              },
            ],
      ),
    ],
  };
}
