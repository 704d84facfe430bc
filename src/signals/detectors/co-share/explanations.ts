/**
 * Ordinary explanations of a co-share, each with the check that would tell. Not one of them is ruled out by a null. Those
 * that the facts of a group speak for come first and say so; those that the facts speak against are left out.
 */
import { count, counted, duration, percentOf } from "../../../words.ts";

export interface Explanation {
  readonly title: string;
  readonly check: string;
}

/** What an explanation is judged by: counts of a group (`facts.ts` makes them). */
export interface Facts {
  readonly accounts: number;
  readonly objects: number;
  /** Objects that an account outside the group shared before the group, and the middle half of the delays in ms. */
  readonly outsideFirst: number;
  readonly delayMs: readonly [number, number];
  /** Objects with at least as many accounts outside as inside, and with nobody outside. */
  readonly popular: number;
  readonly owned: number;
  /** Posts on the busiest day (UTC), and posts in all. */
  readonly busiestDay: number;
  readonly posts: number;
  /** Moments at which the group began an object, the minutes of the hour they fall on, and how unlikely that is. */
  readonly minutes?: { readonly moments: number; readonly distinct: number; readonly log10p: number };
  /** Objects with a link to a host that it names, and those of the commonest host. */
  readonly host?: { readonly linked: number; readonly commonest: number };
  /** Objects of all pairs added up, and how many of these the five commonest make. */
  readonly matches: number;
  readonly commonest: number;
}

interface Rule extends Explanation {
  /** What the facts say: words that speak for it, `AGAINST`, or nothing. */
  fit(facts: Facts): string | undefined;
}

const AGAINST = "against";

const RULES: readonly Rule[] = Object.freeze([
  {
    title: "Stock phrase or bare tag",
    check:
      "Read the five objects that carry most pairs, set them aside, and run again: does the group remain?",
    fit: ({ objects, matches, commonest }) => {
      // With few objects the five commonest are most of them for any group.
      if (objects <= 10) return undefined;
      if (commonest * 2 < matches) return AGAINST;
      return `of ${count(objects)} objects, five make ${percentOf(commonest, matches)} of the matches of all pairs`;
    },
  },
  {
    title: "One feed that all of them follow or repost automatically",
    check:
      "Look for an earlier public copy of each object; if most have one with the same delay, the feed explains them.",
    fit: ({ objects, outsideFirst, delayMs: [low, high] }) => {
      if (objects < 5 || outsideFirst * 2 < objects || high > 1.5 * low + 60_000) return undefined;
      const half = `the middle half of the delays lies between ${rounded(low)} and ${rounded(high)}`;
      return `for ${count(outsideFirst)} of ${count(objects)} objects somebody else was first, and ${half}`;
    },
  },
  {
    title: "One scheduler with several customers",
    check:
      "Compare the posting client, and minutes past the hour; customers of one tool share its clock but not their texts.",
    fit: ({ minutes }) => {
      if (minutes === undefined || minutes.moments < 5) return undefined;
      if (minutes.log10p > -4) return minutes.moments < 20 ? undefined : AGAINST;
      return `${count(minutes.moments)} moments fall on ${counted(minutes.distinct, "minute", "minutes")} of the hour`;
    },
  },
  {
    title: "Newsroom, agency or local editions of one publisher",
    check:
      "Look up whether the accounts declare a common publisher, and whether the objects are its headlines.",
    fit: ({ host }) => {
      if (host === undefined || host.linked < 3) return undefined;
      if (host.commonest * 5 < host.linked) return AGAINST;
      if (host.commonest * 5 < host.linked * 3) return undefined;
      return `${percentOf(host.commonest, host.linked)} of the links seen lead to one host`;
    },
  },
  {
    title: "Syndicated headline or share button",
    check:
      "Look for the same wording on a public page older than the first post; a share button adds a fixed phrase to each.",
    fit: ({ objects, popular, owned }) => {
      if (owned * 10 >= objects * 9) return AGAINST;
      if (popular * 2 < objects) return undefined;
      return `${count(popular)} of ${count(objects)} objects have as many accounts outside the group as inside`;
    },
  },
  {
    title: "Fan club, campaign day or hashtag game",
    check:
      "Look for a public call with the time and the words, and for accounts outside the group that followed it too.",
    fit: ({ posts, busiestDay }) => {
      if (busiestDay * 2 >= posts) return `${percentOf(busiestDay, posts)} of the posts are of one day`;
      return busiestDay * 10 < posts ? AGAINST : undefined;
    },
  },
  {
    title: "One person with several accounts",
    check:
      "Look for accounts that say so, and for profiles, clients and topics that differ in nothing but the name.",
    fit: ({ accounts }) => {
      if (accounts <= 4) return `there are ${accounts} accounts`;
      return accounts > 20 ? AGAINST : undefined;
    },
  },
]);

/** All of them, as the run as a whole and the description of the detector list them. */
export const EXPLANATIONS: readonly Explanation[] = Object.freeze(
  RULES.map(({ title, check }) => Object.freeze({ title, check })),
);

/** Those that fit the facts, the ones they speak for first. Never empty: a feed is never spoken against. */
export function explanationsFor(facts: Facts): Explanation[] {
  const judged = RULES.map((rule) => ({ rule, fit: rule.fit(facts) })).filter(({ fit }) => fit !== AGAINST);
  return [
    ...judged
      .filter(({ fit }) => fit !== undefined)
      .map(({ rule, fit }) => ({ title: rule.title, check: `It fits: ${fit}. ${rule.check}` })),
    ...judged
      .filter(({ fit }) => fit === undefined)
      .map(({ rule }) => ({ title: rule.title, check: rule.check })),
  ];
}

/** A delay without decimals that mean nothing. */
function rounded(ms: number): string {
  if (ms < 120_000) return duration(Math.round(ms / 1000) * 1000);
  if (ms < 7_200_000) return duration(Math.round(ms / 60_000) * 60_000);
  return duration(Math.round(ms / 3_600_000) * 3_600_000);
}
