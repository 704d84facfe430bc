/** Figures of a run: who shared with whom, and when. Pseudonyms and counts only. */
import type { Figure, NetworkFigure } from "../../../model/finding.ts";
import type { Analysis } from "./analyse.ts";
import type { GroupShares } from "./explain/input.ts";
import { endsOf, log10pOf, type Group } from "./groups.ts";
import { occasionsFigure } from "./occasions-figure.ts";
import { offsetsFigure } from "./offsets-figure.ts";
import { stripFigure, type Shares } from "./strip-figure.ts";
import { timeline } from "../../shared/timeline.ts";
import type { DeniedObject } from "../near-copy/objects.ts";
import type { Posts } from "./posts.ts";

export { timeline } from "../../shared/timeline.ts";

const DRAWN_ACCOUNTS = 40;
const DRAWN_EDGES = 120;
/** In the timeline of the whole run: groups that get a series of their own. */
const OVERVIEW_GROUPS = 12;

export interface GroupWithPosts {
  readonly group: Group;
  readonly posts: Posts;
  /** What ordinary explanations are judged by; only for groups that are listed. */
  readonly shares?: GroupShares;
  /** By near-copy: those of its messages in which some texts deny and others do not; absent for other objects. */
  readonly denied?: readonly DeniedObject[];
}

type Nodes = NetworkFigure["nodes"];
type Edges = NetworkFigure["edges"];

/** How a group met: time differences, accounts over time, occasions. */
export function meetingFigures(analysis: Analysis, group: Group): Figure[] {
  const { time, table, columns, first } = analysis;
  const { law } = table;
  const scale = law.half * law.stepMs;
  const members = new Set(group.accounts);
  const shares = Array.from(group.evidence.objectCodes, (object) => [
    ...first.source.subarray(first.start[object], first.start[object + 1]),
  ]).flat();
  const own = shares.filter((share) => members.has(columns.account[share]!));
  const others = shares.filter((share) => !members.has(columns.account[share]!));
  const strip = stripFigure({
    group,
    occasions: group.meetings.occasions,
    shares: pick(columns, own),
    outsiders: pick(columns, others),
    windowMs: time.windowMs,
    reachMs: time.windowMs + 2 * scale,
  });
  return [
    offsetsFigure({
      group: group.id,
      seconds: group.meetings.offsets,
      window: time.windowMs / 1000,
      scale: scale / 1000,
      resolution: law.stepMs / 1000,
    }),
    ...(strip === undefined ? [] : [strip]),
    occasionsFigure(group.meetings.occasions),
  ];
}

/** First shares alone are drawn: what the tests are about. */
const pick = ({ account, object, time }: Shares, shares: readonly number[]): Shares => ({
  account: Int32Array.from(shares, (i) => account[i]!),
  object: Int32Array.from(shares, (i) => object[i]!),
  time: Float64Array.from(shares, (i) => time[i]!),
});

/** The network of one group: its most connected accounts and their strongest pairs. */
export function groupNetwork(analysis: Analysis, { group, posts }: GroupWithPosts): Figure {
  const { nodes, edges } = draw(analysis, group, DRAWN_ACCOUNTS, DRAWN_EDGES);
  return {
    kind: "network",
    groups: [summary(group, posts)],
    nodes,
    edges,
    omitted: { accounts: group.accounts.length - nodes.length, edges: group.edges.length - edges.length },
  };
}

/** The network of a run: one disc per listed group, the first of them opened for its accounts. */
export function runNetwork(
  analysis: Analysis,
  listed: readonly GroupWithPosts[],
  all: readonly Group[],
): Figure {
  const [first] = listed;
  const { nodes, edges } =
    first === undefined ? { nodes: [], edges: [] } : draw(analysis, first.group, DRAWN_ACCOUNTS, DRAWN_EDGES);
  return {
    kind: "network",
    groups: listed.map(({ group, posts }) => summary(group, posts)),
    nodes,
    edges,
    omitted: {
      accounts: all.reduce((n, group) => n + group.accounts.length, 0) - nodes.length,
      edges: all.reduce((n, group) => n + group.edges.length, 0) - edges.length,
    },
  };
}

function summary({ id, status, accounts, evidence }: Group, posts: Posts): NetworkFigure["groups"][number] {
  return {
    id,
    status,
    accounts: accounts.length,
    objects: evidence.objectCodes.length,
    posts: posts.row.length,
  };
}

/** The accounts of a group with most pairs, and the strongest pairs among them. */
function draw(
  analysis: Analysis,
  group: Group,
  accounts: number,
  maxEdges: number,
): { nodes: Nodes; edges: Edges } {
  const log10p = log10pOf(analysis, group.kind);
  const place = new Map(Array.from(group.accounts, (account, i) => [account, i]));
  const { a, b } = endsOf(analysis, group.edges);
  const degree = new Int32Array(group.accounts.length);
  group.edges.forEach((_, z) => {
    degree[place.get(a[z]!)!]!++;
    degree[place.get(b[z]!)!]!++;
  });
  const byDegree = [...degree.keys()].sort((x, y) => degree[y]! - degree[x]! || x - y);
  const drawn = new Set(byDegree.slice(0, accounts));
  const edges: Edges[number][] = [];
  for (let z = 0; z < group.edges.length && edges.length < maxEdges; z++) {
    const [x, y] = [place.get(a[z]!)!, place.get(b[z]!)!].sort((i, j) => i - j) as [number, number];
    if (!drawn.has(x) || !drawn.has(y)) continue;
    const pair = group.edges[z]!;
    edges.push({
      a: group.pseudonyms[x]!,
      b: group.pseudonyms[y]!,
      k: analysis.pairs.objects[pair]!,
      strength: Math.max(0, -log10p[pair]!),
    });
  }
  const nodes = [...drawn].sort((x, y) => x - y).map((i) => ({ id: group.pseudonyms[i]!, group: group.id }));
  return { nodes, edges };
}

/** Posts per day over the whole run: the first groups each, the rest in one series. */
export function runTimeline(all: readonly GroupWithPosts[]): Figure[] {
  const series = all.slice(0, OVERVIEW_GROUPS).map(({ group, posts }) => ({ id: group.id, posts: [posts] }));
  const rest = all.slice(OVERVIEW_GROUPS);
  if (rest.length > 0)
    series.push({ id: `${rest.length} other groups`, posts: rest.map(({ posts }) => posts) });
  return timeline(series);
}
