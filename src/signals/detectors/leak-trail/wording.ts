/** The sentences of a leak trail. Names of parties and markers stand in them: they come from records and a declaration that the run is marked to cover. */
import { count, counted, listed, MONTHS, percent, plural, rough } from "../../../words.ts";
import { shownMarker } from "../../declarations/markers.ts";
import type { GivenClaim, Marker } from "../../given.ts";
import { between, DAY } from "../../shared/dates.ts";
import { cannotAnswer } from "../../shared/said.ts";
import type { Words } from "../../shared/said.ts";
import { LEAST_ACCOUNTS, LEVEL } from "./descriptor.ts";
import type { Cell, First, Firsts } from "./firsts.ts";
import type { Links } from "./links.ts";
import type { Step } from "./settings.ts";
import type { NoShare, Phase, Share } from "./share.ts";

/** Stands on every output. */
export const NOT_THEREBY =
  "A first mention is not a first appearance, and who uses leaked material is not thereby part of the campaign that leaked it.";

const SURE = percent(1 - LEVEL);

/** `on 7 October 2016 (UTC)`, `on 7 October 2016, 20:44:00 UTC`, or a period; the end exclusive. */
export function whenWords(from: number, to: number): string {
  if (to - from >= DAY - 1) return between(from, to - 1);
  const date = new Date(from);
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]!} ${date.getUTCFullYear()}`;
  const clock = (ms: number): string => new Date(ms).toISOString().slice(11, 19).replace(/:00$/, "");
  return to - from >= 3_600_000
    ? `on ${day}, between ${clock(from)} and ${clock(to)} UTC`
    : `on ${day}, ${clock(from)} UTC`;
}

export const cellName = ({ platform, party }: Cell): string =>
  platform === undefined ? party : `${party} on ${platform}`;

export const markerName = (marker: Marker): string =>
  marker.is === "link" ? shownMarker(marker) : `“${shownMarker(marker)}”`;

export function mentionWords(first: First, cells: readonly Cell[], markers: readonly Marker[]): string {
  const cell = cells[first.cell]!;
  const when = first.censored
    ? `in the first days of collection (${whenWords(first.from, first.to)}), so that it may be older`
    : whenWords(first.from, first.to);
  return `${cellName(cell)} mention ${markerName(markers[first.marker]!)} first ${when}`;
}

/** Steps that are told one by one in a sentence. */
const TOLD = 5;

export function ladderWords(
  title: string,
  steps: readonly Step[],
  firsts: Firsts | undefined,
  own: readonly First[],
  markers: readonly Marker[],
  missing: string | undefined,
): Words {
  const said = steps
    .slice(0, TOLD)
    .map(
      ({ role, event }) =>
        `${role}: ${event.title.slice(0, 90)}, ${between(Date.parse(event.from), Date.parse(event.to))}`,
    );
  const more = steps.length > TOLD ? `; and ${count(steps.length - TOLD)} more` : "";
  const sources = steps.length === 0 ? "" : `By what sources say: ${said.join("; ")}${more}. `;
  const seen =
    firsts === undefined || own.length === 0
      ? ""
      : `In the posts that were collected, ${own
          .slice(0, TOLD)
          .map((one) => mentionWords(one, firsts.cells, markers))
          .join(
            "; ",
          )}.${own.length > TOLD ? ` ${counted(own.length - TOLD, "more")} stand in the figure.` : ""}${orderWords(own, firsts.cells)} `;
  const left =
    firsts === undefined || firsts.leftOut === 0
      ? ""
      : `Of ${counted(firsts.leftOut, "platform and party", "platforms and parties")} with fewer than ${LEAST_ACCOUNTS} accounts nothing is said. `;
  return {
    title: `The way of ${title}`.slice(0, 200),
    sentence: `${sources}${seen}${missing === undefined ? "" : `${missing} `}${left}${NOT_THEREBY}`,
    method:
      "Steps are dated records, each as exactly as it is dated. A first mention is the first collected post of a platform and party that holds a marker, with the resolution of its time; one near the start of collection has that start as its lower end. No test is made.",
    refutedBy: "A dated source, or one earlier post with a marker, moves a rung.",
    comparison: "Nothing was compared: rungs are ordered by role, and inside a role by time.",
  };
}

/** Whether the order of two parties is certain, or their intervals meet. */
function orderWords(own: readonly First[], cells: readonly Cell[]): string {
  const [first, second] = own;
  if (first === undefined || second === undefined) return "";
  const name = cellName(cells[first.cell]!);
  return own.slice(1).every(({ from }) => first.to <= from)
    ? ` Of these, ${name} come first, whatever the resolution.`
    : ` Who of these came first cannot be told: their intervals meet.`;
}

export function handOverWords(links: Links, outlet: string): Words {
  const parts = links.links.map(({ from, to, said, denied }) => {
    const against =
      denied.length === 0 ? "" : `; ${speakers(denied)} ${plural(denied.length, "denies", "deny")} it`;
    return said.length === 0
      ? `From ${from} to ${to} there is a gap: no source that was named says who handed over${against}.`
      : `From ${from} to ${to}, ${speakers(said)} ${plural(speakerCount(said), "says", "say")} that it was handed over${against}; that is proposed as a claim, without a grade.`;
  });
  const unplaced =
    links.unplaced === 0
      ? ""
      : ` ${counted(links.unplaced, "claim")} without a passage ${plural(links.unplaced, "does", "do")} not count.`;
  const elsewhere =
    links.elsewhere === 0
      ? ""
      : ` ${counted(links.elsewhere, "claim")} ${plural(links.elsewhere, "is", "are")} about no two roles that follow each other.`;
  return {
    title: "Hand-overs, and gaps",
    sentence: `${parts.join(" ")}${unplaced}${elsewhere}${outlet} ${NOT_THEREBY}`,
    method:
      "A hand-over is said where a claim that was named asserts, has a speaker and a passage, and is about a party or event of either role. Order in time is not taken for one.",
    refutedBy: "A source that says otherwise, with a passage.",
    comparison: "Nothing was compared: these are claims of their speakers.",
  };
}

const distinct = (claims: readonly GivenClaim[]): string[] => [
  ...new Set(claims.map(({ speaker }) => speaker.slice(0, 80))),
];
const speakerCount = (claims: readonly GivenClaim[]): number => distinct(claims).length;
export const speakers = (claims: readonly GivenClaim[]): string => listed(distinct(claims));

/** What the outlet's word adds. */
export function outletWords(published: boolean, verified: readonly GivenClaim[]): string {
  if (!published) return "";
  const placed = verified.filter((one) => one.placed && one.polarity === "asserts");
  return placed.length === 0
    ? " What the outlet's word adds: nothing. No claim with a passage says that it verified what it published."
    : ` What the outlet's word adds: no more than its check. ${speakers(placed)} ${plural(speakerCount(placed), "says", "say")} that it was verified, in a passage; how, is to be read there.`;
}

export const BECAUSE: Readonly<Record<NoShare["because"], (refusal: NoShare) => string>> = {
  "one day": () => "all posts with a marker are of one day",
  "no others": () => "every post of these days holds a marker, so that there is nothing to compare with",
  "few flagged": (refusal) =>
    `the markers were posted by ${few(refusal)} of the flagged groups, and nothing is said of fewer than ${LEAST_ACCOUNTS}`,
  "few others": (refusal) =>
    `the markers were posted by ${few(refusal)} outside of the flagged groups, and nothing is said of fewer than ${LEAST_ACCOUNTS}`,
  "one account": () => "one account has more than half of the posts with a marker of its side",
};
const few = (refusal: NoShare): string =>
  "accounts" in refusal && refusal.accounts === 0 ? "no account" : `fewer than ${LEAST_ACCOUNTS} accounts`;

export function shareWords(share: Share, holds: boolean): Words {
  const { whole, rateFlagged, rateOthers, difference, permutation, posts, flagged, phases } = share;
  const by = phases.length < 2 ? "" : ` By phase: ${phases.map(phaseWords).join("; ")}.`;
  const than = !holds
    ? "which the choice of accounts alone could give"
    : difference.value > 0
      ? "more than by chance of who was collected"
      : "less than by chance of who was collected";
  return {
    title: "Share through flagged groups",
    sentence: `Of ${counted(posts, "post")} with a marker, ${count(flagged)} came from flagged groups: ${rangeWords(whole.value, whole.interval)} (${SURE}, accounts drawn anew; ${count(share.flaggedAccounts)} of ${counted(share.accounts, "account")}). In the same days ${percent(rateFlagged)} of all posts of flagged groups hold a marker, and ${percent(rateOthers)} of all others: a difference of ${points(difference.value)} (${points(difference.interval.low)} to ${points(difference.interval.high)}), ${than}.${by} ${NOT_THEREBY}`,
    method: `Accounts drawn anew ${count(difference.draws)} times, of either side among its own; percentiles, expanded for ${count(Math.round(difference.effective))} effective accounts. One comparison, of the rates between the first and the last post with a marker: with the labels of accounts dealt anew ${count(permutation.turns)} times a difference as large has a chance of ${rough(permutation.p)}, on both sides, the larger of that by size and that by tails; only deals count of which a share would be said. Phases are described, not compared.`,
    refutedBy: "The same difference for other marks of the same news, or before the material came out.",
    comparison: "All other accounts in the same days: how many of their posts hold a marker.",
  };
}

function phaseWords({ from, to, posts, flagged, share }: Phase): string {
  const when = !Number.isFinite(from) ? `before ${dayWords(to)}` : `from ${dayWords(from)}`;
  return share === undefined
    ? `${when}, too few accounts of ${counted(posts, "post")}`
    : `${when}, ${percent(share.value)} of ${counted(posts, "post")} (${count(flagged)})`;
}

export const dayWords = (ms: number): string => between(ms, ms).replace(/^on /, "").replace(" (UTC)", "");

const rangeWords = (value: number, { low, high }: { readonly low: number; readonly high: number }): string =>
  `${percent(value)}, ${percent(low)} to ${percent(high)}`;

const points = (value: number): string => `${(100 * value).toFixed(1).replace(/^-/, "−")} points`;

export const NO_MARKERS =
  "no post that was collected holds a marker. That is no sign that the material did not go round";
export const AFTER_POSTS =
  "the markers were declared after posts had come in. Marks that are chosen after a look find what was looked at: declare them in a case first, then bring the posts in";
export const ONE_PLATFORM = "the posts are of one platform, or do not say of which they are";
export const missingWords = (because: string): string => `Of posts: ${lower(cannotAnswer(because))}`;
const lower = (text: string): string => `${text[0]!.toLowerCase()}${text.slice(1)}`;
