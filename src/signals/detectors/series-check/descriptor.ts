/** What series-check is, asks, takes and does not say: the source of its flags, form and page. */
import type { Descriptor } from "../../detector.ts";
import { EXPLANATIONS } from "./explanations.ts";

export const CLAIMS = ["most", "n-of-m", "crossed", "fell", "rose", "highest", "lowest"] as const;
/** Readings beside the declared one, at most. */
export const MOST_READINGS = 30;

export const descriptor = Object.freeze<Descriptor>({
  id: "series-check",
  version: "1.0.0",
  title: "Check of a series",
  question: "Is a factual claim about a series borne out, and under which reading would it fail?",
  posts: false,
  speaks: { category: "contextual", to: ["poll", "survey", "ahead", "turnout", "figures"] },
  parameters: [
    {
      name: "series",
      title: "Series",
      help: "The declared series that the claim is about. A lead is a series of differences, above zero where the first is ahead.",
      kind: "input",
      takes: "series",
      default: "",
    },
    {
      name: "claim",
      title: "Claim",
      help: "most: above zero in most. n-of-m: above zero in at least n of the last m. crossed: the sign changed. fell, rose: since a day. highest, lowest: the last one since a day.",
      kind: "choice",
      choices: [...CLAIMS],
      default: "most",
    },
    { name: "n", title: "n", help: "Of n of m.", kind: "integer", default: 0, min: 0, max: 100_000 },
    { name: "m", title: "m", help: "Of n of m.", kind: "integer", default: 0, min: 0, max: 100_000 },
    {
      name: "since",
      title: "Since",
      help: "Day as 2031-10-09, for fell, rose, highest and lowest.",
      kind: "text",
      default: "",
    },
    {
      name: "days",
      title: "Days compared",
      help: "For fell and rose: the last so many days with the so many days up to the day.",
      kind: "integer",
      default: 14,
      min: 1,
      max: 3650,
      unit: "days",
    },
    {
      name: "unit",
      title: "Counted in",
      help: "The unit that the claim means; the others are shown beside it.",
      kind: "choice",
      choices: ["values", "sources", "weeks"],
      default: "values",
    },
    {
      name: "value-is",
      title: "A value is a",
      help: "What one value is called in sentences: poll, count.",
      kind: "text",
      default: "value",
    },
    {
      name: "source",
      title: "Source",
      help: "Column of who published a value, such as the pollster.",
      kind: "text",
      default: "pollster",
    },
    {
      name: "start",
      title: "First day",
      help: "Column of the first day that a value speaks of, for overlaps of one source; empty for none.",
      kind: "text",
      default: "startdate",
    },
    {
      name: "readings",
      title: "Readings",
      help: "Other readings under which the claim is checked, one a line: NAME: COLUMN=VALUE|VALUE & COLUMN!=VALUE & date>=2031-06-01 & date<=2031-11-08. All are shown.",
      kind: "list",
      default: "",
    },
    {
      name: "beside",
      title: "The same measured otherwise",
      help: "Another declared series of the same measure, as a reading of its own; with the readings above where it has their columns.",
      kind: "input",
      takes: "series",
      default: "",
    },
    {
      name: "never-mix",
      title: "Never mixed",
      help: "Columns of which a reading may hold one value alone: a national and a regional poll are not one series.",
      kind: "list",
      default: "state",
    },
    {
      name: "span",
      title: "Weeks of a span",
      help: "For crossed: weeks whose values are taken together where an interval is given.",
      kind: "integer",
      default: 2,
      min: 1,
      max: 52,
      unit: "weeks",
    },
    {
      name: "level",
      title: "Level",
      help: "Chance of error that is accepted, declared before. Intervals have one less it.",
      kind: "number",
      default: 0.05,
      min: 0.0001,
      max: 0.5,
    },
  ],
  inputs:
    "A declared series. Its values are counted as they are; by sources and by weeks their means are. Weeks begin on a Monday, and a value belongs to its last day.",
  nulls: [
    {
      name: "each source as likely above zero as below",
      excludes: "that so many sources have a mean above zero by chance",
      doesNotExclude: "an error that all sources share",
    },
    {
      name: "no change of any source",
      excludes: "that the mean change of the sources with values on both sides is zero",
      doesNotExclude: "that other sources, or one that changed its method, would show another",
    },
  ],
  explanations: EXPLANATIONS,
  limits: [
    "A count is true of the table, not of the world: that somebody led in most polls says nothing about who was ahead.",
    "Values of one source are not independent, least of all tracking polls whose days overlap. No chance is computed over values or weeks, over sources alone.",
    "An interval here is about further sources of this kind. An error that all of them share is in none.",
    "A tie counts as not above zero, and ties are printed. Differences under 1e-9 are ties.",
    "The readings are those that were declared; that there are others under which it fails, it cannot exclude.",
    "“Clearly crossed” needs a span wholly above and a later one wholly below zero, or the other way; a short or close crossing is not seen, and the page of the method says how often.",
    "The standard deviation between sources is taken as the same in all spans.",
  ],
  references: [
    {
      text: "Wu, Agarwal, Li, Yang, Yu (2014). Toward computational fact-checking. Proceedings of the VLDB Endowment 7:589-600.",
      doi: "10.14778/2732286.2732295",
    },
    {
      text: "Clopper, Pearson (1934). The use of confidence or fiducial limits illustrated in the case of the binomial. Biometrika 26:404-413.",
      doi: "10.1093/biomet/26.4.404",
    },
  ],
});
