/**
 * What is measured in the demo beside co-share. Theme, subjects, direction and line are named here, before the posts are read. The
 * groups are the two findings that the assessment judges; the comparison is everybody else, by the language of all posts.
 */
import { POLL_LINE } from "../demo/calendar.ts";
import type { Measures } from "./measures.ts";

const GROUP = "coshare#f1, coshare#f2";

export const DEMO_MEASURES: Measures = {
  before: [
    [
      "markers.csv",
      { as: "markers", key: "set-a-pages", columns: { title: "Pages with documents of set A" } },
    ],
  ],
  tables: [
    [
      "polls.csv",
      {
        as: "series",
        key: "above-six",
        columns: {
          date: "date",
          // A check of a series asks for what is above zero.
          value: `lead - ${POLL_LINE}`,
          n: "polls",
          title: `Lead of the Alder Party above ${POLL_LINE} points`,
          unit: "points",
        },
      },
    ],
    ["collected.csv", { as: "set", key: "copied-sets", columns: { title: "Copied sets of mailboxes" } }],
  ],
  runs: [
    [
      "turn",
      "shift",
      {
        group: GROUP,
        column: "topic",
        value: "count",
        events: "all",
        series: "above-six",
      },
    ],
    [
      "attention",
      "preference",
      { group: GROUP, subjects: "alder, rowan", in: "topic", comparison: "column:language=xx" },
    ],
    ["hours", "rhythm", { group: GROUP, zones: "Europe/Berlin" }],
    [
      "line-crossed",
      "series-check",
      {
        series: "above-six",
        claim: "crossed",
        "value-is": "daily average",
        readings: ["from 1 October: date>=2031-10-01", "averages of five polls or more: polls!=4"],
      },
    ],
    ["leak", "leak-trail", { markers: "set-a-pages", steps: "copied-a, release-a", group: GROUP }],
    ["one-sided", "disclosure", { set: "copied-sets", first: "Alder Party", second: "Rowan Party" }],
  ],
};
