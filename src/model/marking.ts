/**
 * Markings: Traffic Light Protocol 2.0 (FIRST, 2022), with optional classification and need-to-know groups. To whom beyond
 * that a record may be released is said by a group of those readers: a second list would be a second filter.
 */
import { z } from "zod";

/** TLP 2.0 levels from the least to the most restricted; the index is the order. */
export const TLP_LEVELS = ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"] as const;
export type Tlp = (typeof TLP_LEVELS)[number];

export const tlpSchema = z.enum(TLP_LEVELS);

export const markingSchema = z
  .strictObject({
    tlp: tlpSchema,
    /** A national classification line, printed as given; TLP is not one. */
    classification: z.string().min(1).max(200).optional(),
    /** Need-to-know groups: a reader has to belong to every one named. */
    groups: z.array(z.string().min(1).max(80)).max(32).optional(),
  })
  .readonly()
  .meta({ id: "Marking" });
export type Marking = z.infer<typeof markingSchema>;

/** What everything imported is marked until a person says otherwise. Never CLEAR. */
export const DEFAULT_MARKING: Marking = Object.freeze({ tlp: "AMBER+STRICT" });

/** -1, 0 or 1: is level `a` below, at or above level `b`? */
export function compareTlp(a: Tlp, b: Tlp): number {
  return Math.sign(TLP_LEVELS.indexOf(a) - TLP_LEVELS.indexOf(b));
}

/** Who reads: a ceiling, and the need-to-know groups the reader belongs to. */
export interface Reader {
  readonly ceiling: Tlp;
  readonly groups: readonly string[];
}

/** May this reader see a record with this effective marking? */
export function mayRead(marking: Marking, reader: Reader): boolean {
  if (compareTlp(marking.tlp, reader.ceiling) > 0) return false;
  return (marking.groups ?? []).every((group) => reader.groups.includes(group));
}

/**
 * Is `a` no higher than `b`: would every reader of `b` also read `a`? (Level no higher, and no group that `b` lacks.)
 * This is the relation of the supersession rule.
 */
export function noHigher(a: Marking, b: Marking): boolean {
  if (compareTlp(a.tlp, b.tlp) > 0) return false;
  const held = b.groups ?? [];
  return (a.groups ?? []).every((group) => held.includes(group));
}
