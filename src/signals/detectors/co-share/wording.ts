/**
 * Sentences of co-share. The first says what was seen, in words that hold for every account it counts; the second which
 * of chance's ways to it were looked at and which were not. How it was tested stands apart, for readers who check.
 */
import { LEAST_MOMENTS, PRIMARY_P, TIMETABLE_P } from "../../../kernel/index.ts";
import type { Resample, Resolution } from "../../../kernel/index.ts";
import { capital, count, counted, duration, listed, plural, rough, spelled } from "../../../words.ts";
import { between } from "../../shared/dates.ts";
import type { Analysis } from "./analyse.ts";
import type { Tested } from "./correct.ts";
import type { GroupWithPosts } from "./figures.ts";
import { testedOf, type Group, type GroupKind, type NetworkKind } from "./groups.ts";
import type { ObjectWords } from "./object-words.ts";
import { period, type Posts } from "./posts.ts";
import type { Words } from "../../shared/said.ts";

/** How far apart two posts of a match are: window and resolution in words. */
export function apart(windowMs: number, apartMs: number, resolution: Resolution): string {
  const recorded = `times are recorded to the ${resolution}`;
  if (windowMs === 0) return `in the same recorded ${resolution} (${recorded})`;
  if (resolution === "millisecond" || resolution === "second") {
    return `at most ${duration(windowMs)} apart (${recorded})`;
  }
  return `less than ${duration(apartMs)} apart (${recorded})`;
}

/** How far null 3 moves a sitting. */
export const jitterScale = ({ table: { law } }: Pick<Analysis, "table">): string =>
  duration(law.half * law.stepMs);

/** `on 3 to 9 separate occasions`. */
export function occasionsOfPairs([least, , most]: readonly [number, number, number]): string {
  const many = plural(most, "separate occasion");
  return least === most ? `on ${count(most)} ${many}` : `on ${count(least)} to ${count(most)} ${many}`;
}

/** `Among twelve accounts, 41 of the 66 pairs shared the same links … on 3 to 9 separate occasions each.` */
function whoWhatWhen(analysis: Analysis, group: Group, posts: Posts, words: ObjectWords): string {
  const { time } = analysis;
  const { meetings, edges, evidence } = group;
  const n = group.accounts.length;
  const possible = (n * (n - 1)) / 2;
  const { from, to } = period(posts);
  const how = `${words.did} ${apart(time.windowMs, time.apartMs, time.resolution)}`;
  const who =
    n === 2
      ? `Two accounts ${how} ${occasionsOfPairs(meetings.moments)}.`
      : `Among ${spelled(n)} accounts, ${edges.length === possible ? "all" : `${count(edges.length)} of the`} ${count(possible)} pairs ` +
        `${how}, each ${occasionsOfPairs(meetings.moments)}.`;
  const met =
    n === 2 || edges.length === possible || meetings.met === edges.length
      ? ""
      : meetings.met === possible
        ? " All pairs met at least once."
        : ` ${count(meetings.met)} of the pairs met at least once.`;
  const objects = counted(evidence.objectCodes.length, `distinct ${words.one}`, `distinct ${words.many}`);
  const occasions = counted(meetings.occasions.length, "occasion");
  return `${who}${met} In all: ${objects} in ${counted(posts.row.length, "post")} on ${occasions}, ${between(from, to)}.`;
}

/** What a kind shows, and who would look the same. */
function meaning(kind: GroupKind, analysis: Analysis, words: ObjectWords): string {
  const only = "This is a candidate, and no finding of coordination";
  const texts: Readonly<Record<GroupKind, string>> = {
    finding:
      `Neither the times at which the ${words.many} came up among all who shared them nor the hours these accounts keep ` +
      `would be likely to give it. A common feed, a notification or one operator would; which of them it was is not said.`,
    "own objects":
      `Hardly anybody else shared these ${words.many}, so the times at which they came up cannot be told apart from the times ` +
      `at which the group shared them. The hours these accounts keep do not account for it; following one small feed ` +
      `would. ${only}.`,
    times: `People who keep the same hours would do it too. ${only}.`,
    timetable: `Followers of one popular account would do it too. ${only}.`,
    activity: `Shared language, topic, period, or following the same feed would do it too. ${only}.`,
  };
  return texts[kind] + tooWide(analysis);
}

/** Where the window is so wide that null 3 says little. */
function tooWide({ time, table: { law } }: Analysis): string {
  return 2 * time.windowMs <= law.half * law.stepMs
    ? ""
    : " This window is too wide to tell an appointment from a habit.";
}

/** A group: who and what in a sentence, what it means, and how it was tested. */
export function groupWords(
  analysis: Analysis,
  { group, posts, denied = [] }: GroupWithPosts,
  words: ObjectWords,
): Words {
  const { kind, id } = group;
  const n = counted(group.accounts.length, "account");
  const holds =
    group.overlaps.length === 0
      ? ""
      : ` It takes in accounts of ${plural(group.overlaps.length, "group")} ${first8(group.overlaps)}.`;
  return {
    title: `Co-share by ${words.by}, ${kind === "finding" ? "group" : "candidate group"} ${id}: ${n}`,
    sentence: `${whoWhatWhen(analysis, group, posts, words)}${denial(denied.length, words)} ${meaning(kind, analysis, words)}${holds}`,
    method: methodOf(analysis, group, words),
    refutedBy:
      kind === "finding" || kind === "own objects"
        ? `An ordinary explanation below that its check confirms for most of the occasions; or a group that is gone ` +
          `once the ${words.many} that carry most of its pairs, or accounts known to be harmless, are set aside.`
        : `The same test within one language, topic or month, if the group is gone there; or a common feed, publisher or ` +
          `public call that accounts for most of the ${words.many}.`,
    comparison: comparison(analysis, words),
  };
}

/** Where near-copy takes for one message what some texts say and others deny. */
function denial(denied: number, { one, many }: ObjectWords): string {
  if (denied === 0) return "";
  return (
    ` In ${counted(denied, one, many)} some texts hold more words that deny (such as not or never) than others: they can say ` +
    `the opposite, read both.`
  );
}

const NULL_WORDS: Readonly<Record<Resample, (analysis: Analysis, words: ObjectWords) => string>> = {
  times: (_, words) =>
    `dealing each ${words.one}'s times anew among all who shared it (null 2: times shuffled inside each object)`,
  timetable: (analysis) =>
    `moving each sitting of each account by up to ${jitterScale(analysis)}, or to where its other days would have put it ` +
    `(null 3: each account's own timetable)`,
};

const EDGE_WORDS: Readonly<Record<NetworkKind, string>> = {
  finding: `p2 at most ${PRIMARY_P} and p3 at most ${TIMETABLE_P}`,
  "own objects": `p3 at most ${PRIMARY_P}`,
  times: `p2 at most ${PRIMARY_P}`,
  timetable: `p3 at most ${PRIMARY_P}`,
};

/** How it was tested: occasions and not objects are counted, which resamples, which level, which pairs. */
function methodOf(analysis: Analysis, group: Group, words: ObjectWords): string {
  const { network, kind } = group;
  const counts =
    kind === "activity"
      ? ""
      : `Occasions are counted, not ${words.many}: what two accounts shared in one sitting of each is one occasion, and a pair ` +
        `needs ${LEAST_MOMENTS}. `;
  const compared =
    kind === "activity"
      ? "Null 1 judges single pairs; groups are not compared under it. "
      : network === undefined
        ? "The group as a whole does not exceed the resamples; its pairs stand out one by one. "
        : Object.entries(network.nulls)
            .map(([name, { p }], i) => {
              const reached = Math.round(p * (network.shuffles + 1)) - 1;
              const how = NULL_WORDS[name as Resample](analysis, words);
              return `${i === 0 ? capital(how) : `; ${how}`} gives ${reached === 0 ? "no group" : `a group`} as heavy in ${count(reached === 0 ? network.shuffles : reached)} ${reached === 0 ? "tries" : `of ${count(network.shuffles)} tries`} (p = ${rough(p)})`;
            })
            .join("") +
          `. Groups are connected pairs with ${EDGE_WORDS[kind]}; a group weighs the sum of -log10 p of its pairs, against the ` +
          `heaviest group of each resample; this is said of the group, not of one pair in it. `;
  return counts + compared + singlesOf(analysis, group) + routes(analysis);
}

function singlesOf(analysis: Analysis, group: Group): string {
  const tested = testedOf(analysis, group.kind);
  if (tested === undefined) return "Single pairs are not tested for this kind. ";
  const pairs = `${count(group.significant)} of its ${counted(group.edges.length, "pair")} ${plural(group.significant, "is", "are")} significant by ${plural(group.edges.length, "itself", "themselves")}`;
  return `${capital(pairs)} (${corrected(analysis, tested)}). `;
}

function routes({ level, share, settings: { windows } }: Analysis): string {
  const grid = windows.length === 1 ? "" : ` through each of ${windows.length} windows`;
  return `Two routes lead here, single pairs and groups${grid}, each at ${rough(share)}: together at most ${level}.`;
}

/** `Holm, level 0.005, over 12,090 possible pairs`, or what Tarone pays for out of how many. */
export function corrected({ settings, share, m }: Analysis, tested: Tested): string {
  const level = rough(share);
  if (settings.multiplicity === "holm") return `Holm, level ${level}, over ${count(m)} possible pairs`;
  return (
    `Tarone, level ${level}, over ${count(tested.over)} attainable of ${count(m)} possible pairs, ` +
    `so p at most ${(share / tested.over).toExponential(1)}`
  );
}

function first8(ids: readonly string[]): string {
  return listed(ids.length > 8 ? [...ids.slice(0, 8), `${ids.length - 8} more`] : ids);
}

/** With whom every pair was compared. */
export function comparison(analysis: Analysis, words: ObjectWords): string {
  return (
    `All ${count(analysis.m)} possible pairs of the ${counted(analysis.accounts, "account")} with a ${words.one} in scope: under ` +
    `null 2 over the ${words.many} that both shared at any time, under null 3 over each account's own sittings, under ` +
    `null 1 at their own activity and the popularity of each ${words.one}. Accounts outside the corpus were not looked at.`
  );
}
