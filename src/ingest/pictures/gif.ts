/** The first picture of a GIF (CompuServe, GIF89a, 1990), on a clear ground of the size of the whole. */
import type { Pixels } from "../../kernel/index.ts";
import { malformed, PICTURE_LIMITS } from "./heads.ts";

/** @throws PlumblineError FILE_MALFORMED. */
export function decodeGif(bytes: Buffer): Pixels {
  try {
    return firstPicture(new Reader(bytes));
  } catch (error) {
    // Reading past the end.
    throw error instanceof RangeError ? malformed(error) : error;
  }
}

class Reader {
  readonly #bytes: Buffer;
  #at = 6;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  byte(): number {
    return this.#bytes.readUInt8(this.#at++);
  }

  word(): number {
    return this.byte() + 256 * this.byte();
  }

  take(length: number): Buffer {
    if (this.#at + length > this.#bytes.length) throw malformed();
    return this.#bytes.subarray(this.#at, (this.#at += length));
  }

  /** Blocks with their lengths before them, up to an empty one. */
  blocks(): Buffer {
    const parts: Buffer[] = [];
    for (let length = this.byte(); length > 0; length = this.byte()) parts.push(this.take(length));
    return Buffer.concat(parts);
  }
}

/** Of the bits that say how a table of colours is. */
const coloursIn = (reader: Reader, packed: number): Buffer | undefined =>
  (packed & 0x80) === 0 ? undefined : reader.take(3 * 2 ** ((packed & 7) + 1));

function firstPicture(reader: Reader): Pixels {
  const [width, height, packed] = [reader.word(), reader.word(), reader.byte()];
  reader.take(2);
  const shared = coloursIn(reader, packed);
  let clear = -1;
  for (;;) {
    const kind = reader.byte();
    if (kind === 0x21) {
      const isControl = reader.byte() === 0xf9;
      const said = reader.blocks();
      if (isControl && said.length >= 4) clear = (said[0]! & 1) === 1 ? said[3]! : -1;
    } else if (kind === 0x2c) {
      const place = { left: reader.word(), top: reader.word(), wide: reader.word(), high: reader.word() };
      const bits = reader.byte();
      const colours = coloursIn(reader, bits) ?? shared;
      const codeBits = reader.byte();
      const length = place.wide * place.high;
      const fits = colours !== undefined && codeBits >= 2 && codeBits <= 8 && length <= PICTURE_LIMITS.pixels;
      if (!fits) throw malformed();
      const indices = unpacked(reader.blocks(), codeBits, length);
      const rows = (bits & 0x40) === 0 ? undefined : interlaced(place.high);
      return painted({ width, height }, place, { indices, colours, clear, rows });
    } else throw malformed();
  }
}

/** Rows of an interlaced picture in the order in which they come. */
const interlaced = (height: number): number[] =>
  [
    [0, 8],
    [4, 8],
    [2, 4],
    [1, 2],
  ].flatMap(([from, step]) =>
    Array.from({ length: Math.max(0, Math.ceil((height - from!) / step!)) }, (_, i) => from! + i * step!),
  );

function painted(
  { width, height }: Pick<Pixels, "width" | "height">,
  place: { readonly left: number; readonly top: number; readonly wide: number; readonly high: number },
  paint: {
    readonly indices: Uint8Array;
    readonly colours: Buffer;
    readonly clear: number;
    readonly rows: readonly number[] | undefined;
  },
): Pixels {
  const data = new Uint8Array(width * height * 4);
  for (let i = 0; i < paint.indices.length; i++) {
    const line = Math.floor(i / place.wide);
    const [x, y] = [place.left + (i % place.wide), place.top + (paint.rows?.[line] ?? line)];
    const index = paint.indices[i]!;
    if (index === paint.clear || x >= width || y >= height) continue;
    const at = 4 * (y * width + x);
    for (let channel = 0; channel < 3; channel++)
      data[at + channel] = paint.colours[3 * index + channel] ?? 0;
    data[at + 3] = 255;
  }
  return { width, height, data };
}

const MOST_CODES = 4096;

/** LZW with codes that grow up to 12 bits. A code stands for that of `before` and one index more. */
function unpacked(packed: Buffer, indexBits: number, length: number): Uint8Array {
  const [clear, end] = [2 ** indexBits, 2 ** indexBits + 1];
  const before = new Int32Array(MOST_CODES).fill(-1);
  const last = Uint8Array.from({ length: MOST_CODES }, (_, code) => code);
  const first = last.slice();
  const lengths = new Int32Array(MOST_CODES).fill(1);
  const indices = new Uint8Array(length);
  let [next, bits, previous, written] = [end + 1, indexBits + 1, -1, 0];
  let [window, held] = [0, 0];
  for (const byte of packed) {
    window |= byte << held;
    held += 8;
    while (held >= bits) {
      const code = window & (2 ** bits - 1);
      window >>>= bits;
      held -= bits;
      if (code === end || written === length) return whole(indices, written);
      if (code === clear) {
        [next, bits, previous] = [end + 1, indexBits + 1, -1];
        continue;
      }
      if (code > next || (code === next && previous < 0) || (code >= clear && previous < 0))
        throw malformed();
      if (previous >= 0 && next < MOST_CODES) {
        before[next] = previous;
        lengths[next] = lengths[previous]! + 1;
        first[next] = first[previous]!;
        last[next] = first[code === next ? previous : code]!;
        next++;
        if (next === 2 ** bits && bits < 12) bits++;
      } else if (code >= next) throw malformed();
      for (let at = written + lengths[code]! - 1, one = code; one >= 0; at--, one = before[one]!)
        if (at < length) indices[at] = last[one]!;
      written = Math.min(length, written + lengths[code]!);
      previous = code;
    }
  }
  return whole(indices, written);
}

function whole(indices: Uint8Array, written: number): Uint8Array {
  if (written < indices.length) throw malformed();
  return indices;
}
