/** Column recognition by name: one file per layout, one line in `index.ts`. */
import type { DateOrder, Mapping } from "../report.ts";

export interface Layout {
  readonly id: string;
  readonly title: string;
  /** All of these have to be there; case does not matter. */
  readonly requires: readonly string[];
  /** Field to column. A field whose column is absent is left out. */
  readonly mapping: Mapping;
  /** Facts about times that the documentation of the data states. */
  readonly dateOrder?: DateOrder;
  readonly zone?: "UTC";
  /** Version of the reader, where the layout has its own. */
  readonly reader?: string;
  /** Where those facts are from, and what a reader of the import should know. */
  readonly notes: readonly string[];
}
