/**
 * What of `examples/us-2016` can be measured from public tables: who led in the polls (sentence 5), whether the lead ever
 * crossed (4), the way of the mails by what sources say (6, 7, 11) and how far it got, and what was collected and released of each side (12).
 */
import type { Measures } from "./measures.ts";

const POLLS = {
  series: "polls-2016",
  "value-is": "poll",
  readings: [
    "likely voters: population=lv",
    "registered voters: population=rv",
    "from 1 June: date>=2016-06-01",
    "from 1 September: date>=2016-09-01",
  ],
};

export const EXAMPLE_MEASURES: Measures = {
  tables: [
    [
      "polls-2016.csv",
      {
        as: "series",
        key: "polls-2016",
        columns: {
          date: "enddate",
          value: "clinton - trump",
          n: "samplesize",
          title: "Clinton's lead in national polls",
          unit: "points",
        },
      },
    ],
    ["sets-2016.csv", { as: "set", key: "sets-2016", columns: { title: "Sets taken and released in 2016" } }],
  ],
  runs: [
    ["led-in-most", "series-check", { ...POLLS, claim: "most" }],
    ["never-crossed", "series-check", { ...POLLS, claim: "crossed" }],
    [
      "dnc-mails",
      "leak-trail",
      {
        steps: "E-DNC, E-DNC-MAIL-TAKEN, E-GUCCIFER, E-HANDOVER, E-CONFIRMED, E-DNC-RELEASE",
        "hand-overs": "C-HANDOVER, C-ICA-RELAY",
      },
    ],
    [
      "chairman-mails",
      "leak-trail",
      { steps: "E-SPEARPHISH, E-MAILBOX-TAKEN, E-CHAIRMAN-FIRST, E-CHAIRMAN-ALL" },
    ],
    // No posts are part of it: what records say alone.
    ["how-far", "spread", { persons: "C-TRUMP-CORRUPTION", acts: "E-SANCTIONS", effect: "C-ICA-NO-EFFECT" }],
    ["one-sided-release", "disclosure", { set: "sets-2016", first: "Democratic", second: "Republican" }],
  ],
};
