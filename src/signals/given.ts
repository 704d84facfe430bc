/**
 * What a run takes from the records of a case, beside the posts: declared series, sets, markers, events, claims, groups of accounts,
 * subjects, codes, tables, and sets of mails. A parameter of the kind `input` says which of these it takes; the workbench looks them up among what
 * the reader may see and hands them over as plain data, so that a detector in a thread of its own reads no log.
 */
import { PlumblineError } from "../errors.ts";

export const INPUT_KINDS = [
  "series",
  "set",
  "markers",
  "events",
  "claims",
  "group",
  "subjects",
  "codes",
  "table",
  "mails",
] as const;
export type InputKind = (typeof INPUT_KINDS)[number];

/** A file that places refer to, as in a result's `artifacts`. */
export interface GivenFile {
  readonly id: string;
  readonly sha256: string;
}

/** One dated value, and the row of the file that says it. */
export interface SeriesPoint {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly value: number;
  /** Number of what it was made from: people asked, polls, posts; absent where it is not known. */
  readonly n?: number;
  /** Row of the file, 1 for the first after the header. */
  readonly row: number;
  /** Other columns of the row, by their names: pollster, population, … */
  readonly fields: Readonly<Record<string, string>>;
}

/** Dated values that somebody declared before the run. Points are in order of date, then of row. */
export interface DeclaredSeries {
  readonly kind: "series";
  /** The Run that declares it, as `run_…`. */
  readonly ref: string;
  readonly title: string;
  /** What a value counts: points, posts, percent; empty for a plain number. */
  readonly unit: string;
  readonly file: GivenFile;
  /** Column of the file that the values are from, or two with ` - ` between. */
  readonly column: string;
  readonly points: readonly SeriesPoint[];
}

/** One member of a set: a mailbox, a tranche, a document. */
export interface SetUnit {
  readonly unit: string;
  /** Whom it was taken from or is about. */
  readonly target: string;
  /** Items in it; 1 where the table does not say. */
  readonly items: number;
  readonly collected: boolean;
  readonly released: boolean;
  /** Days as `YYYY-MM-DD`, where the table says them. */
  readonly collectedOn?: string;
  readonly releasedOn?: string;
  /** Rows of the file that say it. */
  readonly rows: readonly number[];
}

export interface DeclaredSet {
  readonly kind: "set";
  readonly ref: string;
  readonly title: string;
  readonly file: GivenFile;
  /** Column of the file that says whether a unit was released. */
  readonly column: string;
  readonly units: readonly SetUnit[];
}

/** How a marker is looked for; what each takes says `declarations/markers.ts`. */
export const MARKER_KINDS = ["link", "domain", "hashtag", "phrase", "near-copy", "document id"] as const;
export type MarkerKind = (typeof MARKER_KINDS)[number];

export interface Marker {
  readonly marker: string;
  readonly is: MarkerKind;
  /** From when it counts, a date with its precision: before, it meant something else. */
  readonly since?: string;
  /** Row of the file that says it. */
  readonly row: number;
}

/** By what material is known where it appears. */
export interface DeclaredMarkers {
  readonly kind: "markers";
  readonly ref: string;
  readonly title: string;
  readonly file: GivenFile;
  /** Column of the file that holds them. */
  readonly column: string;
  readonly markers: readonly Marker[];
  /** Whether posts of the case, as far as its reader sees them, had come in before they were declared. */
  readonly afterPosts: boolean;
}

/** A passage of a document of which the hash is known. */
export interface GivenPassage {
  readonly file: GivenFile;
  readonly page: number;
  readonly span?: { readonly start: number; readonly end: number };
}

/** A Party as a record names it; an account has no name here. */
export interface GivenParty {
  readonly ref: string;
  readonly name: string;
}

/** What somebody says, where it is written; it has no grade here. */
export interface GivenClaim {
  readonly ref: string;
  readonly speaker: string;
  readonly polarity: "asserts" | "denies" | "qualifies" | "retracts";
  /** When it was said: a date with its precision. */
  readonly saidAt?: string;
  /** Records that it is about. */
  readonly about: readonly string[];
  /** Whether it names a place in its source: a page, a row, characters. */
  readonly placed: boolean;
  readonly passages: readonly GivenPassage[];
}

export interface GivenClaims {
  readonly kind: "claims";
  readonly claims: readonly GivenClaim[];
}

export interface GivenEvent {
  readonly ref: string;
  readonly title: string;
  readonly is: string;
  /** Days as `YYYY-MM-DD`; `to` is the last one, and that of `from` where it has no end. */
  readonly from: string;
  readonly to: string;
  /** When it was written into the log. */
  readonly loggedAt: string;
  /** First and last moment in which it lies, in milliseconds since 1970; the days where they are absent. */
  readonly within?: readonly [number, number];
  readonly parties?: readonly GivenParty[];
  readonly passages?: readonly GivenPassage[];
  /** Whether it names a place in a source: a page, a row, characters. */
  readonly placed?: boolean;
}

/** Dated events, in order of their first day. */
export interface GivenEvents {
  readonly kind: "events";
  readonly events: readonly GivenEvent[];
}

/** A group of accounts: by their names, or by the value of a column that their posts have. */
export type GivenGroup = { readonly kind: "group"; readonly title: string } & (
  | {
      readonly by: "names";
      readonly names: readonly string[];
      /** Findings that were asked for and whose accounts the reader may not see: these are not among the names. */
      readonly unseen?: number;
    }
  | { readonly by: "column"; readonly column: string; readonly value: string }
);

/** A Party with the names under which it is looked for in texts; the first is its own. */
export interface GivenSubject {
  readonly ref: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

export interface GivenSubjects {
  readonly kind: "subjects";
  readonly subjects: readonly GivenSubject[];
}

/** What people said of a unit with a codebook: the codes of one unit by each who coded it. */
export interface CodedRow {
  readonly file: GivenFile;
  readonly row: number;
  readonly by: readonly { readonly coder: string; readonly codes: readonly string[] | "cannot say" }[];
}

export interface GivenCodes {
  readonly kind: "codes";
  readonly ref: string;
  readonly title: string;
  readonly categories: readonly string[];
  readonly units: readonly CodedRow[];
}

/** A table as it lies in its file: cells as text, null where there is none. */
export interface GivenTable {
  readonly kind: "table";
  readonly title: string;
  readonly file: GivenFile;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly (string | null)[] }[];
}

/** One message of a set, as it was stored. */
export interface GivenMail {
  readonly file: GivenFile;
  readonly bytes: Uint8Array;
}

/** The messages of a set, in order of arrival. */
export interface GivenMails {
  readonly kind: "mails";
  /** The Run that brought them in. */
  readonly ref: string;
  readonly title: string;
  readonly mails: readonly GivenMail[];
}

export type GivenInput =
  | DeclaredSeries
  | DeclaredSet
  | DeclaredMarkers
  | GivenEvents
  | GivenClaims
  | GivenGroup
  | GivenSubjects
  | GivenCodes
  | GivenTable
  | GivenMails;

/** By the name of the parameter that takes it; a parameter that names nothing has none. */
export type Given = Readonly<Record<string, GivenInput>>;

type OfKind<K extends InputKind> = Extract<GivenInput, { readonly kind: K }>;

/** What was given for a parameter, or undefined where nothing was. */
export function givenFor<K extends InputKind>(
  { given = {} }: { readonly given?: Given },
  name: string,
  kind: K,
): OfKind<K> | undefined {
  const found = Object.hasOwn(given, name) ? given[name] : undefined;
  if (found === undefined) return undefined;
  if (found.kind !== kind)
    throw new PlumblineError("INTERNAL", `${name} takes ${kind}, and was given ${found.kind}.`);
  return found as OfKind<K>;
}

/**
 * The same, for what a run cannot do without.
 * @throws PlumblineError PARAMETER if nothing was given.
 */
export function demanded<K extends InputKind>(
  context: { readonly given?: Given },
  name: string,
  kind: K,
): OfKind<K> {
  const found = givenFor(context, name, kind);
  if (found !== undefined) return found;
  throw new PlumblineError("PARAMETER", `Nothing was named for ${name}.`, { hint: HOW_TO_NAME[kind] });
}

/** How a person names what a parameter takes. */
export const HOW_TO_NAME: { readonly [K in InputKind]: string } = {
  series: "Give the key or id of a declared series: a table comes in as one first.",
  set: "Give the key or id of a declared set: a table comes in as one first.",
  markers: "Give the key or id of declared markers: a table comes in as markers first.",
  claims: "Give keys or ids of claims between commas.",
  events: "Give kinds of events between commas, keys or ids of events, or `all`.",
  group:
    "Give findings (RUN#f1) or names of accounts between commas, `flagged` for every finding that stands, or a column and its value (column:NAME=VALUE).",
  subjects: "Give keys or ids of parties between commas.",
  codes: "Give the key or name of a codebook.",
  table: "Give the key, id or title of the file with the table.",
  mails: "Give the key or id of a set of mails: a mailbox file or folder comes in as one first.",
};
