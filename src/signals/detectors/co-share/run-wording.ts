/** The first line of every run: what was found, or that it was not, over how much, and what could have been found. */
import { LEAST_MOMENTS, type Power } from "../../../kernel/index.ts";
import {
  capital,
  count,
  counted,
  duration,
  listed,
  percentOf,
  plural,
  rough,
  sayJoinedLinks,
  sayPower,
  spelled,
} from "../../../words.ts";
import type { Analysis } from "./analyse.ts";
import { LISTED_CANDIDATES, LISTED_FINDINGS, MOST_REACHABLE, NETWORK_SHARES } from "./descriptor.ts";
import type { GroupKind, Groups } from "./groups.ts";
import type { Look } from "./look.ts";
import type { PictureCounts } from "./pictures.ts";
import type { ObjectWords } from "./object-words.ts";
import { apart, comparison, corrected, jitterScale } from "./wording.ts";
import type { Words } from "../../shared/said.ts";

export interface RunFacts extends Look {
  /** Shares before the stratum was chosen. */
  readonly allShares: number;
  /** What became of the hashes of pictures, where these are the objects. */
  readonly pictures: PictureCounts | undefined;
}

/** A sentence holds at most this many characters, and how it was tested this many. */
const LONGEST = 2000;
const LONGEST_METHOD = 4000;

export function runWords(facts: RunFacts, words: ObjectWords): Words {
  const { analysis } = facts;
  const { windows } = analysis.settings;
  const window = windows.length === 1 ? "" : `, within ${duration(analysis.time.windowMs)}`;
  return {
    title: `Co-share by ${words.by}: the run as a whole${window}`,
    sentence: fitted(LONGEST, [
      stratumSentence(facts),
      groupsSentence(facts),
      powerSentence(facts.power),
      pairsSentence(analysis, words),
      asideSentence(facts, words),
      ...remarks(facts),
    ]),
    method: fitted(LONGEST_METHOD, [
      testedSentence(analysis, words),
      shufflesSentence(facts, words),
      singlesSentence(facts),
      networksSentence(facts),
      ...technical(facts, words),
    ]),
    refutedBy:
      "Another run over the same files with the same parameters and version that gives other counts; the counts say " +
      "nothing about accounts or days that the files do not hold.",
    comparison: comparison(analysis, words),
  };
}

/** As many parts as there is room for; the last ones are the least important and stand in the counts as well. */
function fitted(longest: number, parts: readonly string[]): string {
  let text = "";
  for (const part of parts.filter((said) => said !== ""))
    if (text.length + part.length < longest) text += text === "" ? part : ` ${part}`;
  return text;
}

function stratumSentence({ analysis: { settings, columns }, allShares, before }: RunFacts): string {
  if (settings.within === undefined) return "";
  const { column, value, isAccount = false } = settings.within;
  const left = before === undefined ? "" : ", once the lists were set aside";
  const what = isAccount ? `one value of ${column}` : `${column} ${value}`;
  return `Only posts with ${what} were looked at: ${count(columns.length)} of ${count(allShares)} shares${left}.`;
}

const none = (n: number): string => (n === 0 ? "none" : count(n));

const KIND_WORDS: readonly (readonly [GroupKind, (n: number) => string])[] = [
  [
    "own objects",
    (n) => `${counted(n, "group that shares", "groups that share")} what hardly anybody else does`,
  ],
  ["times", (n) => `${counted(n, "group")} that people who keep the same hours would make too`],
  ["timetable", (n) => `${counted(n, "group")} that followers of one popular account would make too`],
  ["activity", (n) => `${counted(n, "group")} that a shared topic or period would make too`],
];

/** All kinds in one sentence; that there is none is no statement that nobody coordinates. */
function groupsSentence({ found, analysis }: RunFacts): string {
  const of = (kind: GroupKind): number => found.groups.filter((group) => group.kind === kind).length;
  const findings = of("finding");
  const candidates = KIND_WORDS.flatMap(([kind, say]) => (of(kind) === 0 ? [] : [say(of(kind))]));
  const [narrowest] = analysis.settings.windows;
  const other = found.inside > 0 && analysis.time.windowMs > 1000 * narrowest!;
  const first =
    findings === 0
      ? `No ${other ? "other group than through a narrower window" : "group"} met more often than the times of what was shared and the hours of the accounts would likely give. This does not say that nobody coordinates.`
      : `${capital(spelled(findings))} ${plural(findings, "group")} met more often than the times of what was shared and the hours of the accounts would likely give.`;
  const second =
    candidates.length === 0
      ? ""
      : ` ${plural(found.groups.length - findings, "Candidate", "Candidates")}: ${listed(candidates)}.`;
  const inside =
    found.inside === 0
      ? ""
      : ` ${capital(counted(found.inside, "more lies", "more lie"))} wholly inside one of these and ${plural(found.inside, "is", "are")} not repeated.`;
  return first + second + inside;
}

/** "A team of five that meets on six occasions would have been found here in 19 of 20 tries." */
function powerSentence(power: readonly Power[]): string {
  const of = (accounts: number, occasions: number): Power | undefined =>
    power.find((row) => row.accounts === accounts && row.occasions === occasions);
  const [five, three] = [of(5, 6), of(3, 4)];
  if (five === undefined || three === undefined) return "";
  const { found, tries } = three;
  return `${capital(sayPower(five))}, one of three on four occasions in ${count(found)} of ${count(tries)}.`;
}

function pairsSentence({ matched, minimum, time, accounts, m, tests }: Analysis, words: ObjectWords): string {
  const more = minimum > 3 ? `, ${none(matched.minimum)} on ${minimum} ${words.many} or more` : "";
  const often = tests.moments.reduce((n, moments) => n + (moments >= LEAST_MOMENTS ? 1 : 0), 0);
  return (
    `Of ${count(m)} possible pairs of ${counted(accounts, "account")}, ${none(matched.one)} ${words.did} ` +
    `${apart(time.windowMs, time.apartMs, time.resolution)} at least once, ${none(matched.two)} on two ${words.many} or ` +
    `more, ${none(matched.three)} on three or more${more}; ${none(often)} on ${LEAST_MOMENTS} separate occasions or more.`
  );
}

function testedSentence(analysis: Analysis, words: ObjectWords): string {
  const { minimum, tests, pairs, settings, level, share } = analysis;
  const few = pairs.objects.reduce(
    (n, k, i) => n + (k >= LEAST_MOMENTS && tests.moments[i]! < LEAST_MOMENTS ? 1 : 0),
    0,
  );
  const burst =
    few === 0
      ? ""
      : ` ${capital(counted(few, "pair"))} matched on ${LEAST_MOMENTS} ${words.many} or more on fewer occasions than that and ${plural(few, "was", "were")} not tested.`;
  const grid = settings.windows.length === 1 ? "" : ` through ${settings.windows.length} windows`;
  return (
    `A pair is tested if it matched on ${minimum} ${words.many} or more and met on ${LEAST_MOMENTS} occasions or more; what two accounts ` +
    `shared in one sitting of each is one occasion.${burst} A finding needs both null 2 (times shuffled inside each object) and ` +
    `null 3 (each account's own timetable: sittings moved by up to ${jitterScale(analysis)}, or to where its other days would have ` +
    `put them) to reject. Two routes lead to one, single pairs and groups${grid}, each at ${rough(share)}: together at most ${level}.`
  );
}

function shufflesSentence({ analysis, resampled }: RunFacts, words: ObjectWords): string {
  if (resampled === undefined) return `${notResampled(analysis)}.`;
  const { shuffles, three } = resampled.times;
  return `On three ${words.many} or more, ${count(shuffles)} shuffles of the times inside each ${words.one} (null 2) give ${range(three)} pairs.`;
}

function notResampled({ settings, first }: Analysis): string {
  if (settings.shuffles === 0) return "Pairs and groups were not compared with resamples, as asked";
  if (first.length > NETWORK_SHARES)
    return `Groups were not compared with resamples, because there are more than ${count(NETWORK_SHARES)} shares`;
  return `Groups were not compared with resamples, because more than ${count(MOST_REACHABLE)} pairs are within reach of each other`;
}

function range(three: Float64Array): string {
  const low = three.reduce((least, n) => Math.min(least, n), Infinity);
  const high = three.reduce((most, n) => Math.max(most, n), 0);
  return low === high ? count(low) : `${count(low)} to ${count(high)}`;
}

function singlesSentence({ analysis, found: { significant } }: RunFacts): string {
  const same =
    analysis.settings.multiplicity === "holm"
      ? corrected(analysis, analysis.nullBoth)
      : `null 2: ${corrected(analysis, analysis.nullTimes)}; null 1: ${corrected(analysis, analysis.nullActivity)}`;
  return (
    `One by one, ${counted(significant.both, "pair is", "pairs are")} significant under both null 2 and null 3, ` +
    `${none(significant.times)} under null 2, ${none(significant.activity)} under null 1 (activity x popularity; ${same}).`
  );
}

function networksSentence({ found: { networks } }: RunFacts): string {
  if (networks === undefined) return "";
  return (
    `As groups, ${none(networks.finding)} ${plural(networks.finding, "exceeds", "exceed")} the resamples of both nulls, ` +
    `${none(networks.times)} those of null 2 and ${none(networks.timetable + networks["own objects"])} those of null 3 ` +
    `(network-based statistic).`
  );
}

function asideSentence({ analysis, found, before }: RunFacts, words: ObjectWords): string {
  if (before === undefined) return "";
  const unknown =
    before.namesUnknown === 0
      ? ""
      : ` (${counted(before.namesUnknown, "entry of the lists is", "entries of the lists are")} not in the posts)`;
  const state = (pairs: number, times: number, activity: number): string =>
    `${counted(pairs, "pair")} on ${analysis.minimum} ${words.many} or more, ${count(times)} significant under null 2, ${count(activity)} under null 1`;
  return (
    `Set aside: ${counted(before.accountsAside, "account")} and ` +
    `${counted(before.objectsAside, words.one, words.many)}${unknown}; before, ` +
    `${state(before.pairs, before.significantTimes, before.significantActivity)}; after, ` +
    `${state(analysis.matched.minimum, found.significant.times, found.significant.activity)}.`
  );
}

/** What limits the answer. */
function remarks({ analysis, found, resampled }: RunFacts): string[] {
  const { columns, time, share, table } = analysis;
  const said: string[] = [];
  if (2 * time.windowMs > table.law.half * table.law.stepMs)
    said.push("This window is too wide to tell an appointment from a habit.");
  if (resampled !== undefined && 1 / (resampled.times.shuffles + 1) > share * (1 + 1e-9))
    said.push(
      `With ${count(resampled.times.shuffles)} resamples no group can be found at this level; ${count(Math.ceil(1 / share - 1e-9) - 1)} are needed.`,
    );
  if (resampled === undefined) said.push(`${notResampled(analysis)}.`);
  if (columns.mixedResolution)
    said.push(`Files differ in time resolution; all times are compared by the ${time.resolution}.`);
  const cut = unlisted(found);
  const more = [
    ...(cut.findings === 0 ? [] : [counted(cut.findings, "more group")]),
    ...(cut.candidates === 0 ? [] : [counted(cut.candidates, "more candidate")]),
  ];
  if (more.length > 0)
    said.push(
      `Listed here are the strongest ${LISTED_FINDINGS} groups and ${LISTED_CANDIDATES} candidates at most; the output holds ${listed(more)}.`,
    );
  return said;
}

function technical({ analysis, pictures }: RunFacts, words: ObjectWords): string[] {
  const { columns, repeats, dense, carriers, time } = analysis;
  const said: string[] = [];
  if (analysis.timesCannotJudge) {
    const likely = carriers.objectCodes.reduce((n, o) => n + analysis.likely[o]!, 0);
    said.push(
      `Null 2 cannot judge the set as a whole: for ${percentOf(likely, carriers.objectCodes.length)} of the matched ` +
        `${words.many} a match is at least as likely as not however the times are dealt.`,
    );
  }
  if (repeats > 0)
    said.push(
      `${capital(percentOf(repeats, columns.length))} of ${count(columns.length)} shares repeat a ${words.one} of the same account; tests take first shares only.`,
    );
  if (pictures !== undefined) said.push(sayPictures(pictures));
  if (columns.links !== undefined) said.push(sayJoinedLinks(columns.links.rules, columns.links.joined));
  if (dense.length > 0)
    said.push(
      `${counted(dense.length, `${words.one} is`, `${words.many} are`)} very dense: up to ${count(dense[0]!.events)} pairs of posts within ${duration(time.windowMs)}; all are counted.`,
    );
  return said;
}

function sayPictures(counts: PictureCounts): string {
  const { pictureHashes, pictureHashesJoined, pictureHashesFlat, pictureValuesUnread } = counts;
  const flat =
    pictureHashesFlat === 0
      ? ""
      : ` ${count(pictureHashesFlat)} of pictures with little to see are left out.`;
  const unread =
    pictureValuesUnread === 0 ? "" : ` ${counted(pictureValuesUnread, "value")} cannot be read as a hash.`;
  return `Of ${counted(pictureHashes, "hash", "hashes")} of pictures ${count(pictureHashesJoined)} were joined with another that looks alike.${flat}${unread}`;
}

/** Groups that are in the output and not among the Findings. */
export function unlisted({ groups }: Groups): { findings: number; candidates: number } {
  const findings = groups.filter(({ status }) => status === "finding").length;
  return {
    findings: Math.max(0, findings - LISTED_FINDINGS),
    candidates: Math.max(0, groups.length - findings - LISTED_CANDIDATES),
  };
}
