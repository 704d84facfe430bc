/** What every view is built of: a name, who recorded it and for whom, a place in a source, a grade, a position. */
import { z } from "zod";
import { BODY } from "../model/records.ts";
import { refSchema } from "../model/refs.ts";
import { instantSchema } from "../model/time.ts";
import { list, shape, text, view } from "./plain.ts";

/**
 * Fields of a record or a part, with the author's own key as its name (`J1`, `Q3#h2`), else its id. The text of a Claim
 * begins with who said it and with which verb.
 */
export const named = { ref: refSchema, name: text, text };
export const namedSchema = view("Named", named);
export type Named = z.infer<typeof namedSchema>;

export const partySchema = view("Party", {
  /** The Party; where it is above the line, the visible record that names it. */
  ref: refSchema,
  name: text,
  initials: text,
  kind: BODY.Party.shape.kind,
});
export type PartyView = z.infer<typeof partySchema>;

/** Fields that say who recorded something, and when. */
export const recorded = {
  ref: refSchema,
  person: text,
  organisation: partySchema,
  at: instantSchema,
  heldAt: text.exactOptional(),
  why: text.exactOptional(),
};
const recordedSchema = shape(recorded);
export type Recorded = z.infer<typeof recordedSchema>;

/** A likelihood term with the band of its declared scale, in percent. */
export const likelihoodSchema = view("Likelihood", {
  /** Id of the scale, as in `ScaleView`. */
  scale: text,
  term: text,
  band: z.tuple([z.number(), z.number()]).readonly(),
  percent: z.number().exactOptional(),
});
export type LikelihoodView = z.infer<typeof likelihoodSchema>;

/** A place in a source: "S3, page 7". */
export const placeSchema = view("Place", {
  /** The Artifact; where it is above the line, the visible record that names it. */
  source: refSchema,
  /** Label of the source in this view: S1, S2, …; "withheld" where it is above the line. */
  label: text,
  text,
});
export type PlaceView = z.infer<typeof placeSchema>;

/** A claim at the other end of an answer. */
const claimAnswerSchema = view("ClaimAnswer", {
  ref: refSchema,
  name: text,
  speaker: partySchema,
  polarity: BODY.Claim.shape.polarity,
  /** The verb, where it says more than the polarity. */
  act: text.exactOptional(),
  date: text.exactOptional(),
  /** The whole line, with who says it: "Denied by the ministry, who says: “…”". */
  says: text,
});
export type ClaimAnswer = z.infer<typeof claimAnswerSchema>;

/** Fields of a claim that say what it answers and who answers it; absent where there is nothing to say. */
export const claimAnswers = {
  answers: list(claimAnswerSchema).exactOptional(),
  /** `no answer found` where it accuses, blames or speaks against what another said, and no visible claim answers it. */
  answeredBy: z.union([list(claimAnswerSchema), z.literal("no answer found")]).exactOptional(),
};
const claimAnswersSchema = shape(claimAnswers);
export type ClaimAnswers = z.infer<typeof claimAnswersSchema>;

export const stanceSchema = z.enum(["own", "reported"]);

export const positionSchema = view("PositionView", {
  ref: refSchema,
  organisation: partySchema,
  stance: stanceSchema,
  holds: BODY.Position.shape.holds,
  likelihood: z.union([z.literal("not stated"), likelihoodSchema]),
  confidence: BODY.Position.shape.confidence,
  /** The organisation's own words. */
  why: text.exactOptional(),
  /** Reported: the Claim, and the sources of that Claim. */
  reportedIn: shape({ ref: refSchema, places: list(placeSchema) }).exactOptional(),
  /** Own: who signed, and whether the signature holds. */
  signed: shape({ key: text, holds: z.boolean() }).exactOptional(),
  /** The records that raised or lowered it. */
  movedBy: list(namedSchema).exactOptional(),
  /** When the log took it, and the time it is held for. */
  at: instantSchema,
  heldAt: text.exactOptional(),
});
export type PositionView = z.infer<typeof positionSchema>;

export const gradeSchema = view("Grade", { reliability: text, credibility: text });
export type GradeView = z.infer<typeof gradeSchema>;

export const refs = list(refSchema);
/** Distinct known origins; unknown lineage corroborates nothing. */
export const originsSchema = z.union([refs, z.literal("not recorded")]);
/** As above; a premise is nobody's observation. */
export const itemOriginsSchema = z.union([refs, z.literal("not recorded"), z.literal("not applicable")]);
