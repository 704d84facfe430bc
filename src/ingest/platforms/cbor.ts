/**
 * DAG-CBOR (RFC 8949 with the limits of https://ipld.io/specs/codecs/dag-cbor/spec/) as the JSON that the AT protocol writes for it: links as
 * `{"$link": …}`, bytes as `{"$bytes": …}` in base64. What is no such value is undefined; depth and size are bounded by what is handed in.
 */

/** Deeper than this is no record of anybody. */
const DEEPEST = 64;
/** Bytes of a link: version, kind of content, SHA-256 and its length, the hash. */
export const SHA256_CID = 36;

class NotCbor extends Error {}

/** A number in groups of seven bits, the lowest first, and how many bytes it takes. */
export function varint(bytes: Buffer): { readonly value: number; readonly bytes: number } | undefined {
  let value = 0;
  for (let i = 0; i < Math.min(bytes.length, 7); i++) {
    value += (bytes[i]! & 0x7f) * 2 ** (7 * i);
    if (bytes[i]! < 0x80) return { value, bytes: i + 1 };
  }
  return undefined;
}

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

/** The name of a link over SHA-256; undefined for any other. */
export function cidText(cid: Buffer): string | undefined {
  const [version, , hash, length] = cid;
  if (cid.length !== SHA256_CID || version !== 1 || hash !== 0x12 || length !== 32) return undefined;
  let name = "b";
  let [bits, held] = [0, 0];
  for (const byte of cid) {
    held = ((held << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) name += BASE32[(held >> (bits - 5)) & 31]!;
  }
  return bits === 0 ? name : name + BASE32[(held << (5 - bits)) & 31]!;
}

/** The one value of these bytes; undefined where they are none, or something follows it. */
export function decodeCbor(bytes: Buffer): unknown {
  const reader = new CborReader(bytes);
  try {
    const value = reader.value(0);
    return reader.done ? value : undefined;
  } catch (error) {
    if (error instanceof NotCbor) return undefined;
    throw error;
  }
}

class CborReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at === this.#bytes.length;
  }

  value(depth: number): unknown {
    if (depth > DEEPEST) throw new NotCbor();
    const first = this.#take(1)[0]!;
    const [kind, low] = [first >> 5, first & 31];
    if (kind === 7) return this.#simple(low);
    const count = this.#count(low);
    if (kind === 0) return whole(count);
    if (kind === 1) return whole(-1n - count);
    if (kind === 6) return this.#link(count);
    const size = this.#size(count);
    if (kind === 2) return { $bytes: this.#take(size).toString("base64").replaceAll("=", "") };
    if (kind === 3) return this.#take(size).toString("utf8");
    if (kind === 4) return Array.from({ length: size }, () => this.value(depth + 1));
    return this.#map(size, depth + 1);
  }

  #take(bytes: number): Buffer {
    const end = this.#at + bytes;
    if (end > this.#bytes.length) throw new NotCbor();
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  #count(low: number): bigint {
    if (low < 24) return BigInt(low);
    if (low === 24) return BigInt(this.#take(1)[0]!);
    if (low === 25) return BigInt(this.#take(2).readUInt16BE());
    if (low === 26) return BigInt(this.#take(4).readUInt32BE());
    if (low === 27) return this.#take(8).readBigUInt64BE();
    throw new NotCbor();
  }

  /** Everything that is counted takes a byte at least, so a number beyond what is left is a lie. */
  #size(count: bigint): number {
    if (count > BigInt(this.#bytes.length - this.#at)) throw new NotCbor();
    return Number(count);
  }

  #simple(low: number): unknown {
    if (low === 20 || low === 21) return low === 21;
    if (low === 22) return null;
    if (low === 27) return this.#take(8).readDoubleBE();
    throw new NotCbor();
  }

  #map(size: number, depth: number): Readonly<Record<string, unknown>> {
    const entries = Array.from({ length: size }, () => {
      const name = this.value(depth);
      if (typeof name !== "string") throw new NotCbor();
      return [name, this.value(depth)] as const;
    });
    return Object.fromEntries(entries);
  }

  #link(tag: bigint): unknown {
    if (tag !== 42n) throw new NotCbor();
    const held = this.value(DEEPEST);
    const base64 = typeof held === "object" && held !== null && "$bytes" in held ? String(held.$bytes) : "";
    const cid = Buffer.from(base64, "base64");
    if (cid[0] !== 0) throw new NotCbor();
    return { $link: cidText(cid.subarray(1)) ?? base64 };
  }
}

/** Whole numbers beyond 2^53 as texts, as everywhere. */
const whole = (value: bigint): number | string =>
  value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value);
