/**
 * One JSON document, or several one after the other over more lines than one: the records are the entries of a list somewhere in it.
 * Each is written as a line of a work file and read as NDJSON, with its place in the document kept. What is JSON and no table of
 * posts is named for what it is.
 */
import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { PlumblineError } from "../../errors.ts";
import { at, isObject, object, objects } from "../platforms/values.ts";
import type { Source } from "../platforms/contract.ts";
import { JsonStream, parseExactly, passThrough, wantedAt } from "../platforms/json-stream.ts";
import type { Place, Wanted } from "../platforms/json-stream.ts";
import { jsonStart, objectLines } from "../platforms/recognise.ts";
import type { Format, OpenContext, SourceTable } from "./contract.ts";
import { Foreign, isText } from "./encoding.ts";
import { openLines } from "./ndjson.ts";
import { MAX_ROW_BYTES } from "./rows.ts";

/** Lists deeper in a document than this are not looked for. */
const DEEPEST = 6;
const SAMPLE = 50;

const isStix = (value: unknown): boolean =>
  isObject(value) &&
  typeof value["type"] === "string" &&
  String(value["id"]).startsWith(`${value["type"]}--`);
const isEvent = (value: unknown): boolean =>
  isObject(at(value, "Event")) && at(value, "Event", "info") !== undefined;

interface Kind {
  readonly what: string;
  /** What to do, where the code does not say it. */
  readonly hint?: string;
  readonly code?: "STIX_BUNDLE";
}
const MISP: Kind = {
  what: "a MISP event, which holds no posts",
  hint: "Export it from MISP as STIX 2.1, and import that.",
};
const BUNDLE_HINT = `Put the objects into a bundle: {"type": "bundle", "id": "bundle--" and a UUID, "objects": […]}.`;

/** What a document is that is no list of posts; undefined for one that may be. */
function kindOf(whole: unknown): Kind | undefined {
  if (
    isEvent(whole) ||
    [whole, at(whole, "response")].some((list) => Array.isArray(list) && list.some(isEvent))
  )
    return MISP;
  if (isStix(whole) && at(whole, "type") === "bundle")
    return { what: "a STIX bundle, and no table", code: "STIX_BUNDLE" };
  if (isStix(whole)) return { what: "a single STIX object, and no bundle", hint: BUNDLE_HINT };
  if (Array.isArray(whole) && whole.length > 0 && whole.every(isStix))
    return { what: "a list of STIX objects, and no bundle", hint: BUNDLE_HINT };
  const listed = objects(at(whole, "objects"));
  return listed.length > 0 && listed.every(isStix)
    ? { what: "a TAXII envelope, and no bundle", hint: BUNDLE_HINT }
    : undefined;
}

function refuseOther({ head, bytes, where }: OpenContext, skip: number): void {
  const text = Buffer.from(head.subarray(skip)).toString("utf8");
  const kind =
    head.length === bytes
      ? kindOf(readOr(text))
      : /^\s*\{\s*"(?:Event"\s*:\s*\{|response"\s*:\s*\[\s*\{\s*"Event")/.test(text)
        ? MISP
        : undefined;
  if (kind !== undefined)
    throw new PlumblineError(kind.code ?? "FILE_MALFORMED", `The file is ${kind.what}.`, {
      where,
      ...(kind.hint === undefined ? {} : { hint: kind.hint }),
    });
}

function readOr(json: string): unknown {
  try {
    return parseExactly(json);
  } catch {
    return undefined;
  }
}

/** A record that holds what may be an account, a time or a text looks more like a post than one that holds numbers. */
function likeness(records: readonly Source[]): number {
  return records.reduce((sum, one) => sum + textsIn(one), 0) / Math.max(1, records.length);
}

/** Texts in a record and in the objects in it; what lists hold is of something else. */
function textsIn(record: Source, depth = DEEPEST): number {
  return Object.values(record).reduce<number>((sum, value) => {
    const inner = object(value);
    if (inner !== undefined) return depth === 0 ? sum : sum + textsIn(inner, depth - 1);
    return typeof value === "string" && value.length > 0 ? sum + 1 : sum;
  }, 0);
}

interface Scored {
  readonly place: Place;
  /** How much its entries look like posts, more where there are more of them. */
  readonly score: number;
}

/** The list whose entries look most like posts: seen in the beginning of the document. */
function bestPlace(head: Uint8Array, skip: number): Scored | undefined {
  const found = new Map<string, { place: Place; records: Source[] }>();
  const anywhere: Wanted = { alone: false, isRecords: () => true, leads: (place) => place.length < DEEPEST };
  const stream = new JsonStream(anywhere, MAX_ROW_BYTES, ({ place, bytes }) => {
    const record = readOr(bytes.toString("utf8"));
    if (!isObject(record)) return;
    const list = found.get(place.join("\0")) ?? { place, records: [] };
    if (list.records.length < SAMPLE) list.records.push(record);
    found.set(place.join("\0"), list);
  });
  stream.push(Buffer.from(head.subarray(skip)));
  const scored = [...found.values()].map(({ place, records }) => ({
    place,
    score: likeness(records) * Math.log2(1 + records.length),
  }));
  return scored.sort((a, b) => b.score - a.score)[0];
}

const written = (place: Place): string => place.join(".");
/** `data.posts`; `.` for the document itself. */
const placeOf = (rows: string): Place => rows.split(".").filter((step) => step !== "");

async function open(context: OpenContext): Promise<SourceTable> {
  const skip = jsonStart(context.head) ?? 0;
  refuseOther(context, skip);
  const given = context.rows === undefined ? undefined : placeOf(context.rows);
  const place = given ?? bestPlace(context.head, skip)?.place;
  const wanted: Wanted =
    place === undefined ? { ...wantedAt([], true), leads: () => false } : wantedAt([place], false);
  const path = join(context.folder, "records.ndjson");
  const offsets: number[] = [];
  const foreign = new Foreign(context.where);
  const file = openSync(path, "w");
  try {
    const stream = new JsonStream(wanted, MAX_ROW_BYTES, ({ bytes, offset, cut }) => {
      if (cut)
        throw new PlumblineError(
          "FILE_TOO_WIDE",
          `The record at byte ${skip + offset} is longer than 4 MB.`,
          {
            where: context.where,
          },
        );
      if (!isText(bytes)) foreign.saw(bytes, skip + offset);
      offsets.push(skip + offset);
      // A line feed is white space here, or stands in a text where none can be.
      for (let at = 0; at < bytes.length; at++) if (bytes[at] === 10 || bytes[at] === 13) bytes[at] = 32;
      writeSync(file, bytes);
      writeSync(file, "\n");
    });
    await passThrough(context, stream, skip);
    foreign.check(offsets.length);
  } finally {
    closeSync(file);
  }
  if (offsets.length === 0) throw noRecords(context, place);
  const table = await openLines({ ...context, path, onBytes: () => undefined }, offsets);
  // The list at the top is found anyway, and told only where a person named it.
  const told =
    place === undefined || (place.length === 0 && given === undefined) ? undefined : written(place);
  return { ...table, ...(told === undefined ? {} : { dialect: { rows: told === "" ? "." : told } }) };
}

function noRecords({ where, rows }: OpenContext, place: Place | undefined): PlumblineError {
  const message =
    place === undefined || rows === undefined
      ? "The file is JSON without a list of records."
      : `The document has no list of records at ${rows}.`;
  return new PlumblineError("FILE_MALFORMED", message, { where, setting: "rows" });
}

/** One object on a line of its own is NDJSON, of which there may be more further on. */
export const json = Object.freeze<Format>({
  id: "json",
  title: "JSON document",
  text: true,
  recognises: (head) => {
    const start = jsonStart(head);
    if (start === undefined) return false;
    if (start > 3 || head.subarray(start).find((byte) => byte > 0x20) === 0x5b) return true;
    return isOneDocument(head);
  },
  open,
});

/**
 * Does the first line end inside of a value, or hold the only one, with a list in it at some depth that looks more like posts than the
 * object itself does as one? A single post has lists, too: of its links, of its pictures.
 */
function isOneDocument(head: Uint8Array): boolean {
  const [first, ...others] = objectLines(head, true);
  if (first === undefined) return true;
  if (others.length > 0 || Buffer.from(head).toString("utf8").trim().includes("\n")) return false;
  const best = bestPlace(head, 0);
  return kindOf(first) !== undefined || (best !== undefined && best.score > likeness([first]));
}
