/**
 * zstd, by the decoder of its authors as WebAssembly. What its frames may ask for is read from their header before: a window has to be
 * held in memory whole, and one above the limit is refused with what to do instead.
 */
import { readSync } from "node:fs";
import { ZSTDDecoder } from "zstddec/stream";
import { PlumblineError } from "../../errors.ts";
import type { Budget } from "./budget.ts";
import { damaged, PART, truncated } from "./bytes.ts";
import { isSkippable } from "./kinds.ts";

const MIB = 1_048_576;

/**
 * Bytes of the window that the first frame with data asks for; undefined where the head does not reach it.
 * @param head the first bytes of the file
 */
export function windowOf(head: Buffer): number | undefined {
  let at = 0;
  while (isSkippable(head.subarray(at))) at += 8 + head.readUInt32LE(at + 4);
  if (head.length < at + 6) return undefined;
  const descriptor = head[at + 4]!;
  const single = (descriptor & 0x20) !== 0;
  if (!single) {
    const exponent = head[at + 5]! >> 3;
    const base = 2 ** (10 + exponent);
    return base + (base / 8) * (head[at + 5]! & 7);
  }
  // Without a window of its own, it is the size of the content, after the id of a dictionary.
  const size = at + 5 + [0, 1, 2, 4][descriptor & 3]!;
  if (head.length < size + 8) return undefined;
  switch (descriptor >> 6) {
    case 0:
      return head[size]!;
    case 1:
      return head.readUInt16LE(size) + 256;
    case 2:
      return head.readUInt32LE(size);
    default:
      return Number(head.readBigUInt64LE(size));
  }
}

/**
 * What comes out of a file of zstd, frames that follow each other included.
 * @param head the first bytes of the file
 * @param file a handle; read from its beginning
 * @throws PlumblineError ARCHIVE_LIMIT, FILE_TRUNCATED, FILE_MALFORMED.
 */
export async function* unzstd(
  file: number,
  head: Buffer,
  budget: Budget,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const window = windowOf(head) ?? 0;
  if (window > budget.limits.window) throw tooWide(window, budget.limits.window);
  const decoder = new ZSTDDecoder();
  await decoder.init();
  let parts = 0;
  function* compressed(): Generator<Uint8Array> {
    for (let at = 0, read = -1; read !== 0; at += read) {
      const buffer = Buffer.allocUnsafe(PART);
      read = readSync(file, buffer, 0, PART, at);
      parts++;
      onRead(read);
      if (read > 0) yield buffer.subarray(0, read);
    }
  }
  let empty = -1;
  try {
    for (const part of decoder.decodeStreaming(compressed())) {
      budget.took(part.length);
      // The decoder does not look at errors: it would be asked for the same bytes for ever.
      if (part.length === 0 && empty === parts) throw damaged();
      if (part.length === 0) empty = parts;
      else yield part;
    }
  } catch (error) {
    if (error instanceof PlumblineError) throw error;
    throw error instanceof Error && error.message.startsWith("Incomplete")
      ? truncated(error)
      : damaged(error);
  }
}

function tooWide(window: number, most: number): PlumblineError {
  return new PlumblineError(
    "ARCHIVE_LIMIT",
    `To be decompressed it needs a window of ${Math.ceil(window / MIB)} MiB; at most ${most / MIB} are held here.`,
    { hint: "Decompress it outside: zstd -dc --long=31 FILE | plumbline import CASE -" },
  );
}
