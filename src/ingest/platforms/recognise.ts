/**
 * Which platform a file is from, told from its beginning only, and how its records are found: one a line, one after the other,
 * in a list somewhere in a document, or as rows of a table. A file of plain columns costs a look at its first rows.
 */
import { open } from "node:fs/promises";
import { columnNames } from "../formats/contract.ts";
import { dialectOf } from "../formats/dialect.ts";
import { fieldsOf, LINES, MAX_ROW_BYTES, rowsOf } from "../formats/rows.ts";
import type { Dialect } from "../formats/rows.ts";
import { layoutOf } from "../mapping.ts";
import { MOST_PAGE_BYTES } from "./contract.ts";
import type { OwnForm, Platform, Source } from "./contract.ts";
import { PLATFORMS } from "./index.ts";
import { JsonStream, parseExactly, wantedAt } from "./json-stream.ts";
import type { Place, Wanted } from "./json-stream.ts";
import { isObject } from "./values.ts";

/** How the records of a file are found. */
export type Finding =
  | { readonly form: "lines" }
  | { readonly form: "stream"; readonly wanted: Wanted; readonly skip: number }
  | {
      readonly form: "table";
      readonly dialect: Dialect;
      readonly header: readonly string[];
      readonly named: boolean;
    }
  | OwnForm;

export interface Recognised {
  readonly platform: Platform;
  readonly finding: Finding;
}

export interface Beginning {
  readonly path: string;
  readonly head: Uint8Array;
  /** Size of the file. */
  readonly bytes: number;
}

/** Records looked at. */
const FIRST = 20;

/** How a file of an account's archive begins: it is a script that sets a variable. */
const SCRIPT = /^\uFEFF?\s*window\.YTD\.[\w.]+\s*=\s*(?=[[{])/;

/** Bytes of the script before the JSON, 0 for JSON itself; undefined for anything else. */
export function jsonStart(head: Uint8Array): number | undefined {
  const text = Buffer.from(head.subarray(0, 200)).toString("latin1");
  const script = SCRIPT.exec(text.replace(/^ï»¿/, "\uFEFF"));
  if (script !== null) return script[0].length + (text.startsWith("ï»¿") ? 2 : 0);
  const mark = text.startsWith("ï»¿") ? 3 : 0;
  return /^\s*[[{]/.test(text.slice(mark)) ? mark : undefined;
}

/** The first lines that are objects; empty where the first line is not whole in what is at hand, or is no object. */
export function objectLines(head: Uint8Array, whole: boolean): Source[] {
  const bytes = Buffer.from(head);
  const { rows } = rowsOf(bytes, LINES, FIRST, whole);
  const read = rows.map(({ start, end }) => objectOf(bytes.toString("utf8", start, end)));
  return read.filter((one) => one !== undefined);
}

function objectOf(json: string): Source | undefined {
  try {
    const value = parseExactly(json);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The platform of a file in a form of its own, and that form. */
export function ownForm(head: Uint8Array): { platform: Platform; finding: OwnForm } | undefined {
  for (const platform of PLATFORMS) {
    const { form } = platform;
    if (typeof form === "object" && form.begins(head)) return { platform, finding: form };
  }
  return undefined;
}

const ofForm = (form: "json" | "table") => PLATFORMS.filter((one) => one.form === form);
const among = (first: readonly Source[], platforms: readonly Platform[]) =>
  first.length === 0 ? undefined : platforms.find((one) => one.recognises(first));

/** Undefined for a file that is of no platform that is known. */
export async function recognisePlatform(beginning: Beginning): Promise<Recognised | undefined> {
  const start = jsonStart(beginning.head);
  return start === undefined ? inTable(beginning) : inJson(beginning, start);
}

async function inJson(beginning: Beginning, skip: number): Promise<Recognised | undefined> {
  const { head, bytes } = beginning;
  const lines = skip > 3 ? [] : objectLines(head, head.length === bytes);
  const ofLines = among(lines, ofForm("json"));
  if (ofLines !== undefined) return { platform: ofLines, finding: { form: "lines" } };
  if (lines.length > 1) return undefined;
  return inLists(beginning, skip) ?? (await inPages(beginning, skip));
}

/** Platforms whose records stand in a list of one document. */
function inLists({ head }: Beginning, skip: number): Recognised | undefined {
  const platforms = ofForm("json");
  const placesOf = (one: Platform): Place[] => [[], ...(one.places ?? [])];
  const found: { place: Place; record: Source }[] = [];
  const stream = new JsonStream(
    wantedAt(platforms.flatMap(placesOf), false),
    MAX_ROW_BYTES,
    ({ place, bytes }) => {
      const record = found.length < 50 * FIRST ? objectOf(bytes.toString("utf8")) : undefined;
      if (record !== undefined) found.push({ place, record });
    },
  );
  stream.push(Buffer.from(head.subarray(skip)));
  for (const platform of platforms) {
    const places = placesOf(platform);
    const mine = found.filter(({ place }) => places.some((one) => one.join("/") === place.join("/")));
    if (
      among(
        mine.slice(0, FIRST).map(({ record }) => record),
        [platform],
      ) !== undefined
    )
      return { platform, finding: { form: "stream", wanted: wantedAt(places, false), skip } };
  }
  return undefined;
}

/** Platforms whose records are whole pages, one or one after the other. */
async function inPages(beginning: Beginning, skip: number): Promise<Recognised | undefined> {
  let page: Source | undefined;
  let seen = false;
  const wanted: Wanted = { ...wantedAt([], true), leads: () => false };
  const stream = new JsonStream(wanted, MOST_PAGE_BYTES, ({ bytes, cut }) => {
    if (!seen && !cut) page = objectOf(bytes.toString("utf8"));
    seen = true;
  });
  const file = await open(beginning.path, "r");
  try {
    const chunk = Buffer.alloc(Math.max(1, Math.min(1024 * 1024, beginning.bytes)));
    for (let at = skip; at < MOST_PAGE_BYTES;) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
      if (bytesRead === 0 || seen) break;
      stream.push(chunk.subarray(0, bytesRead));
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
  const platform = page === undefined ? undefined : among([page], ofForm("json"));
  return platform === undefined ? undefined : { platform, finding: { form: "stream", wanted, skip } };
}

function inTable({ head, bytes }: Beginning): Recognised | undefined {
  const whole = head.length === bytes;
  const dialect = dialectOf(head, whole);
  const buffer = Buffer.from(head);
  const rows = rowsOf(buffer, dialect, FIRST + 1, whole).rows.map(({ start, end }) =>
    fieldsOf(buffer, start, end, dialect),
  );
  const [first] = rows;
  // A layout that is known by its columns is one already.
  if (first === undefined || layoutOf(columnNames(first)) !== undefined) return undefined;
  for (const platform of ofForm("table")) {
    const named = platform.header === undefined;
    if (!named && platform.header.length !== first.length) continue;
    const header = named ? columnNames(first) : platform.header;
    const records = rows.slice(named ? 1 : 0).map((fields) => recordOf(header, fields));
    if (among(records, [platform]) !== undefined)
      return { platform, finding: { form: "table", dialect, header, named } };
  }
  return undefined;
}

export const recordOf = (header: readonly string[], fields: readonly string[]): Source =>
  Object.fromEntries(header.map((name, i) => [name, fields[i]]));
