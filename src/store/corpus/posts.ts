/**
 * Reading single posts. The caller names the imports that may be read; everything, totals and suggestions too, is
 * computed over the rows of these. (Dictionaries of accounts and objects are shared: of a value that only other imports
 * have, a search learns what it learns of a value that nobody has.)
 *
 * What a query finds is read off the index of words (`words/index.ts`); the posts of a page come from the tables. A list goes
 * on where it ended by the place of its last post, never by an offset. 1.3 million posts: see docs/performance.md.
 *
 * An answer depends on the imports named and on what is asked, so it is kept for the next who asks the same until an import comes or goes.
 */
import { Kept } from "../kept.ts";
import type { Connection, SqlRow } from "./database.ts";
import * as statements from "./post-statements.ts";
import type { PostConditions, PostPlace } from "./post-statements.ts";
import { isExtra, isInRest } from "./staged.ts";
import type { ObjectKind } from "./staged.ts";
import { WordIndex } from "./words/index.ts";
import { byPlace, countMatches, histogramOf, placesAfter, placesBefore } from "./words/matches.ts";
import type { PostHistogram } from "./words/matches.ts";

/** One post with everything that is held of it. Absent values are null. */
export interface CorpusPost {
  readonly artifactId: string;
  readonly sha256: string;
  readonly row: number;
  readonly account: string;
  /** Milliseconds since 1970 UTC. */
  readonly time: number;
  readonly text: string | null;
  readonly post: string | null;
  readonly reshare: string | null;
  readonly reply: string | null;
  readonly language: string | null;
  readonly urls: readonly string[];
  readonly domains: readonly string[];
  readonly hashtags: readonly string[];
  readonly mentions: readonly string[];
  /** Does an earlier row of the file have the same post id, or is one equal throughout? */
  readonly repeats: "same id" | "same row" | null;
  /** Extra columns under their names in the file. */
  readonly extra: Readonly<Record<string, string | null>>;
}

/** Conditions with the cell of an extra column by its name in the files. */
export type PostQuery = Omit<PostConditions, "scope" | "cell"> & {
  readonly cell?: { readonly column: string; readonly value: string };
};

/** What posts are counted by; an extra column by its name in the files. */
export type CountedValues = ObjectKind | "account" | "language" | { readonly column: string };

export interface ValueCounts extends Counted {
  readonly accounts: number;
}

/** Place of a post in words that outlive the corpus file. */
export interface PostRef {
  readonly artifactId: string;
  readonly row: number;
}

export interface PostPage {
  /** All posts that the query finds. */
  readonly total: number;
  readonly posts: readonly CorpusPost[];
  /** Whether there are more after the last one. */
  readonly more: boolean;
}

export interface Counted {
  readonly value: string;
  readonly posts: number;
}

export interface ReadablePosts {
  readonly posts: number;
  readonly accounts: number;
  readonly timeFrom: number | null;
  readonly timeTo: number | null;
  readonly languages: readonly Counted[];
}

/** A column of a file by its name there, and as the table of posts calls it. */
export interface HeldColumnName {
  readonly name: string;
  readonly held: string;
}

/** An import as this reader needs it. */
interface NumberedImport {
  readonly columns: readonly HeldColumnName[];
  readonly n: number;
  readonly id: string;
  readonly artifactId: string;
  readonly sha256: string;
}

type ReadPosts<T> = (connection: Connection, imports: readonly NumberedImport[]) => Promise<T>;

export interface PostAccess {
  /** Runs `work` while the file stays the same one. */
  read<T>(work: ReadPosts<T>): Promise<T>;
}

const LANGUAGES = 100;
/** Of all answers that are kept, in bytes. */
const KEPT_ANSWERS = 32 * 2 ** 20;

export class PostReader {
  readonly #access: PostAccess;
  readonly #words = new WordIndex();
  readonly #answers = new Kept<unknown>(KEPT_ANSWERS);

  constructor(access: PostAccess) {
    this.#access = access;
  }

  /** To be called where the file has become another one. */
  forget(): void {
    this.#words.forget();
    this.forgetAnswers();
  }

  /** To be called where an import has come or gone. */
  forgetAnswers(): void {
    this.#answers.forget();
  }

  /** @param asked the method and all that it was given */
  #answer<T>(asked: readonly unknown[], read: ReadPosts<T>): Promise<T> {
    const key = JSON.stringify(asked);
    // One key is asked by one method, so what is kept under it has that method's type.
    return this.#answers.of(
      key,
      () => this.#access.read(read),
      (value) => bytesOf(value) + bytesOf(key),
    ) as Promise<T>;
  }

  /**
   * Posts in order of time, file and row.
   * @param imports ids of the Runs that may be read
   * @param after the last post of the page before; unknown to these imports, the list begins at its time
   */
  async list(
    imports: readonly string[],
    query: PostQuery,
    page: {
      readonly after?: PostRef & { readonly time: number };
      readonly limit: number;
      /** From the newest on, backward. */
      readonly newest?: boolean;
    },
  ): Promise<PostPage> {
    return this.#answer(["list", imports, query, page], async (connection, all) => {
      const known = all.filter(({ id }) => imports.includes(id));
      const { after } = page;
      const at =
        after === undefined ? undefined : known.find((one) => one.artifactId === after.artifactId)?.n;
      const place = after === undefined ? undefined : { time: after.time, import: at ?? -1, row: after.row };
      const matches = await this.#words.find(connection, conditionsOf(known, query));
      const next = page.newest === true ? placesBefore : placesAfter;
      const found = next(matches, place, page.limit + 1);
      const posts = await postsAt(connection, known, found.slice(0, page.limit));
      return {
        total: countMatches(matches),
        posts: page.newest === true ? posts.reverse() : posts,
        more: found.length > page.limit,
      };
    });
  }

  /**
   * A random sample of what the query finds, in the order of the draw. It depends on the seed, the hash of each file and the
   * rows alone: with the same imports everybody draws the same posts, and a smaller sample is the beginning of a larger.
   */
  async draw(
    imports: readonly string[],
    query: PostQuery,
    { seed, size }: { readonly seed: number; readonly size: number },
  ): Promise<{ readonly total: number; readonly posts: readonly CorpusPost[] }> {
    return this.#access.read(async (connection, all) => {
      const known = all.filter(({ id }) => imports.includes(id));
      const sql = statements.drawPlaces(conditionsOf(known, query), known, seed, size);
      const rows = await connection.rows(sql);
      const places = rows.filter((row) => row["import"] !== null).map(placeOf);
      const posts = await postsAt(connection, known, places);
      const drawn = new Map(places.map((place, at) => [`${place.import} ${place.row}`, at]));
      const numberOf = new Map(known.map(({ n, artifactId }) => [artifactId, n]));
      const at = ({ artifactId, row }: PostRef) => drawn.get(`${numberOf.get(artifactId)} ${row}`)!;
      return { total: Number(rows[0]?.["total"] ?? 0), posts: posts.sort((a, b) => at(a) - at(b)) };
    });
  }

  /** Accounts of the posts that the query finds, each with a file it stands in: by name, or drawn by a seed. */
  async accounts(
    imports: readonly string[],
    query: PostQuery,
    { seed, size }: { readonly seed?: number; readonly size: number },
  ): Promise<{
    readonly total: number;
    readonly accounts: readonly (Pick<PostRef, "artifactId"> & { readonly name: string })[];
  }> {
    return this.#access.read(async (connection, all) => {
      const known = all.filter(({ id }) => imports.includes(id));
      const rows = await connection.rows(statements.selectAccounts(conditionsOf(known, query), seed, size));
      const artifactOf = new Map(known.map(({ n, artifactId }) => [n, artifactId]));
      const accounts = rows
        .filter((row) => row["name"] !== null)
        .map((row) => ({ name: String(row["name"]), artifactId: artifactOf.get(Number(row["import"]))! }));
      return { total: Number(rows[0]?.["total"] ?? 0), accounts };
    });
  }

  /** @param bins at most this many, of one width */
  async histogram(imports: readonly string[], query: PostQuery, bins: number): Promise<PostHistogram> {
    return this.#answer(["histogram", imports, query, bins], async (connection, all) => {
      const known = all.filter(({ id }) => imports.includes(id));
      const matches = await this.#words.find(connection, conditionsOf(known, query));
      return histogramOf(matches, query.from, query.to, bins);
    });
  }

  /** The commonest values of the posts that the query finds; a column that none of these imports has is in no post. */
  async counts(
    imports: readonly string[],
    query: PostQuery,
    by: CountedValues,
    limit: number,
  ): Promise<readonly ValueCounts[]> {
    return this.#answer(["counts", imports, query, by, limit], async (connection, all) => {
      const known = all.filter(({ id }) => imports.includes(id));
      const counted = typeof by === "object" ? { places: placesOf(known, by.column) } : by;
      const rows = await connection.rows(statements.countValues(counted, conditionsOf(known, query), limit));
      return rows.map((row) => ({
        value: String(row["value"]),
        posts: Number(row["n"]),
        accounts: Number(row["accounts"]),
      }));
    });
  }

  /** What there is to read. */
  async readable(imports: readonly string[]): Promise<ReadablePosts> {
    return this.#answer(["readable", imports], async (connection, all) => {
      const scope = scopeOf(all, imports);
      const [totals] = await connection.rows(statements.selectReadable(scope));
      const languages = await connection.rows(statements.selectLanguages(scope, LANGUAGES));
      const time = (value: unknown) => (value === null || value === undefined ? null : Number(value));
      return {
        posts: Number(totals?.["posts"]),
        accounts: Number(totals?.["accounts"]),
        timeFrom: time(totals?.["time_from"]),
        timeTo: time(totals?.["time_to"]),
        languages: languages.map(counted),
      };
    });
  }

  /** Accounts, or objects of a kind, in whose names the text occurs, with their number of posts, the busiest first. */
  async suggest(
    imports: readonly string[],
    kind: "account" | ObjectKind,
    text: string,
    limit: number,
  ): Promise<readonly Counted[]> {
    return this.#answer(["suggest", imports, kind, text, limit], async (connection, all) => {
      const scope = scopeOf(all, imports);
      const sql =
        kind === "account"
          ? statements.suggestAccounts(scope, text, limit)
          : statements.suggestObjects(kind, scope, text, limit);
      return (await connection.rows(sql)).map(counted);
    });
  }

  /** Posts by place, in order of time, file and row; places that hold no post are left out. */
  async at(imports: readonly string[], places: readonly PostRef[]): Promise<readonly CorpusPost[]> {
    return this.#answer(["at", imports, places], async (connection, all) => {
      const known = all.filter(({ id }) => imports.includes(id));
      return postsAt(connection, known, numbered(known, places));
    });
  }

  /** The first posts of a stretch of time among these places, in order of time, file and row, and how many there are. */
  async among(
    imports: readonly string[],
    places: readonly PostRef[],
    stretch: Pick<PostQuery, "from" | "to">,
    limit: number,
  ): Promise<PostPage> {
    return this.#answer(["among", imports, places, stretch, limit], async (connection, all) => {
      const known = all.filter(({ id }) => imports.includes(id));
      const at = numbered(known, places);
      if (at.length === 0) return { total: 0, posts: [], more: false };
      const inside = (await connection.rows(statements.selectTimesAt(at, stretch)))
        .map(placeOf)
        .sort(byPlace);
      const posts = await postsAt(connection, known, inside.slice(0, limit));
      return { total: inside.length, posts, more: inside.length > posts.length };
    });
  }

  /** What posts share of one kind: place to values. */
  async shared(
    imports: readonly string[],
    kind: ObjectKind,
    places: readonly PostRef[],
  ): Promise<readonly (PostRef & { readonly value: string })[]> {
    return this.#answer(["shared", imports, kind, places], async (connection, all) => {
      const known = all.filter(({ id }) => imports.includes(id));
      const rows = await connection.rows(statements.selectSharedAt(kind, numbered(known, places)));
      const artifactOf = new Map(known.map(({ n, artifactId }) => [n, artifactId]));
      return rows.map((row) => ({
        artifactId: artifactOf.get(Number(row["import"]))!,
        row: Number(row["row"]),
        value: String(row["value"]),
      }));
    });
  }

  /** Accounts beside those named that share a value, and their posts, by value; a value that no other shares is absent. */
  async others(
    imports: readonly string[],
    kind: ObjectKind,
    values: readonly string[],
    names: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly accounts: number; readonly posts: number }>> {
    return this.#answer(["others", imports, kind, values, names], async (connection, all) => {
      const sql = statements.selectOthersSharing(kind, scopeOf(all, imports), values, names);
      const rows = await connection.rows(sql);
      return new Map(
        rows.map((row) => [
          String(row["value"]),
          { accounts: Number(row["accounts"]), posts: Number(row["posts"]) },
        ]),
      );
    });
  }
}

/** About what a value of plain data takes in memory, in bytes. */
function bytesOf(value: unknown): number {
  if (typeof value === "string") return 24 + 2 * value.length;
  if (typeof value !== "object" || value === null) return 8;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  return Object.values(value).reduce((sum: number, part) => sum + 8 + bytesOf(part), 32);
}

/** Where these imports hold an extra column of that name. */
const placesOf = (known: readonly NumberedImport[], column: string) =>
  known.flatMap(({ n, columns }) =>
    columns
      .filter(({ name, held }) => name === column && isExtra(held))
      .map(({ held }) => ({ import: n, held })),
  );

function conditionsOf(known: readonly NumberedImport[], { cell, ...query }: PostQuery): PostConditions {
  const scope = known.map(({ n }) => n);
  if (cell === undefined) return { ...query, scope };
  return { ...query, scope, cell: { places: placesOf(known, cell.column), value: cell.value } };
}

const scopeOf = (all: readonly NumberedImport[], imports: readonly string[]): number[] =>
  all.filter(({ id }) => imports.includes(id)).map(({ n }) => n);

function numbered(
  known: readonly NumberedImport[],
  places: readonly PostRef[],
): { readonly import: number; readonly row: number }[] {
  const of = new Map(known.map(({ n, artifactId }) => [artifactId, n]));
  return places.flatMap(({ artifactId, row }) => {
    const n = of.get(artifactId);
    return n === undefined || !Number.isSafeInteger(row) ? [] : [{ import: n, row }];
  });
}

const counted = (row: SqlRow): Counted => ({ value: String(row["value"]), posts: Number(row["n"]) });

const placeOf = (row: SqlRow): PostPlace => ({
  time: Number(row["time"]),
  import: Number(row["import"]),
  row: Number(row["row"]),
});

/** The posts at these places with their objects, in order of time, file and row. */
async function postsAt(
  connection: Connection,
  known: readonly NumberedImport[],
  places: readonly { readonly import: number; readonly row: number }[],
): Promise<CorpusPost[]> {
  if (places.length === 0) return [];
  const posts = (await connection.rows(statements.selectPostsAt(places))).sort((a, b) =>
    byPlace(placeOf(a), placeOf(b)),
  );
  const objects = await objectsAt(connection, places);
  return posts.map((post) => {
    const from = known.find(({ n }) => n === Number(post["import"]))!;
    const extra = from.columns.filter(({ held }) => isExtra(held));
    return onePost(from, post, objects.get(keyOf(post)) ?? [], extra);
  });
}

interface PostObject {
  readonly kind: string;
  readonly value: string;
}

/** Objects of posts by place, in the order of each post. */
async function objectsAt(
  connection: Connection,
  places: readonly { readonly import: number; readonly row: number }[],
): Promise<Map<string, PostObject[]>> {
  const shares = await connection.rows(statements.selectSharesAt(places));
  const ids = new Map<string, number[]>();
  for (const { kind, object } of shares)
    ids.set(String(kind), [...(ids.get(String(kind)) ?? []), Number(object)]);
  const values = ids.size === 0 ? [] : await connection.rows(statements.selectValues(ids));
  const valueOf = new Map(
    values.map(({ kind, id, value }) => [`${String(kind)} ${Number(id)}`, String(value)]),
  );
  const found = new Map<string, PostObject[]>();
  for (const share of shares.sort((a, b) => Number(a["pos"]) - Number(b["pos"]))) {
    const kind = String(share["kind"]);
    const value = valueOf.get(`${kind} ${Number(share["object"])}`)!;
    found.set(keyOf(share), [...(found.get(keyOf(share)) ?? []), { kind, value }]);
  }
  return found;
}

const keyOf = (row: SqlRow): string => `${Number(row["import"])} ${Number(row["row"])}`;

function onePost(
  from: NumberedImport,
  post: SqlRow,
  objects: readonly PostObject[],
  extra: readonly HeldColumnName[],
): CorpusPost {
  const valuesOf = (kind: ObjectKind) => objects.filter((one) => one.kind === kind).map(({ value }) => value);
  const text = (name: string) =>
    post[name] === null || post[name] === undefined ? null : String(post[name]);
  const rest = JSON.parse(text("rest") ?? "[]") as readonly (string | null)[];
  const extraText = (held: string) => (isInRest(held) ? (rest[Number(held.slice(1))] ?? null) : text(held));
  return {
    artifactId: from.artifactId,
    sha256: from.sha256,
    row: Number(post["row"]),
    account: String(post["name"]),
    time: Number(post["time"]),
    text: text("text"),
    post: text("post"),
    reshare: text("reshare"),
    reply: text("reply"),
    language: text("language"),
    urls: valuesOf("url"),
    domains: valuesOf("domain"),
    hashtags: valuesOf("hashtag"),
    mentions: valuesOf("mention"),
    repeats: ([null, "same id", "same row"] as const)[Number(post["repeat"])] ?? null,
    extra: Object.fromEntries(extra.map(({ name, held }) => [name, extraText(held)])),
  };
}
