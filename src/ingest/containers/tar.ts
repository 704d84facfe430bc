/**
 * tar, one entry after the other. Names and sizes come from headers of the kinds that are in use (v7, ustar, GNU, pax); a name is what an
 * entry is called and never a place on the disk. Links, devices and pipes are no files and have no content here.
 */
import { PlumblineError } from "../../errors.ts";
import type { Bytes } from "./bytes.ts";
import { isTarHeader } from "./kinds.ts";

const BLOCK = 512;
/** Of a name or of the extended header of an entry. */
const MAX_EXTENDED = 1_048_576;

export interface TarEntry {
  readonly name: string;
  /** In words, where it is no file. */
  readonly special: string | undefined;
  readonly content: Bytes;
}

const SPECIAL: Readonly<Record<string, string>> = {
  "1": "a link",
  "2": "a link",
  "3": "a device",
  "4": "a device",
  "5": "a folder",
  "6": "a pipe",
  S: "a sparse file",
};

/** Takes bytes of a stream in pieces of a stated length. */
class Pieces {
  readonly #source: AsyncIterator<Uint8Array>;
  #held: Uint8Array = Buffer.alloc(0);
  #failed: unknown;

  constructor(source: Bytes) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** At least one byte and at most `most`; undefined at the end. */
  async some(most: number): Promise<Uint8Array | undefined> {
    while (this.#held.length === 0) {
      const next = await this.#next();
      if (next.done === true) return undefined;
      this.#held = next.value;
    }
    const part = this.#held.subarray(0, most);
    this.#held = this.#held.subarray(part.length);
    return part;
  }

  /** What went wrong once goes wrong again: it is told of the entry, and then of the archive. */
  async #next(): Promise<IteratorResult<Uint8Array>> {
    if (this.#failed !== undefined) throw this.#failed;
    try {
      return await this.#source.next();
    } catch (error) {
      this.#failed = error;
      throw error;
    }
  }

  /** @throws PlumblineError FILE_TRUNCATED. */
  async exactly(length: number): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    for await (const part of this.each(length)) parts.push(part);
    return Buffer.concat(parts);
  }

  async *each(length: number): AsyncGenerator<Uint8Array> {
    for (let left = length; left > 0;) {
      const part = await this.some(left);
      if (part === undefined)
        throw new PlumblineError("FILE_TRUNCATED", "The archive ends in the middle of an entry.");
      left -= part.length;
      yield part;
    }
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }
}

/**
 * The entries of an archive. The content of one can be read until the next is asked for.
 * @throws PlumblineError FILE_TRUNCATED, FILE_MALFORMED; what the source throws.
 */
export async function* tarEntries(source: Bytes): AsyncGenerator<TarEntry> {
  const pieces = new Pieces(source);
  try {
    let extended: Readonly<Record<string, string>> = {};
    for (;;) {
      const block = await pieces.exactly(BLOCK);
      if (block[0] === 0) break;
      if (!isTarHeader(block))
        throw new PlumblineError("FILE_MALFORMED", "The archive has a damaged header.", {
          hint: "Copy or download the file again and compare the sizes.",
        });
      const type = String.fromCharCode(block[156]!);
      const size = checked(
        extended["size"] === undefined ? numberAt(block, 124, 12) : Number(extended["size"]),
      );
      const padding = (BLOCK - (size % BLOCK)) % BLOCK;
      if ("xgLK".includes(type)) {
        const told = extension(type, await extendedText(pieces, size));
        await pieces.exactly(padding);
        extended = { ...extended, ...told };
        continue;
      }
      const special = SPECIAL[type];
      const left = { bytes: special === undefined || type === "S" ? size : 0 };
      yield { name: extended["path"] ?? nameIn(block), special, content: contentOf(pieces, left) };
      // What nobody read is gone over, so that the next header is found.
      const rest = left.bytes + (special === undefined || type === "S" ? padding : 0);
      for await (const part of pieces.each(rest)) void part;
      extended = {};
    }
    // To the end, so that a checksum around the archive is compared.
    while ((await pieces.some(Number.MAX_SAFE_INTEGER)) !== undefined);
  } finally {
    await pieces.close();
  }
}

async function* contentOf(pieces: Pieces, left: { bytes: number }): AsyncGenerator<Uint8Array> {
  while (left.bytes > 0) {
    const part = await pieces.some(left.bytes);
    if (part === undefined)
      throw new PlumblineError("FILE_TRUNCATED", "The archive ends in the middle of an entry.");
    left.bytes -= part.length;
    yield part;
  }
}

async function extendedText(pieces: Pieces, size: number): Promise<string> {
  if (size > MAX_EXTENDED) throw new PlumblineError("FILE_MALFORMED", "A header of the archive is too long.");
  return (await pieces.exactly(size)).toString("utf8");
}

/** What a header says of the entry after it. */
function extension(type: string, text: string): Readonly<Record<string, string>> {
  if (type === "L") return { path: text.replace(/\0.*$/s, "") };
  // What is said of all entries is never a name, and the target of a link is nobody's business.
  if (type !== "x") return {};
  const told: Record<string, string> = {};
  for (const [, key, value] of text.matchAll(/^\d+ (path|size)=(.*)$/gm)) told[key!] = value!;
  return told;
}

function nameIn(block: Buffer): string {
  const text = (from: number, length: number) =>
    block
      .subarray(from, from + length)
      .toString("utf8")
      .replace(/\0.*$/s, "");
  const prefix = block.subarray(257, 263).toString("latin1") === "ustar\0" ? text(345, 155) : "";
  return prefix === "" ? text(0, 100) : `${prefix}/${text(0, 100)}`;
}

/** A number in octal, or in base 256 where it does not fit. */
function numberAt(block: Buffer, from: number, length: number): number {
  const field = block.subarray(from, from + length);
  if ((field[0]! & 0x80) !== 0) return Number(field.readBigUInt64BE(length - 8));
  const digits = field.toString("latin1").replaceAll(/[\0 ]/g, "");
  return /^[0-7]*$/.test(digits) ? Number.parseInt(`0${digits}`, 8) : Number.NaN;
}

function checked(size: number): number {
  if (Number.isSafeInteger(size) && size >= 0) return size;
  throw new PlumblineError("FILE_MALFORMED", "An entry of the archive has no size that can be read.");
}
