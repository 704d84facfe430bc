/** What a leak trail is, asks, takes and does not say: the source of its flags, form and page. */
import type { Descriptor } from "../../detector.ts";
import { EXPLANATIONS } from "./explanations.ts";

/** Accounts of which nothing is said where they are fewer. */
export const LEAST_ACCOUNTS = 5;
/** Chance of error of intervals and of the one comparison. */
export const LEVEL = 0.05;

export const descriptor = Object.freeze<Descriptor>({
  id: "leak-trail",
  version: "0.2.0",
  title: "Leak trail",
  question:
    "Where did leaked material appear first, in whose hands, and how much went through flagged groups?",
  parameters: [
    {
      name: "markers",
      title: "Markers",
      help: "Declared markers: links, domains, phrases, hashtags or ids by which the material is known. Declare them before the posts come in. Empty: the ladder of the steps alone.",
      kind: "input",
      takes: "markers",
      default: "",
    },
    {
      name: "steps",
      title: "Steps",
      help: "Events of which sources speak: keys, kinds, or all. What role each has, roles say.",
      kind: "input",
      takes: "events",
      default: "",
    },
    {
      name: "roles",
      title: "Roles",
      help: "ROLE=KIND, one a line: which kinds of events are steps, and in which role (taken, relayed, published, amplified, mainstream); several kinds between bars.",
      kind: "list",
      default: "published=disclosure\nrelayed=hand-over\ntaken=intrusion",
    },
    {
      name: "hand-overs",
      title: "Hand-overs",
      help: "Claims that say that one handed over to another. One counts only with a speaker and a passage; where none does, there is a gap.",
      kind: "input",
      takes: "claims",
      default: "",
    },
    {
      name: "verified",
      title: "Verified",
      help: "Claims that say that the outlet verified the material. Without one, its word adds nothing.",
      kind: "input",
      takes: "claims",
      default: "",
    },
    {
      name: "group",
      title: "Flagged groups",
      help: "Accounts whose share is asked for: findings, a column and its value (column:NAME=VALUE), or names between commas.",
      kind: "input",
      takes: "group",
      default: "",
    },
    {
      name: "platform",
      title: "Platform",
      help: "Column that says on which platform a post is.",
      kind: "text",
      default: "platform",
    },
    {
      name: "party",
      title: "Party",
      help: "Column that says to which party an account is counted; empty for the flagged groups and all others.",
      kind: "text",
      default: "",
    },
    {
      name: "margin",
      title: "Margin",
      help: "A first mention within so many days of the start of collection may have been there before, and is said so.",
      kind: "integer",
      default: 7,
      min: 0,
      max: 365,
      unit: "days",
    },
  ],
  inputs:
    "Declared markers, dated events and, if there are any, posts with account and time. In a case without posts the ladder stands on what sources say alone.",
  posts: "if any",
  speaks: {
    category: "contextual",
    to: ["leak", "releas", "publish", "outlet", "hand", "pass", "amplif", "stolen", "authentic", "mails"],
  },
  nulls: [
    {
      name: "labels of accounts permuted",
      excludes:
        "that accounts of the flagged groups and all others, dealt anew, would differ as much in how many of their posts hold a marker",
      doesNotExclude:
        "that they follow the subject anyway, or that the news reached them as it reached everybody: a share is no sign of steering",
    },
  ],
  explanations: EXPLANATIONS,
  limits: [
    "A first mention is not a first appearance: what was not collected may lie before it, on other pages, in other tongues, or in private.",
    "Who uses leaked material is not thereby part of the campaign that leaked it, whatever the share says.",
    "A marker says that something is spoken of, not that it is approved, believed or passed on.",
    "Order in time is no hand-over. One is proposed where a source says so, as the claim of its speaker; it is graded elsewhere.",
    "The margin guards marks that are used daily. One that is used now and then may have been there long before collection began: the page has the rates.",
    "Nothing is said of a platform and party with fewer than five accounts; where fewer than five accounts hold a marker, its first mention is given to the day.",
    "The share stands on accounts: with few of them, or where one has more than half, none is given.",
  ],
  references: [
    {
      text: "Hesterberg (2015). What teachers should know about the bootstrap. The American Statistician 69.",
      doi: "10.1080/00031305.2015.1089789",
    },
    {
      text: "Chung, Romano (2013). Exact and asymptotically robust permutation tests. Annals of Statistics 41.",
      doi: "10.1214/13-AOS1090",
    },
    {
      text: "Field, Welsh (2007). Bootstrapping clustered data. Journal of the Royal Statistical Society B 69.",
      doi: "10.1111/j.1467-9868.2007.00593.x",
    },
    {
      text: "Lukito (2020). Coordinating a multi-platform disinformation campaign: Internet Research Agency activity on three U.S. social media platforms, 2015 to 2017. Political Communication 37.",
      doi: "10.1080/10584609.2019.1661889",
    },
  ],
});
