/** One look through one window: what the words, the counts and the output of a run are made from. */
import type { Power } from "../../../kernel/index.ts";
import type { Analysis } from "./analyse.ts";
import type { Aside } from "./aside.ts";
import type { GroupWithPosts } from "./figures.ts";
import type { AllResampled, Groups } from "./groups.ts";

/** Counts of a run before anything was set aside. */
export interface Before {
  readonly accountsAside: number;
  readonly objectsAside: number;
  readonly namesUnknown: number;
  readonly pairs: number;
  readonly significantTimes: number;
  readonly significantActivity: number;
}

/** One look at the shares through one window. */
export interface Look {
  readonly analysis: Analysis;
  readonly aside: Aside;
  /** Absent where nothing was asked to be set aside. */
  readonly before: Before | undefined;
  /** Absent where groups were not compared with resamples. */
  readonly resampled: AllResampled | undefined;
  readonly found: Groups;
  readonly withPosts: readonly GroupWithPosts[];
  /** What could have been found. */
  readonly power: readonly Power[];
}
