/** The matrix of a question: cells, named scores, linchpins, the Bayes view, elicited probabilities. */
import { z } from "zod";
import { ASPECTS } from "../model/records.ts";
import { refSchema } from "../model/refs.ts";
import {
  claimAnswers,
  gradeSchema,
  itemOriginsSchema,
  named,
  namedSchema,
  positionSchema,
  recorded,
  refs,
} from "./basics.ts";
import { leaderChangeSchema, scoreNameSchema, tableOfSchema } from "./linchpin.ts";
import { list, shape, view } from "./plain.ts";

export type { LeaderChange, Linchpin, LinchpinView, ScoreName } from "./linchpin.ts";

const cellValueSchema = ASPECTS.consistency;
export type CellValue = z.infer<typeof cellValueSchema>;

/** What one person of one organisation put into a cell. */
export const entrySchema = view("CellEntry", { ...recorded, value: cellValueSchema });
export type CellEntry = z.infer<typeof entrySchema>;

const cellSchema = view("MatrixCell", {
  item: refSchema,
  hypothesis: refSchema,
  /** The latest entry of each person; empty where nobody filled the cell. */
  entries: list(entrySchema),
  disagreement: z.boolean(),
});
export type MatrixCell = z.infer<typeof cellSchema>;

const values = list(shape({ hypothesis: refSchema, value: z.number() }));

/** The lower the score, the less speaks against the hypothesis. */
const scoreSchema = view("Score", {
  name: scoreNameSchema,
  values,
  /** Hypotheses with the lowest value: one leads, several are tied; empty where no item counts. */
  leaders: refs,
});
export type Score = z.infer<typeof scoreSchema>;

const factor = z.enum(["low", "medium", "high", "no basis"]);
/** Weight of one item in the PARC score; a factor without basis (6, not assessed) stays 1 and is counted. */
const weightSchema = view("ItemWeight", {
  item: refSchema,
  credibility: factor,
  relevance: factor,
  weight: z.number(),
});
export type ItemWeight = z.infer<typeof weightSchema>;

/** What the matrix implies; not a judgment of anybody. Only for exclusive and exhaustive questions. */
const bayesSchema = view("Bayes", {
  values,
  /** Independent entries: items that share an origin are one, with its median cells. */
  entries: list(shape({ items: refs, cells: list(cellValueSchema) })),
  leftOutForNA: refs,
  leftOutForLineage: refs,
});
export type BayesView = z.infer<typeof bayesSchema>;

/** The scores from the cells of one organisation, or from the items on which all agree. */
const tableSchema = view("ScoreTable", {
  of: tableOfSchema,
  /** Items that count, in the order of the matrix. */
  items: refs,
  /** Items left out: a cell of it is empty, or those who filled it differ. */
  incomplete: refs,
  contested: refs,
  scores: list(scoreSchema),
  weights: list(weightSchema),
  /** Population standard deviation over hypotheses, CC to II as 5 to 1, NA left out; none below two ratings. */
  diagnosticity: list(shape({ item: refSchema, value: z.union([z.number(), z.literal("not applicable")]) })),
  changes: list(leaderChangeSchema),
  bayes: z.union([bayesSchema, z.literal("not applicable")]),
});
export type ScoreTable = z.infer<typeof tableSchema>;

const coherent = z.union([list(z.number()), z.literal("not defined")]);
const distance = z.union([z.number(), z.literal("not defined")]);
const elicitedSchema = view("ElicitedSet", {
  ...recorded,
  /** In the order of the question's hypotheses. */
  elicited: list(z.union([z.number(), z.literal("not stated")])),
  /** Sum minus 1; nothing where a hypothesis has no number. */
  incoherence: distance,
  /** The nearest coherent set, and how far it is (Euclidean). */
  coherent,
  distance,
});
export type ElicitedSet = z.infer<typeof elicitedSchema>;

/** Probabilities over the whole set. Questions that are not exclusive and exhaustive get none. */
const probabilitiesSchema = z.union([
  z.literal("not applicable"),
  view("Probabilities", {
    hypotheses: list(namedSchema),
    sets: list(elicitedSchema),
    /** Mean of the coherent sets, where two or more organisations gave one; never shown without `positions`. */
    aggregate: z.union([list(z.number()), z.literal("not applicable")]),
    positions: list(shape({ hypothesis: refSchema, positions: list(positionSchema) })),
  }),
]);
export type ProbabilitiesView = z.infer<typeof probabilitiesSchema>;

export const matrixSchema = view("Matrix", {
  question: namedSchema,
  exclusive: z.boolean(),
  exhaustive: z.boolean(),
  /** Rows. */
  hypotheses: list(namedSchema),
  /** Columns, in order of arrival. */
  items: list(shape({ ...named, grade: gradeSchema, origins: itemOriginsSchema, ...claimAnswers })),
  /** Row by row. */
  cells: list(cellSchema),
  /** One per organisation in order of first appearance, then the joint one where there are several. */
  tables: list(tableSchema),
  probabilities: probabilitiesSchema,
});
export type MatrixView = z.infer<typeof matrixSchema>;
