/** The sentences of disclosure. Names of targets stand in them: they come from the declared set, and the run is marked to cover it. */
import type { NoOddsRatio } from "../../../kernel/index.ts";
import { count, counted, measured, percent, plural, rough } from "../../../words.ts";
import type { Measured } from "./measure.ts";
import type { Graded, Sides } from "./sides.ts";
import { cannotAnswer } from "../../shared/said.ts";
import type { Words } from "../../shared/said.ts";

const units = (n: number): string => counted(n, "unit");
/** A probability to three decimals, or roughly where it is smaller. */
export const chance = (p: number): string => (p >= 0.001 ? String(Number(p.toFixed(3))) : rough(p));

/** Why there is no comparison at all, before anything is counted. */
export const NO_TARGET =
  "no target was named whose material is said to have been released more readily. Chosen after a look at the set, it would make the chance meaningless";

const BECAUSE: Readonly<Record<NoOddsRatio, (sides: Sides) => string>> = {
  "nothing of A was collected": ({ a }) => `the set lists nothing that was collected from ${a.name}`,
  "nothing of B was collected": ({ b }) => `the set lists nothing that was collected from ${b.name}`,
  "nothing was released": () => "nothing was released of either side",
  "everything was released": () => "everything that was collected was released, on both sides",
};

export function words(sides: Sides, measured: Measured, graded: Graded | undefined): Words {
  const { a, b } = sides;
  const { ratio } = measured;
  const title = `Released more readily: ${a.name} than ${b.name}`.slice(0, 200);
  const rest = {
    title,
    method: method(measured),
    refutedBy: refutedBy(sides, measured),
    comparison: comparison(sides),
  };
  if (!ratio.answered) {
    const hidden = hiddenWords(sides, measured);
    return { ...rest, sentence: `${cannotAnswer(BECAUSE[ratio.because](sides))}${hidden}` };
  }
  return {
    ...rest,
    sentence: [
      counts(sides),
      ` If every collected unit had been as likely to be released as any other, so many of ${a.name} among the released, or more, would have a chance of ${chance(measured.p)}`,
      measured.holds
        ? `: less than the declared ${measured.level}.`
        : `, more than the declared ${measured.level}, so it is not shown.`,
      ratioWords(measured),
      hiddenWords(sides, measured),
      gradedWords(graded, measured),
    ].join(""),
  };
}

function counts({ a, b, table }: Sides): string {
  const { releasedA, collectedA, releasedB, collectedB } = table;
  return `Of ${units(collectedA)} collected from ${a.name}, ${count(releasedA)} ${plural(releasedA, "was", "were")} released; of ${units(collectedB)} collected from ${b.name}, ${releasedB === 0 ? "none" : count(releasedB)}.`;
}

/** The bound that agrees with the test stands first; the interval of both sides is wider. */
function ratioWords({ ratio, level, holds }: Measured): string {
  if (!ratio.answered) return "";
  const { estimate, exact, atLeast } = ratio;
  const sure = percent(1 - level);
  const above =
    exact.high === undefined ? "nothing bounds them from above" : `ends at ${measured(exact.high, 3)}`;
  if (atLeast === undefined || exact.low === undefined)
    return ` Nothing bounds the odds ratio of release from below; the ${sure} interval of both sides ${above}.`;
  const best = estimate === undefined ? "" : `${rough(estimate)} times as high by maximum likelihood, `;
  const equal = holds ? "" : ", which does not exclude equal odds";
  const end =
    exact.high === undefined
      ? `begins at ${measured(exact.low, 3)}, and ${above}`
      : `is ${measured(exact.low, 3)} to ${measured(exact.high, 3)}`;
  return ` The odds of release were ${best}at least ${rough(atLeast)} times as high (${sure} bound on the declared side)${equal}; the ${sure} interval of both sides ${end}.`;
}

/** The headline: what is not known, and would overturn it. */
function hiddenWords({ a, b, table }: Sides, { fewest, fewestWithout, level }: Measured): string {
  const { releasedA, collectedA, releasedB } = table;
  if (fewest === undefined) return "";
  const already = releasedB === 0 ? "" : `, ${count(releasedB)} released among them`;
  const without =
    fewestWithout === undefined
      ? ""
      : ` If what was released of ${b.name} did not count, it would take ${count(fewestWithout.collected)}.`;
  return ` With ${count(releasedA)} of ${count(collectedA)} released of ${a.name}, the statement holds at ${level} only if at least ${units(fewest.collected)} of ${b.name} had been collected${already} (${chance(fewest.p)}; with one fewer ${chance(fewest.pBeyond)}).${without}`;
}

function gradedWords(graded: Graded | undefined, { level }: Measured): string {
  if (graded === undefined) return "";
  const { least, enough, lower, none } = graded;
  const parts = `${count(enough)} on a claim graded ${least} or better, ${count(lower)} on a lower one, ${count(none)} on none that is named`;
  return ` That the ${units(enough + lower + none)} not released were collected rests, for ${parts}; on the first alone the chance is ${chance(graded.p)}, ${graded.p <= level ? "and it holds" : "and it does not hold"}.`;
}

function method({ p, pMid, level, fewestMid, mostOfFirst, furtherReleases }: Measured): string {
  const mid =
    fewestMid === undefined ? "" : ` By mid-p it would take ${units(fewestMid.collected)} of the other side.`;
  const first =
    mostOfFirst === undefined
      ? ""
      : ` With the rest as it is, it would still hold with ${units(mostOfFirst.collected)} collected of the first side in all, and not with more; and with ${counted(furtherReleases ?? 0, "further release")} of the other side, and not with more.`;
  return (
    `Fisher's exact test, one-sided in the declared direction: p = ${chance(p)}, mid-p ${chance(pMid)}, level ${level}, one comparison. ` +
    `Odds ratio by conditional maximum likelihood with central exact limits (non-central hypergeometric); where a cell is zero one side has no bound, and the other keeps its level.${mid}${first} ` +
    "A unit is one decision, whatever the number of its items."
  );
}

function refutedBy({ a, b }: Sides, { holds, furtherReleases, fewest }: Measured): string {
  if (!holds)
    return fewest === undefined
      ? `A release of what was collected from ${a.name}.`
      : `It is not shown as it stands; ${units(fewest.collected)} collected from ${b.name} would show it.`;
  const further = (furtherReleases ?? 0) + 1;
  return `Evidence that fewer than ${units(fewest!.collected)} were collected from ${b.name}; or ${counted(further, "further release")} of what was; or that units of ${a.name} were one decision.`;
}

function comparison({ a, b, otherTargets, notCollected }: Sides): string {
  const left = [
    ...(otherTargets > 0 ? [`${counted(otherTargets, "further target")} of the set`] : []),
    ...(notCollected > 0 ? [`${units(notCollected)} that the set lists as not collected`] : []),
  ];
  const out = left.length === 0 ? "" : ` Left out: ${left.join(", and ")}.`;
  return `Units of ${a.name} with units of ${b.name}, all that the set lists as collected; every release of the latter counts.${out}`;
}
