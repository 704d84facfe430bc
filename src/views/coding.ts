/** What is seen of coding: codebooks, who coded what, how far coders agree. */
import { z } from "zod";
import { codedUnitSchema } from "../model/coding.ts";
import { markingSchema } from "../model/marking.ts";
import { BODY } from "../model/records.ts";
import { refSchema } from "../model/refs.ts";
import { instantSchema } from "../model/time.ts";
import { named, partySchema } from "./basics.ts";
import { count, list, shape, text, view } from "./plain.ts";

/** A standing codebook; `text` is its name. */
export const codebookViewSchema = view("CodebookView", {
  ...named,
  of: BODY.Codebook.shape.of,
  several: z.boolean(),
  guidance: text.exactOptional(),
  categories: BODY.Codebook.shape.categories,
  marking: markingSchema,
  /** The organisation whose codebook it is, which may bring out a new version. */
  organisation: partySchema,
  /** Versions before this one. */
  earlier: count,
});
export type CodebookView = z.infer<typeof codebookViewSchema>;

const { says } = BODY.Coding.shape;
export type Says = z.infer<typeof says>;

/** What one person says of one unit. */
const entrySchema = view("CodingEntry", {
  ref: refSchema,
  person: text,
  organisation: partySchema,
  at: instantSchema,
  says,
  /** What the person said before the others' codes of the unit could be seen; agreement is counted over this. */
  first: says,
  note: text.exactOptional(),
});
export type CodingEntry = z.infer<typeof entrySchema>;

const codedSchema = view("CodedUnit", {
  key: text,
  unit: codedUnitSchema,
  /** One a coder, in order of their first code. */
  entries: list(entrySchema),
});
export type CodedUnit = z.infer<typeof codedSchema>;

const figure = z.union([z.number(), z.literal("not defined")]);
const figures = {
  units: count,
  pairs: count,
  /** Share of pairs that are equal, 0 to 1. */
  equal: figure,
  /** Krippendorff's alpha, nominal; not defined where all gave the same one value. */
  alpha: figure,
  /** Fewer units than any figure about coders should rest on. */
  tooFew: z.boolean(),
};
/** Agreement of all coders over the units that at least two of them coded; who could not say is left out of a unit. */
const agreementSchema = view("AgreementFigures", figures);
export type AgreementFigures = z.infer<typeof agreementSchema>;

/** Two coders side by side over the units both coded. */
const pairSchema = view("CoderPair", {
  first: text,
  second: text,
  units: count,
  /** Head of rows (`first`) and columns (`second`): the codes, `none of them` where several may be given, `cannot say`. */
  head: list(text),
  /** Units by what the two said; where several codes may be given a unit counts under each code of both. */
  counts: list(list(count)),
});
export type CoderPair = z.infer<typeof pairSchema>;

/** Fields of what was coded with a codebook. */
export const coding = {
  codebook: codebookViewSchema,
  coders: list(shape({ person: text, organisation: partySchema, units: count, cannotSay: count })),
  byOne: count,
  bySeveral: count,
  /** Codes by others of units that the person asking has not coded: left out of everything here but `coders.units`. */
  kept: count,
  /** Codes given under an earlier version of the codebook. */
  underEarlier: count,
  /** Left out because the version that stands would not take them: a code is gone, or only one may be given now. */
  outdated: count,
  /** Codes that were changed after others' codes of the unit could be seen. */
  changedLater: count,
  /** One value a unit; each code by itself where several may be given. */
  overall: z.union([agreementSchema, z.literal("see each code")]),
  /** Given or not given, for each code by itself. */
  byCode: list(shape({ ...figures, code: text, given: count })),
  pairs: list(pairSchema),
  /** Units whose codes, as they stand, differ: what is left to settle. */
  disagreements: list(codedSchema),
  coded: list(codedSchema),
};
const codingViewSchema = shape(coding);
export type CodingView = z.infer<typeof codingViewSchema>;
