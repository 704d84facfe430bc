/**
 * The full result of a detector, in the one shape that trace, page, network, posts and columns read: sets of accounts and
 * posts, places in files, tables, and an index that says which of them each Finding speaks of. What is special to a
 * detector stands under `details`, and nothing but its own tests and pages reads that.
 *
 * A result is checked once, when it is sealed into the bytes that are stored. What it may hold is said by the schema; that
 * every Finding leads to places, and that these are the posts which it counts, is said by `checkResult`.
 */
import { z } from "zod";
import { PlumblineError } from "../errors.ts";
import { canonicalJson } from "../model/canonical.ts";
import { findingSchema } from "../model/finding.ts";
import type { Finding } from "../model/finding.ts";
import { idSchema, sha256Schema } from "../model/refs.ts";
import { fingerprintOf } from "./shared/posts.ts";

/** Version of the shape. Results of version 1 did not name theirs; `read-result.ts` lifts them. */
export const RESULT_VERSION = 2;

const count = z.int().nonnegative();
const word = z.string().min(1).max(200);
/** Plain data of the detector's own. */
const details = z
  .custom<object>((value) => typeof value === "object" && value !== null && !Array.isArray(value))
  .exactOptional();
/** Id of a set, place or table: A, N12, p3. A set's id is what figures and sentences call it. */
const partId = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/, "a short id such as A, N12 or p3");
/** Index into the result's `artifacts`. */
const artifact = z.int().nonnegative();
const row = z.int().positive();

const accountSchema = z.strictObject({
  pseudonym: word,
  name: z.string(),
  /** What it counts for where it is drawn: its shares in the run, or its posts in the set. */
  shares: count,
  /** Number of its community inside the set, 1 or more; null or absent where there are none. */
  community: z.int().positive().nullable().exactOptional(),
  details,
});

const edgeSchema = z.strictObject({
  /** Pseudonyms of both accounts. */
  a: word,
  b: word,
  /** How many things tie the two: distinct objects, moments, … */
  weight: z.number().positive(),
  /** Pairs of posts that matched, the median distance of these, and in how many a, or b, was first. */
  matches: count.exactOptional(),
  medianSeconds: z.number().nonnegative().exactOptional(),
  aFirst: count.exactOptional(),
  bFirst: count.exactOptional(),
  /** Corrected, by a short name of the null. */
  log10p: z.record(word, z.number().max(0)).exactOptional(),
  details,
});

const setSchema = z.strictObject({
  id: partId,
  status: z.enum(["finding", "candidate"]),
  accounts: z.array(accountSchema).readonly(),
  posts: z
    .array(z.strictObject({ artifact, row, account: word }).readonly())
    .min(1)
    .readonly(),
  /** Distinct objects that make it: texts, URLs, moments, … */
  objects: count,
  /** The commonest of these, and how many posts or pairs each accounts for. */
  commonest: z
    .array(z.strictObject({ value: z.string(), count }).readonly())
    .readonly()
    .exactOptional(),
  edges: z.array(edgeSchema.readonly()).readonly().exactOptional(),
  /** How far apart its posts may be where the sets of one result differ in it; else that of `pairing`. */
  windowSeconds: z.number().nonnegative().exactOptional(),
  details,
});

const placeSchema = z.discriminatedUnion("kind", [
  /** A post by its row. */
  z.strictObject({ id: partId, kind: z.literal("row"), artifact, row }).readonly(),
  /** A page of a document, and the characters in its text, the end exclusive. */
  z
    .strictObject({
      id: partId,
      kind: z.literal("page"),
      artifact,
      page: z.int().positive(),
      span: z.strictObject({ start: count, end: count }).readonly().exactOptional(),
    })
    .readonly(),
  /** A message inside a mailbox, by its Message-ID or its place. */
  z.strictObject({ id: partId, kind: z.literal("member"), artifact, member: word }).readonly(),
  /** One cell of a table. */
  z.strictObject({ id: partId, kind: z.literal("cell"), artifact, row, column: word }).readonly(),
]);

const tableSchema = z.strictObject({
  id: partId,
  title: word,
  columns: z
    .array(z.strictObject({ name: word, unit: z.string().max(40).exactOptional() }).readonly())
    .min(1)
    .readonly(),
  /** A cell per column; `place` is where the row comes from. */
  rows: z
    .array(
      z
        .strictObject({
          cells: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).readonly(),
          place: partId.exactOptional(),
        })
        .readonly(),
    )
    .readonly(),
});

const named = z
  .strictObject({
    sets: z.array(partId).readonly(),
    places: z.array(partId).readonly(),
    tables: z.array(partId).readonly(),
  })
  .partial()
  .readonly();

export const resultSchema = z.strictObject({
  result: z.literal(RESULT_VERSION),
  detector: z.string(),
  version: z.string(),
  /** The files it was made from. */
  artifacts: z.array(z.strictObject({ id: idSchema, sha256: sha256Schema }).readonly()).readonly(),
  sets: z.array(setSchema.readonly()).readonly(),
  places: z.array(placeSchema).readonly(),
  tables: z.array(tableSchema.readonly()).readonly(),
  /** By the id of a Finding: the sets, places and tables that it speaks of. */
  findings: z.record(z.string(), named),
  /** Where edges tie posts with the same object at most so far apart: by this the posts of an edge are shown in pairs. */
  pairing: z
    .strictObject({ object: word, windowSeconds: z.number().nonnegative() })
    .readonly()
    .exactOptional(),
  details,
});

export type DetectorOutput = Readonly<z.infer<typeof resultSchema>>;
export type ResultSet = DetectorOutput["sets"][number];
export type ResultEdge = NonNullable<ResultSet["edges"]>[number];
export type ResultPlace = DetectorOutput["places"][number];
export type ResultTable = DetectorOutput["tables"][number];

/** What a Finding speaks of, by value. */
export interface ResultPart {
  readonly sets: readonly ResultSet[];
  /** The places that it names, and those that the rows of its tables come from. */
  readonly places: readonly ResultPlace[];
  readonly tables: readonly ResultTable[];
}

/** A post by its place in `artifacts`; the account's pseudonym where a set names it. */
export interface ResultPost {
  readonly artifact: number;
  readonly row: number;
}

/** What is wrong, in one sentence. */
const wrong = (what: string): never => {
  throw new PlumblineError("RESULT_INVALID", what);
};

/**
 * What a Finding speaks of; of a run without a part, everything.
 * @throws PlumblineError RESULT_INVALID if it names what is not there.
 */
export function partOfResult(output: DetectorOutput, finding: string | undefined): ResultPart {
  const { sets, places, tables } = output;
  if (finding === undefined) return { sets, places, tables };
  const index = output.findings[finding] ?? wrong(`The result does not say what ${finding} speaks of.`);
  const ownTables = pick(finding, "table", tables, index.tables);
  const sources = ownTables.flatMap((table) => table.rows.flatMap(({ place }) => place ?? []));
  return {
    sets: pick(finding, "set", sets, index.sets),
    places: pick(finding, "place", places, [...new Set([...(index.places ?? []), ...sources])]),
    tables: ownTables,
  };
}

function pick<T extends { readonly id: string }>(
  finding: string,
  kind: string,
  all: readonly T[],
  ids: readonly string[] = [],
): T[] {
  const byId = new Map(all.map((one) => [one.id, one]));
  return ids.map((id) => byId.get(id) ?? wrong(`${finding} names the ${kind} ${id}, and there is none.`));
}

/** The posts of the sets and of the places that are rows, each once, in order of naming. */
export function postsOfPart({ sets, places }: ResultPart): ResultPost[] {
  const rows = places.filter((place) => place.kind === "row");
  const listed = [...sets.flatMap(({ posts }) => posts), ...rows];
  return [...new Map(listed.map((post) => [`${post.artifact}:${post.row}`, post])).values()];
}

/**
 * Whether a result, alone, is whole: it fits the schema, and what it names inside itself is there.
 * @throws PlumblineError RESULT_INVALID.
 */
export function checkOutput(output: DetectorOutput): void {
  parsed(resultSchema, output, "The result");
  for (const kind of ["sets", "places", "tables"] as const) distinct(kind, output[kind]);
  for (const set of output.sets) checkSet(output, set);
  for (const { id, artifact: at } of output.places) checkFile(output, id, at);
  const places = new Set(output.places.map(({ id }) => id));
  for (const { id, columns, rows } of output.tables) {
    if (rows.some(({ cells }) => cells.length !== columns.length))
      wrong(`Table ${id} has rows that do not fit its ${columns.length} columns.`);
    if (rows.some(({ place }) => place !== undefined && !places.has(place)))
      wrong(`Table ${id} takes rows from a place that the result does not list.`);
  }
}

/**
 * Whether every Finding leads to the places that it counts.
 * @throws PlumblineError RESULT_INVALID with the first that does not.
 */
export function checkResult(findings: readonly Finding[], output: DetectorOutput): void {
  for (const finding of findings) parsed(findingSchema, finding, `Finding ${finding.id}`);
  checkOutput(output);
  distinct("finding", findings);
  const known = new Set(findings.map(({ id }) => id));
  for (const id of Object.keys(output.findings))
    if (!known.has(id)) wrong(`The result speaks of ${id}, and there is no such finding.`);
  for (const finding of findings) checkFinding(finding, output);
}

function parsed(schema: z.ZodType, value: unknown, what: string): void {
  const { error } = schema.safeParse(value);
  if (error === undefined) return;
  const [issue] = error.issues;
  wrong(`${what} does not fit its schema: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}.`);
}

function distinct(kind: string, list: readonly { readonly id: string }[]): void {
  const seen = new Set<string>();
  for (const { id } of list) if (seen.size === seen.add(id).size) wrong(`Two ${kind} are called ${id}.`);
}

function checkFile({ artifacts }: DetectorOutput, id: string, at: number): void {
  if (at >= artifacts.length) wrong(`${id} lies in file ${at}, and the result names ${artifacts.length}.`);
}

function checkSet(output: DetectorOutput, { id, accounts, posts, edges = [] }: ResultSet): void {
  const known = new Set(accounts.map(({ pseudonym }) => pseudonym));
  for (const post of posts) checkFile(output, id, post.artifact);
  for (const name of [...posts.map(({ account }) => account), ...edges.flatMap(({ a, b }) => [a, b])])
    if (!known.has(name)) wrong(`Set ${id} has no account ${name}.`);
}

/** Statuses of Findings that may lead nowhere, as long as they count no posts. */
const MAY_BE_EMPTY: readonly Finding["status"][] = ["note", "not answerable"];

function checkFinding({ id, status, rows, figures }: Finding, output: DetectorOutput): void {
  const part = partOfResult(output, id);
  const posts = postsOfPart(part);
  if (posts.length + part.places.length === 0 && !MAY_BE_EMPTY.includes(status))
    wrong(`${id} names no set and no place: nobody could follow it down.`);
  const { count: total, sha256 } = fingerprintOf(output.artifacts, posts);
  if (total !== rows.count || sha256 !== rows.sha256)
    wrong(`${id} counts ${rows.count} posts, and what it names holds ${total}, or others.`);
  const sets = new Set(part.sets.map((set) => set.id));
  for (const figure of figures)
    for (const group of figure.kind === "network" ? figure.groups : [])
      if (!sets.has(group.id)) wrong(`${id} draws the group ${group.id}, and does not name such a set.`);
}

/**
 * The bytes of a result as they are stored: canonical JSON with a line feed. Everything that is stored goes through here.
 * @throws PlumblineError RESULT_INVALID.
 */
export function sealResult(findings: readonly Finding[], output: DetectorOutput): Uint8Array<ArrayBuffer> {
  checkResult(findings, output);
  try {
    return new TextEncoder().encode(`${canonicalJson(output)}\n`);
  } catch (cause) {
    throw new PlumblineError("RESULT_INVALID", "The result holds what JSON has no word for.", { cause });
  }
}
