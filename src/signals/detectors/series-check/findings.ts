/** Findings of a check: the claim over its readings, what can be said over sources, and a note about the run. */
import type { Check, NoCheck } from "../../../kernel/index.ts";
import type { Finding } from "../../../model/finding.ts";
import { count, counted, listed, percent, plural } from "../../../words.ts";
import type { DeclaredSeries } from "../../given.ts";
import { NO_ROWS, notAnswerable } from "../../shared/said.ts";
import type { Checked } from "./check.ts";
import { descriptor } from "./descriptor.ts";
import { EXPLANATIONS } from "./explanations.ts";
import { chanceFigures, surfaceFigure } from "./figures.ts";
import type { ReadingOf } from "./readings.ts";
import { cellWords, chanceWords, claimWords, overlapWords, surfaceWords } from "./wording.ts";
import type { Nouns } from "./wording.ts";

interface Said {
  readonly series: DeclaredSeries;
  readonly checked: Checked;
  readonly readings: readonly ReadingOf[];
  readonly nouns: Nouns;
}

const frame = { explanations: [...EXPLANATIONS], rows: NO_ROWS };

/** The note first; then the claim, and where something can be said over sources, that. */
export function makeFindings(said: Said): Finding[] {
  const because = whyNot(said);
  if (because !== undefined)
    return [
      {
        id: "f1",
        ...notAnswerable(titleOf(said), because, {
          statistics: [{ name: "values", value: said.series.points.length }],
          explanations: [...EXPLANATIONS],
        }),
      },
    ];
  return [noteOf(said), claimFinding(said), ...chanceFinding(said)];
}

function whyNot({ checked, readings }: Said): string | undefined {
  const { mixes } = readings[0]!;
  if (mixes !== undefined)
    return `the series mixes values of ${mixes}, which are not one series: declare it for one of them`;
  if (checked.constant) return "all values are the same: a column that was filled in, or the wrong one";
  return checked.declared.answered ? undefined : REASONS[checked.declared.because];
}

const REASONS: Readonly<Record<NoCheck, string>> = {
  "no row has a value": "no row has a value",
  "no row has a time": "no row has a day",
  "no row names its source": "the series has no column of that name that says who published a value",
  "there is one unit alone": "there is one unit alone, and nothing to compare it with",
  "there are fewer units than the claim names": "there are fewer units than the claim names",
  "sources have no order of time": "sources have no order of time",
  "there is no value in the days up to the date": "there is no value in the days up to the date",
  "the last days reach back beyond the date": "the last days reach back beyond the date: compare fewer days",
};

const titleOf = ({ series, checked }: Said): string =>
  `${series.title}: ${claimWords(checked)}`.slice(0, 200);

function claimFinding(said: Said): Finding {
  const { checked, series, nouns } = said;
  const { surface, declared } = checked;
  const cells = surface.cells
    .slice(0, surface.units.length)
    .map(({ check, unit }) => cellWords(check, surface.units[unit]!, checked, nouns));
  const holds = declared.answered && declared.holds;
  return {
    id: "f1",
    status: surface.yes === 0 || surface.no === 0 ? "finding" : "candidate",
    title: titleOf(said),
    sentence:
      `The claim “${claimWords(checked)}” ${holds ? "holds" : "does not hold"} as declared: ${listed(cells)}. ${surfaceWords(checked, nouns)}${overlapWords(checked, nouns)}`.slice(
        0,
        2000,
      ),
    method: METHOD,
    statistics: [
      ...numbersOf(declared),
      { name: "cells in which it holds", value: surface.yes },
      { name: "cells in which it fails", value: surface.no },
      { name: "cells that cannot be told", value: surface.unanswered },
    ],
    significance: [],
    ...frame,
    refutedBy:
      "A value that is missing from the table or wrong in it, in number enough to turn the answer; or a reading that was not declared and is the one that the claim means.",
    comparison: `${counted(surface.readings.length, "reading")} of ${series.title.slice(0, 200)}, declared before the run and all shown.`,
    figures: [surfaceFigure(checked, nouns)],
  };
}

const METHOD =
  "A count or a comparison over the declared readings, in values, sources and weeks. By sources and weeks the mean of the values of each is taken; weeks begin on a Monday. It has no chance in it.";

function numbersOf(check: Check): Finding["statistics"] {
  if (!check.answered) return [];
  const { yes, tied, units, turn, difference } = check;
  return [
    { name: "units that speak for it", value: yes },
    { name: "units that tie", value: tied },
    { name: "units", value: units },
    ...(turn === undefined ? [] : [{ name: "units that would have to speak otherwise", value: turn }]),
    ...(difference === undefined ? [] : [{ name: "difference", value: difference }]),
  ];
}

function chanceFinding(said: Said): Finding[] {
  const { checked, series, nouns } = said;
  const { lead, change, clear, level, declared } = checked;
  const sure = percent(1 - level);
  const statistics: Finding["statistics"][number][] = [];
  if (lead !== undefined)
    statistics.push({
      name: "share of sources with a mean above zero",
      value: lead.ahead / lead.sources,
      interval: [lead.low, lead.high],
      intervalKind: `${sure}, exact`,
    });
  if (change !== undefined)
    statistics.push({
      name: "mean change",
      value: change.mean,
      interval: [change.low, change.high],
      intervalKind: `${sure}, Student's t between sources`,
    });
  if (clear !== undefined)
    statistics.push(
      { name: "spans wholly above zero", value: clear.above },
      { name: "spans wholly below zero", value: clear.below },
      { name: "clear crossings", value: clear.crossings.length },
      { name: "standard deviation between sources", value: clear.deviation },
    );
  const { kind } = checked.claim;
  if ((kind === "highest" || kind === "lowest") && declared.answered)
    statistics.push({ name: "chance that the last of units alike is it", value: 1 / (declared.units + 1) });
  const figures = chanceFigures(checked, series.title, series.unit);
  return [
    {
      id: "f2",
      status: "note",
      title: `${titleOf(said)}, over ${nouns.source}s`.slice(0, 200),
      sentence: chanceWords(checked, nouns),
      statistics,
      significance:
        lead === undefined
          ? []
          : [
              {
                null: descriptor.nulls[0]!.name,
                log10p: Math.max(-300, Math.min(0, Math.log10(lead.p))),
                correction: "none",
                m: 1,
                level,
              },
            ],
      ...frame,
      refutedBy: "Sources of this kind that are not in the table and show otherwise.",
      comparison:
        "Sources with each other, or each with itself; values of one source are never taken as independent.",
      figures,
    },
  ];
}

function noteOf({ series, checked, readings, nouns }: Said): Finding {
  const { points, title } = series;
  const named = new Set(points.map(({ date }) => date));
  const { sources } = readings[0]!.rows;
  const from = sources === 0 ? "" : ` of ${counted(sources, nouns.source)}`;
  const shut = readings.filter(({ mixes }) => mixes !== undefined);
  const mixed =
    shut.length === 0
      ? ""
      : ` ${counted(shut.length, "reading")} ${plural(shut.length, "mixes", "mix")} what is not one series and ${plural(shut.length, "was", "were")} not checked.`;
  return {
    id: "f3",
    status: "note",
    title: "Check of a series: the run as a whole",
    sentence: `${counted(points.length, nouns.value)}${from} on ${counted(named.size, "day")} were looked at for one claim, in ${counted(readings.length, "reading")} and ${counted(checked.surface.units.length, "unit")}, all declared before: ${count(checked.surface.cells.length)} cells, and all of them are shown.${mixed}`,
    statistics: [
      { name: "values", value: points.length },
      { name: "sources", value: sources },
      { name: "days with a value", value: named.size },
      { name: "readings", value: readings.length },
      { name: "values that overlap with an earlier one of their source", value: checked.overlap.rows },
    ],
    significance: [],
    ...frame,
    refutedBy: "Another table of the same measure that says otherwise.",
    comparison: `The readings of ${title.slice(0, 200)} with each other.`,
    figures: [],
  };
}
