/** What a table that is no posts can come in as, and how that is asked for. */
import { PlumblineError } from "../errors.ts";
import type { OnProgress } from "../model/effects.ts";
import type { Marking, Reader } from "../model/marking.ts";
import type { Actor } from "./case.ts";

/** What a table can come in as. */
export const TABLE_KINDS = ["series", "set", "markers", "events", "holidays", "subjects"] as const;
export type TableKind = (typeof TABLE_KINDS)[number];

export interface TableOptions {
  readonly as: TableKind;
  readonly actor: Actor;
  /** How the file is called; the last part of its path otherwise. */
  readonly name?: string;
  readonly marking?: Marking;
  readonly reader?: Reader;
  /** Key of the run that declares a series, set or markers. */
  readonly key?: string;
  /** Columns by what they hold, as `date=end,value=list A - list B`; what is not given is proposed by names and values. */
  readonly map?: string;
  /** The same and other parameters of the declaration, one by one; they go before. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly sheet?: string;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

/** One thing that can be said of a table, with what is proposed for it. */
export interface TableField {
  readonly name: string;
  readonly title: string;
  readonly help: string;
  /** Empty where nothing is proposed. */
  readonly value: string;
  readonly required: boolean;
}

/** A kind of table by its word. @throws PlumblineError USAGE. */
export function tableKind(word: string): TableKind {
  const found = TABLE_KINDS.find((kind) => kind === word);
  if (found !== undefined) return found;
  throw new PlumblineError(
    "USAGE",
    `A table comes in as ${TABLE_KINDS.join(", ")}; “${word.slice(0, 40)}” is none of them.`,
  );
}
