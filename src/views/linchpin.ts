/** Linchpins: what becomes of the leaders of a score if one item, or one origin with all that rests on it, is left out. */
import { z } from "zod";
import { namedSchema, partySchema, refs } from "./basics.ts";
import { list, shape, view } from "./plain.ts";

export const scoreNameSchema = z.enum(["count of I and II", "inconsistency score", "PARC weighted"]);
export type ScoreName = z.infer<typeof scoreNameSchema>;

const drop = {
  dropped: z.enum(["item", "origin"]),
  without: namedSchema,
  /** Items that fall with it. */
  items: refs,
  before: refs,
  after: refs,
  /** `moves`: no former leader still leads. `narrows` and `widens`: a tie is broken or made. `empties`: nothing is left. */
  change: z.enum(["moves", "narrows", "widens", "empties"]),
};

export const leaderChangeSchema = view("LeaderChange", { score: scoreNameSchema, ...drop });
export type LeaderChange = z.infer<typeof leaderChangeSchema>;

/** Whose cells: one organisation's, or the items on whose every cell all who filled it agree. */
export const tableOfSchema = z.union([partySchema, z.literal("joint")]);

/** One drop that changes the leader, in one table, with every score in which it does so the same way. */
const linchpinSchema = shape({ of: tableOfSchema, scores: list(scoreNameSchema), ...drop });
export type Linchpin = z.infer<typeof linchpinSchema>;

/** Which single item or origin, if wrong, flips the leader, or takes away all that stands for the judgment. */
export const linchpinViewSchema = view("Linchpin", {
  /** `not recorded` where the question has no matrix that counts. An origin of one item is named as that item. */
  matrix: z.union([z.literal("not recorded"), list(linchpinSchema)]),
  /** Origins without which nothing of known lineage stands for it. */
  carriedBy: list(namedSchema),
  /** The document behind everything that stands for it, where it is one alone. */
  document: namedSchema.exactOptional(),
});
export type LinchpinView = z.infer<typeof linchpinViewSchema>;
