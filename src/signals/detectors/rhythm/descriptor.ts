/** What rhythm is, asks, takes and does not say: the source of its flags, form and page. */
import type { Descriptor } from "../../detector.ts";

export const EXPLANATIONS = [
  {
    title: "An audience in one country",
    predicts: "accounts that follow the same events are awake at the same hours, without working together",
    check:
      "Compare with accounts of that audience that are under no suspicion: run this with them as the group.",
  },
  {
    title: "A schedule or a program that posts",
    predicts: "posts on round minutes, weekends like other days, no night",
    check:
      "See the marks of a scheduler, and the name of the program that posted, where the platform gives it.",
  },
  {
    title: "People with a job elsewhere",
    predicts: "posts in the evening and at weekends of the place where they live",
    check: "See what the same accounts post about on working days and at weekends.",
  },
  {
    title: "Times that are not UTC",
    predicts: "the window lies wrong by the same hours for every account of the file",
    check: "Hold some posts against the platform's own display, with the zone that it shows.",
  },
] as const;

export const descriptor = Object.freeze<Descriptor>({
  id: "rhythm",
  version: "0.1.0",
  title: "Rhythm",
  question: "Which hours does a group keep, and do they move when clocks change?",
  parameters: [
    {
      name: "group",
      title: "Group",
      help: "The accounts that are asked about: a finding, a column and its value (column:NAME=VALUE), or names between commas. At least five accounts, none of them with more than half of the posts.",
      kind: "input",
      takes: "group",
      default: "",
    },
    {
      name: "hours",
      title: "Hours of work",
      help: "Length of the window that is looked for.",
      kind: "integer",
      default: 9,
      min: 6,
      max: 12,
      unit: "hours",
    },
    {
      name: "zones",
      title: "Clocks",
      help: "Time zones whose changes of the clock are tested, between commas. Changes of the same kind within three weeks are one.",
      kind: "text",
      default: "Europe/Berlin, America/New_York",
    },
    {
      name: "start",
      title: "Start of work",
      help: "Hour from 0 to 23 at which work is supposed to begin where they are. Without it no offset is given: the hours of UTC alone fit many.",
      kind: "text",
      default: "",
    },
    {
      name: "holidays",
      title: "Holidays",
      help: "Events, whose first days are held against the same weekdays.",
      kind: "input",
      takes: "events",
      default: "",
    },
  ],
  inputs:
    "Posts with account and time, to the hour or finer; a group of accounts; events, if days are to be ranked.",
  posts: true,
  speaks: {
    category: "behavioural",
    to: ["hours", "time zone", "clock", "schedul", "weekend", "abroad", "located"],
  },
  nulls: [
    {
      name: "days of each account turned",
      excludes:
        "that accounts with hours of their own, anywhere in the world, would give the window by chance",
      doesNotExclude: "an audience in one country, a schedule, times that are not UTC",
    },
    {
      name: "other dates",
      excludes: "that hours move as much at dates on which no clock changed",
      doesNotExclude: "what else changed in those weeks: an election, a new task, accounts that came or went",
    },
    {
      name: "lists of the same weekdays",
      excludes: "that a list of days falls as low by chance",
      doesNotExclude: "what else happened on these days, and holidays that several countries keep",
    },
  ],
  explanations: [...EXPLANATIONS],
  limits: [
    "A window in UTC is no place: 8 to 17 h is 9 to 18 in UTC+1 and 11 to 20 in UTC+3. Offsets are given only under a start of work that somebody states, and as a set.",
    "Per group only: of fewer than five accounts, or where one has more than half of the posts, nothing is said, because hours can locate a private person.",
    "Whether a group stays when clocks change says which clocks it does not live by. It names no country.",
    "A group of which a part lives by the clocks moves by less than an hour, and is not told from other reasons.",
    "Moves come in steps of 15 minutes. An interval of an hour or more answers nothing, and neither does a move that other dates show as well.",
    "Dates of comparison overlap each other: they give a range and no p.",
    "Weekends, nights and a dip at noon are described, with intervals; they are no tests.",
    "A low rank of a day is a low rank: it does not say that anybody kept a holiday.",
  ],
  references: [
    {
      text: "Politis, Romano (1992). A circular block-resampling procedure for stationary data. In: Exploring the limits of bootstrap.",
    },
    {
      text: "Hesterberg (2015). What teachers should know about the bootstrap. The American Statistician 69.",
      doi: "10.1080/00031305.2015.1089789",
    },
    {
      text: "Mogstad, Romano, Shaikh, Wilhelm (2024). Inference for ranks with applications to mobility across neighbourhoods and academic achievement across countries. Review of Economic Studies 91.",
      doi: "10.1093/restud/rdad006",
    },
  ],
});
