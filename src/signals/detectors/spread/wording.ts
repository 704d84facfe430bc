/** The sentences of spread. Names of speakers, platforms and communities stand in them; the run is marked to cover what they come from. */
import { count, counted, listed, plural, unended } from "../../../words.ts";
import type { GivenClaim } from "../../given.ts";
import type { Words } from "../../shared/said.ts";
import { isYes, levelOf } from "./breakout.ts";
import type { Decision } from "./breakout.ts";
import type { NotCounted } from "./passed.ts";
import type { Cell, Reach } from "./reach.ts";
import type { Said, Way } from "./settings.ts";

/** Stands on every output. */
export const NOT_THEREBY =
  "A level says where it got to, not whom it moved, and who reshares is not thereby part of the campaign.";

export const BECAUSE: Readonly<Record<NotCounted, string>> = {
  "no posts": "there are no posts",
  "no group": "no flagged group stands",
  "no post of a group": "no post that was collected is of a flagged group",
  "nothing reshared": "the posts do not say what they reshare",
  "no links": "the posts have no links",
  "no ids": "the posts have no ids of their own, so that nobody can tell whose post was reshared",
  "one time": "all posts have one time, so that nothing is later than anything",
};
export const NONE_PASSED =
  "no account outside of the flagged groups is seen to pass on what these shared. That is no sign that it stayed among them";

const DID: Readonly<Record<Way, string>> = {
  own: "reshared posts that flagged accounts wrote",
  "passed-on": "reshared posts that flagged accounts wrote, or had reshared before",
  links: "linked pages that flagged accounts had linked before",
};

const distinct = (claims: readonly GivenClaim[]): string[] => [
  ...new Set(claims.map(({ speaker }) => speaker.slice(0, 80))),
];

const MOST_REFS = 3;
const refsWords = (records: readonly { readonly ref: string }[]): string => {
  const more = records.length - MOST_REFS;
  return `${listed(records.slice(0, MOST_REFS).map(({ ref }) => ref))}${more > 0 ? `, and ${count(more)} more` : ""}`;
};

/** What a yes rests on: a count, who says it in which records, or events. */
export function restsOn({ count: counted, said, acts }: Decision): string {
  if (counted !== undefined) return counted;
  const word = said.length === 0 ? [] : [`on the word of ${listed(distinct(said))} (${refsWords(said)})`];
  const events = acts.map(({ title, ref }) => `${title.slice(0, 100)} (${ref})`);
  return [...word, ...events.slice(0, MOST_REFS)].join("; ");
}

export const effectWords = ({ effect }: Said): string => {
  const placed = effect.filter((claim) => claim.placed);
  return placed.length === 0
    ? "Effect: not assessed."
    : `Effect: ${listed(distinct(placed))} ${plural(distinct(placed).length, "says", "say")} something of it in a passage; what, is to be read there.`;
};

const deniedWords = ({ denied }: Decision): string =>
  denied.length === 0
    ? ""
    : `; ${listed(distinct(denied))} ${plural(distinct(denied).length, "denies", "deny")} it`;

const WHAT: Readonly<Record<Decision["level"], string>> = {
  1: "accounts outside of the flagged groups passed it on",
  2: "they did so in several communities, or on several platforms",
  3: "they did so on several platforms, in several communities of each",
  4: "mainstream media took it up",
  5: "a named person of note took it up",
  6: "there was a response of policy or another act, or a call for violence",
};

const yesWords = (one: Decision): string => `${WHAT[one.level]}: ${restsOn(one)}${deniedWords(one)}`;

/** Levels that are not answered, those with one reason together. */
function openWords(decisions: readonly Decision[]): string {
  const byReason = new Map<string, number[]>();
  for (const one of decisions) {
    if (isYes(one)) continue;
    const because = `${unended(one.because!)}${deniedWords(one)}`;
    byReason.set(because, [...(byReason.get(because) ?? []), one.level]);
  }
  return [...byReason]
    .map(
      ([because, levels]) =>
        `${plural(levels.length, "level", "levels")} ${listed(levels.map(String))}, because ${because}`,
    )
    .join("; ");
}

export const notAnswered = (decisions: readonly Decision[]): string =>
  `no question of the table is answered: ${openWords(decisions)}`;

export function levelWords(decisions: readonly Decision[], said: Said): Words {
  const yes = decisions.filter(isYes);
  const open = openWords(decisions);
  return {
    title: `At least level ${levelOf(decisions)!} of six on the Breakout scale`,
    sentence: `At least level ${levelOf(decisions)!} of six: ${yes.map(yesWords).join("; ")}. ${open === "" ? "" : `Not answered: ${open}. `}${effectWords(said)} ${NOT_THEREBY}`,
    method:
      "A table of decisions: the level is that of the highest question that is answered with yes, by a count, or by a claim or an event with a passage. What is not answered is no “no”. Nothing is tested.",
    refutedBy:
      "A claim that does not say what it is cited for, or accounts that turn out to belong to the groups.",
    comparison: "Nothing was compared.",
  };
}

export const placeName = ({ platform, community }: Cell): string =>
  platform === undefined && community === undefined
    ? "a place that the posts do not say"
    : [community, platform].filter((one) => one !== undefined).join(" on ");

const TOLD = 4;

export function reachWords(
  reach: Reach,
  { way, least, unseen }: { readonly way: Way; readonly least: number; readonly unseen: number },
): Words {
  const { cells, accounts, posts, leftOut } = reach;
  const told = cells
    .slice(0, TOLD)
    .map((cell) => `${placeName(cell)} (${counted(cell.accounts, "account")})`);
  const more = cells.length > TOLD ? `, and ${count(cells.length - TOLD)} more` : "";
  const left =
    leftOut === 0
      ? ""
      : ` ${counted(leftOut, "more place")} with fewer than ${least} such accounts ${plural(leftOut, "is", "are")} not counted.`;
  const later = way === "own" ? "" : " Later is not because: they may have seen it elsewhere.";
  return {
    title: "Accounts outside of the flagged groups",
    sentence: `At least ${counted(accounts, "account")} outside of the flagged groups ${DID[way]}, in ${counted(posts.length, "post")}: ${told.join("; ")}${more}.${left}${later}${unseenWords(unseen)} ${NOT_THEREBY}`,
    method: `Accounts are counted once in all and once in each platform and community of the posts in which they did it, from ${least} accounts on. Nothing is tested: how many would have without the groups is not known.`,
    refutedBy: "Accounts among them that turn out to belong to the groups, or to one hand.",
    comparison: "Nothing was compared.",
  };
}

/** Findings whose accounts could not be seen, and so count as outside. */
const unseenWords = (unseen: number): string =>
  unseen === 0
    ? ""
    : ` ${counted(unseen, "finding")} ${plural(unseen, "has", "have")} accounts that may not be seen here; they may be among those counted.`;
