/**
 * The released set on its way through the posts: which pages hold its documents. No post is made for it. With plants they are pages about
 * the first party that the two teams pass on in the days after the release; without, pages of the same days that ordinary
 * accounts made known, so that an instrument has something to look at and nothing to find.
 */
import { ALDER, DAY_MS, LEAK_DAYS, RELEASE_DAY, dayStart, stamp } from "./calendar.ts";
import type { Slot } from "./groups.ts";
import type { Post } from "./stream.ts";
import type { MarkerRow } from "./tables.ts";
import type { DemoTruth } from "./truth.ts";

/** Pages that are looked for, at most. */
const MOST_PAGES = 6;
const [FROM, TO] = [dayStart(LEAK_DAYS[0]), dayStart(LEAK_DAYS[1]) + DAY_MS];

/** Pages that the teams pass on, in order of time. */
export function leakedPages(slots: readonly Slot[]): readonly string[] {
  const chosen = slots.filter(({ item, time }) => item.topic === ALDER && time >= FROM && time < TO);
  return [...chosen]
    .sort((a, b) => a.time - b.time)
    .slice(0, MOST_PAGES)
    .map(({ item }) => item.url);
}

/** Pages of the same days, those that were shared most. */
export function ordinaryPages(posts: readonly Post[]): readonly string[] {
  const known = new Map<string, { readonly first: number; posts: number }>();
  for (const { url, topic, time } of posts) {
    if (url === "" || topic !== ALDER) continue;
    const page = known.get(url) ?? { first: time, posts: 0 };
    page.posts++;
    known.set(url, page);
  }
  return [...known]
    .filter(([, { first }]) => first >= FROM && first < TO)
    .sort(([, a], [, b]) => b.posts - a.posts || a.first - b.first)
    .slice(0, MOST_PAGES)
    .map(([url]) => url);
}

export const markersOf = (pages: readonly string[]): MarkerRow[] =>
  pages.map((marker) => ({ marker, since: RELEASE_DAY }));

/** @param posts in order of time */
export function leakTruth(
  posts: readonly Post[],
  pages: readonly string[],
  groups: DemoTruth["leak"]["groups"],
): DemoTruth["leak"] {
  const wanted = new Set(pages);
  const marked = posts.filter(({ url }) => wanted.has(url));
  const theirs = (post: Post): boolean => groups.some((name) => name === post.account.role);
  return {
    taken: "2031-07-18",
    published: RELEASE_DAY,
    pages,
    groups,
    firstOfGroups: stamp(marked.find(theirs)!.time),
    firstOfOthers: stamp(marked.find((post) => !theirs(post))!.time),
    posts: marked.length,
    ofGroups: marked.filter(theirs).length,
  };
}
