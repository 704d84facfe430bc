/**
 * Which posts pass on what flagged accounts shared: by the ids of posts that flagged accounts wrote, by what they had reshared before, or
 * by pages they had linked before. “Before” is by whole steps of the recorded time, so that two posts of one step have no order.
 * Linear in posts; ids of the flagged accounts' posts are held as texts.
 */
import { RESOLUTION_MS } from "../../../kernel/index.ts";
import type { ShareColumns } from "../../../kernel/index.ts";
import type { DetectorContext, DetectorSource } from "../../detector.ts";
import { pause } from "../../shared/pause.ts";
import { kindOfGroup, orNone, placesIn, postsOfGroup, readPosts } from "../../shared/post-columns.ts";
import type { PostTable } from "../../shared/post-columns.ts";
import type { Settings } from "./settings.ts";

/** Values that are looked up at a time. */
const BATCH = 50_000;

export interface Passed {
  readonly table: PostTable;
  /** By account: 1 where it has a post of a flagged group. */
  readonly flagged: Uint8Array;
  /** By post: 1 where it passes on what a flagged account shared. */
  readonly passes: Uint8Array;
}

/** Why posts were not counted. */
export type NotCounted =
  "no posts" | "no group" | "no post of a group" | "nothing reshared" | "no links" | "no ids" | "one time";

/** @throws PlumblineError STOPPED, and what the source throws. */
export async function passedOn(
  source: DetectorSource,
  settings: Settings,
  context: DetectorContext,
): Promise<{ readonly passed: Passed } | { readonly because: NotCounted; readonly posts?: number }> {
  const { group, way, platform, community } = settings;
  const passing = await orNone(() => source.shares(way === "links" ? "url" : "reshare"));
  const ids = way === "links" ? undefined : await orNone(() => source.shares("post-id"));
  await pause(context, "reading posts", 0, 1, "steps");
  const table = await orNone(() => readPosts(source, [platform, community, ...kindOfGroup(group)]));
  if (table === undefined || table.posts.length === 0) return { because: "no posts" };
  const { posts } = table;
  const not = (because: NotCounted) => ({ because, posts: posts.length });
  if (group === undefined || (group.by === "names" && group.names.length === 0)) return not("no group");
  if (passing === undefined || passing.length === 0)
    return not(way === "links" ? "no links" : "nothing reshared");
  if (way === "own" && (ids === undefined || ids.length === 0)) return not("no ids");
  if (way !== "own" && posts.time.every((time) => time === posts.time[0])) return not("one time");
  const flagged = new Uint8Array(posts.accounts);
  (await postsOfGroup(source, table, group)).forEach((is, i) => {
    if (is === 1) flagged[posts.account[i]!] = 1;
  });
  if (!flagged.includes(1)) return not("no post of a group");
  const places = placesIn(posts, passing);
  const from = new Float64Array(passing.objects).fill(Infinity);
  if (way !== "own") afterTheirs(posts, passing, places, flagged, from);
  if (ids !== undefined) await ofTheirs(source, { posts, ids, passing, flagged, from }, context);
  const passes = new Uint8Array(posts.length);
  places.forEach((post, i) => {
    if (post >= 0 && posts.time[post]! >= from[passing.object[i]!]!) passes[post] = 1;
  });
  return { passed: { table, flagged, passes } };
}

/** From the step of time after the first flagged account's, a thing counts as passed on. */
function afterTheirs(
  posts: ShareColumns,
  passing: ShareColumns,
  places: Int32Array,
  flagged: Uint8Array,
  from: Float64Array,
): void {
  const step = RESOLUTION_MS[posts.resolution];
  places.forEach((post, i) => {
    if (post < 0 || flagged[posts.account[post]!] !== 1) return;
    const object = passing.object[i]!;
    from[object] = Math.min(from[object]!, (Math.floor(posts.time[post]! / step) + 1) * step);
  });
}

interface Ids {
  readonly posts: ShareColumns;
  readonly ids: ShareColumns;
  readonly passing: ShareColumns;
  readonly flagged: Uint8Array;
  readonly from: Float64Array;
}

/** Posts that flagged accounts wrote count whenever they are reshared. An id that others' posts have, too, is nobody's. */
async function ofTheirs(
  source: DetectorSource,
  { posts, ids, passing, flagged, from }: Ids,
  context: DetectorContext,
): Promise<void> {
  const theirs = new Uint8Array(ids.objects);
  const others = new Uint8Array(ids.objects);
  placesIn(posts, ids).forEach((post, i) => {
    if (post >= 0) (flagged[posts.account[post]!] === 1 ? theirs : others)[ids.object[i]!] = 1;
  });
  const wanted = new Set<string>();
  for await (const [value, code] of valuesOf(source, "post-id", ids.objects, theirs))
    if (others[code] === 0) wanted.add(value);
  let done = 0;
  for await (const [value, code] of valuesOf(source, "reshare", passing.objects)) {
    if (wanted.has(value)) from[code] = -Infinity;
    if (++done % BATCH === 0) await pause(context, "looking for reshares", done, passing.objects, "posts");
  }
}

/** Values with their codes, read in batches; those alone that are wanted, where it is said. */
async function* valuesOf(
  source: DetectorSource,
  kind: string,
  objects: number,
  wanted?: Uint8Array,
): AsyncGenerator<readonly [value: string, code: number]> {
  for (let start = 0; start < objects; start += BATCH) {
    const all = Int32Array.from({ length: Math.min(BATCH, objects - start) }, (_, i) => start + i);
    const codes = wanted === undefined ? all : all.filter((code) => wanted[code] === 1);
    const values = codes.length === 0 ? [] : await source.objectValues(kind, codes);
    for (const [i, value] of values.entries()) yield [value, codes[i]!];
  }
}
