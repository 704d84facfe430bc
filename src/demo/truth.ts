/** The ground truth of a simulated set, as `truth.json` holds it. Only tests and benchmarks read it. */
import type { GroupName, Role } from "./population.ts";
import type { SetTruth } from "./tables.ts";

export interface GroupTruth {
  readonly name: GroupName;
  /** Whether a person steered it: true for the teams, false for a newsroom's machine and for a community. */
  readonly coordinated: boolean;
  readonly accounts: readonly string[];
  /** Items shared on a schedule, with the time of the slot; empty for the community. */
  readonly slots: readonly { readonly time: string; readonly url: string; readonly topic: string }[];
}

/** A row of `posts.csv`, 1 for the first after the header, that a careful import does not keep. */
export interface RejectTruth {
  readonly row: number;
  /** Code of the import's report. */
  readonly code: "ACCOUNT_MISSING" | "TIME_UNREADABLE" | "ID_SPREADSHEET";
  readonly column: string;
  readonly value: string;
}

export interface DemoTruth {
  readonly format: 1;
  readonly notice: string;
  readonly seed: number;
  readonly country: "Ostmere";
  readonly zone: "UTC+01:00";
  readonly period: { readonly from: string; readonly to: string; readonly vote: string };
  readonly counts: {
    /** Rows after the header; posts are the rows without the rejected ones and without the repeated ones. */
    readonly rows: number;
    readonly posts: number;
    readonly rejected: number;
    readonly duplicates: number;
    readonly accounts: number;
  };
  readonly accounts: Readonly<Record<string, Role>>;
  readonly groups: readonly GroupTruth[];
  readonly shift: {
    readonly from: string;
    readonly groups: readonly GroupName[];
    readonly topic: string;
    /** Share of `topic` among the posts of the scheduled items, before and from the day on. */
    readonly before: number;
    readonly after: number;
    /** The same among ordinary accounts' posts that carry a topic, the two teams' items left out. */
    readonly ordinaryBefore: number;
    readonly ordinaryAfter: number;
  };
  readonly tilt: {
    readonly groups: readonly GroupName[];
    /** The subject that the groups' scheduled items name more than others do, and the one it is held against. */
    readonly subject: string;
    readonly other: string;
    /** Share of `subject` among posts of the scheduled items that name either. */
    readonly share: number;
    /** The same among ordinary accounts' posts, the groups' items left out. */
    readonly ordinary: number;
  };
  /** The way of the released set: two steps that events tell, and pages of it that posts pass on. */
  readonly leak: {
    readonly taken: string;
    readonly published: string;
    readonly pages: readonly string[];
    readonly groups: readonly GroupName[];
    /** First post with one of the pages, of these groups and of all others. */
    readonly firstOfGroups: string;
    readonly firstOfOthers: string;
    /** Posts with one of the pages, and those of the groups among them. */
    readonly posts: number;
    readonly ofGroups: number;
  };
  readonly poll: { readonly line: number; readonly crossing: string };
  readonly sets: readonly SetTruth[];
  readonly rejects: readonly RejectTruth[];
  /** Rows that repeat an earlier row to the letter. */
  readonly duplicates: readonly number[];
}
