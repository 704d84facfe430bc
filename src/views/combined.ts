/**
 * What the instruments say to a question: each finding as proposed cells of its matrix. Nothing here is a record, and nothing says
 * how likely a hypothesis is: a proposed cell says that a finding is evidence on a hypothesis, and a person says which way.
 */
import { z } from "zod";
import { explanationSchema, findingSchema } from "../model/finding.ts";
import { ASPECTS, EVIDENCE_CATEGORIES } from "../model/records.ts";
import { refSchema } from "../model/refs.ts";
import { namedSchema, recorded } from "./basics.ts";
import { entrySchema } from "./matrix.ts";
import { count, list, shape, text, view } from "./plain.ts";

const stateSchema = z.enum(["open", "recorded", "refused"]);

/** `run_….f1.h2`, or `run_….f1.iiaf` for the category. */
export const proposalIdSchema = z
  .string()
  .regex(/^run_[0-9a-z]{10}\.f[1-9]\d{0,5}\.(?:h[1-9]\d?|iiaf)$/, "the id of a proposed cell");

const cellSchema = view("ProposedCell", {
  id: proposalIdSchema,
  hypothesis: refSchema,
  /** Why this finding is held against this hypothesis. */
  because: text,
  /** Recorded where anybody has filled the cell. */
  state: stateSchema,
  /** The latest entry of each person. */
  entries: list(entrySchema),
});
export type ProposedCell = z.infer<typeof cellSchema>;

const categorySchema = view("ProposedCategory", {
  id: proposalIdSchema,
  category: z.enum(EVIDENCE_CATEGORIES),
  state: stateSchema,
  /** Cells of the IIAF that the finding was put into. */
  entries: list(shape({ ...recorded, value: ASPECTS.iiaf })),
});

const proposedSchema = view("ProposedFinding", {
  ref: refSchema,
  /** F1, F2, … as the findings are numbered in this view. */
  label: text,
  title: text,
  sentence: text,
  status: findingSchema.unwrap().shape.status,
  /** Nulls under which it was tested, by name; none where it only counts. */
  nulls: list(text),
  /** Explanations without anybody who steers, as the finding has them. */
  explanations: list(explanationSchema),
  refutedBy: text,
  iiaf: categorySchema,
  /** One for each hypothesis of the question, in its order. */
  cells: list(cellSchema),
});
export type ProposedFinding = z.infer<typeof proposedSchema>;

const instrumentSchema = view("Instrument", {
  detector: text,
  title: text,
  /** What it asks, in one sentence. */
  question: text,
  category: z.enum(EVIDENCE_CATEGORIES),
  /** What each of its nulls accounts for if nobody steered anything, and what it does not. */
  nulls: list(shape({ name: text, excludes: text, doesNotExclude: text })),
  findings: list(proposedSchema),
});
export type InstrumentView = z.infer<typeof instrumentSchema>;

export const combinedSchema = view("Combined", {
  question: namedSchema,
  hypotheses: list(namedSchema),
  /** Those that speak to the question, in the order in which instruments are listed. */
  instruments: list(instrumentSchema),
  /** Findings from which nothing is proposed here, each with the reason. */
  silent: list(shape({ ref: refSchema, label: text, detector: text, title: text, because: text })),
  /** Of the proposed cells. */
  tally: shape({ all: count, open: count, recorded: count, refused: count }),
});
export type CombinedView = z.infer<typeof combinedSchema>;
