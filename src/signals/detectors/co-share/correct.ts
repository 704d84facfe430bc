/** Corrections over all possible pairs: the headline one, and those that are listed beside it. */
import {
  attainableActivity,
  attainableTimes,
  hochbergLog10,
  holmLog10,
  taroneCount,
  yekutieliLog10,
  type Incidence,
  type Margins,
} from "../../../kernel/index.ts";
import type { DetectorContext } from "../../detector.ts";
import { pause } from "../../shared/pause.ts";
import type { Settings } from "./settings.ts";

export interface Tested {
  /** Objects expected to match, no fewer, under null 1; moments expected under nulls 2 and 3. */
  readonly expected: Float64Array;
  readonly log10p: Float64Array;
  /** Corrected over all possible pairs by the headline correction: Holm, or Tarone where asked. */
  readonly corrected: Float64Array;
  /** Benjamini-Hochberg, for screening; Benjamini-Yekutieli lies `yekutieli` higher. */
  readonly hochberg: Float64Array;
  readonly yekutieli: number;
  /** What the headline correction pays for: m, or Tarone's m_T. */
  readonly over: number;
}

type Raw = Pick<Tested, "expected" | "log10p">;

export interface Correction {
  readonly settings: Settings;
  readonly m: number;
  readonly first: Incidence;
  readonly margins: Margins;
  readonly context: DetectorContext;
}

/** Null 1 with its corrections. */
export function correctActivity(raw: Raw, correction: Correction): Tested {
  const { settings, m, margins } = correction;
  if (settings.multiplicity === "holm") return corrected(raw, m);
  return corrected(raw, m, taroneCount(attainableActivity(margins, settings.minimum), m, settings.level));
}

/** Holm over all possible pairs. */
export const correctHolm = (raw: Raw, m: number): Tested => corrected(raw, m);

/**
 * Null 2, or both nulls, with their corrections. Tarone's counts pairs that could be significant under null 2: p of both
 * is no smaller, and no product over representatives is smaller than that over all objects.
 */
export async function correctTimes(raw: Raw, correction: Correction): Promise<Tested> {
  const { settings, m, first, margins, context } = correction;
  if (settings.multiplicity === "holm") return correctHolm(raw, m);
  const steps = attainableTimes(first, margins, settings.minimum);
  let step = steps.next();
  for (let done = 0; step.done !== true; step = steps.next())
    await pause(context, "counting attainable pairs", ++done, Math.max(done, 20), "steps");
  return corrected(raw, m, taroneCount(step.value, m, settings.level));
}

function corrected(raw: Raw, m: number, over?: number): Tested {
  return {
    expected: raw.expected,
    log10p: raw.log10p,
    corrected:
      over === undefined
        ? holmLog10(raw.log10p, m)
        : raw.log10p.map((p) => Math.min(0, p + Math.log10(over))),
    hochberg: hochbergLog10(raw.log10p, m),
    yekutieli: yekutieliLog10(m),
    over: over ?? m,
  };
}

/** Indices of the pairs that are significant at the level. */
export function significantPairs({ corrected: values }: Tested, level: number): Int32Array {
  const limit = Math.log10(level);
  return Int32Array.from({ length: values.length }, (_, i) => i).filter((i) => values[i]! <= limit);
}

/** How many pairs Benjamini-Yekutieli, and Benjamini-Hochberg, would list at the level. */
export function listedPairs(
  { hochberg, yekutieli }: Tested,
  level: number,
): { yekutieli: number; hochberg: number } {
  const limit = Math.log10(level);
  return {
    yekutieli: hochberg.reduce((n, p) => n + (p + yekutieli <= limit ? 1 : 0), 0),
    hochberg: hochberg.reduce((n, p) => n + (p <= limit ? 1 : 0), 0),
  };
}
