/**
 * The network of a finding, from the full result of its run: groups first, then accounts, then edges, the strongest first
 * and not more than a page can draw; what is cut is said. And the posts behind one edge.
 *
 * Names are in the result's Artifact: whoever may not see that is told that there is none.
 */
import { z } from "zod";
import { PlumblineError } from "../../errors.ts";
import type { CaseRecord } from "../../model/records.ts";
import { partOf } from "../../model/refs.ts";
import { OBJECT_KINDS } from "../../store/corpus/staged.ts";
import type { ObjectKind } from "../../store/corpus/staged.ts";
import { resolveName } from "../../workbench/names.ts";
import type { Seat } from "../seat.ts";
import { drawnIds } from "../../workbench/trace.ts";
import { postView, readable } from "./posts.ts";
import type { PostView } from "./posts.ts";

export const MAX_NODES = 20_000;
export const MAX_EDGES = 100_000;
/** Posts of one account of an edge that are compared, and pairs that are listed. */
const MAX_POSTS = 2000;
const MAX_PAIRS = 500;

const account = z.looseObject({
  pseudonym: z.string(),
  name: z.string(),
  shares: z.number().optional(),
  posts: z.number().optional(),
  community: z.number().nullish(),
});
const both = z.object({ activity: z.number(), times: z.number() });
const edge = z.looseObject({
  a: z.string(),
  b: z.string(),
  objects: z.number(),
  matches: z.number(),
  medianSeconds: z.number(),
  aFirst: z.number(),
  bFirst: z.number(),
  correctedLog10p: both,
});
const group = z.looseObject({
  id: z.string(),
  status: z.enum(["finding", "candidate"]).optional(),
  accounts: z.array(account),
  objects: z.number().optional(),
  texts: z.number().optional(),
  edges: z.array(edge).optional(),
  commonest: z.array(z.looseObject({ value: z.string() })).optional(),
  posts: z.array(z.looseObject({ artifact: z.int(), row: z.int(), account: z.string() })),
});
const outputSchema = z.looseObject({
  object: z.string().optional(),
  artifacts: z.array(z.looseObject({ id: z.string(), sha256: z.string() })),
  groups: z.array(group).optional(),
  clusters: z.array(group).optional(),
});
type Output = z.infer<typeof outputSchema>;
type Group = z.infer<typeof group>;

export interface NetworkView {
  readonly groups: readonly {
    readonly id: string;
    readonly status: "finding" | "candidate" | null;
    /** The values that most pairs or posts have in common. */
    readonly commonest: readonly string[];
    readonly accounts: number;
    /** Objects, or texts, that make it. */
    readonly objects: number;
    readonly posts: number;
    readonly edges: number;
  }[];
  /** An account in two groups is two nodes: a pseudonym belongs to its group. */
  readonly nodes: readonly {
    readonly id: string;
    readonly name: string;
    readonly group: string;
    /** Edges of the full result, drawn or not. */
    readonly degree: number;
    readonly shares: number;
    readonly community: number | null;
  }[];
  readonly edges: readonly {
    readonly a: string;
    readonly b: string;
    readonly group: string;
    /** Distinct objects on first shares. */
    readonly weight: number;
    readonly matches: number;
    readonly medianSeconds: number;
    readonly aFirst: number;
    readonly bFirst: number;
    /** Corrected, log10, under null 1 (activity) and null 2 (times). */
    readonly log10p: { readonly activity: number; readonly times: number };
  }[];
  /** What is in the result and not in this answer. */
  readonly cut: { readonly nodes: number; readonly edges: number };
}

export interface EdgePair {
  /** What both shared. */
  readonly value: string;
  readonly a: PostView;
  readonly b: PostView;
  /** From the first to the second. */
  readonly seconds: number;
  readonly first: "a" | "b" | "same time";
}

export interface EdgeView {
  readonly a: { readonly id: string; readonly name: string };
  readonly b: { readonly id: string; readonly name: string };
  readonly object: string;
  readonly windowSeconds: number | null;
  /** Pairs of posts with the same object inside the window, in order of time; null where the run made its objects itself. */
  readonly pairs: readonly EdgePair[] | null;
  /** All such pairs among the posts that were compared. */
  readonly total: number;
  /** Posts of either account in the group, in order of time; given where there are no pairs. */
  readonly posts: readonly PostView[];
  /** Posts that were left out of the comparison because there are too many. */
  readonly cut: number;
  /** Posts of the result that the corpus does not hold any more, or that may not be seen. */
  readonly missing: number;
}

interface Result {
  readonly run: CaseRecord<"Run">;
  readonly output: Output;
  readonly groups: readonly Group[];
}

/**
 * @param name a finding, `run_…#f1` or `KEY#f1`; a run for all its groups
 * @throws PlumblineError NOT_FOUND.
 */
export async function findingNetwork(
  seat: Seat,
  name: string,
  limits: { readonly nodes: number; readonly edges: number } = { nodes: MAX_NODES, edges: MAX_EDGES },
): Promise<NetworkView> {
  const { groups } = await resultOf(seat, name);
  const degrees = new Map<string, number>();
  for (const { a, b } of groups.flatMap((one) => one.edges ?? []))
    for (const end of [a, b]) degrees.set(end, (degrees.get(end) ?? 0) + 1);
  const nodes = groups
    .flatMap(({ id, accounts }) =>
      accounts.map(({ pseudonym, name: called, shares, posts, community }) => ({
        id: pseudonym,
        name: called,
        group: id,
        degree: degrees.get(pseudonym) ?? 0,
        shares: shares ?? posts ?? 0,
        community: community ?? null,
      })),
    )
    .sort((x, y) => y.degree - x.degree)
    .slice(0, limits.nodes);
  const drawn = new Set(nodes.map(({ id }) => id));
  const edges = groups
    .flatMap(({ id, edges: list = [] }) => list.map((one) => ({ group: id, ...one })))
    .filter(({ a, b }) => drawn.has(a) && drawn.has(b))
    .sort((x, y) => y.objects - x.objects)
    .slice(0, limits.edges);
  return {
    groups: groups.map(groupView),
    nodes,
    edges: edges.map(
      ({ group: of, a, b, objects, matches, medianSeconds, aFirst, bFirst, correctedLog10p }) => ({
        a,
        b,
        group: of,
        weight: objects,
        matches,
        medianSeconds,
        aFirst,
        bFirst,
        log10p: correctedLog10p,
      }),
    ),
    cut: {
      nodes: sum(groups, ({ accounts }) => accounts.length) - nodes.length,
      edges: sum(groups, ({ edges: list }) => list?.length ?? 0) - edges.length,
    },
  };
}

const sum = (groups: readonly Group[], of: (one: Group) => number): number =>
  groups.reduce((total, one) => total + of(one), 0);

function groupView(one: Group): NetworkView["groups"][number] {
  return {
    id: one.id,
    status: one.status ?? null,
    commonest: (one.commonest ?? []).map(({ value }) => value),
    accounts: one.accounts.length,
    objects: one.objects ?? one.texts ?? 0,
    posts: one.posts.length,
    edges: one.edges?.length ?? 0,
  };
}

/**
 * The posts behind an edge, in pairs: what both shared, when, and who came first.
 * @param a pseudonym in the network
 * @throws PlumblineError NOT_FOUND.
 */
export async function edgePosts(seat: Seat, name: string, a: string, b: string): Promise<EdgeView> {
  const { run, output, groups } = await resultOf(seat, name);
  const inGroup = groups.find(({ accounts }) =>
    [a, b].every((id) => accounts.some(({ pseudonym }) => pseudonym === id)),
  );
  if (inGroup === undefined || a === b)
    throw new PlumblineError("NOT_FOUND", "No group of this finding holds both accounts.");
  const { posts: reader, imports } = await readable(seat);
  const rows = inGroup.posts.filter(({ account: of }) => of === a || of === b);
  const compared = [a, b].flatMap((id) => rows.filter(({ account: of }) => of === id).slice(0, MAX_POSTS));
  const places = compared.map(({ artifact, row }) => ({
    artifactId: output.artifacts[artifact]?.id ?? "",
    row,
  }));
  const found = (await reader.at(imports, places)).map(postView);
  seat.note("edge", run.id);
  const nameOf = (id: string) => inGroup.accounts.find(({ pseudonym }) => pseudonym === id)!.name;
  const object = output.object ?? "text";
  // The window in force: a whole number of recorded steps.
  const window = run.body.counts["windowSeconds"];
  const windowSeconds = typeof window === "number" ? window : null;
  const values = await valuesOf(object, found, () => reader.shared(imports, object as ObjectKind, places));
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

const placeKey = (artifact: string, row: number): string => `${artifact} ${row}`;

/** Values of the run's objects by place; undefined where the posts do not hold them. */
async function valuesOf(
  object: string,
  posts: readonly PostView[],
  shared: () => Promise<
    readonly { readonly artifactId: string; readonly row: number; readonly value: string }[]
  >,
): Promise<ReadonlyMap<string, readonly string[]> | undefined> {
  const values = new Map<string, string[]>();
  const put = (place: string, value: string) => values.set(place, [...(values.get(place) ?? []), value]);
  if (Object.hasOwn(OBJECT_KINDS, object)) {
    for (const { artifactId, row, value } of await shared()) put(placeKey(artifactId, row), value);
    return values;
  }
  if (!object.startsWith("column:")) return undefined;
  const column = object.slice("column:".length);
  for (const { artifact, row, extra } of posts) {
    const value = extra[column];
    if (value !== null && value !== undefined) put(placeKey(artifact, row), value);
  }
  return values;
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

/** The full result of a finding's run, and the groups that the finding is about. */
export async function resultOf(seat: Seat, name: string): Promise<Result> {
  const fold = await seat.fold();
  const ref = resolveName(fold, name);
  const run = fold.find("Run", ref);
  const artifact = run?.body.output === undefined ? undefined : fold.find("Artifact", run.body.output);
  if (run === undefined || artifact?.body.held !== true || artifact.body.sha256 === "not recorded")
    throw new PlumblineError("NOT_FOUND", "There is no full result of such a finding here.");
  const bytes = await seat.served.opened.artifacts.read(artifact.body.sha256);
  const parsed = outputSchema.safeParse(JSON.parse(bytes.toString("utf8")));
  if (!parsed.success) throw new PlumblineError("NOT_FOUND", "The result of this run holds no groups.");
  seat.note("network", run.id);
  const output = parsed.data;
  const all = [...(output.groups ?? []), ...(output.clusters ?? [])];
  const part = partOf(ref);
  if (part === undefined) return { run, output, groups: all };
  const drawn = drawnIds(run, part);
  return { run, output, groups: all.filter(({ id }) => drawn.has(id)) };
}
