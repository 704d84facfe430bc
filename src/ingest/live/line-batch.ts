/**
 * Lines that wait for their import, as a file. Lines that repeat one of the last are dropped: a post by its id where the line is one of
 * Jetstream, any other line by its bytes. A line that is no JSON object goes in like the others, to be listed as a reject, but never as
 * the first: the first line says what kind of file it is. Memory is one part of the file.
 */
import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { closeSync, openSync, writeSync } from "node:fs";
import { MAX_ROW_BYTES } from "../formats/rows.ts";
import { at, isObject, text } from "../platforms/values.ts";
import type { Source } from "../platforms/contract.ts";
import type { Lines } from "./contract.ts";

/**
 * A batch is full at this many lines, or this many bytes, whichever comes first: what reading and loading one takes is what a watch takes.
 * Smaller ones cost more processor time a post, since each starts a reader.
 */
export const BATCH_LINES = 50_000;
export const BATCH_BYTES = 48 * 1024 * 1024;
/** Repeats are looked for among at least this many of the lines before. */
export const RECENT_LINES = 100_000;
const PART = 1 << 20;
const MOST_WAITING = 1000;

/** What the lines before were, in two generations: the older one goes when the younger is full. */
export class Recent {
  #young = new Set<string>();
  #old = new Set<string>();

  /** Remembers a line; false if it was one of the last. */
  isNew(key: string): boolean {
    if (this.#young.has(key) || this.#old.has(key)) return false;
    this.#young.add(key);
    if (this.#young.size >= RECENT_LINES) {
      this.#old = this.#young;
      this.#young = new Set();
    }
    return true;
  }
}

/** The object of a line; undefined for anything else. */
export function objectOfLine(bytes: Buffer): Source | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What makes two lines the same. */
export function keyOfLine(bytes: Buffer, record: Source | undefined): string {
  const [did, collection, rkey] = [
    text(record?.["did"]),
    text(at(record, "commit", "collection")),
    text(at(record, "commit", "rkey")),
  ];
  if (did !== undefined && collection !== undefined && rkey !== undefined) {
    const operation = text(at(record, "commit", "operation")) ?? "";
    return [did, collection, rkey, operation].join("/");
  }
  return createHash("sha256").update(bytes).digest("base64").slice(0, 22);
}

export interface BatchLimits {
  readonly lines: number;
  readonly bytes: number;
}

export class LineBatch implements Lines {
  readonly path: string;
  readonly #file: number;
  readonly #recent: Recent;
  readonly #limits: BatchLimits;
  #part: Buffer[] = [];
  #partBytes = 0;
  /** Lines that are no objects, before the first that is one. */
  #waiting: Buffer[] = [];
  /** Lines in the file, and of these the JSON objects. */
  lines = 0;
  objects = 0;
  bytes = 0;
  /** Lines that repeat one of the last. */
  repeats = 0;
  /** Lines that are no text, or too long: no import could list them. */
  unreadable = 0;

  constructor(
    path: string,
    recent: Recent,
    limits: BatchLimits = { lines: BATCH_LINES, bytes: BATCH_BYTES },
  ) {
    this.path = path;
    this.#file = openSync(path, "wx", 0o600);
    this.#recent = recent;
    this.#limits = limits;
  }

  get full(): boolean {
    return this.lines >= this.#limits.lines || this.bytes >= this.#limits.bytes;
  }

  line(bytes: Buffer): void {
    if (bytes.length > MAX_ROW_BYTES) return this.tooLong();
    if (bytes.every((byte) => byte <= 0x20)) return;
    if (!isUtf8(bytes) || bytes.includes(0)) {
      this.unreadable++;
      return;
    }
    const record = objectOfLine(bytes);
    if (!this.#recent.isNew(keyOfLine(bytes, record))) {
      this.repeats++;
      return;
    }
    if (record === undefined && this.objects === 0) {
      // A source that gives nothing else is told apart by the count.
      if (this.#waiting.length < MOST_WAITING) this.#waiting.push(Buffer.from(bytes));
      else this.unreadable++;
      return;
    }
    this.#put(bytes);
    if (record === undefined) return;
    this.objects++;
    for (const one of this.#waiting.splice(0)) this.#put(one);
  }

  tooLong(): void {
    this.unreadable++;
  }

  /** Ends the file. Lines that no object came before are counted with what cannot be listed. */
  close(): void {
    this.unreadable += this.#waiting.splice(0).length;
    this.#flush();
    closeSync(this.#file);
  }

  #put(bytes: Buffer): void {
    this.#part.push(Buffer.from(bytes), NEWLINE);
    this.#partBytes += bytes.length + 1;
    this.bytes += bytes.length + 1;
    this.lines++;
    if (this.#partBytes > PART) this.#flush();
  }

  #flush(): void {
    const all = Buffer.concat(this.#part);
    for (let done = 0; done < all.length;) done += writeSync(this.#file, all, done);
    this.#part = [];
    this.#partBytes = 0;
  }
}

const NEWLINE = Buffer.from("\n");
