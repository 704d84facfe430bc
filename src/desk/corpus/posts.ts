/**
 * Posts as a person at a case may read them. Posts have the marking of their file, so what may be read is decided first, as
 * a list of imports; no statement touches a row of another one, and totals, languages and suggestions are over these alone.
 */
import { z } from "zod";
import { PlumblineError } from "../../errors.ts";
import { instantSchema } from "../../model/time.ts";
import { OBJECT_KINDS } from "../../store/corpus/staged.ts";
import type { ObjectKind } from "../../store/corpus/staged.ts";
import type { CountedValues, PostQuery } from "../../store/corpus/posts.ts";
import { readableImports } from "../../workbench/case.ts";
import { count, list, shape, text, view } from "../../views/plain.ts";
import type { Seat } from "../seat.ts";
import { postSchema, postView } from "./post-view.ts";

const KINDS = Object.keys(OBJECT_KINDS) as [ObjectKind, ...ObjectKind[]];
const MAX_WORDS = 20;

/** Text that a statement can hold: no NUL, no half of a surrogate pair. */
const plain = z.string().regex(/^[^\0\p{Cs}]*$/u, "text without NUL characters");
const instant = z.iso.datetime({ offset: true, message: "an instant such as 2016-10-05T00:00:00Z" });

/** `"lean":left` in its parts; undefined where it is no such text. */
function cellIn(text: string): { readonly column: string; readonly value: string } | undefined {
  const [, name, value] = /^("(?:[^"\\]|\\.)*"):(.+)$/su.exec(text) ?? [];
  if (name === undefined || value === undefined) return undefined;
  try {
    return { column: String(JSON.parse(name)), value };
  } catch {
    return undefined;
  }
}

export const postFilterSchema = z.object({
  /** Words that all occur in the text, without regard to case and accents; a phrase in quotation marks is one word. */
  q: plain.max(400).optional(),
  account: plain.max(400).optional(),
  language: plain.max(100).optional(),
  /** `hashtag:maga`, `domain:example.org`, … */
  object: plain
    .max(4000)
    .regex(new RegExp(`^(${KINDS.join("|")}):.`, "su"), `${KINDS.join(", ")}, a colon, the value`)
    .optional(),
  /** A cell of an extra column: the name of the column as JSON writes it, a colon, the value: `"lean":left`. */
  cell: plain
    .max(4000)
    .refine((text) => cellIn(text) !== undefined, "a column in quotation marks, a colon, the value")
    .optional(),
  /** From this instant on. */
  from: instant.optional(),
  /** To before this instant. */
  to: instant.optional(),
});
export type PostFilter = z.infer<typeof postFilterSchema>;

/** From which end of time a list begins. */
export const postOrderSchema = z.enum(["oldest", "newest"]);
export type PostOrder = z.infer<typeof postOrderSchema>;

export const suggestKindSchema = z.enum(["account", ...KINDS]);

export const postsSchema = view("Posts", {
  total: count,
  posts: list(postSchema),
  /** Where the list goes on: `after` of the next request; null at its end. */
  next: text.nullable(),
});
export type PostsView = z.infer<typeof postsSchema>;

export const histogramSchema = view("PostHistogram", {
  from: instantSchema.nullable(),
  to: instantSchema.nullable(),
  /** Milliseconds of one bin. */
  width: z.number(),
  /** Bins that are not empty. */
  bins: list(shape({ start: instantSchema, count })),
});
export type HistogramView = z.infer<typeof histogramSchema>;

/** A value and how many posts have it. */
export const valueSchema = view("ValueCount", { value: text, posts: count });

export const facetsSchema = view("PostFacets", {
  posts: count,
  accounts: count,
  from: instantSchema.nullable(),
  to: instantSchema.nullable(),
  languages: list(valueSchema),
  /** Columns that describe posts, by name. */
  columns: list(text),
});
export type FacetsView = z.infer<typeof facetsSchema>;

/** @throws PlumblineError CURSOR if `after` is no place that a list gave. */
export async function listPosts(
  seat: Seat,
  filter: PostFilter,
  page: { readonly after?: string; readonly limit: number; readonly order?: PostOrder },
): Promise<PostsView> {
  const { posts, imports } = await readable(seat);
  const after = page.after === undefined ? {} : { after: parsePlace(page.after) };
  const newest = page.order === "newest";
  const found = await posts.list(imports, postQuery(filter), { ...after, limit: page.limit, newest });
  seat.note("posts");
  const last = found.posts.at(-1);
  return {
    total: found.total,
    posts: found.posts.map(postView),
    next: found.more && last !== undefined ? `${last.time}.${last.artifactId}.${last.row}` : null,
  };
}

/** Posts over time, in at most `bins` bins of one width. */
export async function postHistogram(seat: Seat, filter: PostFilter, bins: number): Promise<HistogramView> {
  const { posts, imports } = await readable(seat);
  const found = await posts.histogram(imports, postQuery(filter), bins);
  return {
    from: instantOf(found.from),
    to: instantOf(found.to),
    width: found.width,
    bins: found.bins.map(({ start, count }) => ({ start: new Date(start).toISOString(), count })),
  };
}

/** What there is to filter by. */
export async function postFacets(seat: Seat): Promise<FacetsView> {
  const { posts, imports } = await readable(seat);
  const { timeFrom, timeTo, ...found } = await posts.readable(imports);
  const columns = await (await seat.served.opened.corpus()).describingColumns(imports);
  return { ...found, columns, from: instantOf(timeFrom), to: instantOf(timeTo) };
}

/** What posts are counted by: who posted, their language, what they share, or an extra column by its name as JSON writes it. */
export const countedBySchema = z
  .string()
  .max(400)
  .refine(
    (text) => countedBy(text) !== undefined,
    `${["account", "language", ...KINDS].join(", ")}, or a column in quotation marks`,
  );

function countedBy(text: string): CountedValues | undefined {
  const known = (["account", "language", ...KINDS] as const).find((one) => one === text);
  if (known !== undefined) return known;
  const column = cellIn(`${text}:-`)?.column;
  return column === undefined ? undefined : { column };
}

export const countsSchema = view("PostCounts", {
  by: text,
  /** The commonest first. */
  values: list(shape({ value: text, posts: count, accounts: count })),
});
export type CountsView = z.infer<typeof countsSchema>;

/** The commonest values of the posts that the filter finds. */
export async function postCounts(
  seat: Seat,
  filter: PostFilter,
  by: string,
  limit: number,
): Promise<CountsView> {
  const { posts, imports } = await readable(seat);
  seat.note("post counts");
  return { by, values: await posts.counts(imports, postQuery(filter), countedBy(by)!, limit) };
}

/** Accounts or objects in whose names a text occurs, the busiest first. */
export async function suggestValues(
  seat: Seat,
  kind: z.infer<typeof suggestKindSchema>,
  text: string,
  limit: number,
): Promise<FacetsView["languages"]> {
  const { posts, imports } = await readable(seat);
  return posts.suggest(imports, kind, text, limit);
}

/** The corpus, and the imports that may be read of it. */
export async function readable(seat: Seat) {
  seat.demand("read");
  const imports = await readableImports(seat.served.opened, seat.reader);
  const { posts } = await seat.served.opened.corpus();
  return { posts, imports: imports.map(({ id }) => id) };
}

const instantOf = (time: number | null): string | null =>
  time === null ? null : new Date(time).toISOString();

export function postQuery({ q, account, language, object, cell, from, to }: PostFilter): PostQuery {
  const colon = object?.indexOf(":") ?? -1;
  const inColumn = cell === undefined ? undefined : cellIn(cell);
  return {
    words: wordsOf(q ?? ""),
    ...(account === undefined ? {} : { account }),
    ...(language === undefined ? {} : { language }),
    ...(object === undefined
      ? {}
      : { object: { kind: object.slice(0, colon) as ObjectKind, value: object.slice(colon + 1) } }),
    ...(inColumn === undefined ? {} : { cell: inColumn }),
    ...(from === undefined ? {} : { from: Date.parse(from) }),
    ...(to === undefined ? {} : { to: Date.parse(to) }),
  };
}

/** Words between spaces, and phrases between quotation marks. */
function wordsOf(text: string): string[] {
  const found = [...text.matchAll(/"([^"]*)"?|(\S+)/gu)].map(([, phrase, word]) =>
    (phrase ?? word ?? "").trim(),
  );
  return [...new Set(found.filter((word) => word !== ""))].slice(0, MAX_WORDS);
}

function parsePlace(text: string): {
  readonly time: number;
  readonly artifactId: string;
  readonly row: number;
} {
  const match = /^(-?\d{1,16})\.(art_[0-9a-z]{10})\.(\d{1,10})$/.exec(text);
  if (match === null)
    throw new PlumblineError("CURSOR", "“after” is the `next` of an earlier answer.", {
      where: "query.after",
    });
  return { time: Number(match[1]), artifactId: match[2]!, row: Number(match[3]) };
}
