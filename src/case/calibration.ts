/**
 * Calibration: what organisations said before an outcome against what came out.
 *
 * Which matches which. An indicator decides a judgment where its resolution names that judgment, or a hypothesis, as its
 * second object; else every judgment and hypothesis that the indicator is about. It has to be worded so that "happened"
 * means that the judgment came true. A forecast is the latest Position with a likelihood that an organisation held before
 * the day on which the outcome is dated; of several judgments that state one hypothesis each counts. Where it has none, the
 * number it gave the hypothesis in its probabilities over the whole question counts. A term counts as the middle of its band.
 *
 * Score of Brier (1950, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2): mean of (p - outcome)², 0 best, 0.25 for always
 * saying one half. Its interval is Hoeffding's (1963, doi:10.1080/01621459.1963.10500830); that of a frequency is Wilson's
 * (1927, doi:10.1080/01621459.1927.10502953). Both take outcomes as independent, which indicators of one campaign rarely are.
 * Cost: resolutions x positions.
 */
import type {
  CalibrationView,
  ForecastView,
  OrganisationCalibration,
  ReliabilityRow,
} from "../views/reasoning.ts";
import type { CaseRecord } from "../model/records.ts";
import { partOf, recordOf, typeOfRef } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import { datedToMs } from "../model/time.ts";
import type { Named, PartyView, PositionView } from "../views/basics.ts";
import { appraisals } from "./appraisals.ts";
import type { AppraisalRecord } from "./appraisals.ts";
import type { CaseFold } from "./fold.ts";
import { named } from "./named.ts";
import { partyView } from "./parties.ts";
import { positionViews } from "./positions.ts";
import { resolutionOf } from "./premises.ts";
import { sourcesOf } from "./sources.ts";

/** Below this many forecasts a figure is printed with "too few to say". */
export const ENOUGH_FORECASTS = 10;
const Z95 = 1.959963984540054;

/** A forecast of one organisation, before it is sorted by organisation. */
interface Made {
  readonly organisation: PartyView;
  readonly stance: "own" | "reported";
  readonly forecast: ForecastView;
}

/** Scores of every organisation with a forecast on a resolved indicator. */
export function calibrationView(fold: CaseFold): CalibrationView {
  const made: Made[] = [];
  const notScored: { premise: Named; why: string }[] = [];
  let open = 0;
  for (const premise of fold.all("Premise").filter(({ body }) => body.kind === "indicator")) {
    const resolution = resolutionOf(fold, premise.id);
    if (resolution === undefined) {
      open += 1;
      continue;
    }
    const forecasts = forecastsOn(fold, premise, resolution);
    if (typeof forecasts === "string") notScored.push({ premise: named(fold, premise.id), why: forecasts });
    else made.push(...forecasts);
  }
  const sorted = new Map<string, Made[]>();
  for (const one of made) {
    const name = `${one.organisation.ref} ${one.stance}`;
    sorted.set(name, [...(sorted.get(name) ?? []), one]);
  }
  return { organisations: [...sorted.values()].map(organisationCalibration), notScored, open };
}

/** The forecasts that a resolution decides, or why there is none. */
function forecastsOn(
  fold: CaseFold,
  premise: CaseRecord<"Premise">,
  resolution: AppraisalRecord<"resolution">,
): Made[] | string {
  const { outcome, on } = resolution.body.value;
  if (outcome === "cannot be told") return "it cannot be told whether it happened";
  const objects = resolution.body.against === undefined ? premise.body.about : [resolution.body.against];
  const decided = (objects ?? []).filter(
    (ref) => typeOfRef(ref) === "Judgment" || (typeOfRef(ref) === "Question" && partOf(ref) !== undefined),
  );
  if (decided.length === 0) return "it decides no judgment and no hypothesis";
  const before = fold.heldBefore(datedToMs(on));
  const result = { outcome: premise.id, happened: outcome === "happened" };
  const made = decided.flatMap((ref) => forecastsBefore(before, ref, result));
  return made.length === 0 ? "nobody held a likelihood on what it decides before it came out" : made;
}

type Outcome = Pick<ForecastView, "outcome" | "happened">;

function forecastsBefore(fold: CaseFold, decided: Ref, result: Outcome): Made[] {
  const ref = fold.current(decided);
  if (ref === undefined) return [];
  const judgments =
    typeOfRef(ref) === "Judgment"
      ? fold.all("Judgment").filter(({ id }) => id === ref)
      : fold.all("Judgment").filter(({ body }) => statesHypothesis(fold, body.states.hypothesis, ref));
  const sources = sourcesOf(fold);
  const made = judgments.flatMap(({ id }) =>
    positionViews(fold, sources, id).flatMap((position) => positionForecast(fold, id, position, result)),
  );
  const hypothesis = typeOfRef(ref) === "Question" ? ref : fold.find("Judgment", ref)?.body.states.hypothesis;
  const seen = new Set(made.map(({ organisation }) => organisation.ref));
  const elicited = hypothesis === undefined ? [] : elicitedForecasts(fold, hypothesis, result);
  return [...made, ...elicited.filter(({ organisation }) => !seen.has(organisation.ref))];
}

function statesHypothesis(fold: CaseFold, stated: Ref | undefined, hypothesis: Ref): boolean {
  return stated !== undefined && fold.current(stated) === hypothesis;
}

function positionForecast(fold: CaseFold, judgment: Ref, position: PositionView, result: Outcome): Made[] {
  const { likelihood, organisation, stance, ref } = position;
  if (likelihood === "not stated") return [];
  const percent = likelihood.percent ?? (likelihood.band[0] + likelihood.band[1]) / 2;
  const forecast = { ref, judgment: named(fold, judgment), probability: percent / 100, term: likelihood };
  return [{ organisation, stance, forecast: { ...forecast, ...result } }];
}

/** The latest set of each organisation; its number for the hypothesis. */
function elicitedForecasts(fold: CaseFold, hypothesis: Ref, result: Outcome): Made[] {
  const latest = new Map<Ref, Made>();
  for (const record of appraisals(fold, "probabilities")) {
    const probability = record.body.value[partOf(hypothesis) ?? ""];
    if (
      probability === undefined ||
      fold.latest(recordOf(record.body.of)) !== fold.latest(recordOf(hypothesis))
    )
      continue;
    const organisation = partyView(fold, record.for, record.id);
    latest.set(organisation.ref, {
      organisation,
      stance: "own",
      forecast: { ref: record.id, judgment: named(fold, hypothesis), probability, ...result },
    });
  }
  return [...latest.values()];
}

function organisationCalibration(made: readonly Made[]): OrganisationCalibration {
  const [{ organisation, stance }] = made as readonly [Made, ...Made[]];
  const forecasts = made.map(({ forecast }) => forecast);
  const n = forecasts.length;
  const bins = new Map<string, ForecastView[]>();
  for (const forecast of forecasts)
    bins.set(binOf(forecast), [...(bins.get(binOf(forecast)) ?? []), forecast]);
  const brier = brierScore(forecasts);
  return {
    organisation,
    stance,
    n,
    brier,
    interval: hoeffding(brier, n),
    tooFew: n < ENOUGH_FORECASTS,
    reliability: [...bins]
      .map(([bin, list]) => reliabilityRow(bin, list))
      .sort((a, b) => a.meanForecast - b.meanForecast),
    forecasts,
  };
}

/** Mean squared distance of the probability from what came out. */
export function brierScore(forecasts: readonly Pick<ForecastView, "probability" | "happened">[]): number {
  const loss = ({ probability, happened }: (typeof forecasts)[number]) =>
    (probability - Number(happened)) ** 2;
  return forecasts.reduce((sum, forecast) => sum + loss(forecast), 0) / forecasts.length;
}

/** The term in its scale; a bare number by tenths, 1 in the last. */
function binOf({ term, probability }: ForecastView): string {
  if (term !== undefined) return `${term.term} (${term.scale})`;
  const tenth = Math.min(Math.floor(probability * 10 + 1e-9), 9);
  return `${tenth * 10} to ${tenth * 10 + 10} %`;
}

function reliabilityRow(bin: string, forecasts: readonly ForecastView[]): ReliabilityRow {
  const n = forecasts.length;
  const happened = forecasts.filter((forecast) => forecast.happened).length;
  return {
    bin,
    n,
    meanForecast: forecasts.reduce((sum, { probability }) => sum + probability, 0) / n,
    frequency: happened / n,
    interval: wilson(happened, n),
    tooFew: n < ENOUGH_FORECASTS,
  };
}

/** Wilson's score interval of a share at 95 %. */
export function wilson(happened: number, n: number): readonly [number, number] {
  const share = happened / n;
  const z2 = Z95 ** 2 / n;
  const middle = (share + z2 / 2) / (1 + z2);
  const half = (Z95 / (1 + z2)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/** Hoeffding's interval at 95 % of a mean of n independent values from 0 to 1. */
function hoeffding(mean: number, n: number): readonly [number, number] {
  const half = Math.sqrt(Math.log(2 / 0.05) / (2 * n));
  return [Math.max(0, mean - half), Math.min(1, mean + half)];
}
