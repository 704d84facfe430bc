/** What the importing program and its child process say to each other. */
import type { ErrorCode, Setting } from "../errors.ts";
import type { Proposal } from "./answers.ts";
import type { LinkForms } from "./functions.ts";
import type { DateOrder, ImportReport } from "./report.ts";

export interface ChildRequest {
  readonly path: string;
  readonly where: string;
  readonly folder: string;
  /** Where the staged rows go; null where the file is only looked at. */
  readonly staged: string | null;
  readonly mapping: string | null;
  readonly dateOrder: DateOrder | null;
  readonly zone: string | null;
  /** Milliseconds since 1970 UTC: when the file is imported. */
  readonly now: number;
  readonly rows: string | null;
  readonly settled: boolean;
  readonly links: LinkForms;
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

export type ChildAnswer =
  | { readonly kind: "done"; readonly report: ImportReport }
  | { readonly kind: "proposed"; readonly proposal: Proposal };

export type TellProgress = (stage: string, done: number, total: number, unit: string) => void;

/** The list of rejects, in the folder of the staged rows. */
export const REJECTS_FILE = "rejects.ndjson";
