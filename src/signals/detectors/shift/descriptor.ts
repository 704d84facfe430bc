/** What shift is, asks, takes and does not say: the source of its flags, form and page. */
import { LEAST_DAYS, PULSE_Z } from "../../../kernel/index.ts";
import type { Descriptor } from "../../detector.ts";
import { EXPLANATIONS } from "./explanations.ts";

/** Chance of a change where there is none, over all series of a run. */
export const LEVEL = 0.05;
/** A value with fewer posts in the group is no series, unless it was named. */
export const LEAST_POSTS = 30;
/** Posts that a Finding lists, at most. */
export const MOST_POSTS = 5000;

export const descriptor = Object.freeze<Descriptor>({
  id: "shift",
  version: "0.2.0",
  title: "Shift",
  question:
    "When did the emphasis change, and does that fit an event or a crossing that was declared before?",
  parameters: [
    {
      name: "group",
      title: "Group",
      help: "Whose posts: a finding, a value of a column, or accounts. Empty: all posts.",
      kind: "input",
      takes: "group",
      default: "",
    },
    {
      name: "column",
      title: "Theme",
      help: "Where themes stand: hashtag, domain, mention, or the name of a column such as topic or language; posts for how many posts there are of any theme.",
      kind: "text",
      default: "hashtag",
    },
    {
      name: "value",
      title: "Value",
      help: `The theme. Empty: every value with at least ${LEAST_POSTS} posts of the group, the commonest first. A value that may name an account stands in the output alone.`,
      kind: "text",
      ofColumn: "column",
      default: "",
    },
    {
      name: "subjects",
      title: "Subjects",
      help: "Parties in the place of a value: the themes are the posts whose text names each of them. Aliases are whole words; one with a star goes on inside a word (*name*). A name that several of them bear counts for none.",
      kind: "input",
      takes: "subjects",
      default: "",
    },
    {
      name: "most",
      title: "Series",
      help: "Most values that are looked at where none is named. Each one more makes each test harder.",
      kind: "integer",
      default: 12,
      min: 1,
      max: 40,
      unit: "series",
    },
    {
      name: "measure",
      title: "Measure",
      help: "What is tested: the share of the group's posts that have the theme, or their count. The other one is shown beside it.",
      kind: "choice",
      choices: ["share", "count"],
      default: "share",
    },
    {
      name: "day-start",
      title: "Start of the day",
      help: "Hour in UTC at which a day begins. A debate that ends at 02:00 UTC is on the evening of the day before with 5.",
      kind: "integer",
      default: 0,
      min: 0,
      max: 23,
      unit: "h UTC",
    },
    {
      name: "events",
      title: "Events",
      help: "Declared events that a change may fit: kinds, keys, or all.",
      kind: "input",
      takes: "events",
      default: "",
    },
    {
      name: "direction",
      title: "Direction",
      help: "Which events count as near: on either side of the change, those that it followed, or those that it came before.",
      kind: "choice",
      choices: ["either", "after", "before"],
      default: "either",
    },
    {
      name: "series",
      title: "Declared series",
      help: "A declared series, polls for example, that may have crossed a line.",
      kind: "input",
      takes: "series",
      default: "",
    },
    {
      name: "line",
      title: "Line",
      help: "The value whose crossing is asked for.",
      kind: "number",
      default: 0,
    },
    {
      name: "bandwidth",
      title: "Bandwidth",
      help: "Days on either side over which the declared series is smoothed.",
      kind: "integer",
      default: 14,
      min: 3,
      max: 120,
      unit: "days",
    },
  ],
  inputs:
    "Posts with account, time and a theme in a column; a group; events and a series that were declared before the run. Days are days in UTC from the hour that is set.",
  posts: true,
  speaks: {
    category: "behavioural",
    to: ["shift", "emphasis", "turn", "timed", "timing", "changed", "react"],
  },
  nulls: [
    {
      name: "one level, weekly pattern, AR(1) noise",
      excludes:
        "weekdays, autocorrelation from day to day, heavy tails and the length of the series: a change of level is called one only where 5 in 100 such series, over all series of the run, have one as strong",
      doesNotExclude:
        "slow trends, noise that gets louder, and anything that changed for everybody: a real change of level need not be one of emphasis",
    },
    {
      name: "random dates, and circular shifts of the series",
      excludes: "that dates lie near events because events are frequent, or because both come in clusters",
      doesNotExclude:
        "events that were chosen because of the change, and causes that nobody declared; what is near is not therefore the cause",
    },
  ],
  explanations: EXPLANATIONS,
  limits: [
    `Fewer than ${LEAST_DAYS} days with posts say nothing about a change; less than seven days are a pulse, never a level.`,
    `A pulse is a run of days at least ${PULSE_Z} robust standard deviations above its own weekdays. It is a description without a test: on counts ordinary heavy tails give such days, see the table of its error rates.`,
    "Where both levels differ little the interval of the date is wide. It holds for a change of level; a slow rise has no date.",
    "Two changes less than a week apart are one.",
    "One date among many events has no small p whatever it fits: how small it could have been is said.",
    "A series that wanders from day to day as much as it changes gives no change, however plain it looks.",
    "There is no statement about a single account, and none about who steered a change.",
  ],
  references: [
    {
      text: "G. Romano, G. Rigaill, V. Runge, P. Fearnhead: Detecting abrupt changes in the presence of local fluctuations and autocorrelated noise. JASA 2022",
      doi: "10.1080/01621459.2021.1909598",
    },
    {
      text: "B. Jackson et al.: An algorithm for optimal partitioning of data on an interval. IEEE Signal Processing Letters 2005",
      doi: "10.1109/LSP.2001.838216",
    },
    {
      text: "Y. Eo, J. Morley: Likelihood-ratio-based confidence sets for the timing of structural breaks. Quantitative Economics 2015",
      doi: "10.3982/QE186",
    },
    {
      text: "D. Politis, J. Romano: The stationary bootstrap. JASA 1994",
      doi: "10.1080/01621459.1994.10476870",
    },
    {
      text: "E. Scharwaechter, E. Mueller: Does terrorism trigger online hate speech? On the association of events and time series. 2020, arXiv:2004.14733",
    },
    {
      text: "W. Cleveland: Robust locally weighted regression and smoothing scatterplots. JASA 1979",
      doi: "10.1080/01621459.1979.10481038",
    },
  ],
});
