/**
 * A file that grows, line by line. It may be rotated (renamed, and a new one in its place) or truncated and begun again; both are seen and
 * said. The cursor is the file's own number, the offset after the last whole line, and a hash of the bytes before that: a file that has
 * other bytes there is not the one that was read.
 */
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open, readdir, realpath, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { PlumblineError } from "../../errors.ts";
import { MAX_ROW_BYTES } from "../formats/rows.ts";
import { pauseFor } from "./contract.ts";
import type { Cursor, Lines, LineSource, Say } from "./contract.ts";

const CHUNK = 1 << 20;
/** How often a file at its end is looked at. */
const POLL_MS = 250;
/** A writer may hold a file that was renamed for this long. */
const GRACE_MS = 1000;
/** Bytes before the offset by which a file is known again. */
const TAIL = 1024;
/** Files beside it among which one that was renamed is looked for. */
const MOST_BESIDE = 10_000;

export interface FollowOptions {
  readonly path: string;
  /** Where an earlier watch of the source ended. */
  readonly cursorOf: (identity: string) => Promise<Cursor | undefined>;
  /** Ends where the file ends. */
  readonly once: boolean;
  readonly say: Say;
}

interface Opened {
  readonly handle: FileHandle;
  /** Device and number. */
  readonly id: string;
}

export class FollowedFile implements LineSource {
  readonly kind = "file";
  readonly name: string;
  readonly identity: string;
  readonly #path: string;
  readonly #once: boolean;
  readonly #say: Say;
  #file: Opened;
  #offset = 0;
  #buffer = Buffer.allocUnsafe(CHUNK);
  /** Inside of a line that is too long. */
  #skipping = false;
  #turnedAt: number | undefined;

  private constructor(path: string, file: Opened, { once, say }: FollowOptions) {
    this.name = basename(path);
    this.identity = `file ${path}`;
    this.#path = path;
    this.#file = file;
    this.#once = once;
    this.#say = say;
  }

  /** @throws PlumblineError FILE_MISSING. */
  static async open(options: FollowOptions): Promise<FollowedFile> {
    const path = await realpath(options.path).catch((cause: unknown) => {
      throw new PlumblineError("FILE_MISSING", "There is no such file.", { where: options.path, cause });
    });
    const source = new FollowedFile(path, await openRegular(path), options);
    const cursor = await options.cursorOf(source.identity);
    if (cursor !== undefined) await source.#resume(cursor);
    return source;
  }

  async read(lines: Lines, signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted && !lines.full) {
      if (await this.#more(lines)) continue;
      if (await this.#turned(lines)) continue;
      if (this.#once) {
        await this.#rest(lines);
        return true;
      }
      await pauseFor(POLL_MS, signal);
      await this.#checkTail();
    }
    return false;
  }

  cursor(): Cursor {
    return { file: this.#file.id, offset: this.#offset, tail: this.#tail };
  }

  close(): Promise<void> {
    return this.#file.handle.close();
  }

  /** Goes on where an earlier watch ended: in this file, or first in the one that it was then. */
  async #resume(cursor: Cursor): Promise<void> {
    const known = {
      id: String(cursor["file"]),
      offset: Number(cursor["offset"]),
      tail: String(cursor["tail"]),
    };
    if (known.id !== this.#file.id) {
      const before = await besides(this.#path, known.id);
      if (before === undefined) {
        this.#say(
          `${this.name}: the file that was read before is gone; this one is read from its beginning.`,
        );
        return;
      }
      await this.#file.handle.close();
      this.#file = before;
    }
    if ((await tailOf(this.#file.handle, known.offset)) === known.tail) {
      this.#offset = known.offset;
      this.#tail = known.tail;
    } else
      this.#say(`${this.name}: the file is not the one that was read before; it is read from its beginning.`);
  }

  #tail = "";

  /** Whole lines of the next bytes. False at the end of the file. */
  async #more(lines: Lines): Promise<boolean> {
    const { bytesRead } = await this.#file.handle.read(this.#buffer, 0, this.#buffer.length, this.#offset);
    if (bytesRead === 0) return false;
    const end = this.#buffer.lastIndexOf(0x0a, bytesRead - 1);
    if (end < 0) return this.#longLine(bytesRead, lines);
    let from = 0;
    while (from <= end && !lines.full) {
      const to = this.#buffer.indexOf(0x0a, from);
      if (this.#skipping) this.#skipping = false;
      else lines.line(withoutReturn(this.#buffer.subarray(from, to)));
      from = to + 1;
    }
    await this.#pass(from);
    return true;
  }

  /** No line ends in what was read: there is more to come, or the line is longer than any can be. */
  async #longLine(bytesRead: number, lines: Lines): Promise<boolean> {
    if (bytesRead < this.#buffer.length) return false;
    if (this.#buffer.length < MAX_ROW_BYTES) {
      this.#buffer = Buffer.allocUnsafe(2 * this.#buffer.length);
      return true;
    }
    if (!this.#skipping) lines.tooLong();
    this.#skipping = true;
    await this.#pass(bytesRead);
    return true;
  }

  /** What stands after the last line end. */
  async #rest(lines: Lines): Promise<void> {
    const { bytesRead } = await this.#file.handle.read(this.#buffer, 0, this.#buffer.length, this.#offset);
    if (bytesRead === 0) return;
    if (!this.#skipping) lines.line(withoutReturn(this.#buffer.subarray(0, bytesRead)));
    this.#skipping = false;
    await this.#pass(bytesRead);
  }

  async #pass(bytes: number): Promise<void> {
    this.#offset += bytes;
    this.#tail = (await tailOf(this.#file.handle, this.#offset)) ?? "";
  }

  /** Is the file still the one that was read up to here? */
  async #checkTail(): Promise<void> {
    if ((await tailOf(this.#file.handle, this.#offset)) === this.#tail) return;
    this.#say(`${this.name}: the file was truncated; it is read from its beginning.`);
    this.#offset = 0;
    this.#tail = "";
    this.#skipping = false;
  }

  /** Another file is in its place: what is left of the old one is read, then the new one. */
  async #turned(lines: Lines): Promise<boolean> {
    const id = await stat(this.#path, { bigint: true }).then(idOf, () => this.#file.id);
    if (id === this.#file.id) {
      this.#turnedAt = undefined;
      return false;
    }
    const now = performance.now();
    this.#turnedAt ??= now;
    if (!this.#once && now - this.#turnedAt < GRACE_MS) return false;
    const next = await openRegular(this.#path);
    await this.#rest(lines);
    await this.#file.handle.close();
    this.#say(`${this.name}: the file was rotated; what follows is read from the new one.`);
    this.#file = next;
    this.#offset = 0;
    this.#tail = "";
    this.#skipping = false;
    this.#turnedAt = undefined;
    return true;
  }
}

const withoutReturn = (line: Buffer): Buffer =>
  line.at(-1) === 0x0d ? line.subarray(0, line.length - 1) : line;

const idOf = ({ dev, ino }: { readonly dev: bigint; readonly ino: bigint }): string => `${dev}:${ino}`;

async function openRegular(path: string): Promise<Opened> {
  let handle: FileHandle | undefined;
  try {
    // Without it, opening a pipe waits for somebody who writes.
    handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const found = await handle.stat({ bigint: true });
    if (found.isFile()) return { handle, id: idOf(found) };
  } catch (cause) {
    await handle?.close();
    throw new PlumblineError("FILE_MISSING", "The file cannot be opened.", { where: path, cause });
  }
  await handle.close();
  throw new PlumblineError("FILE_MISSING", "It is neither a file nor a folder.", { where: path });
}

/** The file with this number in the folder of another. */
async function besides(path: string, id: string): Promise<Opened | undefined> {
  const folder = dirname(path);
  for (const entry of (await readdir(folder, { withFileTypes: true })).slice(0, MOST_BESIDE)) {
    if (!entry.isFile()) continue;
    const found = await stat(join(folder, entry.name), { bigint: true }).catch(() => undefined);
    if (found !== undefined && idOf(found) === id) return openRegular(join(folder, entry.name));
  }
  return undefined;
}

/** Hash of the bytes before an offset; undefined where the file does not reach so far. */
async function tailOf(handle: FileHandle, offset: number): Promise<string | undefined> {
  if (offset === 0) return "";
  const length = Math.min(TAIL, offset);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset - length);
  if (bytesRead < length) return undefined;
  return createHash("sha256").update(buffer).digest("hex").slice(0, 16);
}
