/** Types of the checklists before release. */
import type { Ref } from "../model/refs.ts";

/** What the records of an edition say about an item: where they point, and why. Never an answer. */
export interface LogSays {
  readonly points: "yes" | "no" | "open";
  readonly text: string;
  readonly refs: readonly Ref[];
}

export interface ChecklistItem {
  readonly item: string;
  readonly title: string;
  readonly asks: string;
  /** The latest standing answer, by whom and when. */
  readonly answer:
    | "not answered"
    | {
        readonly ref: Ref;
        readonly value: "yes" | "no" | "not applicable";
        readonly why?: string;
        readonly by: string;
        readonly organisation: Ref;
        readonly at: string;
      };
  /** `nothing` where only a person can know. */
  readonly logSays: LogSays | "nothing";
}

export interface ChecklistView {
  readonly list: string;
  readonly title: string;
  readonly items: readonly ChecklistItem[];
}
