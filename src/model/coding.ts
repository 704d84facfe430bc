/**
 * Codebooks, and what coders say of single posts and accounts with them. A coding is a person's reading of one unit, never
 * a machine's; there is no number in it, so that nothing adds up to a score of an account.
 */
import { z } from "zod";
import { keySchema, refSchema } from "./refs.ts";

const line = z.string().trim().min(1).max(400);
const passage = z.string().trim().min(1).max(4000);

/** Short name of a category, which is what stands in exports: `threat`, `call-to-act`. A part of its codebook. */
export const codeSchema = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, "a code such as threat or call-to-act");

const categorySchema = z
  .strictObject({
    code: codeSchema,
    label: line,
    /** What counts. */
    definition: passage,
    includes: passage.optional(),
    excludes: passage.optional(),
    /** Wording of the codebook's author, made up or cited there; never taken from a post by the program. */
    example: passage.optional(),
  })
  .readonly();

const distinct = (codes: readonly string[]): boolean => new Set(codes).size === codes.length;

export const codebookSchema = z.strictObject({
  key: keySchema.optional(),
  name: line,
  /** What is coded. */
  of: z.enum(["post", "account"]),
  /** May one unit have several codes, or none? Exactly one otherwise. */
  several: z.boolean(),
  /** What coders are told besides the definitions. */
  guidance: passage.optional(),
  categories: z
    .array(categorySchema)
    .min(1)
    .max(64)
    .readonly()
    .refine((all) => distinct(all.map(({ code }) => code)), "each code once"),
});

/** A post by its file and row, an account by its name and a file in which it stands. */
export const codedUnitSchema = z.union([
  z.strictObject({ artifact: refSchema, row: z.int().positive() }).readonly(),
  z.strictObject({ artifact: refSchema, account: z.string().min(1).max(400) }).readonly(),
]);

export const codingSchema = z.strictObject({
  key: keySchema.optional(),
  codebook: refSchema,
  unit: codedUnitSchema,
  /** Codes of the codebook; an empty list where it allows several and none applies. */
  says: z.union([
    z.literal("cannot say"),
    z.array(codeSchema).max(64).readonly().refine(distinct, "each code once"),
  ]),
  note: passage.optional(),
});

export type CodedUnitPlace = z.infer<typeof codedUnitSchema>;

/** One name for a unit: the post's place, or the account. The same account in two files is one unit. */
export function unitKey(unit: CodedUnitPlace): string {
  return "row" in unit ? `${unit.artifact}#row-${unit.row}` : `account ${unit.account}`;
}
