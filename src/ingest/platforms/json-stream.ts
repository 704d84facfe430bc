/**
 * Records in a JSON document of any size, found byte by byte: the entries of a list somewhere in it, each as the bytes it is
 * written with, and the plain values of the objects around the list. Nothing is parsed but what is asked for, so that one
 * odd record costs one record. Memory is one record; about 100 MB/s.
 */

import { open } from "node:fs/promises";
import { PlumblineError } from "../../errors.ts";
import type { OpenContext } from "../formats/contract.ts";

/** Where records stand: names of members, `*` for each entry of a list. The empty place is the document itself, or its entries where it is a list. */
export type Place = readonly string[];

/** Plain values around a record longer than this say nothing about it. */
const MAX_AROUND = 1024;

export interface Found {
  readonly place: Place;
  readonly bytes: Buffer;
  /** Of its first byte in the file. */
  readonly offset: number;
  readonly around: readonly Readonly<Record<string, unknown>>[];
  /** It was longer than the most that is held, and `bytes` is only its beginning. */
  readonly cut: boolean;
}

interface Frame {
  readonly list: boolean;
  /** The way here: names of members, `*` for lists. */
  readonly path: Place;
  key: string | undefined;
  /** In an object: a name comes next. */
  name: boolean;
  readonly plain: Record<string, unknown>;
}

/** What is being passed over: for itself, or as a name, a plain value or a record. */
interface Span {
  readonly kind: "name" | "plain" | "record" | "skip";
  readonly place: Place;
  readonly offset: number;
  parts: Buffer[];
  held: number;
  depth: number;
  text: boolean;
  escaped: boolean;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN = new Set([0x7b, 0x5b]);
const CLOSE = new Set([0x7d, 0x5d]);
const LIST = 0x5b;
const CHUNK = 1024 * 1024;

/** Which lists are wanted. */
export interface Wanted {
  /** Are the entries of a list at this place records? */
  isRecords(place: Place): boolean;
  /** Can such a list stand somewhere below? */
  leads(place: Place): boolean;
  /** Are values that stand alone in the file, one after the other, records? */
  readonly alone: boolean;
}

export const samePlace = (a: Place, b: Place): boolean =>
  a.length === b.length && a.every((step, i) => step === b[i]);

/** The lists at these places. */
export function wantedAt(places: readonly Place[], alone: boolean): Wanted {
  return {
    isRecords: (place) => places.some((one) => samePlace(one, place)),
    leads: (place) =>
      places.some((one) => one.length >= place.length && place.every((step, i) => step === one[i])),
    alone,
  };
}

export class JsonStream {
  readonly #wanted: Wanted;
  readonly #most: number;
  readonly #onFound: (found: Found) => void;
  readonly #frames: Frame[] = [];
  #span: Span | undefined;
  #base = 0;

  /** @param most bytes of a record that are held; of a longer one the beginning. */
  constructor(wanted: Wanted, most: number, onFound: (found: Found) => void) {
    this.#wanted = wanted;
    this.#most = most;
    this.#onFound = onFound;
  }

  /** Is everything closed that was opened? */
  get closed(): boolean {
    return this.#frames.length === 0 && this.#span === undefined;
  }

  /** Takes the next bytes, which are only read during the call. */
  push(bytes: Buffer): void {
    let i = 0;
    while (i < bytes.length) i = this.#span === undefined ? this.#between(bytes, i) : this.#within(bytes, i);
    this.#base += bytes.length;
  }

  /** What stands alone at the end of a file has nothing after it that would end it. */
  end(): void {
    const span = this.#span;
    if (span !== undefined && span.depth === 0 && !span.text) this.#finish(span);
  }

  /** A byte between values; returns where to go on. */
  #between(bytes: Buffer, i: number): number {
    const byte = bytes[i]!;
    if (byte <= 0x20 || byte === COMMA || byte === COLON) return i + 1;
    if (CLOSE.has(byte)) {
      this.#frames.pop();
      this.#valueEnds();
      return i + 1;
    }
    const top = this.#frames.at(-1);
    if (top !== undefined && !top.list && top.name) {
      this.#begin("name", top.path, i);
      return i;
    }
    const parent = top?.path;
    const place: Place =
      top === undefined ? [] : top.list ? [...top.path, "*"] : [...top.path, top.key ?? ""];
    const record =
      top === undefined ? this.#wanted.alone && byte !== LIST : top.list && this.#wanted.isRecords(parent!);
    if (record) this.#begin("record", parent ?? [], i);
    else if (OPEN.has(byte) && this.#wanted.leads(place)) {
      this.#frames.push({ list: byte === LIST, path: place, key: undefined, name: byte !== LIST, plain: {} });
      return i + 1;
    } else this.#begin(OPEN.has(byte) || top?.list !== false ? "skip" : "plain", place, i);
    return i;
  }

  #begin(kind: Span["kind"], place: Place, i: number): void {
    this.#span = {
      kind,
      place,
      offset: this.#base + i,
      parts: [],
      held: 0,
      depth: 0,
      text: false,
      escaped: false,
    };
  }

  /** Bytes of a value; returns the place after its end, or the end of the bytes. */
  #within(bytes: Buffer, from: number): number {
    const span = this.#span!;
    let { depth, text, escaped } = span;
    let i = from;
    let done = false;
    const started = span.held > 0 || span.offset < this.#base;
    for (; i < bytes.length && !done; i++) {
      const byte = bytes[i]!;
      if (text) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) {
          text = false;
          done = depth === 0;
        }
      } else if (byte === QUOTE) text = true;
      else if (byte === 0x7b || byte === LIST) depth++;
      else if (byte === 0x7d || byte === 0x5d) {
        // The bracket that ends the list ends a number before it.
        if (depth === 0) break;
        depth--;
        done = depth === 0;
      } else if (depth === 0 && (byte <= 0x20 || byte === COMMA || byte === COLON) && (started || i > from))
        break;
    }
    const ended = done || i < bytes.length;
    if (span.kind !== "skip" && span.held <= this.#most) {
      const part = bytes.subarray(from, Math.min(i, from + this.#most + 1 - span.held));
      span.parts.push(ended ? part : Buffer.from(part));
      span.held += part.length;
    }
    Object.assign(span, { depth, text, escaped });
    if (ended) this.#finish(span);
    return i;
  }

  #finish(span: Span): void {
    const [only] = span.parts;
    const bytes = span.parts.length === 1 ? only! : Buffer.concat(span.parts);
    this.#span = undefined;
    const top = this.#frames.at(-1);
    if (span.kind === "name") {
      const name = parsed(bytes);
      top!.key = typeof name === "string" ? name : "";
      top!.name = false;
      return;
    }
    if (span.kind === "plain" && span.held <= MAX_AROUND && top?.key !== undefined) {
      const value = parsed(bytes);
      if (value !== undefined) top.plain[top.key] = value;
    }
    if (span.kind === "record")
      this.#onFound({
        place: span.place,
        bytes,
        offset: span.offset,
        around: this.#frames.filter(({ list }) => !list).map(({ plain }) => plain),
        cut: span.held > this.#most,
      });
    this.#valueEnds();
  }

  #valueEnds(): void {
    const top = this.#frames.at(-1);
    if (top !== undefined && !top.list) top.name = true;
  }
}

/** Passes a document through a stream of its records. */
export async function passThrough(context: OpenContext, stream: JsonStream, skip: number): Promise<void> {
  const file = await open(context.path, "r");
  try {
    const chunk = Buffer.allocUnsafe(Math.max(1, Math.min(CHUNK, context.bytes)));
    for (let at = skip; ;) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
      if (bytesRead === 0) break;
      stream.push(chunk.subarray(0, bytesRead));
      at += bytesRead;
      context.onBytes(at);
    }
    stream.end();
  } finally {
    await file.close();
  }
  if (!stream.closed)
    throw new PlumblineError(
      "FILE_TRUNCATED",
      `The file ends at byte ${context.bytes}, inside of brackets or quotes that are not closed.`,
      { where: context.where },
    );
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/gs;
const LONG = /[:,[\s]-?\d{16}/;

/** JSON as JavaScript reads it, but for whole numbers of 16 digits and more, which it would round: those are texts. */
export function parseExactly(json: string): unknown {
  const exact = LONG.test(json)
    ? json.replace(TOKEN, (token) => (token.startsWith('"') ? token : `"${token}"`))
    : json;
  return JSON.parse(exact) as unknown;
}
