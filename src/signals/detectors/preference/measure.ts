/** What is counted of mentions and codes, by account, and what the kernel makes of it. */
import {
  compareStance,
  compareVolume,
  correctedParts,
  estimateRatio,
  nominalAgreement,
  sampleParts,
  volumeShare,
  type CodedPosts,
  type Contrast,
  type Mentions,
  type NominalAgreement,
  type RatioEstimate,
  type VolumeContrast,
  type VolumeShare,
} from "../../../kernel/index.ts";
import type { GivenCodes, GivenSubject } from "../../given.ts";
import { EITHER, FIRST, SECOND, type Mentioning } from "./read.ts";
import type { Settings } from "./settings.ts";
import type { WordsFound } from "./words.ts";

export const LEAST_ACCOUNTS = 5;
/** Coded posts, of so many accounts, without which a sample is not asked. */
export const LEAST_CODED = 30;

/** Why a group gets no answer. */
export type Refusal =
  | { readonly reason: "no posts" }
  | { readonly reason: "no mentions"; readonly posts: number }
  | { readonly reason: "few accounts"; readonly accounts: number }
  | { readonly reason: "one account"; readonly share: number }
  | { readonly reason: "all alike"; readonly accounts: number };

export interface Volume extends VolumeShare {
  /** Accounts with posts in scope. */
  readonly accounts: number;
  readonly posts: number;
  /** Posts that name somebody who may be one of the two, and neither surely. */
  readonly ambiguous: number;
}

export interface Stance {
  readonly coded: number;
  readonly accounts: number;
  readonly alone: RatioEstimate;
  /** Absent without a score. */
  readonly corrected: RatioEstimate | undefined;
  readonly agreement: NominalAgreement;
  /** Coded posts that nobody could tell, and units of the codebook that are outside of the posts asked about. */
  readonly cannotSay: number;
  readonly parts: CodedPosts;
}

/** Too few posts are coded to be asked. */
export interface TooFew {
  readonly tooFew: true;
  readonly coded: number;
  readonly accounts: number;
}

/** The comparison, and what lies between it and the group. */
export interface Contrasted {
  readonly volume: Volume | Refusal;
  readonly contrast: VolumeContrast | undefined;
  readonly stance: Stance | undefined;
  readonly stanceContrast: Contrast | undefined;
}

export interface Measured {
  readonly subjects: readonly [GivenSubject, GivenSubject];
  readonly random: boolean;
  readonly withoutScore: number;
  readonly volume: Volume;
  readonly other: Contrasted | undefined;
  /** Too few coded posts are counted; undefined where no codes were given. */
  readonly stance: Stance | TooFew | undefined;
  readonly words: WordsFound | undefined;
}

/** Places of the accounts with posts among these, in order of their codes. */
function placesOf(mentioning: Mentioning, members: Int32Array): { place: Int32Array; accounts: number } {
  const { account, accounts } = mentioning.posts;
  const posted = new Uint8Array(accounts);
  for (const i of members) posted[account[i]!] = 1;
  let n = 0;
  return { place: Int32Array.from(posted, (is) => (is === 1 ? n++ : -1)), accounts: n };
}

function mentionsOf(mentioning: Mentioning, members: Int32Array): Mentions {
  const { place, accounts } = placesOf(mentioning, members);
  const [a, b] = [new Float64Array(accounts), new Float64Array(accounts)];
  for (const i of members) {
    const at = place[mentioning.posts.account[i]!]!;
    if ((mentioning.named[i]! & FIRST) !== 0) a[at]!++;
    if ((mentioning.named[i]! & SECOND) !== 0) b[at]!++;
  }
  return { a, b };
}

/** Volume of the posts, or why it is not said. */
export function volumeOf(mentioning: Mentioning, members: Int32Array, seed: number): Volume | Refusal {
  if (members.length === 0) return { reason: "no posts" };
  const mentions = mentionsOf(mentioning, members);
  const found = volumeShare(mentions, seed);
  if (found === undefined) return { reason: "no mentions", posts: members.length };
  const { accounts, largest } = found.drivers;
  if (accounts < LEAST_ACCOUNTS) return { reason: "few accounts", accounts };
  if (largest > 0.5) return { reason: "one account", share: largest };
  // Drawing accounts anew then gives one and the same share, and an interval without width would say that it is sure.
  if (found.share.percentile.low === found.share.percentile.high) return { reason: "all alike", accounts };
  const ambiguous = members.filter((i) => mentioning.named[i] === 4).length;
  return { ...found, accounts: mentions.a.length, posts: members.length, ambiguous };
}

export const contrastOf = (mentioning: Mentioning, seed: number): VolumeContrast | undefined =>
  compareVolume(
    mentionsOf(mentioning, mentioning.group),
    mentionsOf(mentioning, mentioning.comparison),
    seed,
  );

/** What people said of each coded post, by its index: a value for each who could tell. */
export function codedPosts(
  { posts }: Mentioning,
  codes: GivenCodes,
  settings: Settings,
): Map<number, number[]> {
  const fileOf = new Map(posts.artifacts.map(({ sha256 }, i) => [sha256, i]));
  const wanted = new Map<string, number[]>();
  for (const { file, row, by } of codes.units) {
    const artifact = fileOf.get(file.sha256);
    if (artifact === undefined) continue;
    const values = by.flatMap(({ codes: said }) => (said === "cannot say" ? [] : [valueOf(said, settings)]));
    wanted.set(`${artifact}:${row}`, values);
  }
  const found = new Map<number, number[]>();
  for (let i = 0; i < posts.length; i++) {
    const values = wanted.get(`${posts.artifact[i]!}:${posts.row[i]!}`);
    if (values !== undefined) found.set(i, values);
  }
  return found;
}

/** 1 for the first, -1 for the second, 0 for neither or both. */
const valueOf = (codes: readonly string[], { forFirst, forSecond }: Settings): number =>
  Number(codes.some((code) => forFirst.has(code))) - Number(codes.some((code) => forSecond.has(code)));

/** Stance of these posts, from those of them that are coded. */
export function stanceOf(
  mentioning: Mentioning,
  members: Int32Array,
  coded: ReadonlyMap<number, readonly number[]>,
  seed: number,
): Stance | TooFew {
  const { place, accounts } = placesOf(mentioning, members);
  const sums = (): Float64Array => new Float64Array(accounts);
  const out = { posts: sums(), coded: sums(), codes: sums(), predicted: sums(), predictedCoded: sums() };
  const units: (readonly number[])[] = [];
  let cannotSay = 0;
  for (const i of members) {
    if ((mentioning.named[i]! & EITHER) === 0) continue;
    const at = place[mentioning.posts.account[i]!]!;
    const f = mentioning.score?.[i] ?? 0;
    out.posts[at]!++;
    out.predicted[at]! += f;
    const values = coded.get(i);
    if (values === undefined) continue;
    if (values.length === 0) {
      cannotSay++;
      continue;
    }
    units.push(values.map((value) => value + 1));
    out.coded[at]!++;
    out.codes[at]! += values.reduce((sum, value) => sum + value, 0) / values.length;
    out.predictedCoded[at]! += f;
  }
  const codedAccounts = out.coded.filter((n) => n > 0).length;
  if (units.length < LEAST_CODED || codedAccounts < LEAST_ACCOUNTS)
    return { tooFew: true, coded: units.length, accounts: codedAccounts };
  const parts: CodedPosts =
    mentioning.score === undefined ? { posts: out.posts, coded: out.coded, codes: out.codes } : out;
  return {
    coded: units.length,
    accounts: codedAccounts,
    alone: estimateRatio(sampleParts(parts), seed),
    corrected: mentioning.score === undefined ? undefined : estimateRatio(correctedParts(parts), seed),
    agreement: nominalAgreement(units, 3),
    cannotSay,
    parts,
  };
}

export const stanceContrast = (group: Stance, other: Stance, seed: number): Contrast =>
  compareStance(correctedParts(group.parts), correctedParts(other.parts), seed);

/** Posts of the group and of the comparison by the name that they hold. */
export interface NameCount {
  readonly name: string;
  readonly subjects: readonly number[];
  readonly group: number;
  readonly comparison: number;
}

export function nameCounts({ names, bits, group, comparison }: Mentioning): NameCount[] {
  const having = (members: Int32Array, bit: number): number =>
    members.reduce((n, i) => n + ((bits[i]! & bit) === 0 ? 0 : 1), 0);
  return names.map(({ name, subjects }, i) => ({
    name,
    subjects,
    group: having(group, 1 << i),
    comparison: having(comparison, 1 << i),
  }));
}
