/** What disclosure is, asks, takes and does not say: the source of its flags, form and page. */
import type { Descriptor } from "../../detector.ts";
import { EXPLANATIONS } from "./explanations.ts";

export const descriptor = Object.freeze<Descriptor>({
  id: "disclosure",
  version: "1.0.0",
  title: "Disclosure",
  question:
    "Was what was collected from one side released more readily than what was collected from the other?",
  posts: false,
  speaks: {
    category: "behavioural",
    to: ["disclos", "one-sided", "released", "withheld", "held back", "leak"],
  },
  parameters: [
    {
      name: "set",
      title: "Set",
      help: "The declared set: what was collected, from whom, and what of it was released.",
      kind: "input",
      takes: "set",
      default: "",
    },
    {
      name: "first",
      title: "Released more readily",
      help: "Target whose material is said to have been released more readily. Say it before you look at the set: a direction that was chosen after looking makes the chance meaningless.",
      kind: "text",
      default: "",
    },
    {
      name: "second",
      title: "Compared with",
      help: "Target that it is compared with; empty for all others together.",
      kind: "text",
      default: "",
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
    {
      name: "grades",
      title: "Who says that it was collected",
      help: "A table with the columns unit, target and grade (such as B2), and if known says: that something was collected and kept is a claim of somebody. Empty: taken as the set says.",
      kind: "input",
      takes: "table",
      default: "",
    },
    {
      name: "least-grade",
      title: "Least grade",
      help: "The lowest grade that counts in the second reading: letter of the source and digit of the information.",
      kind: "text",
      default: "C3",
    },
  ],
  inputs:
    "A declared set. Its unit is what was decided about at once: mails released together are one decision. Every release of the other side that the set lists enters, which speaks against the claim.",
  nulls: [
    {
      name: "every collected unit as likely to be released as any other",
      excludes:
        "that so many of the released units are of the first target by chance, given how many were collected of each and released in all",
      doesNotExclude:
        "that more was collected than is known, that the sides differed in what was worth releasing, or that somebody else released it",
    },
  ],
  explanations: EXPLANATIONS,
  limits: [
    "What was collected and never seen is not in any table: the number of units that would overturn the statement is given for that reason, and is to be held against what is known.",
    "Units are taken as decided about one by one. If the units of one side were one decision, they are one unit.",
    "With few units the exact interval is wide and covers more than it says; the mid-p interval beside it covers about as much as it says on average over ratios, and for some less.",
    "Where a cell is zero, one side of the interval has no bound; none is printed.",
    "It compares numbers of units, not how harmful, long or new what is in them was.",
    "It says nothing about who released, or why.",
  ],
  references: [
    {
      text: "Fay (2010). Confidence intervals that match Fisher's exact or Blaker's exact tests. Biostatistics 11:373-374.",
      doi: "10.1093/biostatistics/kxp050",
    },
    {
      text: "Fog (2008). Calculation methods for Wallenius' noncentral hypergeometric distribution. Communications in Statistics, Simulation and Computation 37:258-273.",
      doi: "10.1080/03610910701790269",
    },
    {
      text: "Lancaster (1961). Significance tests in discrete distributions. Journal of the American Statistical Association 56:223-234.",
      doi: "10.1080/01621459.1961.10482105",
    },
  ],
});
