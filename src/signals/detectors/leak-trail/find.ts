/**
 * Which posts hold which marker. Texts are read once, in batches; links, domains and hashtags by their distinct values. A link stands
 * for its page by the rules for links, a domain for its sites, a near-copy for texts of which at least `SIMILAR` of the runs of five
 * letters are the same. Cost: texts times markers that are looked for in texts, and the distinct values of the other columns.
 */
import { joinedLink, ShingleMatcher, TextSet, textSimilarity } from "../../../kernel/index.ts";
import type { ShareColumns } from "../../../kernel/index.ts";
import type { DetectorContext, DetectorSource } from "../../detector.ts";
import { datedToMs } from "../../../model/time.ts";
import type { Marker, MarkerKind } from "../../given.ts";
import { pause } from "../../shared/pause.ts";
import { folded, patternOf, placesOf } from "../../shared/phrases.ts";
import { kindOfGroup, orNone, placesIn, readPosts } from "../../shared/post-columns.ts";
import type { PostTable, PostValues } from "../../shared/post-columns.ts";
import type { Settings } from "./settings.ts";

const SIMILAR = 0.8;
const SHINGLE = 5;
const LEAST_LETTERS = 20;

export interface Found {
  readonly table: PostTable;
  /** By marker: indices of its posts, ascending. */
  readonly hits: readonly Int32Array[];
}

/** Kinds of objects by the marker that is looked for in them; what is not here is looked for in texts. */
const OBJECT: Readonly<Partial<Record<MarkerKind, string>>> = {
  link: "url",
  domain: "domain",
  hashtag: "hashtag",
};

/**
 * Posts with their markers; undefined where there are no posts.
 * @throws PlumblineError STOPPED, PARAMETER.
 */
export async function findMarkers(
  source: DetectorSource,
  settings: Settings,
  markers: readonly Marker[],
  context: DetectorContext,
): Promise<Found | undefined> {
  const inTexts = await searchTexts(source, markers, context);
  const kinds = [
    ...new Set(markers.flatMap(({ is }) => OBJECT[is] ?? [])),
    settings.platform,
    ...(settings.party === undefined ? [] : [settings.party]),
    ...kindOfGroup(settings.group),
  ];
  const table = await orNone(() => readPosts(source, kinds));
  if (table === undefined || table.posts.length === 0) return undefined;
  const { posts, columns } = table;
  const hits = markers.map((marker, m) => {
    const object = OBJECT[marker.is];
    const found = object === undefined ? postsIn(posts, inTexts, m) : postsWith(columns.get(object), marker);
    const since = marker.since === undefined ? -Infinity : datedToMs(marker.since);
    return Int32Array.from(new Set(found.filter((post) => post >= 0 && posts.time[post]! >= since))).sort();
  });
  await pause(context, "looking for markers", posts.length, posts.length, "posts");
  return { table, hits };
}

interface TextSearch {
  readonly shares: ShareColumns;
  /** By marker: codes of the texts that hold it. */
  readonly codes: readonly ReadonlySet<number>[];
}

async function searchTexts(
  source: DetectorSource,
  markers: readonly Marker[],
  context: DetectorContext,
): Promise<TextSearch | undefined> {
  if (markers.every(({ is }) => OBJECT[is] !== undefined)) return undefined;
  const read = await orNone(() => source.texts());
  if (read === undefined) return undefined;
  const { shares, batches } = read;
  const tests = markers.map(testOf);
  const codes = markers.map(() => new Set<number>());
  let done = 0;
  for await (const batch of batches) {
    batch.codes.forEach((code, i) => {
      const text = folded(batch.texts[i]!);
      tests.forEach((test, m) => {
        if (test?.(text) === true) codes[m]!.add(code);
      });
    });
    done += batch.codes.length;
    await pause(context, "looking for markers", done, shares.objects, "texts");
  }
  return { shares, codes };
}

/** Does a folded text hold the marker? Undefined for one that is not looked for in texts. */
function testOf({ marker, is }: Marker): ((text: string) => boolean) | undefined {
  if (OBJECT[is] !== undefined) return undefined;
  if (is === "near-copy") return nearCopyOf(folded(marker));
  const pattern = patternOf(folded(marker));
  return (text) => placesOf(text, pattern).length > 0;
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]{4,}/gu) ?? [];

/** A text that lacks half of the longer words cannot be similar, and is not compared. */
function nearCopyOf(passage: string): (text: string) => boolean {
  const wanted = new Set(wordsOf(passage));
  return (text) => {
    const own = new Set(wordsOf(text));
    let common = 0;
    for (const word of wanted) if (own.has(word)) common++;
    if (common * 2 < wanted.size) return false;
    const set = new TextSet(LEAST_LETTERS);
    const [a, b] = [set.add(passage), set.add(text)];
    return a >= 0 && b >= 0 && textSimilarity(set, new ShingleMatcher(set, SHINGLE), a, b) >= SIMILAR;
  };
}

function postsIn(posts: ShareColumns, search: TextSearch | undefined, m: number): number[] {
  if (search === undefined || search.codes[m]!.size === 0) return [];
  const { shares, codes } = search;
  const found: number[] = [];
  placesIn(posts, shares).forEach((post, i) => {
    if (codes[m]!.has(shares.object[i]!)) found.push(post);
  });
  return found;
}

function postsWith(column: PostValues | undefined, marker: Marker): number[] {
  if (column === undefined) return [];
  const fits = fitsOf(marker);
  const wanted = Uint8Array.from(column.values, (value) => Number(fits(value)));
  const found: number[] = [];
  column.object.forEach((object, i) => {
    if (wanted[object] === 1) found.push(column.post[i]!);
  });
  return found;
}

const page = (link: string): string => joinedLink(link) ?? link;
const site = (domain: string): string => domain.toLowerCase().replace(/^www\./, "");

function fitsOf({ marker, is }: Marker): (value: string) => boolean {
  if (is === "link") {
    const wanted = page(marker);
    return (value) => page(value) === wanted;
  }
  if (is === "domain") {
    const wanted = site(marker);
    return (value) => site(value) === wanted || site(value).endsWith(`.${wanted}`);
  }
  const pattern = patternOf(folded(marker).replaceAll("#", ""));
  // A tag is one word: what stands before or after is of another.
  return (value) => placesOf(folded(value).replace(/^#/, ""), pattern).length > 0;
}
