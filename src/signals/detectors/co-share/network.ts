/** The network-based statistic of a run: the same sweep on shuffles of each null. */
import {
  activityPairTest,
  deal,
  networkState,
  PRIMARY_P,
  scoreShuffle,
  shuffleRandom,
  shuffleSpace,
  timesPairTest,
  type Incidence,
  type Margins,
  type NullKind,
} from "../../../kernel/index.ts";
import type { DetectorContext } from "../../detector.ts";
import { pause } from "../../shared/pause.ts";

/** What the shuffles of one null gave, one entry a shuffle. */
export interface Shuffled {
  readonly shuffles: number;
  /** Largest score of a group. */
  readonly largest: Float64Array;
  /** Pairs on two objects or more, and on three or more. */
  readonly two: Float64Array;
  readonly three: Float64Array;
}

export interface ShuffleInput {
  readonly first: Incidence;
  readonly margins: Margins;
  readonly windowTicks: number;
  readonly minimum: number;
  readonly shuffles: number;
}

const STAGE: Readonly<Record<NullKind, string>> = {
  times: "shuffling times (null 2)",
  activity: "shuffling accounts (null 1)",
};

/** Runs the shuffles of one null. The seed of the run and the number of a shuffle decide it. */
export async function shuffled(
  input: ShuffleInput,
  kind: NullKind,
  context: DetectorContext,
): Promise<Shuffled> {
  const { first, margins, windowTicks, minimum, shuffles } = input;
  const space = shuffleSpace(first, windowTicks, kind);
  const test = kind === "times" ? timesPairTest(first, margins) : activityPairTest(margins, PRIMARY_P);
  const state = networkState(space, { minimum, primary: PRIMARY_P, test, activity: margins.activity });
  const out = {
    shuffles,
    largest: new Float64Array(shuffles),
    two: new Float64Array(shuffles),
    three: new Float64Array(shuffles),
  };
  for (let r = 0; r < shuffles; r++) {
    deal(space, shuffleRandom(context.seed, kind, r));
    const steps = scoreShuffle(space, state);
    let step = steps.next();
    for (; step.done !== true; step = steps.next())
      await pause(context, STAGE[kind], r, shuffles, "shuffles");
    out.largest[r] = step.value.largest;
    out.two[r] = step.value.two;
    out.three[r] = step.value.three;
    await pause(context, STAGE[kind], r + 1, shuffles, "shuffles");
  }
  return out;
}
