/**
 * The sentences of groups. A finding reads like a careful colleague: who, what, when, how many, under which null, over
 * how many possible pairs, at which resolution; and what else would look the same.
 */
import { PRIMARY_P } from "../../../kernel/index.ts";
import type { Resolution } from "../../../kernel/index.ts";
import { count, counted, duration, listed, plural, rough } from "../../../words.ts";
import { between } from "../../shared/dates.ts";
import type { Analysis } from "./analyse.ts";
import type { Tested } from "./correct.ts";
import type { Group } from "./groups.ts";
import type { ObjectWords } from "./object-words.ts";
import { period, type Posts } from "./posts.ts";

export interface Words {
  readonly title: string;
  readonly sentence: string;
  readonly refutedBy: string;
  readonly comparison: string;
}

/** How far apart two posts of a match are: window and resolution in words. */
export function apart(windowMs: number, apartMs: number, resolution: Resolution): string {
  const recorded = `times are recorded to the ${resolution}`;
  if (windowMs === 0) return `in the same recorded ${resolution} (${recorded})`;
  if (resolution === "millisecond" || resolution === "second") {
    return `at most ${duration(windowMs)} apart (${recorded})`;
  }
  return `less than ${duration(apartMs)} apart (${recorded})`;
}

/** `27 accounts posted identical texts …`: the first sentence of every group. */
function whoWhatWhen(analysis: Analysis, group: Group, posts: Posts, words: ObjectWords): string {
  const { time } = analysis;
  const { from, to } = period(posts);
  const objects = group.evidence.objectCodes.length;
  return (
    `${counted(group.accounts.length, "account", "accounts")} ${words.did} ` +
    `${apart(time.windowMs, time.apartMs, time.resolution)}: ` +
    `${counted(objects, `distinct ${words.one}`, `distinct ${words.many}`)} in ` +
    `${counted(posts.row.length, "post", "posts")}, ${between(from, to)}.`
  );
}

/** `41 of the 351 pairs inside the group`. */
function pairsInside(group: Group): string {
  const n = group.accounts.length;
  const possible = (n * (n - 1)) / 2;
  if (possible === 1) return "The pair";
  if (possible === group.significant) return `All ${count(possible)} pairs inside the group`;
  return `${count(group.significant)} of the ${count(possible)} pairs inside the group`;
}

function strongest(
  analysis: Analysis,
  group: Group,
  tested: Tested,
  words: ObjectWords,
  nullName: string,
): string {
  const pair = group.edges[0]!;
  const bound = tested === analysis.nullActivity ? "at most " : "";
  const subject = group.accounts.length === 2 ? "it" : "the strongest pair";
  return (
    `${subject} matched on ${counted(analysis.pairs.objects[pair]!, words.one, words.many)} ` +
    `where ${nullName} expects ${bound}${rough(tested.expected[pair]!)}`
  );
}

/** `Holm, level 0.01, over 12,090 possible pairs`, or what Tarone pays for out of how many. */
export function corrected({ settings, level, m }: Analysis, tested: Tested): string {
  if (settings.multiplicity === "holm") return `Holm, level ${level}, over ${count(m)} possible pairs`;
  return (
    `Tarone, level ${level}, over ${count(tested.over)} attainable of ${count(m)} possible pairs, ` +
    `so p at most ${scientific(level / tested.over)}`
  );
}

const scientific = (p: number): string => p.toExponential(1);

/** The group against the shuffles; nothing where only its pairs stand out. */
function asGroup({ network }: Group, what: string): string {
  if (network === undefined) return "";
  const reached = Math.round(network.p * (network.shuffles + 1)) - 1;
  const which = reached === 0 ? "each of" : `all but ${count(reached)} of`;
  return (
    ` As a group they outweigh the largest group in ${which} ${count(network.shuffles)} shuffles of ${what} ` +
    `(network-based statistic over pairs with p at most ${PRIMARY_P}, p = ${rough(network.p)}); this is said of the ` +
    `group, not of one pair in it.`
  );
}

/** How far null 2 can speak about the objects of a group. */
function blindness(analysis: Analysis, group: Group, words: ObjectWords): string {
  const codes = group.evidence.objectCodes;
  const likely = codes.reduce((n, o) => n + analysis.likely[o]!, 0);
  const share = `${count(likely)} of its ${counted(codes.length, words.one, words.many)}`;
  return `for ${share} a match is at least as likely as not however the times are dealt`;
}

/** A group under null 2. */
export function findingWords(analysis: Analysis, group: Group, posts: Posts, words: ObjectWords): Words {
  const n = group.accounts.length;
  const name = "null 2: times shuffled inside each object";
  const correction = corrected(analysis, analysis.nullTimes);
  const pairs =
    group.significant === 0
      ? `No pair is significant by itself (${name}; ${correction}); ` +
        `${strongest(analysis, group, analysis.nullTimes, words, "that null")}.`
      : `${pairsInside(group)} matched on more ${words.many} than the timing of each ${words.one} among all who ` +
        `shared it explains (${name}; ${correction}); ` +
        `${strongest(analysis, group, analysis.nullTimes, words, "that null")}.`;
  const limits = group.timesCannotJudge
    ? `Beyond these pairs null 2 cannot judge this set: ${blindness(analysis, group, words)}.`
    : "Null 2 weighs timing alone: a newsroom, quick followers of one feed or one scheduler with several customers would pass it too.";
  return {
    title: `Co-share by ${words.by}, group ${group.id}: ${counted(n, "account", "accounts")}`,
    sentence: `${whoWhatWhen(analysis, group, posts, words)} ${pairs}${asGroup(group, "the times")} ${limits}`,
    refutedBy:
      `An ordinary explanation below that its check confirms for most of the ${words.many}; or a group that is gone ` +
      `once the ${words.many} that carry most of its pairs, or accounts known to be harmless, are set aside.`,
    comparison: comparison(analysis, words),
  };
}

/** A group under null 1: never alone a finding of coordination. */
export function candidateWords(analysis: Analysis, group: Group, posts: Posts, words: ObjectWords): Words {
  const n = group.accounts.length;
  const correction = corrected(analysis, analysis.nullActivity);
  const one = strongest(analysis, group, analysis.nullActivity, words, "that null");
  const pairs =
    group.significant === 0
      ? `No pair is significant by itself (null 1: activity and popularity; ${correction}); ${one}`
      : `${pairsInside(group)} matched on more ${words.many} than activity and popularity explain (null 1; ` +
        `${correction}); ${one}`;
  const timed = group.significantTimes;
  const times = group.timesCannotJudge
    ? `Null 2 (times shuffled inside each object) cannot judge this set: ${blindness(analysis, group, words)}.`
    : `Under null 2 (times shuffled inside each object) ${timed === 0 ? "none of these pairs is" : counted(timed, "of these pairs is", "of these pairs are")} significant.`;
  const holds =
    group.overlaps.length === 0
      ? ""
      : ` It takes in accounts of ${plural(group.overlaps.length, "group")} ${first8(group.overlaps)}.`;
  return {
    title: `Co-share by ${words.by}, candidate group ${group.id}: ${counted(n, "account", "accounts")}`,
    sentence:
      `${whoWhatWhen(analysis, group, posts, words)} ${pairs}; shared language, topic, period or following the same ` +
      `feed would do it too, so this is a candidate and not a finding of coordination.` +
      `${asGroup(group, "the accounts")} ${times}${holds}`,
    refutedBy:
      `The same test within one language, topic or month, if the pairs are no longer significant there; or a ` +
      `common feed, publisher or public call that accounts for most of the ${words.many}.`,
    comparison: comparison(analysis, words),
  };
}

function first8(ids: readonly string[]): string {
  return listed(ids.length > 8 ? [...ids.slice(0, 8), `${ids.length - 8} more`] : ids);
}

/** With whom every pair was compared. */
export function comparison(analysis: Analysis, words: ObjectWords): string {
  return (
    `All ${count(analysis.m)} possible pairs of the ${counted(analysis.accounts, "account", "accounts")} with a ${words.one} in ` +
    `scope: under null 1 at their own activity and the popularity of each ${words.one}, under null 2 over the ` +
    `${words.many} that both shared at any time. Accounts outside the corpus were not looked at.`
  );
}
