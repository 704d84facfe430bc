/**
 * One run of co-share: columns in; Findings, counts and the full result out. A run looks through one window, or through
 * each of a declared grid. The seed decides the resamples, the communities and the teams that are set in to tell what
 * could have been found; nothing else is drawn.
 */
import { PlumblineError } from "../../../errors.ts";
import { teamPower, timePlan, type ShareColumns, type TimePlan } from "../../../kernel/index.ts";
import type { DetectorContext, DetectorResult, DetectorSource, Parameters } from "../../detector.ts";
import { parseParameters } from "../../parameters.ts";
import type { TextSettings } from "../near-copy/analyse.ts";
import { NEAR_COPY, nearCopyObjects, nearCopySettings } from "../near-copy/objects.ts";
import { analyse, type Analysis } from "./analyse.ts";
import { answerable, noAnswer } from "./answerable.ts";
import { findAside, without, type Aside } from "./aside.ts";
import { significantPairs } from "./correct.ts";
import { countsOf } from "./counts.ts";
import { descriptor } from "./descriptor.ts";
import { groupShares, hostOf, shareIndex } from "./facts.ts";
import type { GroupWithPosts } from "./figures.ts";
import { listedGroups, makeFindings, setsOfFindings } from "./findings.ts";
import { objectWords } from "./object-words.ts";
import { makeGrid } from "./grid.ts";
import { findGroups, type AllResampled, type Group } from "./groups.ts";
import { shuffled } from "../../threads/shuffle.ts";
import type { Before, Look } from "./look.ts";
import { commonest, makeOutput, type CoShareOutput } from "./output.ts";
import { PICTURE, pictureObjects, pictureSettings } from "./pictures.ts";
import type { PictureCounts, PictureSettings } from "./pictures.ts";
import { postsOf } from "./posts.ts";
import { resamplesOf, settingsOf, type Settings } from "./settings.ts";
import { namesAccount, restrict, stratum, type Names } from "./within.ts";

/** @throws PlumblineError PARAMETER, NO_DATA or STOPPED. */
export async function run(
  source: DetectorSource,
  parameters: Parameters,
  context: DetectorContext,
): Promise<DetectorResult<CoShareOutput>> {
  const asked = settingsOf(parameters);
  const nearCopy = nearCopySettings(parseParameters(descriptor, parameters), asked.object);
  const pictures = pictureSettings(parseParameters(descriptor, parameters), asked.object);
  const words = objectWords(asked.object);
  const { within } = asked;
  const inside = within === undefined ? undefined : await stratum(source, within);
  const settings =
    within === undefined
      ? asked
      : { ...asked, within: { ...within, isAccount: await namesAccount(source, within) } };
  const whole = await objectsOf(source, settings.object, { nearCopy, pictures }, context);
  const { columns, names } = inside === undefined ? whole : restrict(whole.columns, whole.names, inside);
  if (columns.length === 0) throw new PlumblineError("NO_DATA", `No post holds a ${words.one} to compare.`);
  const reason = answerable(columns, words);
  if (reason !== undefined) return noAnswer(columns, settings, words, reason);
  const times = settings.windows.map((seconds) =>
    timePlan(seconds, columns.resolution, columns.mixedResolution),
  );
  const looks: Look[] = [];
  for (const time of times) {
    const earlier = looks.flatMap(({ found }) => found.groups);
    looks.push(await lookThrough(names, columns, time, { settings, context, earlier }));
  }
  const grid = await makeGrid(looks[0]!.analysis, context);
  const all = { allShares: whole.columns.length, pictures: whole.pictures };
  return {
    findings: makeFindings(looks, all, grid, words),
    counts: countsOf(looks, all),
    output: await makeOutput(names, looks, setsOfFindings(looks)),
  };
}

interface Whole {
  readonly columns: ShareColumns;
  readonly names: Names;
  readonly pictures?: PictureCounts;
}

/** Shares of the kind of object that was asked for: as the corpus has them, or such as have to be compared first. */
async function objectsOf(
  source: DetectorSource,
  object: string,
  settings: { readonly nearCopy: TextSettings; readonly pictures: PictureSettings },
  context: DetectorContext,
): Promise<Whole> {
  if (object === NEAR_COPY) return nearCopyObjects(source, settings.nearCopy, context);
  if (object === PICTURE) {
    const { counts, ...whole } = await pictureObjects(source, settings.pictures, context);
    return { ...whole, pictures: counts };
  }
  return { columns: await source.shares(object), names: source };
}

/** One window: analysis, resamples, groups, and what could have been found. */
async function lookThrough(
  names: Names,
  columns: ShareColumns,
  time: TimePlan,
  {
    settings,
    context,
    earlier,
  }: { readonly settings: Settings; readonly context: DetectorContext; readonly earlier: readonly Group[] },
): Promise<Look> {
  const { analysis, aside, before } = await analyseScope(names, columns, time, settings, context);
  const resampled = await resample(analysis, context);
  const found = findGroups(analysis, resampled, context.seed, earlier);
  const { first, table, chance, margins, m, share } = analysis;
  const largest =
    resampled === undefined
      ? {}
      : { largest: { times: resampled.times.largest, both: resampled.timetable.both } };
  return {
    analysis,
    aside,
    before,
    resampled,
    found,
    withPosts: await addShares(names, analysis, await withDenied(names, analysis, found.groups)),
    power: teamPower({ first, table, chance, margins, m, share, ...largest }, context.seed),
  };
}

interface Scope {
  readonly analysis: Analysis;
  readonly aside: Aside;
  readonly before: Before | undefined;
}

/** The analysis of what is in scope; where something is set aside, of everything first, for comparison. */
async function analyseScope(
  source: Names,
  columns: ShareColumns,
  time: TimePlan,
  settings: Settings,
  context: DetectorContext,
): Promise<Scope> {
  const listed = await findAside(source, columns, settings);
  const whole = await analyse(
    columns,
    { accounts: columns.accounts, objects: columns.objects },
    time,
    settings,
    context,
  );
  const { accounts, objects, commonest: most } = settings.aside;
  if (accounts.length + objects.length + most === 0)
    return { analysis: whole, aside: listed, before: undefined };
  const top = commonest(whole.carriers, most).map(({ object }) => object);
  const aside = { ...listed, objects: Int32Array.from(new Set([...listed.objects, ...top])).sort() };
  const rest = without(columns, aside);
  if (rest.length === 0) throw new PlumblineError("NO_DATA", "Nothing is left once the lists are set aside.");
  const before: Before = {
    accountsAside: aside.accounts.length,
    objectsAside: aside.objects.length,
    namesUnknown: aside.unknown.length,
    pairs: whole.matched.minimum,
    significantTimes: significantPairs(whole.nullTimes, whole.share).length,
    significantActivity: significantPairs(whole.nullActivity, whole.share).length,
  };
  const scope = {
    accounts: columns.accounts - aside.accounts.length,
    objects: columns.objects - aside.objects.length,
  };
  return { analysis: await analyse(rest, scope, time, settings, context), aside, before };
}

/** Resamples of nulls 2 and 3, unless they are not wanted or there is too much to resample. */
async function resample(analysis: Analysis, context: DetectorContext): Promise<AllResampled | undefined> {
  const { first, table, chance, minimum, time, settings, reachable } = analysis;
  if (reachable === undefined) return undefined;
  const space = { first, table, chance, reachable };
  const input = { ...space, windowTicks: time.windowTicks, minimum, shuffles: resamplesOf(settings) };
  return {
    times: await shuffled(input, "times", context),
    timetable: await shuffled(input, "timetable", context),
  };
}

/** Groups with their posts, and with the clusters among their objects of which some texts deny what others do not. */
async function withDenied(
  { denied }: Names,
  { columns }: Analysis,
  groups: readonly Group[],
): Promise<GroupWithPosts[]> {
  const entries: GroupWithPosts[] = [];
  for (const group of groups) {
    const { evidence } = group;
    const entry = { group, posts: postsOf(columns, evidence.shares) };
    const marks = await denied?.(evidence.objectCodes);
    const marked = marks?.filter((mark) => mark !== undefined);
    entries.push(marked === undefined ? entry : { ...entry, denied: marked });
  }
  return entries;
}

const VALUES_ASKED = 500;

/** What the listed groups are explained by; links are looked for in some of their objects, and in some of others. */
async function addShares(
  source: Names,
  analysis: Analysis,
  all: readonly GroupWithPosts[],
): Promise<GroupWithPosts[]> {
  const listed = new Set(listedGroups(all));
  if (listed.size === 0) return [...all];
  const index = shareIndex(analysis.columns);
  const hostsOf = async (codes: Int32Array): Promise<[number, string][]> => {
    const values = await source.objectValues(analysis.settings.object, codes);
    return values.flatMap((value, i) => {
      const host = hostOf(value);
      return host === undefined ? [] : [[codes[i]!, host] as [number, string]];
    });
  };
  const others = await hostsOf(index.around.sample);
  const entries: GroupWithPosts[] = [];
  for (const entry of all) {
    if (!listed.has(entry)) {
      entries.push(entry);
      continue;
    }
    const { accounts, evidence } = entry.group;
    const own = await hostsOf(evidence.objectCodes.slice(0, VALUES_ASKED));
    const met = { accounts, shares: evidence.shares };
    const shares = groupShares(index, met, analysis.time.windowMs, new Map([...others, ...own]));
    entries.push({ ...entry, shares });
  }
  return entries;
}
