/**
 * Findings: the addressable parts of a Run (`run_…#f1`).
 *
 * A Finding is part of a record, and a record that is visible is visible whole. So a Finding holds no account name
 * and no post text: accounts stand under pseudonyms that the Run issued, and the names, the edges and the posts are in
 * the Run's output Artifact, which keeps the marking of the posts.
 */
import { z } from "zod";
import { sha256Schema } from "./refs.ts";
import { instantSchema } from "./time.ts";

const sentence = z.string().min(1).max(2000);

/** One network: groups first; accounts inside a group under pseudonyms. */
export const networkFigureSchema = z
  .strictObject({
    kind: z.literal("network"),
    groups: z.array(
      z
        .strictObject({
          /** Letter of the group: A, B, … */
          id: z.string().min(1).max(8),
          status: z.enum(["finding", "candidate"]),
          accounts: z.int().nonnegative(),
          objects: z.int().nonnegative(),
          posts: z.int().nonnegative(),
        })
        .readonly(),
    ),
    /** Pseudonym and group of each account drawn; a large group draws its most connected accounts and says so. */
    nodes: z.array(z.strictObject({ id: z.string(), group: z.string() }).readonly()),
    /** Number of distinct shared objects between two drawn accounts (`k`), and -log10 p under the named null. */
    edges: z.array(
      z
        .strictObject({
          a: z.string(),
          b: z.string(),
          k: z.int().positive(),
          strength: z.number().nonnegative(),
        })
        .readonly(),
    ),
    /** Accounts and edges that are in the result and not drawn. */
    omitted: z.strictObject({ accounts: z.int().nonnegative(), edges: z.int().nonnegative() }).readonly(),
  })
  .readonly();

/** Counts per day, one series per group. */
export const timelineFigureSchema = z
  .strictObject({
    kind: z.literal("timeline"),
    /** First day, `YYYY-MM-DD` UTC; one count per day from there, in each series the same length. */
    from: z.iso.date(),
    unit: z.literal("day"),
    series: z.array(
      z.strictObject({ id: z.string().min(1).max(40), counts: z.array(z.int().nonnegative()) }).readonly(),
    ),
  })
  .readonly();

/** Counts over two parameters, with the cell that was declared before the run. */
export const gridFigureSchema = z
  .strictObject({
    kind: z.literal("grid"),
    /** What a cell counts: "pairs of accounts". */
    of: z.string().min(1).max(120),
    columns: z
      .strictObject({
        name: z.string().min(1).max(40),
        unit: z.string().max(40),
        values: z.array(z.number()),
      })
      .readonly(),
    rows: z
      .strictObject({
        name: z.string().min(1).max(40),
        unit: z.string().max(40),
        values: z.array(z.number()),
      })
      .readonly(),
    /** Row after row. */
    cells: z.array(z.union([z.int().nonnegative(), z.literal("not counted")])),
    /** Place of the declared cell: the only one for which there are p-values. */
    declared: z.strictObject({ column: z.int().nonnegative(), row: z.int().nonnegative() }).readonly(),
  })
  .readonly();

/** A time difference or a place on an axis, in seconds. */
const seconds = z.number().nonnegative();
const tally = z.int().nonnegative();

/**
 * How far apart the pairs of a group shared the same objects. A pair has no order, so a difference has no sign: the
 * first bar lies around 0, from `-edges[1]` to `edges[1]`, and every other is drawn on either side with half its count.
 */
export const offsetsFigureSchema = z
  .strictObject({
    kind: z.literal("offsets"),
    /** Letter of the group. */
    group: z.string().min(1).max(8),
    unit: z.literal("s"),
    /** Resolution of the times. */
    resolution: z.number().positive(),
    /** Up to this difference two shares count as close. */
    window: seconds,
    /** Window plus twice the scale of an account's own timetable: further apart nothing is drawn. */
    reach: seconds,
    /** Edges of the bars on one side, ascending from 0; the last is at most half a time step beyond `reach`. */
    edges: z.array(seconds).min(2),
    /** Common shares per bar, one fewer than edges. */
    counts: z.array(tally).min(1),
    /** Common shares at most `window` apart. */
    within: tally,
    /** How many the window would hold if it were as full as the rest of the bars. */
    floor: z.union([z.number().nonnegative(), z.literal("not computed")]),
    /** Common shares too far apart for any bar. */
    beyond: tally,
  })
  .refine(({ edges, counts }) => edges.length === counts.length + 1, "one edge more than counts")
  .readonly();

/** Who shared the objects of a group, and when: its members under pseudonyms, and others without a name. */
export const stripFigureSchema = z
  .strictObject({
    kind: z.literal("strip"),
    /** Letter of the group. */
    group: z.string().min(1).max(8),
    /** Zero of every time of this figure. */
    from: instantSchema,
    unit: z.literal("s"),
    /** What is drawn of the time, in order; between two of them the axis is broken. The end is exclusive. */
    stretches: z.array(z.strictObject({ from: tally, to: tally }).readonly()),
    /** Occasions drawn as columns, in order of time: first and last share, members who took part, objects. */
    occasions: z.array(
      z.strictObject({ from: tally, to: tally, accounts: tally, objects: tally }).readonly(),
    ),
    /** A member each: times of its shares that are part of an occasion, and of its others. */
    members: z.array(
      z.strictObject({ id: z.string(), met: z.array(tally), other: z.array(tally) }).readonly(),
    ),
    /** An account each that shared the same objects and is no member. */
    outsiders: z.array(z.array(tally)),
    /** What is in the result and not drawn. */
    omitted: z
      .strictObject({
        members: tally,
        outsiders: tally,
        occasions: tally,
        shares: tally,
        outsiderShares: tally,
      })
      .readonly(),
  })
  .readonly();

/** The separate occasions on which members of a group met. */
export const occasionsFigureSchema = z
  .strictObject({
    kind: z.literal("occasions"),
    /** In order of time: when it began, how many members took part, how many objects they shared. */
    list: z.array(z.strictObject({ at: instantSchema, accounts: tally, objects: tally }).readonly()),
    /** Occasions that are not listed; none of them had more accounts. */
    omitted: tally,
  })
  .readonly();

/** What a run could have found: of `tries` teams put into its data, how many it found. */
export const powerFigureSchema = z
  .strictObject({
    kind: z.literal("power"),
    rows: z.array(
      z
        .strictObject({
          accounts: z.int().positive(),
          occasions: z.int().positive(),
          found: tally,
          tries: z.int().positive(),
        })
        .readonly(),
    ),
  })
  .readonly();

const label = z.string().min(1).max(120);
const unit = z.string().max(40);

/** Estimates with their intervals under one another, and where there is one a line of no difference. */
export const intervalsFigureSchema = z
  .strictObject({
    kind: z.literal("intervals"),
    /** What is estimated: "share of mentions that name list A". */
    of: label,
    unit,
    /** What the intervals are: "95 %, resampling accounts". */
    intervalKind: label,
    scale: z.enum(["linear", "log"]),
    /** The value at which there is no difference. */
    reference: z.number().nullable(),
    /** An end that is null is open: the interval has no bound on that side. */
    rows: z
      .array(
        z
          .strictObject({
            label,
            estimate: z.union([z.number(), z.literal("not computed")]),
            interval: z.tuple([z.number().nullable(), z.number().nullable()]).readonly().exactOptional(),
            /** Compared with, not the thing itself: drawn lighter. */
            comparison: z.boolean().exactOptional(),
          })
          .readonly(),
      )
      .min(1)
      .max(60),
  })
  .readonly();

/** Counts by hour of the day (across) and day of the week (down, Monday first). */
export const hoursFigureSchema = z
  .strictObject({
    kind: z.literal("hours"),
    /** What a cell counts: "posts", "distinct accounts". */
    of: label,
    /** Letter or name of the group. */
    group: z.string().min(1).max(40),
    /** The clock of the hours: "UTC". */
    clock: z.string().min(1).max(40),
    /** 7 x 24, Monday 0 h first. */
    cells: z.array(z.number().nonnegative()).length(168),
    /** A stretch of hours that is marked on the clock, the end exclusive; it may go over midnight. */
    window: z
      .strictObject({ from: z.int().min(0).max(23), to: z.int().min(0).max(24) })
      .readonly()
      .nullable(),
  })
  .readonly();

/** How an answer changes with the reading: one cell for each reading, and which of them was declared before the run. */
export const surfaceFigureSchema = z
  .strictObject({
    kind: z.literal("surface"),
    /** What a cell says: "share of polls in which list A led". */
    of: label,
    unit,
    columns: z.strictObject({ name: label, values: z.array(label).min(1).max(24) }).readonly(),
    rows: z.strictObject({ name: label, values: z.array(label).min(1).max(40) }).readonly(),
    /** Row after row. */
    cells: z.array(
      z
        .strictObject({
          value: z.number().nullable(),
          holds: z.enum(["holds", "fails", "cannot tell"]),
          /** Of how many. */
          n: z.int().nonnegative().exactOptional(),
        })
        .readonly(),
    ),
    declared: z.strictObject({ column: tally, row: tally }).readonly(),
  })
  .refine(
    ({ columns, rows, cells }) => cells.length === columns.values.length * rows.values.length,
    "a cell for each reading",
  )
  .refine(
    ({ columns, rows, declared }) =>
      declared.column < columns.values.length && declared.row < rows.values.length,
    "the declared reading is one of them",
  )
  .readonly();

/** A small table that is read rather than looked at. */
export const tableFigureSchema = z
  .strictObject({
    kind: z.literal("table"),
    title: label,
    columns: z
      .array(z.strictObject({ name: label, unit: unit.exactOptional() }).readonly())
      .min(1)
      .max(12),
    rows: z
      .array(
        z
          .strictObject({
            cells: z.array(z.union([z.string().max(200), z.number(), z.null()])),
            /** The row that the sentence speaks of. */
            marked: z.boolean().exactOptional(),
          })
          .readonly(),
      )
      .max(200),
  })
  .refine(
    ({ columns, rows }) => rows.every(({ cells }) => cells.length === columns.length),
    "a cell for each column",
  )
  .readonly();

/** A stretch of days by their place on the axis, both ends inclusive. */
const stretch = z.strictObject({ from: tally, to: tally }).readonly();
/** A day on the axis, and the days between which it lies. */
const datedDay = z
  .strictObject({ day: tally, interval: stretch.exactOptional(), words: label.exactOptional() })
  .readonly();

/** Days on one axis in lanes: counts with levels, changes and pulses; declared series with their crossings. */
export const lanesFigureSchema = z
  .strictObject({
    kind: z.literal("lanes"),
    /** First day, `YYYY-MM-DD` UTC. Days of the lanes are counted from here, 0 for the first. */
    from: z.iso.date(),
    days: z.int().positive(),
    lanes: z
      .array(
        z.discriminatedUnion("kind", [
          z
            .strictObject({
              kind: z.literal("counts"),
              title: label,
              unit,
              /** Of each day; null where nothing was collected. */
              counts: z.array(z.number().nonnegative().nullable()),
              /** A level between two changes. */
              levels: z
                .array(z.strictObject({ from: tally, to: tally, value: z.number().nonnegative() }).readonly())
                .exactOptional(),
              changes: z.array(datedDay).exactOptional(),
              pulses: z.array(stretch).exactOptional(),
            })
            .readonly(),
          z
            .strictObject({
              kind: z.literal("series"),
              title: label,
              unit,
              points: z.array(
                z
                  .strictObject({
                    day: tally,
                    value: z.number(),
                    /** Band of a smoothed value. */
                    band: z.tuple([z.number(), z.number()]).readonly().exactOptional(),
                  })
                  .readonly(),
              ),
              /** The line that may be crossed. */
              reference: z.number().nullable(),
              crossings: z.array(datedDay).exactOptional(),
            })
            .readonly(),
        ]),
      )
      .min(1)
      .max(8),
  })
  .readonly();

/** The way of leaked material, from the hands that took it to the headlines. */
export const LADDER_ROLES = ["taken", "relayed", "published", "amplified", "mainstream"] as const;

/**
 * First appearances in order of role and time, and between two roles whether a source says who handed over. A rung is an interval in
 * which the first appearance lies, not a moment.
 */
export const ladderFigureSchema = z
  .strictObject({
    kind: z.literal("ladder"),
    /** What is followed: the declared set. */
    of: label,
    rungs: z
      .array(
        z
          .strictObject({
            role: z.enum(LADDER_ROLES),
            party: label,
            /** When, in words, as exactly as it is known. */
            when: label,
            what: z.string().min(1).max(200),
            from: instantSchema,
            to: instantSchema,
            /** It may lie before `from`: collection began there. */
            open: z.boolean(),
            by: z.enum(["source", "posts"]),
          })
          .readonly(),
      )
      .min(1)
      .max(30),
    /** Between two roles that follow each other: who says that it was handed over; null where no source says so. */
    links: z
      .array(
        z
          .strictObject({
            from: z.enum(LADDER_ROLES),
            to: z.enum(LADDER_ROLES),
            said: z.string().min(1).max(200).nullable(),
          })
          .readonly(),
      )
      .max(LADDER_ROLES.length - 1),
  })
  .refine(({ rungs }) => rungs.every(({ from, to }) => from <= to), "an interval ends after it begins")
  .readonly();

export const figureSchema = z.discriminatedUnion("kind", [
  networkFigureSchema,
  timelineFigureSchema,
  gridFigureSchema,
  offsetsFigureSchema,
  stripFigureSchema,
  occasionsFigureSchema,
  powerFigureSchema,
  intervalsFigureSchema,
  hoursFigureSchema,
  surfaceFigureSchema,
  tableFigureSchema,
  lanesFigureSchema,
  ladderFigureSchema,
]);
export type NetworkFigure = z.infer<typeof networkFigureSchema>;
export type TimelineFigure = z.infer<typeof timelineFigureSchema>;
export type GridFigure = z.infer<typeof gridFigureSchema>;
export type OffsetsFigure = z.infer<typeof offsetsFigureSchema>;
export type StripFigure = z.infer<typeof stripFigureSchema>;
export type OccasionsFigure = z.infer<typeof occasionsFigureSchema>;
export type PowerFigure = z.infer<typeof powerFigureSchema>;
export type IntervalsFigure = z.infer<typeof intervalsFigureSchema>;
export type HoursFigure = z.infer<typeof hoursFigureSchema>;
export type SurfaceFigure = z.infer<typeof surfaceFigureSchema>;
export type TableFigure = z.infer<typeof tableFigureSchema>;
export type LanesFigure = z.infer<typeof lanesFigureSchema>;
export type LadderFigure = z.infer<typeof ladderFigureSchema>;
export type Figure = z.infer<typeof figureSchema>;

/** A named number of the Finding, with its interval where there is one. */
export const statisticSchema = z
  .strictObject({
    name: z.string().min(1).max(120),
    value: z.union([z.number(), z.literal("not computed")]),
    unit: z.string().max(40).optional(),
    interval: z.tuple([z.number(), z.number()]).readonly().optional(),
    /** What the interval is: "95 %, resampling accounts". Required where there is one. */
    intervalKind: z.string().max(120).optional(),
  })
  .readonly();

export const significanceSchema = z
  .strictObject({
    /** The named null: "activity x popularity (null 1)" or "times shuffled inside each object (null 2)". */
    null: z.string().min(1).max(120),
    /** log10 of the smallest corrected value in the group; -300 or less is printed "< 1e-300". */
    log10p: z.number().max(0),
    correction: z.enum([
      "none",
      "Holm",
      "Benjamini-Yekutieli",
      "Benjamini-Hochberg",
      "Tarone",
      "network-based statistic",
    ]),
    /** How many hypotheses the correction is over; of the network-based statistic, how many shuffles. */
    m: z.number().nonnegative(),
    level: z.number().positive().max(1),
  })
  .readonly();

export const ANSWERS = ["speaks for", "speaks against", "cannot tell"] as const;
export type Answer = (typeof ANSWERS)[number];

/**
 * An ordinary explanation. Where it was measured it says what it predicts, what was counted, and one of three answers; one
 * without an answer was not measured, as in all records of before co-share 0.5.0.
 */
export const explanationSchema = z
  .strictObject({
    title: z.string().min(1),
    /** What the posts look like if it holds. */
    predicts: z.string().min(1).exactOptional(),
    /** What was counted, and what is expected if it holds and if it does not. */
    measured: z.string().min(1).exactOptional(),
    answer: z.enum(ANSWERS).exactOptional(),
    /** log10 of the likelihood of what was counted, under the model `of` over that under the model `over`. */
    likelihoodRatio: z
      .strictObject({ log10: z.number(), of: z.string().min(1), over: z.string().min(1) })
      .readonly()
      .exactOptional(),
    /** What would tell, outside of these posts. */
    check: z.string().min(1),
  })
  .refine(
    ({ predicts, measured, answer, likelihoodRatio: ratio }) =>
      answer === undefined
        ? measured === undefined && ratio === undefined
        : measured !== undefined && predicts !== undefined,
    "an answer with what is predicted and what was measured, or none of the three",
  )
  .readonly();
export type Explained = z.infer<typeof explanationSchema>;

export const findingSchema = z
  .strictObject({
    id: z.string().regex(/^f[1-9]\d{0,5}$/, "f1, f2, …"),
    /**
     * A finding proper; a candidate (never alone a finding of coordination); a note about the run as a whole; or what the
     * data cannot answer, with the reason in the sentence.
     */
    status: z.enum(["finding", "candidate", "note", "not answerable"]),
    title: z.string().min(1).max(200),
    /** One to four plain sentences: who, when, how many. */
    sentence,
    /** How it was tested, with nulls, levels and corrections: for readers who check statistics. */
    method: z.string().min(1).max(4000).exactOptional(),
    statistics: z.array(statisticSchema),
    significance: z.array(significanceSchema),
    /** Ordinary explanations, each with its answer where it was measured and the check that would tell. */
    explanations: z.array(explanationSchema),
    /** What would refute it. */
    refutedBy: sentence,
    /** With whom the group was compared. */
    comparison: sentence,
    /** The posts that make it: how many, and the SHA-256 of their sorted `artifact:row` lines, listed in the output Artifact. */
    rows: z.strictObject({ count: z.int().nonnegative(), sha256: sha256Schema }).readonly(),
    figures: z.array(figureSchema),
  })
  .readonly()
  .meta({ id: "Finding" });
export type Finding = z.infer<typeof findingSchema>;
