/**
 * What is told of a file, as schemas. Apart from what makes it: the child process that reads a file is kept to the program's
 * own code and has no schema library within reach.
 */
import { z } from "zod";
import { DATE_ORDERS, FIELDS, REJECT_CODES } from "./report.ts";
import type { RejectCode } from "./report.ts";

/** One row that was not kept. */
export const rejectSchema = z
  .strictObject({
    code: z.enum(Object.keys(REJECT_CODES) as [RejectCode, ...RejectCode[]]),
    /** Row of the file, 1 for the first after the header (NDJSON and Parquet: 1 for the first). */
    row: z.int().positive(),
    /** Byte offset of the row's start in the file; null for Parquet. */
    byte: z.int().nonnegative().nullable(),
    /** The column at fault; null where it is the whole row. */
    column: z.string().nullable(),
    /** The value at fault, cut to 200 characters; null where there is none. */
    value: z.string().nullable(),
  })
  .readonly()
  .meta({ id: "Reject" });
export type Reject = z.infer<typeof rejectSchema>;

/** How a file would be read. */
export const proposalSchema = z
  .strictObject({
    format: z.string(),
    dialect: z.record(z.string(), z.string()).readonly(),
    columns: z.array(z.string()).readonly(),
    /** Id of the layout that was recognised, `given` for a mapping that was given, `guessed` for one from column names. */
    layout: z.string(),
    /** Fields that nothing suggests are absent; an import needs account and time. */
    mapping: z.partialRecord(z.enum(FIELDS), z.string()).readonly(),
    /** Every column and member that a mapping can name, with three of its values, cut to 60 characters. */
    paths: z
      .array(z.strictObject({ path: z.string(), values: z.array(z.string()).readonly() }).readonly())
      .readonly(),
    /** Sheets of a workbook that are tables; none where there is no choice. */
    sheets: z.array(z.string()).readonly(),
    /** The first rows, values in the order of the columns, cut to 200 characters. */
    sample: z
      .array(
        z
          .strictObject({ row: z.int().positive(), values: z.array(z.string().nullable()).readonly() })
          .readonly(),
      )
      .readonly(),
    /** `undecided` if what was read decides nothing; `unknown` while no column of times is named. */
    dateOrder: z.enum([...DATE_ORDERS, "not needed", "undecided", "unknown"]),
    dateOrderBy: z.string(),
    notes: z.array(z.string()).readonly(),
  })
  .readonly()
  .meta({ id: "Proposal" });
export type Proposal = z.infer<typeof proposalSchema>;

/** A table as it lies in its file: its columns, and its rows with cells as text, null where there is none. */
export interface TableRead {
  readonly format: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly (string | null)[] }[];
  /** Rows that do not have the columns of the header. */
  readonly malformed: number;
  readonly notes: readonly string[];
}
