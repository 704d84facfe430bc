/** What co-share is, asks, takes, excludes and does not exclude: the source of its flags, form and page. */
import { count } from "../../../words.ts";
import type { Descriptor } from "../../detector.ts";
import { NEAR_COPY_PARAMETERS } from "../near-copy/objects.ts";
import { EXPLANATIONS } from "./explain/index.ts";
import { PICTURE_PARAMETERS } from "./pictures.ts";

/** The two nulls by the names that every sentence uses. */
export const NULL_ACTIVITY = "activity x popularity (null 1)";
export const NULL_TIMES = "times shuffled inside each object (null 2)";
export const NULL_TIMETABLE = "each account's own timetable (null 3)";
export const NULL_BOTH = "null 2 and null 3, the larger p";

/** Groups listed as Findings; the output holds all of them, and the first line of the run says how many more. */
export const LISTED_FINDINGS = 200;
export const LISTED_CANDIDATES = 40;
/** Above this many first shares the network-based statistic is not run, and the page says so. */
export const NETWORK_SHARES = 20_000_000;
/** More pairs on the minimum than this are refused: no reader and no memory is meant for them. */
export const MOST_PAIRS = 10_000_000;
/** More pairs within reach of each other under null 3 than this are not resampled, and the page says so. */
export const MOST_REACHABLE = 3_000_000;
/** An object with more pairs of posts inside the window is reported as dense. It is counted like any other. */
export const DENSE_EVENTS = 1_000_000;

export const descriptor = Object.freeze<Descriptor>({
  id: "co-share",
  version: "0.5.0",
  title: "Co-share",
  question:
    "Which accounts meet over the same things on separate occasions, more often than the times of these things and the hours of the accounts would be likely to give?",
  parameters: [
    {
      name: "object",
      title: "Object",
      help: "What counts as the same thing: text (exact, normalised), near-copy (the same message in other words; compared as the parameters near-copy-… say), url (addresses of one page joined by the link rules), exact-url (addresses as they were imported), media (pictures and videos by their addresses, from the column media), picture (pictures that look alike, by hashes of them; compared as the parameters picture-… say), domain, hashtag, mention, reshare, or column:NAME.",
      kind: "text",
      default: "text",
    },
    {
      name: "window",
      title: "Window",
      help: "Greatest distance of two posts in time, both ends included. It also sets how far null 3 moves a sitting: five windows, at most two hours. On data recorded in coarser steps, recorded steps are compared, and a window below the step is refused.",
      kind: "integer",
      default: 60,
      min: 0,
      max: 2_592_000,
      unit: "seconds",
    },
    {
      name: "windows",
      title: "Windows",
      help: "A declared grid instead of one window, such as 10,60,600,3600: each window is tested at its part of the level, and the resamples grow with the grid. A slow team needs a wide window.",
      kind: "list",
      default: "",
      unit: "seconds",
    },
    {
      name: "minimum",
      title: "Minimum",
      help: "Least number of distinct objects on which a pair of accounts has to match. A pair is tested if it also met on three separate occasions.",
      kind: "integer",
      default: 2,
      min: 2,
      max: 10_000,
      unit: "objects",
    },
    {
      name: "level",
      title: "Level",
      help: "Chance, at most, that there is any finding at all where null 2 or null 3 holds. It is divided: half for single pairs after correction over all possible ones, half for groups, and of each an equal part for every window.",
      kind: "number",
      default: 0.01,
      min: 1e-9,
      max: 0.2,
    },
    {
      name: "multiplicity",
      title: "Correction",
      help: "holm corrects over all possible pairs; tarone only over those that could reach significance at all, which is as safe and far less strict where most accounts share little.",
      kind: "choice",
      default: "holm",
      choices: ["holm", "tarone"],
    },
    {
      name: "shuffles",
      title: "Shuffles",
      help: "Resamples of each null with which groups are compared. The smallest p of a group is 1 / (shuffles + 1), so level 0.01 needs 199; a grid of windows takes as many as it needs. 0 compares pairs only.",
      kind: "integer",
      default: 199,
      min: 0,
      max: 9999,
      unit: "shuffles",
    },
    {
      name: "within",
      title: "Within",
      help: "all, or the same test inside one stratum: COLUMN=VALUE, as language=en, or month=2016-10. All other posts are left out before anything is counted, so that what the stratum has in common explains nothing of what is found in it. One stratum is declared before the run; the best of several is a selection.",
      kind: "text",
      default: "all",
    },
    {
      name: "set-aside-accounts",
      title: "Accounts set aside",
      help: "Known-good accounts to leave out, such as newsrooms and declared campaigns: names between commas, or one a line.",
      kind: "list",
      default: "",
    },
    {
      name: "set-aside-objects",
      title: "Objects set aside",
      help: "Values that say nothing, such as a stock phrase or a bare tag: between commas, or one a line (end a single one that holds a comma with a line feed).",
      kind: "list",
      default: "",
    },
    {
      name: "set-aside-commonest",
      title: "Commonest objects set aside",
      help: "Sets aside so many of the objects that carry most pairs, after a first look without p-values of groups; the result shows before and after.",
      kind: "integer",
      default: 0,
      min: 0,
      max: 100,
      unit: "objects",
    },
    ...NEAR_COPY_PARAMETERS,
    ...PICTURE_PARAMETERS,
  ],
  inputs:
    "Posts with account, time, and the object asked for. Empty and missing objects are never objects. Accounts with any object of the kind are in scope.",
  posts: true,
  speaks: {
    category: "behavioural",
    to: ["coordinat", "steer", "directed", "operator", "network", "schedul", "inauthentic"],
  },
  nulls: [
    {
      name: NULL_ACTIVITY,
      excludes: "that busy accounts and popular objects meet by chance",
      doesNotExclude:
        "shared language, topic, period, or following the same feed; it finds communities as readily as teams, so its pairs are candidates",
    },
    {
      name: NULL_TIMES,
      excludes: "that accounts share the same objects, each at times dealt by chance among all who shared it",
      doesNotExclude:
        "that accounts keep the same hours; newsrooms, fast followers, feeds and schedulers; it is blind to a team that alone shares its objects",
    },
    {
      name: NULL_TIMETABLE,
      excludes:
        "that accounts meet because each keeps its own hours and habits: each sitting moved by up to five windows, or to where the account's other days would have put it",
      doesNotExclude:
        "what draws everybody at one moment, such as a popular account, a notification or a common feed; habits of minutes on irregular days",
    },
  ],
  explanations: EXPLANATIONS,
  limits: [
    "Occasions are counted, not objects: whatever two accounts share in one sitting of each is one occasion, so a team that acts in one burst is not found, whatever its size.",
    "Three occasions are the least; three accounts need four or more of them, and a pair ten. Each run says what it could have found.",
    "Pairs are tested on the first share of each account and object; repeats are described and enter no test.",
    "A group's p-value is about the group as a whole: a chain of pairs can join accounts that never matched, and an account on its edge may have come in by chance.",
    "A pair takes part in groups at p2 <= 0.0001 and p3 <= 0.01, fixed before any run.",
    "Accounts that most sharers of an object belong to hide in it: twenty accounts that make up half of each object's sharers are not found.",
    "A window above an hour is too wide to tell an appointment from a habit; times recorded to the day cannot be judged at all.",
    `Above ${count(NETWORK_SHARES)} first shares, or ${count(MOST_REACHABLE)} pairs within reach of each other, groups are not compared with resamples; groups are then the connected pairs that are significant one by one.`,
    "By the object picture, a crop, a frame or writing over a picture can hide it, and templates of which most is alike can pass for one picture; of a video only the address is compared.",
    "It sees only the accounts and the period of the corpus.",
    `At most ${LISTED_FINDINGS} findings and ${LISTED_CANDIDATES} candidates are listed; all are in the output, and the run says how many more there are.`,
    "A figure draws at most 40 accounts and 120 pairs of a group and says how many it leaves out; a timeline is drawn for up to 40,000 days.",
    "There is no score per account, and no statement about who stands behind a group.",
  ],
  references: [
    {
      text: "Pacheco, Hui, Torres-Lugo, Truong, Flammini, Menczer (2021). Uncovering coordinated networks on social media. ICWSM 15.",
      doi: "10.1609/icwsm.v15i1.18075",
    },
    {
      text: "Giglietto, Righetti, Rossi, Marino (2020). It takes a village to manipulate the media. Information, Communication & Society 23(6).",
      doi: "10.1080/1369118X.2020.1739732",
    },
    {
      text: "Hoeffding (1956). On the distribution of the number of successes in independent trials. Annals of Mathematical Statistics 27(3).",
      doi: "10.1214/aoms/1177728178",
    },
    {
      text: "Holm (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics 6(2), 65-70.",
    },
    {
      text: "Amarasingham, Harrison, Hatsopoulos, Geman (2012). Conditional modeling and the jitter method of spike resampling. Journal of Neurophysiology 107(2).",
      doi: "10.1152/jn.00633.2011",
    },
    {
      text: "Harrison, Geman (2009). A rate and history-preserving resampling algorithm for neural spike trains. Neural Computation 21(5).",
      doi: "10.1162/neco.2009.03-08-730",
    },
    {
      text: "Berger (1982). Multiparameter hypothesis testing and acceptance sampling. Technometrics 24(4).",
      doi: "10.1080/00401706.1982.10487790",
    },
    {
      text: "Zalesky, Fornito, Bullmore (2010). Network-based statistic: identifying differences in brain networks. NeuroImage 53(4).",
      doi: "10.1016/j.neuroimage.2010.06.041",
    },
    {
      text: "Tarone (1990). A modified Bonferroni method for discrete data. Biometrics 46(2).",
      doi: "10.2307/2531456",
    },
    {
      text: "Benjamini, Yekutieli (2001). The control of the false discovery rate in multiple testing under dependency. Annals of Statistics 29(4).",
      doi: "10.1214/aos/1013699998",
    },
    {
      text: "Blondel, Guillaume, Lambiotte, Lefebvre (2008). Fast unfolding of communities in large networks. Journal of Statistical Mechanics P10008.",
      doi: "10.1088/1742-5468/2008/10/P10008",
    },
    {
      text: "Meta (2019). The TMK+PDQF video-hashing algorithm and the PDQ image-hashing algorithm.",
    },
    {
      text: "Norouzi, Punjani, Fleet (2012). Fast search in Hamming space with multi-index hashing. CVPR.",
      doi: "10.1109/CVPR.2012.6248043",
    },
    {
      text: "Gustavson (1978). Two fast algorithms for sparse matrices. ACM Transactions on Mathematical Software 4(3).",
      doi: "10.1145/355791.355796",
    },
  ],
});
