/**
 * The contract of a declaration: a table that a person says means something. It is a Run like a detector's, so that what was
 * declared, by whom, when and from which rows is in the log before anything is measured with it.
 */
import type { Finding } from "../../model/finding.ts";
import type { Descriptor, Parameters } from "../detector.ts";
import type { DeclaredMarkers, DeclaredSeries, DeclaredSet, GivenTable } from "../given.ts";
import type { DetectorOutput } from "../result.ts";

export interface Declared {
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<string, string | number | boolean | null>>;
  readonly output: DetectorOutput;
}

/** How columns are read, as it is proposed for a table: names of parameters and what they would be. */
export type Guessed = Readonly<Record<string, string>>;

export interface Declaration {
  readonly descriptor: Descriptor;
  /** What the values of the table suggest. */
  guess(table: GivenTable): Guessed;
  /** @throws PlumblineError PARAMETER where a column is missing; ALL_REJECTED where no row can be read. */
  declare(table: GivenTable, parameters: Parameters): Declared;
  /** What it declared, from its stored result. */
  given(output: DetectorOutput, ref: string): DeclaredSeries | DeclaredSet | DeclaredMarkers;
}
