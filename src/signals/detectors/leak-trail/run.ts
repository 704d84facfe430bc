/** One run of a leak trail: markers, steps and posts in; the ladder, hand-overs and shares out. Deterministic by its seed. */
import type { Finding } from "../../../model/finding.ts";
import { percent } from "../../../words.ts";
import type { DetectorContext, DetectorResult, DetectorSource, Parameters } from "../../detector.ts";
import type { GivenFile, Marker } from "../../given.ts";
import { listEntries, parseParameters } from "../../parameters.ts";
import type { DetectorOutput, ResultPlace, ResultTable } from "../../result.ts";
import { DAY } from "../../shared/dates.ts";
import { groupSet, listedWords } from "../../shared/group-set.ts";
import type { GroupSet } from "../../shared/group-set.ts";
import { resultHead } from "../../shared/head.ts";
import { pagesOf } from "../../shared/pages.ts";
import { pause } from "../../shared/pause.ts";
import { flagged as indicesOf, postsOfGroup } from "../../shared/post-columns.ts";
import { NO_ROWS, notAnswerable } from "../../shared/said.ts";
import { descriptor, LEVEL } from "./descriptor.ts";
import { EXPLANATIONS } from "./explanations.ts";
import { ladderFigure, firstsTable, shareFigure } from "./figures.ts";
import { findMarkers } from "./find.ts";
import type { Found } from "./find.ts";
import { firstMentions } from "./firsts.ts";
import type { First, Firsts } from "./firsts.ts";
import { linksOf, rolesOf } from "./links.ts";
import { settingsOf } from "./settings.ts";
import type { Settings } from "./settings.ts";
import { shareOf } from "./share.ts";
import type { NoShare, Share } from "./share.ts";
import * as say from "./wording.ts";

const MOST_PHASES = 5;
const NULL = descriptor.nulls[0]!.name;
type Unnumbered = Omit<Finding, "id">;

/** What posts say, or why they say nothing. */
interface Seen {
  readonly found: Found;
  readonly flagged: Uint8Array;
  readonly firsts: Firsts;
  /** The earliest mention of each platform and party, in order of time. */
  readonly own: readonly First[];
}

/** @throws PlumblineError PARAMETER or STOPPED. */
export async function run(
  source: DetectorSource,
  parameters: Parameters,
  context: DetectorContext,
): Promise<DetectorResult> {
  const settings = settingsOf(parameters, context);
  const markers = settings.markers?.markers ?? [];
  await pause(context, "steps", settings.steps.length, settings.steps.length, "steps");
  const found = markers.length === 0 ? undefined : await findMarkers(source, settings, markers, context);
  const seen = found === undefined ? undefined : await seenIn(source, found, settings);
  const missing = whyNot(settings, found, seen);
  const posts = missing === undefined ? seen : undefined;
  await pause(context, "shares", 0, 1, "steps");
  const share =
    posts === undefined || settings.group === undefined ? undefined : shareIn(posts, settings, context);
  const set =
    posts === undefined || share === undefined || "because" in share ? undefined : await setOf(source, posts);
  const said: Unnumbered[] = [
    ladder(settings, posts, missing),
    ...handOvers(settings, posts),
    ...(posts === undefined || posts.firsts.platforms > 1
      ? []
      : [refused("Order of platforms", say.ONE_PLATFORM)]),
    ...(share === undefined ? [] : [shareFinding(share, set)]),
  ];
  const findings = said.map((one, i): Finding => ({ ...one, id: `f${i + 1}` }));
  return {
    findings,
    counts: countsOf(settings, found, posts, share),
    output: outputOf(settings, parameters, found, posts, set, findings),
  };
}

async function seenIn(source: DetectorSource, found: Found, settings: Settings): Promise<Seen> {
  const none = new Uint8Array(found.table.posts.length);
  const flagged =
    settings.group === undefined ? none : await postsOfGroup(source, found.table, settings.group);
  const firsts = firstMentions(found, flagged, settings);
  const own = firsts.firsts.filter(
    (one, i) => firsts.firsts.findIndex(({ cell }) => cell === one.cell) === i,
  );
  return { found, flagged, firsts, own };
}

/** Why posts say nothing; undefined where they do, or where nothing was asked of them. */
function whyNot({ markers }: Settings, found: Found | undefined, seen: Seen | undefined): string | undefined {
  if (markers === undefined || found === undefined) return undefined;
  if (markers.afterPosts) return say.AFTER_POSTS;
  return seen === undefined || seen.firsts.firsts.length === 0 ? say.NO_MARKERS : undefined;
}

function shareIn({ found, flagged }: Seen, { steps }: Settings, { seed }: DetectorContext): Share | NoShare {
  const { posts } = found.table;
  const marked = new Uint8Array(posts.length);
  for (const hits of found.hits) for (const post of hits) marked[post] = 1;
  let [first, last] = [Infinity, -Infinity];
  for (const post of indicesOf(marked)) {
    first = Math.min(first, posts.time[post]!);
    last = Math.max(last, posts.time[post]!);
  }
  const inside = indicesOf(Uint8Array.from(posts.time, (time) => Number(time >= first && time <= last)));
  const bounds = new Set(
    steps
      .filter(({ role }) => role === "published" || role === "mainstream")
      .map(({ event }) => Date.parse(event.from))
      .filter((day) => day > first && day <= last),
  );
  const pick = (flags: Uint8Array): Uint8Array => Uint8Array.from(inside, (i) => flags[i]!);
  return shareOf(
    {
      account: Int32Array.from(inside, (i) => posts.account[i]!),
      accounts: posts.accounts,
      time: Float64Array.from(inside, (i) => posts.time[i]!),
      marked: pick(marked),
      flagged: pick(flagged),
    },
    [...bounds].sort((a, b) => a - b).slice(0, MOST_PHASES - 1),
    seed,
  );
}

/** Posts of the flagged groups that hold a marker. */
async function setOf(source: DetectorSource, { found, flagged }: Seen): Promise<GroupSet> {
  const { posts } = found.table;
  const members = new Uint8Array(posts.length);
  for (const hits of found.hits) for (const post of hits) members[post] = flagged[post]!;
  const objects = found.hits.filter((hits) => hits.some((post) => flagged[post] === 1)).length;
  return groupSet(source, posts, indicesOf(members), { id: "G", status: "candidate", objects });
}

const refused = (title: string, because: string): Unnumbered =>
  notAnswerable(title, because, { explanations: [...EXPLANATIONS] });

const nameOf = ({ markers, steps }: Settings): string =>
  markers?.title ?? steps[0]?.event.title ?? "the material";

function ladder(settings: Settings, seen: Seen | undefined, missing: string | undefined): Unnumbered {
  const { steps, markers, handOvers } = settings;
  const title = nameOf(settings);
  const own = seen?.own ?? [];
  const list = markers?.markers ?? [];
  if (steps.length === 0 && seen === undefined)
    return refused(
      `The way of ${title}`.slice(0, 200),
      missing ?? "there are no posts, and no event with a role was named",
    );
  const links = linksOf(rolesOf(steps, own.length > 0), steps, handOvers);
  return {
    status: "note",
    ...say.ladderWords(
      title,
      steps,
      seen?.firsts,
      own,
      list,
      missing === undefined ? undefined : say.missingWords(missing),
    ),
    statistics: [
      { name: "steps that sources say", value: steps.length },
      { name: "markers", value: list.length },
      ...(seen === undefined ? [] : [{ name: "first mentions", value: seen.firsts.firsts.length }]),
    ],
    significance: [],
    explanations: [...EXPLANATIONS],
    rows: NO_ROWS,
    figures: [
      ...ladderFigure(title, steps, seen?.firsts, own, list, links),
      ...(seen === undefined ? [] : firstsTable(seen.firsts, list)),
    ],
  };
}

function handOvers({ steps, handOvers: claims, verified }: Settings, seen: Seen | undefined): Unnumbered[] {
  const roles = rolesOf(steps, seen !== undefined && seen.own.length > 0);
  if (roles.length < 2) return [];
  const links = linksOf(roles, steps, claims);
  const outlet = say.outletWords(roles.includes("published"), verified);
  return [
    {
      status: "note",
      ...say.handOverWords(links, outlet),
      statistics: [
        {
          name: "hand-overs that a source says",
          value: links.links.filter(({ said }) => said.length > 0).length,
        },
        { name: "gaps", value: links.links.filter(({ said }) => said.length === 0).length },
      ],
      significance: [],
      explanations: [...EXPLANATIONS],
      rows: NO_ROWS,
      figures: [],
    },
  ];
}

function shareFinding(share: Share | NoShare, set: GroupSet | undefined): Unnumbered {
  if ("because" in share) return refused("Share through flagged groups", say.BECAUSE[share.because](share));
  const { difference, permutation } = share;
  const holds = permutation.p <= LEVEL;
  const words = say.shareWords(share, holds);
  const interval = (of: Share["whole"]) => ({
    value: of.value,
    interval: [of.interval.low, of.interval.high] as const,
    intervalKind: `${percent(1 - LEVEL)}, accounts drawn anew`,
  });
  return {
    status: holds && difference.value > 0 ? "candidate" : "note",
    ...words,
    method: `${words.method}${set === undefined ? "" : listedWords(set)}`,
    statistics: [
      { name: "posts with a marker", value: share.posts },
      { name: "of flagged groups", value: share.flagged },
      { name: "share through flagged groups", ...interval(share.whole) },
      { name: "posts with a marker, share of flagged groups' posts", value: share.rateFlagged },
      { name: "posts with a marker, share of all others' posts", value: share.rateOthers },
      { name: "difference of these", ...interval(difference) },
    ],
    significance: [
      { null: NULL, log10p: Math.min(0, Math.log10(permutation.p)), correction: "none", m: 1, level: LEVEL },
    ],
    explanations: [...EXPLANATIONS],
    rows: set?.rows ?? NO_ROWS,
    figures: [shareFigure(share)],
  };
}

function countsOf(
  { markers, steps, without }: Settings,
  found: Found | undefined,
  seen: Seen | undefined,
  share: Share | NoShare | undefined,
): DetectorResult["counts"] {
  return {
    markers: markers?.markers.length ?? 0,
    steps: steps.length,
    eventsWithoutRole: without,
    ...(found === undefined ? {} : { posts: found.table.posts.length }),
    ...(seen === undefined
      ? {}
      : {
          markersFound: new Set(seen.firsts.firsts.map(({ marker }) => marker)).size,
          platforms: seen.firsts.platforms,
        }),
    ...(share === undefined || "because" in share ? {} : { phases: share.phases.length }),
  };
}

function outputOf(
  { markers, steps, handOvers: claims, verified }: Settings,
  parameters: Parameters,
  found: Found | undefined,
  seen: Seen | undefined,
  set: GroupSet | undefined,
  findings: readonly Finding[],
): DetectorOutput {
  const passages = [
    ...steps.flatMap(({ event }) => event.passages ?? []),
    ...[...claims, ...verified].flatMap((claim) => claim.passages),
  ];
  const files: GivenFile[] = [...(found?.table.posts.artifacts ?? [])];
  const pages = pagesOf(passages, files);
  const marksFile = markers === undefined ? -1 : files.push(markers.file) - 1;
  const marks = (markers?.markers ?? []).map(({ row }): ResultPlace => ({
    id: `m${row}`,
    kind: "cell",
    artifact: marksFile,
    row,
    column: markers!.column,
  }));
  const tables = seen === undefined ? [] : [firstsOf(seen.firsts, markers?.markers ?? [])];
  const roles = listEntries(parseParameters(descriptor, parameters)["roles"]);
  return {
    ...resultHead(descriptor, files),
    sets: set === undefined ? [] : [set.set],
    places: [...marks, ...pages],
    tables,
    findings: Object.fromEntries(
      findings.map(({ id, status, title }) => [
        id,
        status === "not answerable"
          ? {}
          : title.startsWith("Share")
            ? { sets: set === undefined ? [] : ["G"] }
            : {
                places: (id === "f1" ? [...marks, ...pages] : pages).map((place) => place.id),
                tables: id === "f1" ? tables.map((table) => table.id) : [],
              },
      ]),
    ),
    details: { roles },
  };
}

function firstsOf({ firsts, cells }: Firsts, markers: readonly Marker[]): ResultTable {
  const day = (ms: number, toDay: boolean): string =>
    toDay || ms % DAY === 0 ? new Date(ms).toISOString().slice(0, 10) : new Date(ms).toISOString();
  return {
    id: "firsts",
    title: "First mentions by marker, platform and party",
    columns: ["marker", "kind", "platform", "party", "from", "to", "may be older", "posts", "accounts"].map(
      (name) => ({ name }),
    ),
    rows: firsts.map((one) => {
      const { marker, is, row } = markers[one.marker]!;
      const { platform, party } = cells[one.cell]!;
      return {
        cells: [
          marker,
          is,
          platform ?? null,
          party,
          day(one.from, one.toDay),
          day(one.to, one.toDay),
          one.censored,
          one.posts,
          one.accounts,
        ],
        place: `m${row}`,
      };
    }),
  };
}
