/** The first line of every run: what was found, or that it was not, over how much, and against which shuffles. */
import { count, counted, duration, percentOf, plural } from "../../../words.ts";
import type { Analysis } from "./analyse.ts";
import { LISTED_CANDIDATES, LISTED_FINDINGS, NETWORK_SHARES } from "./descriptor.ts";
import type { BothShuffled, Groups } from "./groups.ts";
import type { Shuffled } from "../../threads/shuffle.ts";
import type { ObjectWords } from "./object-words.ts";
import { apart, comparison, corrected, type Words } from "./wording.ts";

/** Counts of a run before anything was set aside. */
export interface Before {
  readonly accountsAside: number;
  readonly objectsAside: number;
  readonly namesUnknown: number;
  readonly pairs: number;
  readonly significantTimes: number;
  readonly significantActivity: number;
}

export interface RunFacts {
  readonly analysis: Analysis;
  readonly found: Groups;
  /** Absent where the network-based statistic was not run. */
  readonly shuffled: BothShuffled | undefined;
  /** Absent where nothing was asked to be set aside. */
  readonly before: Before | undefined;
  /** Shares before the stratum was chosen. */
  readonly allShares: number;
}

/** A sentence holds at most this many characters. */
const LONGEST = 2000;

export function runWords(facts: RunFacts, words: ObjectWords): Words {
  const { analysis } = facts;
  return {
    title: `Co-share by ${words.by}: the run as a whole`,
    sentence: fitted([
      stratumSentence(facts),
      pairsSentence(analysis, words),
      shufflesSentence(facts, words),
      singlesSentence(facts),
      groupsSentence(facts),
      asideSentence(facts, words),
      ...remarks(facts, words),
    ]),
    refutedBy:
      "Another run over the same files with the same parameters and version that gives other counts; the counts say " +
      "nothing about accounts or days that the files do not hold.",
    comparison: comparison(analysis, words),
  };
}

/** As many parts as there is room for; the last ones are the least important and stand in the counts as well. */
function fitted(parts: readonly string[]): string {
  let text = "";
  for (const part of parts.filter((said) => said !== ""))
    if (text.length + part.length < LONGEST) text += text === "" ? part : ` ${part}`;
  return text;
}

function stratumSentence({ analysis: { settings, columns }, allShares, before }: RunFacts): string {
  if (settings.within === undefined) return "";
  const { column, value } = settings.within;
  const left = before === undefined ? "" : ", once the lists were set aside";
  return `Only posts with ${column} ${value} were looked at: ${count(columns.length)} of ${count(allShares)} shares${left}.`;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const none = (n: number): string => (n === 0 ? "none" : count(n));

function pairsSentence({ matched, minimum, time, accounts, m }: Analysis, words: ObjectWords): string {
  const more = minimum > 3 ? `, ${none(matched.minimum)} on ${minimum} ${words.many} or more` : "";
  return (
    `Of ${count(m)} possible pairs of ${counted(accounts, "account", "accounts")}, ${none(matched.one)} ${words.did} ` +
    `${apart(time.windowMs, time.apartMs, time.resolution)} at least once, ${none(matched.two)} on two ${words.many} or ` +
    `more, ${none(matched.three)} on three or more${more}.`
  );
}

function shufflesSentence({ analysis, shuffled }: RunFacts, words: ObjectWords): string {
  if (shuffled === undefined) return `${notShuffled(analysis)}.`;
  return (
    `On three or more, ${count(shuffled.times.shuffles)} shuffles of the times inside each ${words.one} (null 2) give ` +
    `${range(shuffled.times)} pairs, and as many of the accounts over all posts (null 1) ${range(shuffled.activity)}.`
  );
}

function notShuffled({ settings, first }: Analysis): string {
  if (settings.shuffles === 0) return "Pairs and groups were not compared with shuffles, as asked";
  return (
    `Pairs and groups were not compared with shuffles: there are ${count(first.length)} first shares, and above ` +
    `${count(NETWORK_SHARES)} it is not done`
  );
}

function range({ three }: Shuffled): string {
  const low = three.reduce((least, n) => Math.min(least, n), Infinity);
  const high = three.reduce((most, n) => Math.max(most, n), 0);
  return low === high ? count(low) : `${count(low)} to ${count(high)}`;
}

function singlesSentence({ analysis, found }: RunFacts): string {
  const { settings, level } = analysis;
  const same =
    settings.multiplicity === "holm"
      ? `Holm, level ${level}, over all possible pairs`
      : `null 2: ${corrected(analysis, analysis.nullTimes)}; null 1: ${corrected(analysis, analysis.nullActivity)}`;
  if (found.significantTimes === 0 && found.significantActivity === 0) {
    return `No single pair is significant (${same}), neither beyond activity and popularity (null 1) nor beyond the times at which each object was shared (null 2).`;
  }
  return (
    `One by one, ${counted(found.significantTimes, "pair is", "pairs are")} significant under null 2 (times shuffled ` +
    `inside each object) and ${count(found.significantActivity)} under null 1 (activity x popularity; ${same}).`
  );
}

function groupsSentence({ analysis, found, shuffled }: RunFacts): string {
  const findings = found.groups.filter(({ status }) => status === "finding").length;
  const candidates = found.groups.length - findings;
  const inside =
    found.insideFindings === 0
      ? ""
      : `; ${counted(found.insideFindings, "more lies", "more lie")} wholly inside a finding group and ${plural(found.insideFindings, "is", "are")} not repeated`;
  const all = findings + candidates;
  const there =
    all === 0
      ? "there is no group to list"
      : `there ${plural(all, "is", "are")} ${counted(findings, "group", "groups")} and ` +
        `${counted(candidates, "candidate group", "candidate groups")}${inside}`;
  if (shuffled === undefined) return `Of these pairs connected, ${there}.`;
  const times = found.networkTimes ?? 0;
  return (
    `As groups, ${none(times)} ${plural(times, "exceeds", "exceed")} the shuffles of null 2 and ` +
    `${none(found.networkActivity ?? 0)} those of null 1 (network-based statistic, level ${analysis.level}), so ${there}.`
  );
}

function asideSentence({ analysis, found, before }: RunFacts, words: ObjectWords): string {
  if (before === undefined) return "";
  const unknown =
    before.namesUnknown === 0
      ? ""
      : ` (${counted(before.namesUnknown, "entry of the lists is", "entries of the lists are")} not in the posts)`;
  const state = (pairs: number, times: number, activity: number): string =>
    `${counted(pairs, "pair", "pairs")} on ${analysis.minimum} ${words.many} or more, ${count(times)} significant under null 2, ${count(activity)} under null 1`;
  return (
    `Set aside: ${counted(before.accountsAside, "account", "accounts")} and ` +
    `${counted(before.objectsAside, words.one, words.many)}${unknown}; before, ` +
    `${state(before.pairs, before.significantTimes, before.significantActivity)}; after, ` +
    `${state(analysis.matched.minimum, found.significantTimes, found.significantActivity)}.`
  );
}

function remarks({ analysis, found, shuffled }: RunFacts, words: ObjectWords): string[] {
  const { columns, repeats, dense, carriers, time, level } = analysis;
  const said: string[] = [];
  if (analysis.timesCannotJudge) {
    const likely = carriers.objectCodes.reduce((n, o) => n + analysis.likely[o]!, 0);
    said.push(
      `Null 2 cannot judge the set as a whole: for ${percentOf(likely, carriers.objectCodes.length)} of the matched ` +
        `${words.many} a match is at least as likely as not however the times are dealt.`,
    );
  }
  if (shuffled !== undefined && 1 / (shuffled.times.shuffles + 1) > level) {
    said.push(
      `With ${count(shuffled.times.shuffles)} shuffles no group can be significant at level ${level}.`,
    );
  }
  if (repeats > 0) {
    said.push(
      `${capital(percentOf(repeats, columns.length))} of ${count(columns.length)} shares repeat a ${words.one} of the same account; tests take first shares only.`,
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
