/** What the language lint takes and gives. A hit is a place in a text, a code, and a suggestion for the phrase. */
import { z } from "zod";
import { count, text, view } from "../../views/plain.ts";

/**
 * `refused` breaks an invariant of the model; `advice` is a fault of wording that breaks none; `question` is an unclear
 * hit, which a recorded answer silences.
 */
const severitySchema = z.enum(["refused", "advice", "question"]);
export type LintSeverity = z.infer<typeof severitySchema>;

/** Every code with what it means and, where it guards one, the invariant behind it. Codes never change their meaning. */
export const LINT_CODES = Object.freeze({
  "LINT-MIX": { invariant: "INV2", meaning: "A likelihood and a confidence level stand in one sentence." },
  "LINT-SCALE": { invariant: "INV2", meaning: "An estimative word is no term of the declared scale." },
  "LINT-ROWS": { invariant: "INV2", meaning: "Words of two rows of one scale stand in one product." },
  "LINT-POSITION": {
    invariant: "INV2",
    meaning: "An estimative word agrees with no position on the judgment.",
  },
  "LINT-NUMBER": {
    invariant: "INV2",
    meaning: "A number has no term in the declared scale, or lies outside the band of its word.",
  },
  "LINT-HEDGE": { invariant: "INV2", meaning: "A hedge stands where a term of the scale should." },
  "LINT-STRONGER": { invariant: undefined, meaning: "A retelling is stronger than its source." },
  "LINT-EFFECT": { invariant: undefined, meaning: "An effect is claimed that was not assessed." },
  "LINT-BASIS": { invariant: "INV1", meaning: "A judgment has no basis." },
  "LINT-COUNTER": {
    invariant: "INV1",
    meaning: "Nothing against a judgment is cited, and no search is recorded.",
  },
  "LINT-HIGH-CATEGORY": {
    invariant: "INV4",
    meaning: "High confidence rests on fewer than two IIAF categories.",
  },
  "LINT-HIGH-ORIGIN": { invariant: undefined, meaning: "High confidence rests on fewer than two origins." },
  "LINT-RUNG": { invariant: "INV4", meaning: "An attribution rung is likelier than what it rests on." },
  "LINT-STALE": {
    invariant: undefined,
    meaning: "A basis stands on an import that was replaced or withdrawn since.",
  },
} as const);
export type LintCode = keyof typeof LINT_CODES;

/** Fields of a hit. */
export const lintHit = {
  code: z.enum(Object.keys(LINT_CODES) as [LintCode, ...LintCode[]]),
  severity: severitySchema,
  /** UTF-16 offsets into the text, end exclusive; both 0 where the hit is about a record as a whole. */
  start: count,
  end: count,
  text,
  message: text,
  /** A suggestion for the phrase. It never says what to judge. */
  fix: text,
};
export const lintHitSchema = view("LintHit", lintHit);
export type LintHit = z.infer<typeof lintHitSchema>;

/** A position that the words have to agree with. */
export interface LintPosition {
  readonly scale: string;
  readonly term: string;
}

/** Places of a text: the wording of a judgment, a text block, an organisation's reasons. */
export const PLACES = ["wording", "text", "why"] as const;
export type Place = (typeof PLACES)[number];

/** What is known about a text. Everything left out is not checked. */
export interface LintContext {
  /** `wording`: the text of a judgment. `text`: running text of an edition. `why`: reasons in somebody's own words. */
  readonly place: Place;
  /** Ids of the declared scales, such as `icd203/1`. */
  readonly scales?: readonly string[];
  /** Likelihoods of the organisations that join the judgment. */
  readonly positions?: readonly LintPosition[];
  /** The text is a dissent: everything found is advice. */
  readonly dissent?: boolean;
  /** Names of the organisations that write: what they assess is their own. */
  readonly own?: readonly string[];
  /** Words of the sources that the text retells. */
  readonly sources?: readonly string[];
  readonly effect?: "assessed" | "not assessed";
}
