/** What an import says about itself: plain data, the same for every format and layout. */
import type { LinkCounts } from "../kernel/index.ts";
import type { Resolution } from "../kernel/columns.ts";

/**
 * Of the reader of posts: changes whenever the same bytes give other rows. An import records it, so that rows which a later reader reads
 * otherwise are not taken for changed ones.
 */
export const READER_VERSION = "2";

/** The fields a post can have. Every other column of a file stays an extra column under its own name. */
export const FIELDS = [
  "account",
  "time",
  "clock",
  "text",
  "post",
  "reshare",
  "reply",
  "url",
  "hashtag",
  "mention",
  "language",
] as const;
export type Field = (typeof FIELDS)[number];

/** Field to the name of the column that holds it. */
export type Mapping = Readonly<Partial<Record<Field, string>>>;

export const DATE_ORDERS = ["dmy", "mdy"] as const;
/** Day first or month first, in dates such as 10/5/2016. */
export type DateOrder = (typeof DATE_ORDERS)[number];

/** Why a row was not kept. A row is listed once, under the first code of this list that applies. */
export const REJECT_CODES = Object.freeze({
  ROW_MALFORMED:
    "The row has more or fewer columns than the header, broken quoting, or is not one JSON object.",
  ROW_ENCODING:
    "The row holds bytes that are no text in UTF-8: a zero byte, half a character, or another encoding.",
  ACCOUNT_MISSING: "The account is empty or a word for missing.",
  ID_SPREADSHEET:
    "An identifier was ruined by a spreadsheet or a script that took it for a number (1.23E+18, 1294030472427835392.0, ####, or most of its column ends in 00): distinct posts would look like one.",
  ID_UNSAFE_INTEGER: "An identifier is a JSON number beyond 2^53 - 1, which most programs round.",
  VALUE_SHAPE: "An object, a list or a truth value stands where a text was to be.",
  RECORD_UNKNOWN: "The record is of no shape that the reader of its platform knows.",
  TIME_MISSING: "The time is empty or a word for missing.",
  DATE_ORDER_CONTRADICTED: "The date does not exist in the order of day and month of this file.",
  TIME_UNREADABLE: "The time is in no form that is known.",
  TIME_PLACEHOLDER:
    "The time is what programs write for none: 0 or -1 since 1970, the year 1, the last day of 9999.",
});
export type RejectCode = keyof typeof REJECT_CODES;

export interface ImportReport {
  readonly format: string;
  /** Delimiter, quote and newline of a CSV; of a JSON document the place of its records. */
  readonly dialect: Readonly<Record<string, string>>;
  /** Version of what read the rows. */
  readonly reader: string;
  /** Id of the layout that was recognised, or `given` for a mapping given by the user. */
  readonly layout: string;
  readonly mapping: Mapping;
  /** Of a mapping that was given: what would have been proposed for the file without it. */
  readonly proposed?: Mapping;
  readonly bytes: number;
  readonly rowsRead: number;
  readonly kept: number;
  readonly rejected: number;
  readonly rejectsByCode: Readonly<Partial<Record<RejectCode, number>>>;
  /** What stands where an object could and is none, by field and reason (`hashtag CUT`); the posts are kept. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** Version of the link rules, and how many addresses each made one with another of the file. */
  readonly links: { readonly rules: string; readonly joined: LinkCounts };
  /** Kept rows that repeat an earlier one. They stay in the corpus and carry a mark. */
  readonly duplicates: {
    /** Rows whose post id an earlier kept row has. */
    readonly sameId: number;
    /** Rows equal in every column to an earlier kept row. */
    readonly sameRow: number;
    /** Rows of either kind. */
    readonly total: number;
  };
  /** The step on which all kept times stand; with fewer than 20 rows, the step in which they are written. */
  readonly resolution: Resolution;
  /** How times were put on UTC. */
  readonly zone: string;
  /** Where the zone is stated: in every value, in some, with the import, by the documentation of the layout, or nowhere (then UTC is assumed). */
  readonly zoneStated: "data" | "partly" | "given" | "partly given" | "layout" | "nowhere";
  /** The zone that was given with the import, where times without one were read in it. */
  readonly zoneGiven?: string;
  readonly dateOrder: DateOrder | "not needed";
  /** How the order was decided, in words. */
  readonly dateOrderBy: string;
  /** ISO 8601 UTC with milliseconds. */
  readonly timeFrom: string;
  readonly timeTo: string;
  readonly accounts: number;
  /** Other spellings of accounts that are there, which case alone tells apart; absent where the platform tells them apart, or there are none. */
  readonly accountsJoined?: number;
  /** All columns of the file, in its order. */
  readonly columns: readonly string[];
  /** Columns that are no field and are kept under their own name. */
  readonly extra: readonly string[];
  /** What a reader should know, in sentences. */
  readonly notes: readonly string[];
}

/** What is told of a file that was read for one purpose: the part of the report that needs no other pass over it. */
export type ReadFacts = Pick<
  ImportReport,
  "bytes" | "rowsRead" | "kept" | "rejected" | "rejectsByCode" | "zone" | "resolution" | "links"
> & {
  readonly duplicates: Pick<ImportReport["duplicates"], "sameId">;
};
