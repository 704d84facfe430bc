/** Figures of instruments over invented data: what a run of shift, rhythm, preference or series-check would draw. */
import { figureSchema } from "../../src/model/finding.ts";
import type { Figure } from "../../src/model/finding.ts";

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** Numbers from 0 to 1 that look irregular, the same each time. */
const wave = (i: number, seed: number): number => (Math.sin(i * 12.9898 + seed * 78.233) + 1) / 2;

const FIRST = "2034-04-01";
const CHANGE = 32;
const PULSES = [
  [17, 17],
  [39, 40],
] as const;

function lanes(): unknown {
  const pulse = (day: number): number => (day === 17 ? 20 : day === 39 ? 88 : day === 40 ? 74 : 0);
  const counts = range(47).map((day) => {
    if (day === 12 || day === 13) return null;
    return pulse(day) || Math.round(day < CHANGE ? 4 + 4 * wave(day, 1) : 32 + 20 * wave(day, 2));
  });
  return {
    kind: "lanes",
    from: FIRST,
    days: 47,
    lanes: [
      {
        kind: "counts",
        title: "Posts of group A on the theme “harbour loan”",
        unit: "posts a day",
        counts,
        levels: [
          { from: 0, to: CHANGE - 1, value: 6 },
          { from: CHANGE, to: 46, value: 41 },
        ],
        changes: [{ day: CHANGE, interval: { from: CHANGE - 1, to: CHANGE + 1 } }],
        pulses: PULSES.map(([from, to]) => ({ from, to })),
      },
      {
        kind: "series",
        title: "Poll lead of list A",
        unit: "points",
        points: range(47)
          .filter((day) => day % 3 === 0)
          .map((day) => {
            const value = -2.4 + day * 0.14 + 0.6 * wave(day, 3);
            return { day, value, band: [value - 1.1, value + 1.1] };
          }),
        reference: 0,
        crossings: [
          { day: 20, interval: { from: 7, to: 28 }, words: "list A ahead from 21 Apr, 8 to 29 Apr" },
        ],
      },
    ],
  };
}

function hours(): unknown {
  return {
    kind: "hours",
    of: "posts",
    group: "A",
    clock: "UTC",
    cells: range(168).map((i) => {
      const [day, hour] = [Math.floor(i / 24), i % 24];
      const work = hour >= 8 && hour < 17 ? 1 : hour >= 17 && hour < 21 ? 0.3 : 0.05;
      return Math.round(60 * work * (day > 4 ? 0.2 : 1) * (0.6 + 0.8 * wave(i, 4)));
    }),
    window: { from: 8, to: 17 },
  };
}

const INTERVALS = {
  kind: "intervals",
  of: "share of mentions that name list A",
  unit: "",
  intervalKind: "95 %, resampling accounts",
  scale: "linear",
  reference: 0.5,
  rows: [
    { label: "group A", estimate: 0.565, interval: [0.551, 0.58] },
    { label: "group B", estimate: 0.49, interval: [0.43, 0.55] },
    { label: "group C", estimate: 0.305, interval: [0.285, 0.325] },
    { label: "group D: one account wrote more than half", estimate: "not computed" },
    {
      label: "others in the same language and weeks",
      estimate: 0.5,
      interval: [0.48, null],
      comparison: true,
    },
  ],
};

const SURFACE = {
  kind: "surface",
  of: "share of polls in which list A led",
  unit: "%",
  columns: { name: "first day of the polls", values: ["1 Mar", "15 Mar", "1 Apr"] },
  rows: { name: "polls counted", values: ["all", "likely voters", "no tracking polls", "one house"] },
  cells: [82, 78, 81, 88, 85, 84, 79, 71, 64, 60, null, 48].map((value, i) => ({
    value,
    holds: value === null ? "cannot tell" : value > 50 ? "holds" : "fails",
    n: 80 - 6 * i,
  })),
  declared: { column: 0, row: 0 },
};

const TABLE = {
  kind: "table",
  title: "Which events the change fits",
  columns: [
    { name: "Declared event" },
    { name: "Date" },
    { name: "In the interval" },
    { name: "Dates as near", unit: "in 100" },
    { name: "p, Holm" },
  ],
  rows: [
    { cells: ["Contract in the press", "3 May", "yes", 6, 0.18], marked: true },
    { cells: ["Debate", "2 May", "yes", 6, 0.18] },
    { cells: ["Set 2 released", "9 May", "no, 5 days off", 22, 0.66] },
    { cells: ["Any of the three", null, "2 inside", 41, null] },
  ],
};

const LADDER = {
  kind: "ladder",
  of: "a copied set of mails",
  rungs: [
    ["taken", "Service", "on 18 July 2034", "A mail server is copied", "2034-07-18", "2034-07-19"],
    [
      "relayed",
      "Persona",
      "between 3 and 5 September 2034",
      "A blog shows extracts",
      "2034-09-03",
      "2034-09-06",
    ],
    ["published", "Site", "on 5 October 2034", "A site publishes the set", "2034-10-05", "2034-10-06"],
    [
      "amplified",
      "flagged groups",
      "on 5 October 2034, 14:20 UTC",
      "first mention",
      "2034-10-05",
      "2034-10-06",
    ],
    ["amplified", "other accounts", "on 6 October 2034", "first mention", "2034-10-06", "2034-10-07"],
  ].map(([role, party, when, what, from, to], i) => ({
    role,
    party,
    when,
    what,
    from: `${from}T00:00:00.000Z`,
    to: `${to}T00:00:00.000Z`,
    open: i === 4,
    by: i > 2 ? "posts" : "source",
  })),
  links: [
    { from: "taken", to: "relayed", said: null },
    { from: "relayed", to: "published", said: "a court document" },
    { from: "published", to: "amplified", said: null },
  ],
};

/** One of each kind, in the order in which a finding would show them. */
export function sampleInstruments(): Figure[] {
  return [lanes(), TABLE, INTERVALS, hours(), SURFACE, LADDER].map((figure) => figureSchema.parse(figure));
}
