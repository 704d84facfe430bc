/**
 * The sentences. A finding reads like a careful colleague: who, what, when, how many, under which null, over how many
 * possible pairs, at which resolution; and what else would look the same.
 */
import type { Analysis, Tested } from "./analyse.ts";
import { LISTED_CANDIDATES, LISTED_FINDINGS } from "./descriptor.ts";
import { apart, between, count, counted, duration, percent, rough, type ObjectWords } from "./format.ts";
import type { Group, Groups } from "./groups.ts";
import { period, type Posts } from "./posts.ts";

export interface Words {
  readonly title: string;
  readonly sentence: string;
  readonly refutedBy: string;
  readonly comparison: string;
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
  if (possible === group.edges.length) return `All ${count(possible)} pairs inside the group`;
  return `${count(group.edges.length)} of the ${count(possible)} pairs inside the group`;
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
  const subject = group.edges.length === 1 ? "it" : "the strongest pair";
  return (
    `${subject} matched on ${counted(analysis.pairs.objects[pair]!, words.one, words.many)} ` +
    `where ${nullName} expects ${bound}${rough(tested.expected[pair]!)}`
  );
}

const corrected = ({ level, m }: Analysis): string => `Holm, level ${level}, over ${count(m)} possible pairs`;

/** How far null 2 can speak about the objects of a group. */
function blindness(analysis: Analysis, group: Group, words: ObjectWords): string {
  const codes = group.evidence.objectCodes;
  const likely = codes.reduce((n, o) => n + analysis.likely[o]!, 0);
  const share = `${count(likely)} of its ${counted(codes.length, words.one, words.many)}`;
  return `for ${share} a match is at least as likely as not however the times are dealt`;
}

/** A group of null 2's significant pairs. */
export function findingWords(analysis: Analysis, group: Group, posts: Posts, words: ObjectWords): Words {
  const n = group.accounts.length;
  const limits = group.timesCannotJudge
    ? `Beyond these pairs null 2 cannot judge this set: ${blindness(analysis, group, words)}.`
    : "Null 2 weighs timing alone: a newsroom, quick followers of one feed or one scheduler with several customers would pass it too.";
  return {
    title: `Co-share by ${words.by}, group ${group.id}: ${counted(n, "account", "accounts")}`,
    sentence:
      `${whoWhatWhen(analysis, group, posts, words)} ${pairsInside(group)} matched on more ${words.many} than the ` +
      `timing of each ${words.one} among all who shared it explains (null 2: times shuffled inside each object; ` +
      `${corrected(analysis)}); ${strongest(analysis, group, analysis.nullTimes, words, "that null")}. ${limits}`,
    refutedBy:
      `An ordinary explanation below that its check confirms for most of the ${words.many}; or pairs that lose ` +
      `their significance once the ${words.many} that carry most of them are set aside.`,
    comparison: comparison(analysis, words),
  };
}

/** A group of null 1's significant pairs: never alone a finding of coordination. */
export function candidateWords(analysis: Analysis, group: Group, posts: Posts, words: ObjectWords): Words {
  const n = group.accounts.length;
  const level = Math.log10(analysis.level);
  const timed = group.edges.filter((pair) => analysis.nullTimes.holm[pair]! <= level).length;
  const times = group.timesCannotJudge
    ? `Null 2 (times shuffled inside each object) cannot judge this set: ${blindness(analysis, group, words)}.`
    : `Under null 2 (times shuffled inside each object) ${timed === 0 ? "none of these pairs is" : counted(timed, "of these pairs is", "of these pairs are")} significant.`;
  const holds =
    group.overlaps.length === 0
      ? ""
      : ` It takes in accounts of ${group.overlaps.length === 1 ? "group" : "groups"} ${listed(group.overlaps)}.`;
  return {
    title: `Co-share by ${words.by}, candidate group ${group.id}: ${counted(n, "account", "accounts")}`,
    sentence:
      `${whoWhatWhen(analysis, group, posts, words)} ${pairsInside(group)} matched on more ${words.many} than activity ` +
      `and popularity explain (null 1; ${corrected(analysis)}); ` +
      `${strongest(analysis, group, analysis.nullActivity, words, "that null")}; shared language, topic, period or ` +
      `following the same feed would do it too, so this is a candidate and not a finding of coordination. ` +
      `${times}${holds}`,
    refutedBy:
      `The same test within one language, topic or month, if the pairs are no longer significant there; or a ` +
      `common feed, publisher or public call that accounts for most of the ${words.many}.`,
    comparison: comparison(analysis, words),
  };
}

function listed(ids: readonly string[]): string {
  if (ids.length > 8) return `${ids.slice(0, 8).join(", ")} and ${ids.length - 8} more`;
  return ids.length < 2 ? ids.join("") : `${ids.slice(0, -1).join(", ")} and ${ids.at(-1)}`;
}

function comparison(analysis: Analysis, words: ObjectWords): string {
  return (
    `All ${count(analysis.m)} possible pairs of the ${counted(analysis.columns.accounts, "account", "accounts")} with a ${words.one} in ` +
    `scope: under null 1 at their own activity and the popularity of each ${words.one}, under null 2 over the ` +
    `${words.many} that both shared at any time. Accounts outside the corpus were not looked at.`
  );
}

/** The first line of every run: what was found, or that it was not, and over how much. */
export function runWords(analysis: Analysis, found: Groups, words: ObjectWords): Words {
  return {
    title: `Co-share by ${words.by}: the run as a whole`,
    sentence: [
      pairsSentence(analysis, words),
      groupsSentence(analysis, found),
      ...remarks(analysis, found, words),
    ].join(" "),
    refutedBy:
      "Another run over the same files with the same parameters and version that gives other counts; the counts say " +
      "nothing about accounts or days that the files do not hold.",
    comparison: comparison(analysis, words),
  };
}

function pairsSentence(analysis: Analysis, words: ObjectWords): string {
  const { matched, minimum, time, columns, m } = analysis;
  const none = (n: number): string => (n === 0 ? "none" : count(n));
  const two = minimum === 2 ? "" : `${none(matched.two)} on two or more, `;
  return (
    `Of ${count(m)} possible pairs of ${counted(columns.accounts, "account", "accounts")}, ${none(matched.one)} ${words.did} ` +
    `${apart(time.windowMs, time.apartMs, time.resolution)} at least once, ${two}` +
    `${none(matched.minimum)} on ${minimum} ${words.many} or more.`
  );
}

function groupsSentence(analysis: Analysis, found: Groups): string {
  const findings = found.groups.filter(({ status }) => status === "finding").length;
  const candidates = found.groups.length - findings;
  const corrections = `Holm, level ${analysis.level}, over all possible pairs`;
  if (found.significantTimes === 0 && found.significantActivity === 0) {
    return `No single pair is significant (${corrections}), neither beyond activity and popularity (null 1) nor beyond the times at which each object was shared (null 2).`;
  }
  const inside =
    found.insideFindings === 0
      ? ""
      : `; ${counted(found.insideFindings, "more lies", "more lie")} wholly inside a finding group and ${found.insideFindings === 1 ? "is" : "are"} not repeated`;
  return (
    `${counted(found.significantTimes, "pair is", "pairs are")} significant under null 2 (times shuffled inside each ` +
    `object) and ${found.significantTimes === 1 ? "forms" : "form"} ${counted(findings, "group", "groups")}, ` +
    `${count(found.significantActivity)} under null 1 (activity x popularity) with ` +
    `${counted(candidates, "candidate group", "candidate groups")}${inside} (${corrections}).`
  );
}

function remarks(analysis: Analysis, found: Groups, words: ObjectWords): string[] {
  const { columns, repeats, dense, carriers, time } = analysis;
  const said: string[] = [];
  if (analysis.timesCannotJudge) {
    const likely = carriers.objectCodes.reduce((n, o) => n + analysis.likely[o]!, 0);
    said.push(
      `Null 2 cannot judge the set as a whole: for ${percent(likely, carriers.objectCodes.length)} of the matched ` +
        `${words.many} a match is at least as likely as not however the times are dealt.`,
    );
  }
  if (repeats > 0) {
    said.push(
      `${percent(repeats, columns.length)} of ${count(columns.length)} shares repeat a ${words.one} of the same account; tests take first shares only.`,
    );
  }
  if (columns.mixedResolution) {
    said.push(`Files differ in time resolution; all times are compared by the ${time.resolution}.`);
  }
  if (dense.length > 0) {
    said.push(
      `${counted(dense.length, `${words.one} is`, `${words.many} are`)} very dense: up to ${count(dense[0]!.events)} pairs of posts within ${duration(time.windowMs)}; all are counted.`,
    );
  }
  const cut = unlisted(found);
  if (cut.findings + cut.candidates > 0) {
    said.push(
      `Listed here are the strongest ${LISTED_FINDINGS} groups and ${LISTED_CANDIDATES} candidates at most; the output holds ${count(cut.findings)} more groups and ${count(cut.candidates)} more candidates.`,
    );
  }
  return said;
}

/** Groups that are in the output and not among the Findings. */
export function unlisted({ groups }: Groups): { findings: number; candidates: number } {
  const findings = groups.filter(({ status }) => status === "finding").length;
  return {
    findings: Math.max(0, findings - LISTED_FINDINGS),
    candidates: Math.max(0, groups.length - findings - LISTED_CANDIDATES),
  };
}
