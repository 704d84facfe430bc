/**
 * The network of a finding, from the full result of its run: groups first, then accounts, then edges, the strongest first
 * and not more than a page can draw; what is cut is said. And the posts behind one edge.
 *
 * Names are in the result's Artifact: a reader who may not see that is told that there is none.
 */
import { PlumblineError } from "../../errors.ts";
import type { ResultSet } from "../../signals/index.ts";
import { pageOf } from "../../store/corpus/joined-links.ts";
import { kindOf, MEDIA } from "../../store/corpus/staged.ts";
import type { ObjectKind } from "../../store/corpus/staged.ts";
import { resolveName } from "../../workbench/names.ts";
import { runResult } from "../../workbench/run-result.ts";
import type { RunResult } from "../../workbench/run-result.ts";
import type { Seat } from "../seat.ts";
import type { EdgePair, EdgeView, NetworkView } from "./network-view.ts";
import { postView } from "./post-view.ts";
import type { PostView } from "./post-view.ts";
import { readable } from "./posts.ts";

export const MAX_NODES = 20_000;
export const MAX_EDGES = 100_000;
/** Posts of one account of an edge that are compared, and pairs that are listed. */
const MAX_POSTS = 2000;
const MAX_PAIRS = 500;

/**
 * @param name a finding, `run_…#f1` or `KEY#f1`; a run for all its groups
 * @throws PlumblineError NOT_FOUND.
 */
export async function findingNetwork(
  seat: Seat,
  name: string,
  limits: { readonly nodes: number; readonly edges: number } = { nodes: MAX_NODES, edges: MAX_EDGES },
): Promise<NetworkView> {
  const { sets } = (await resultOf(seat, name)).part;
  const degrees = new Map<string, number>();
  for (const { a, b } of sets.flatMap((set) => set.edges ?? []))
    for (const end of [a, b]) degrees.set(end, (degrees.get(end) ?? 0) + 1);
  const nodes = sets
    .flatMap(({ id, accounts }) =>
      accounts.map(({ pseudonym, name: called, shares, community = null }) => ({
        id: pseudonym,
        name: called,
        group: id,
        degree: degrees.get(pseudonym) ?? 0,
        shares,
        community,
      })),
    )
    .sort((x, y) => y.degree - x.degree)
    .slice(0, limits.nodes);
  const drawn = new Set(nodes.map(({ id }) => id));
  const edges = sets
    .flatMap(({ id, edges: list = [] }) => list.map((edge) => ({ group: id, ...edge })))
    .filter(({ a, b }) => drawn.has(a) && drawn.has(b))
    .sort((x, y) => y.weight - x.weight)
    .slice(0, limits.edges);
  return {
    groups: sets.map(groupView),
    nodes,
    edges: edges.map(({ group, a, b, weight, matches, medianSeconds, aFirst, bFirst, log10p }) => ({
      a,
      b,
      group,
      weight,
      matches: matches ?? null,
      medianSeconds: medianSeconds ?? null,
      aFirst: aFirst ?? null,
      bFirst: bFirst ?? null,
      log10p: log10p ?? {},
    })),
    cut: {
      nodes: sum(sets, ({ accounts }) => accounts.length) - nodes.length,
      edges: sum(sets, ({ edges: list }) => list?.length ?? 0) - edges.length,
    },
  };
}

const sum = (sets: readonly ResultSet[], of: (one: ResultSet) => number): number =>
  sets.reduce((total, one) => total + of(one), 0);

function groupView(set: ResultSet): NetworkView["groups"][number] {
  return {
    id: set.id,
    status: set.status,
    commonest: (set.commonest ?? []).map(({ value }) => value),
    accounts: set.accounts.length,
    objects: set.objects,
    posts: set.posts.length,
    edges: set.edges?.length ?? 0,
  };
}

/**
 * The posts behind an edge, in pairs: what both shared, when, and who came first.
 * @param a pseudonym in the network
 * @throws PlumblineError NOT_FOUND.
 */
export async function edgePosts(seat: Seat, name: string, a: string, b: string): Promise<EdgeView> {
  const { run, output, part } = await resultOf(seat, name);
  const inGroup = part.sets.find(({ accounts }) =>
    [a, b].every((id) => accounts.some(({ pseudonym }) => pseudonym === id)),
  );
  if (inGroup === undefined || a === b)
    throw new PlumblineError("NOT_FOUND", "No group of this finding holds both accounts.");
  const { posts: reader, imports } = await readable(seat);
  const rows = inGroup.posts.filter(({ account: of }) => of === a || of === b);
  const compared = [a, b].flatMap((id) => rows.filter(({ account: of }) => of === id).slice(0, MAX_POSTS));
  const places = compared.map(({ artifact, row }) => ({
    artifactId: output.artifacts[artifact]!.id,
    row,
  }));
  const found = (await reader.at(imports, places)).map(postView);
  seat.note("edge", run.id);
  const nameOf = (id: string) => inGroup.accounts.find(({ pseudonym }) => pseudonym === id)!.name;
  const object = output.pairing?.object ?? null;
  const windowSeconds = inGroup.windowSeconds ?? output.pairing?.windowSeconds ?? null;
  const values =
    object === null
      ? undefined
      : await valuesOf(object, found, (kind) => reader.shared(imports, kind, places));
  const paired =
    values === undefined || windowSeconds === null
      ? undefined
      : pairsOf(found, values, [nameOf(a), nameOf(b)], windowSeconds);
  return {
    a: { id: a, name: nameOf(a) },
    b: { id: b, name: nameOf(b) },
    object,
    windowSeconds,
    pairs: paired?.slice(0, MAX_PAIRS) ?? null,
    total: paired?.length ?? 0,
    posts: paired === undefined ? found.slice(0, MAX_PAIRS) : [],
    cut: rows.length - compared.length,
    missing: compared.length - found.length,
  };
}

export const placeKey = (artifact: string, row: number): string => `${artifact} ${row}`;

/** Values of the run's objects by place; undefined where the posts do not hold them. */
export async function valuesOf(
  object: string,
  posts: readonly PostView[],
  shared: (
    kind: ObjectKind,
  ) => Promise<readonly { readonly artifactId: string; readonly row: number; readonly value: string }[]>,
): Promise<ReadonlyMap<string, readonly string[]> | undefined> {
  const values = new Map<string, string[]>();
  const put = (place: string, value: string) => {
    const known = values.get(place) ?? [];
    if (!known.includes(value)) values.set(place, [...known, value]);
  };
  const kind = kindOf(object);
  if (kind !== undefined) {
    for (const { artifactId, row, value } of await shared(kind))
      put(placeKey(artifactId, row), object === "url" ? pageOf(value) : value);
    return values;
  }
  if (object !== MEDIA && !object.startsWith("column:")) return undefined;
  const column = object === MEDIA ? MEDIA : object.slice("column:".length);
  for (const { artifact, row, extra } of posts) {
    const cell = extra[column];
    if (cell === null || cell === undefined) continue;
    for (const value of object === MEDIA ? inList(cell) : [cell]) put(placeKey(artifact, row), value);
  }
  return values;
}

/** The entries of a list in JSON; any other cell is one value. */
function inList(cell: string): readonly string[] {
  try {
    const list: unknown = JSON.parse(cell);
    return Array.isArray(list) ? list.filter((one) => typeof one === "string") : [cell];
  } catch {
    return [cell];
  }
}

/** Every post of one account with every post of the other on the same object inside the window. */
function pairsOf(
  posts: readonly PostView[],
  values: ReadonlyMap<string, readonly string[]>,
  [nameA, nameB]: readonly [string, string],
  windowSeconds: number,
): EdgePair[] {
  const byValue = new Map<string, PostView[]>();
  for (const post of posts)
    for (const value of values.get(placeKey(post.artifact, post.row)) ?? [])
      byValue.set(value, [...(byValue.get(value) ?? []), post]);
  const pairs: EdgePair[] = [];
  for (const [value, list] of byValue)
    for (const a of list.filter((post) => post.account === nameA))
      for (const b of list.filter((post) => post.account === nameB)) {
        const apart = (Date.parse(b.time) - Date.parse(a.time)) / 1000;
        if (Math.abs(apart) > windowSeconds) continue;
        const first = apart === 0 ? "same time" : apart > 0 ? "a" : "b";
        pairs.push({ value, a, b, seconds: Math.abs(apart), first });
      }
  const start = ({ a, b }: EdgePair) => (a.time < b.time ? a.time : b.time);
  return pairs.sort((x, y) => (start(x) < start(y) ? -1 : start(x) > start(y) ? 1 : 0));
}

/**
 * The full result of a finding's run, and what the finding speaks of.
 * @throws PlumblineError NOT_FOUND, RESULT_INVALID.
 */
export async function resultOf(seat: Seat, name: string): Promise<RunResult> {
  const fold = await seat.fold();
  const result = await runResult(seat.served.opened, fold, resolveName(fold, name));
  if (result === undefined)
    throw new PlumblineError("NOT_FOUND", "There is no full result of such a finding here.");
  seat.note("network", result.run.id);
  return result;
}
