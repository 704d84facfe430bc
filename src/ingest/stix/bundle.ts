/**
 * STIX 2.1 bundles: bytes become objects, each kept whole, with a coded reason for every one that is not kept.
 *
 * This runs in the program itself: the platform's own JSON parser is memory-safe, makes nothing but plain data, and is
 * given no more than the limits below. Cost: two passes over the bytes and one over the values.
 */
import { PlumblineError } from "../../errors.ts";
import { doubledIn } from "./doubled.ts";

/** What a bundle may be. The largest known exports are a tenth of this. */
export const BUNDLE_LIMITS = Object.freeze({
  bytes: 64 * 1024 * 1024,
  /** Brackets inside brackets, in the whole file. */
  depth: 48,
  objects: 50_000,
  /** Characters of one object as canonical JSON would write it, about. */
  objectCharacters: 1024 * 1024,
});

/** Why an object is not kept. */
export const BUNDLE_REJECT_CODES = Object.freeze({
  NOT_AN_OBJECT: "The entry is not an object with a type and an identifier of that type.",
  SAME_VERSION:
    "Another object above has this identifier and the same time of change, and says something else.",
  REPEATED: "The very same object stands above.",
  TOO_LARGE: "The object is larger than one object may be.",
  NOT_EXACT:
    "A value could not be written again as it came: a number, a name or a character that JSON readers change, or a name that stands twice.",
});
export type BundleRejectCode = keyof typeof BUNDLE_REJECT_CODES;

/** An object of the bundle as it came. */
export type BundleObject = Readonly<Record<string, unknown>> & {
  readonly type: string;
  readonly id: string;
};

export interface BundleReject {
  /** Place in the list of objects, from 0. */
  readonly index: number;
  readonly code: BundleRejectCode;
  readonly id?: string;
}

export interface Bundle {
  readonly objects: readonly BundleObject[];
  readonly rejects: readonly BundleReject[];
}

const IDENTIFIER =
  /^([a-z][a-z0-9-]*[a-z0-9])--[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;

/** Does a file that begins like this say that it is a bundle? */
export function looksLikeBundle(head: string): boolean {
  return /^\uFEFF?\s*\{/.test(head) && /"type"\s*:\s*"bundle"|"id"\s*:\s*"bundle--/.test(head);
}

/**
 * The objects of a bundle, in order.
 * @throws PlumblineError IMPORT_LIMIT, FILE_ENCODING, FILE_MALFORMED, FILE_EMPTY, ALL_REJECTED.
 */
export function readBundle(bytes: Uint8Array): Bundle {
  if (bytes.length > BUNDLE_LIMITS.bytes) throw limit(`A bundle may have ${BUNDLE_LIMITS.bytes} bytes.`);
  const { entries, doubled } = readAll(decode(bytes));
  const objects: BundleObject[] = [];
  const rejects: BundleReject[] = [];
  const versions = new Map<string, string>();
  for (const [index, entry] of entries.entries()) {
    const id = idOf(entry);
    const code = faultOf(entry, id, versions) ?? (doubled.has(index) ? "NOT_EXACT" : undefined);
    if (code === undefined) objects.push(entry as BundleObject);
    else rejects.push({ index, code, ...(id === undefined ? {} : { id }) });
  }
  if (objects.length === 0)
    throw new PlumblineError("ALL_REJECTED", "Not one object of the bundle could be kept.", {
      hint: `The first reason: ${BUNDLE_REJECT_CODES[rejects[0]!.code]}`,
    });
  return { objects, rejects };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new PlumblineError("FILE_ENCODING", "The bundle is not UTF-8.", { cause });
  }
}

interface Entries {
  readonly entries: readonly unknown[];
  /** Places of those that have a name twice. */
  readonly doubled: ReadonlySet<number>;
}

/** The entries of the bundle, or of the bundles that stand on a line each. */
function readAll(text: string): Entries {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  // A bundle that is written over several lines does not end on its first.
  if (lines.length < 2 || !lines.every((line) => looksLikeBundle(line) && isJson(line))) return readOne(text);
  const entries: unknown[] = [];
  const doubled = new Set<number>();
  for (const one of lines.map(readOne)) {
    for (const place of one.doubled) doubled.add(entries.length + place);
    entries.push(...one.entries);
    if (entries.length > BUNDLE_LIMITS.objects)
      throw limit(`A file may hold ${BUNDLE_LIMITS.objects} objects.`);
  }
  return { entries, doubled };
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

function readOne(text: string): Entries {
  const { deepest, entries: doubled, outside } = doubledIn(text);
  if (deepest > BUNDLE_LIMITS.depth)
    throw limit(`A bundle may be nested ${BUNDLE_LIMITS.depth} levels deep.`);
  const entries = entriesOf(parse(text));
  if (outside !== undefined)
    throw new PlumblineError(
      "FILE_MALFORMED",
      `The bundle itself has the name “${outside.slice(0, 60)}” twice.`,
    );
  return { entries, doubled };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const where = cause instanceof Error ? /position \d+/.exec(cause.message)?.[0] : undefined;
    throw new PlumblineError("FILE_MALFORMED", "The bundle is not JSON.", {
      ...(where === undefined ? {} : { where }),
      cause,
    });
  }
}

function entriesOf(data: unknown): readonly unknown[] {
  const bundle = data as { readonly type?: unknown; readonly objects?: unknown } | null;
  if (typeof bundle !== "object" || bundle === null || bundle.type !== "bundle")
    throw new PlumblineError("FILE_MALFORMED", "The file is not a STIX bundle.");
  const objects = bundle.objects ?? [];
  if (!Array.isArray(objects))
    throw new PlumblineError("FILE_MALFORMED", "The objects of the bundle are not a list.");
  if (objects.length === 0) throw new PlumblineError("FILE_EMPTY", "The bundle holds no objects.");
  if (objects.length > BUNDLE_LIMITS.objects)
    throw limit(`A bundle may hold ${BUNDLE_LIMITS.objects} objects.`);
  return objects as readonly unknown[];
}

function limit(message: string): PlumblineError {
  return new PlumblineError("IMPORT_LIMIT", message, { hint: "Export it in parts." });
}

/** The identifier, if the entry has one of its own type. */
function idOf(entry: unknown): string | undefined {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return undefined;
  const { id, type } = entry as { readonly id?: unknown; readonly type?: unknown };
  return typeof id === "string" && IDENTIFIER.exec(id)?.[1] === type ? id : undefined;
}

function faultOf(
  entry: unknown,
  id: string | undefined,
  versions: Map<string, string>,
): BundleRejectCode | undefined {
  if (id === undefined) return "NOT_AN_OBJECT";
  const text = JSON.stringify(entry);
  if (text.length > BUNDLE_LIMITS.objectCharacters) return "TOO_LARGE";
  if (!isExact(entry)) return "NOT_EXACT";
  const modified = (entry as { readonly modified?: unknown }).modified;
  const version = `${id} ${typeof modified === "string" ? modified : ""}`;
  const before = versions.get(version);
  if (before !== undefined) return before === text ? "REPEATED" : "SAME_VERSION";
  versions.set(version, text);
  return undefined;
}

/** Can the value be written again as it came? */
function isExact(value: unknown): boolean {
  switch (typeof value) {
    case "string":
      return !/\p{Cs}/u.test(value);
    case "number":
      return Number.isInteger(value)
        ? Number.isSafeInteger(value) && !Object.is(value, -0)
        : Number.isFinite(value);
    case "object":
      if (value === null) return true;
      if (Array.isArray(value)) return (value as readonly unknown[]).every(isExact);
      return Object.entries(value).every(
        ([key, inner]) => key !== "__proto__" && isExact(key) && isExact(inner),
      );
    default:
      return true;
  }
}
