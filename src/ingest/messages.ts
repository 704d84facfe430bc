/** What the importing program and its child process say to each other. */
import type { ErrorCode, Setting } from "../errors.ts";
import type { Proposal, TableRead } from "./answers.ts";
import type { Resolution } from "../kernel/columns.ts";
import type { StreamCounts } from "../kernel/coshare/stream/hashed.ts";
import type { LinkForms } from "./functions.ts";
import type { DateOrder, ImportReport, ReadFacts } from "./report.ts";

/** Shares of links that may be read straight from the file, without staging its rows. */
export interface SharesWanted {
  /** Of the co-share that they are for: shares without company within it are left out. */
  readonly windowSeconds: number;
  /** Is the whole report asked for? What it says of other columns, and of equal rows, takes further passes over the file. */
  readonly report: boolean;
}

export interface ChildRequest {
  readonly path: string;
  readonly where: string;
  readonly folder: string;
  /** Where the staged rows go; null where the file is only looked at. */
  readonly staged: string | null;
  /** The rows are wanted as they are, at most so many; null where they are read as posts. */
  readonly tableRows: number | null;
  readonly mapping: string | null;
  readonly dateOrder: DateOrder | null;
  readonly zone: string | null;
  /** Milliseconds since 1970 UTC: when the file is imported. */
  readonly now: number;
  readonly rows: string | null;
  readonly settled: boolean;
  readonly links: LinkForms;
  readonly shares: SharesWanted | null;
  readonly databaseMb: number;
  readonly threads: number;
}

/** What any child process says beside its answer. */
export type ChildSaid =
  | {
      readonly kind: "progress";
      readonly stage: string;
      readonly done: number;
      readonly total: number;
      readonly unit: string;
    }
  | {
      readonly kind: "refused";
      readonly code: ErrorCode;
      readonly message: string;
      readonly where: string | null;
      readonly hint: string;
      readonly setting: Setting | undefined;
      readonly proposed: string | undefined;
      readonly shown: readonly string[];
    }
  | { readonly kind: "failed"; readonly message: string };

/** Shares lie in `SHARES_FILE`: the program counts them, and writes the rows of which it wants the accounts to `WANTED_FILE`. */
export interface SharesRead {
  readonly kind: "shares";
  readonly counts: StreamCounts;
  readonly sorted: boolean;
  readonly resolution: Resolution;
}
/** Asks the program to do that while the reader waits. */
export type Ask = (question: SharesRead) => Promise<unknown>;

export type ChildAnswer =
  | { readonly kind: "done"; readonly report: ImportReport }
  | { readonly kind: "counted"; readonly facts: ReadFacts; readonly report: ImportReport | null }
  | { readonly kind: "proposed"; readonly proposal: Proposal }
  | { readonly kind: "table"; readonly table: TableRead };

export type TellProgress = (stage: string, done: number, total: number, unit: string) => void;

/** The list of rejects, in the folder of the staged rows. */
export const REJECTS_FILE = "rejects.ndjson";
/** What lies in that folder where shares were read: a file as `store/shares/hashed.ts` describes it. */
export const SHARES_FILE = "shares.hashed";
/** Row numbers of the file from 0, one a line. */
export const WANTED_FILE = "wanted.text";
/** Parquet: `account` VARCHAR, `file_row_number` BIGINT of each of these rows. */
export const NAMES_FILE = "names.parquet";
