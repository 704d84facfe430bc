/** Findings: the sentence, its numbers with null and m, what would explain or refute it, and its figures. */
import { canonicalJson } from "../../model/canonical.ts";
import type { Explained, Finding } from "../../model/finding.ts";
import { recordOf } from "../../model/refs.ts";
import type { FindingView } from "../../views/edition.ts";
import { counted, date, endStop, interval, number, pValue, quantity, superscript } from "../typography.ts";
import { listed, materialOf, ratioWords, sayLooks } from "../../words.ts";
import type { Material } from "../../words.ts";
import type { Context } from "./context.ts";
import { hasElements, toldFigure } from "./figures.ts";
import { occasionsPart } from "./meetings.ts";
import { placedFigure } from "./placed.ts";
import type { AuthoredFigure } from "./placed.ts";
import type { FindingPart, Row, Shown, StatisticPart } from "./types.ts";

function statusWords(status: Finding["status"], material: Material): string {
  switch (status) {
    case "finding":
      return "Finding";
    case "candidate":
      return "Candidate: alone never a finding of coordination";
    case "note":
      return material === "declaration" ? "What a table holds" : "Note about the run as a whole";
    case "not answerable":
      return `Not answerable from these ${material === "posts" ? "posts" : "tables"}`;
  }
}

/** Of a figure that stands under an earlier finding already. */
const SEEN: Readonly<Record<Shown["kind"], string>> = {
  network: "The network is drawn",
  timeline: "The timeline is drawn",
  grid: "The grid is drawn",
  offsets: "The time differences are drawn",
  strip: "The accounts over time are drawn",
  power: "What this run could have found stands",
  intervals: "The intervals are drawn",
  hours: "The hours of the week are drawn",
  surface: "The answers by reading are drawn",
  table: "The table stands",
  lanes: "The days are drawn",
  ladder: "The ladder is drawn",
};

/** What the authors of an edition put over a finding, and what they say of its figures. */
export interface AuthoredFinding {
  readonly heading?: string;
  readonly figures?: readonly AuthoredFigure[];
}

/** `printed` holds the figures and runs of earlier findings, so that a picture is not drawn twice, nor a run's parameters printed twice. */
export function findingPart(
  context: Context,
  view: FindingView,
  printed: Map<string, string>,
  { heading, figures: authored = [] }: AuthoredFinding = {},
): FindingPart {
  const { finding, label, ref } = view;
  const material = materialOf(view, finding.rows.count);
  const refs = [ref];
  const occasions = finding.figures.find((figure) => figure.kind === "occasions" && hasElements(figure));
  const fresh: { readonly figure: Shown; readonly authored?: AuthoredFigure }[] = [];
  const seen: string[] = [];
  for (const [i, figure] of finding.figures.entries()) {
    if (figure.kind === "occasions" || !hasElements(figure)) continue;
    const words = authored.find((one) => one.figure === i + 1);
    const key = canonicalJson(figure);
    const earlier = printed.get(key);
    if (earlier === undefined) {
      printed.set(key, label);
      fresh.push({ figure, ...(words === undefined ? {} : { authored: words }) });
    } else seen.push(saidAgain(`${SEEN[figure.kind]} under ${earlier}.`, words));
  }
  const run = recordOf(ref);
  const first = printed.get(run);
  if (first === undefined) printed.set(run, label);
  else seen.push(`Parameters and counts of the run stand under ${first}.`);
  return {
    label,
    ref,
    ...(heading === undefined
      ? {}
      : { heading: context.say(`${label}.heading`, heading, [context.view.ref, ref]) }),
    title: context.say(`${label}.title`, view.name, refs),
    status: context.say(`${label}.status`, statusWords(finding.status, material), refs),
    sentences: context.sayAll(`${label}.sentence`, finding.sentence, refs).flat(),
    provenance: context.say(
      `${label}.provenance`,
      `Detector ${view.detector} ${view.version}, seed ${view.seed}, run ${date(view.at)}. ${sayLooks(view.looks.runs, material)}`,
      [...refs, ...view.looks.runs.map((run) => run.ref)],
    ),
    statistics: finding.statistics.map((statistic, i) =>
      statisticPart(context, `${label}.statistic${i + 1}`, view, statistic),
    ),
    significance: finding.significance.map((test, i) =>
      context.row(
        `${label}.significance${i + 1}`,
        [test.null, `p ${pValue(test.log10p)}`, correctionText(test), `level ${levelText(test.level)}`],
        refs,
      ),
    ),
    explanations: finding.explanations.map((explanation, i) =>
      context.row(`${label}.explanation${i + 1}`, explanationCells(explanation), refs),
    ),
    refutedBy: context.sayAll(`${label}.refutedBy`, finding.refutedBy, refs).flat(),
    comparison: context.sayAll(`${label}.comparison`, finding.comparison, refs).flat(),
    method:
      finding.method === undefined ? [] : context.sayAll(`${label}.method`, finding.method, refs).flat(),
    rows: context.row(`${label}.rows`, [counted(finding.rows.count, "post"), finding.rows.sha256], refs),
    settings: first === undefined ? settingRows(context, view) : [],
    files: fileRows(context, view),
    figures: fresh.map(({ figure, authored: words }, i) => {
      const id = `${label}.figure${i + 1}`;
      return placedFigure(
        context,
        id,
        toldFigure(context, id, figure, refs),
        `${label} (${ref})`,
        refs,
        words,
      );
    }),
    ...(occasions?.kind !== "occasions"
      ? {}
      : { occasions: occasionsPart(context, `${label}.occasions`, occasions, refs) }),
    seen: seen.map((text, i) => context.say(`${label}.seen${i + 1}`, text, refs)),
  };
}

/** Of a figure that stands elsewhere: what the authors say of it here is said nevertheless. */
function saidAgain(where: string, words: AuthoredFigure | undefined): string {
  const said = [words?.title, words?.note].filter((text) => text !== undefined).map(endStop);
  return [where, ...said].join(" ");
}

function statisticPart(
  context: Context,
  id: string,
  view: FindingView,
  statistic: Finding["statistics"][number],
): StatisticPart {
  const ends = statistic.interval;
  const cells = [
    statistic.name,
    quantity(statistic.value, statistic.unit),
    ends === undefined ? "" : interval(ends, statistic.unit),
    statistic.intervalKind ?? "",
  ];
  return {
    row: context.row(id, cells, [view.ref]),
    ...(statistic.value === "not computed" ? {} : { value: statistic.value }),
    ...(ends === undefined ? {} : { interval: ends }),
  };
}

export const EXPLANATION_HEADS: readonly string[] = Object.freeze([
  "Explanation",
  "What it predicts",
  "What was measured",
  "Answer",
  "What would tell",
]);

function explanationCells(one: Explained): string[] {
  const { title, predicts = "", measured = "", answer = "not measured", likelihoodRatio, check } = one;
  const ratio = likelihoodRatio === undefined ? "" : ` ${ratioWords(likelihoodRatio)}`;
  return [title, predicts, `${measured}${ratio}`, answer, check];
}

function correctionText(test: Finding["significance"][number]): string {
  if (test.correction === "none") return `not corrected; m = ${number(test.m)}`;
  if (test.correction === "network-based statistic")
    return `network-based statistic, largest group of each of ${counted(test.m, "shuffle")}`;
  return `${test.correction} over m = ${number(test.m)}`;
}

function levelText(level: number): string {
  const exponent = Math.log10(level);
  return Number.isInteger(exponent) && exponent < -2 ? `10${superscript(exponent)}` : number(level);
}

function plain(value: string | number | boolean | null): string {
  if (value === null) return "none";
  if (typeof value === "number") return number(value);
  return typeof value === "boolean" ? (value ? "yes" : "no") : value;
}

/** Keys of a Run are written `windowSeconds` or `window_seconds`; people read words. */
export function keyWords(key: string): string {
  return key
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/[_-]+/g, " ")
    .toLowerCase();
}

function settingRows(context: Context, view: FindingView): Row[] {
  const entries = [
    ...Object.entries(view.parameters).map(([key, value]) => ["parameter", key, value] as const),
    ...Object.entries(view.counts).map(([key, value]) => ["counted", key, value] as const),
  ];
  return entries.map(([kind, key, value], i) =>
    context.row(`${view.label}.setting${i + 1}`, [kind, keyWords(key), plain(value)], [view.ref]),
  );
}

function fileRows(context: Context, view: FindingView): Row[] {
  const rows = view.inputs.map((input, i) => {
    const name = input.label ?? (context.holds(input.ref) ? "file" : "file above this ceiling");
    const refs = context.holds(input.ref) ? [view.ref, input.ref] : [view.ref];
    return context.row(`${view.label}.input${i + 1}`, ["read from", name, input.sha256], refs);
  });
  if (view.output !== undefined) {
    const refs = context.holds(view.output.ref) ? [view.ref, view.output.ref] : [view.ref];
    rows.push(
      context.row(`${view.label}.output`, ["full result", "names, edges, rows", view.output.sha256], refs),
    );
  }
  return rows;
}

/** The nulls that the findings of this edition name, each once. */
export function namedNulls(
  findings: readonly FindingView[],
): { readonly name: string; readonly refs: readonly string[] }[] {
  const names = new Map<string, string[]>();
  for (const view of findings)
    for (const test of view.finding.significance) {
      const refs = names.get(test.null) ?? [];
      names.set(test.null, [...new Set([...refs, view.ref])]);
    }
  return [...names].map(([name, refs]) => ({ name, refs }));
}

/** `F1, F2 and F3` */
export function labelsOf(findings: readonly FindingView[]): string {
  return listed(findings.map((finding) => finding.label));
}
