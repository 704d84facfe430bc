/** Archives made by code of our own, right ones and hostile ones: what a library would never write. */
import { crc32, deflateRawSync } from "node:zlib";

export interface TarPart {
  readonly name: string;
  readonly content?: string | Buffer;
  /** The type flag; `0` is a file. */
  readonly type?: string;
}

const BLOCK = 512;

/** A header and its content, padded. */
function tarPart({ name, content = "", type = "0" }: TarPart): Buffer {
  const bytes = Buffer.from(content);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0, 100, "utf8");
  header.write("0000644\0", 100);
  header.write(`${bytes.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write("        ", 148);
  header.write(type, 156);
  if (type === "2") header.write("/etc/passwd", 157);
  header.write("ustar\u000000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return Buffer.concat([header, bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)]);
}

export const tarOf = (parts: readonly TarPart[]): Buffer =>
  Buffer.concat([...parts.map(tarPart), Buffer.alloc(2 * BLOCK)]);

/** An extended header that gives the next entry another name. */
export function paxName(name: string): TarPart {
  const body = ` path=${name}\n`;
  let length = Buffer.byteLength(body) + 2;
  while (`${length}`.length + Buffer.byteLength(body) !== length) length++;
  return { name: "pax", type: "x", content: `${length}${body}` };
}

export interface ZipPart {
  readonly name: string;
  readonly content: string | Buffer;
  readonly stored?: boolean;
  readonly flags?: number;
  readonly crc?: number;
  /** What the archive says, where it lies. */
  readonly size?: number;
  /** Mode of the file in Unix. */
  readonly mode?: number;
}

export function zipOf(parts: readonly ZipPart[]): Buffer {
  const files: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { name, content, stored = false, flags = 0, mode = 0, ...lies } of parts) {
    const plain = Buffer.from(content);
    const data = stored ? plain : deflateRawSync(plain);
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags | 0x800, 2);
    common.writeUInt16LE(stored ? 0 : 8, 4);
    common.writeUInt32LE(lies.crc ?? crc32(plain), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(lies.size ?? plain.length, 18);
    common.writeUInt16LE(title.length, 22);
    files.push(Buffer.from("PK\u0003\u0004"), common, title, data);
    const entry = Buffer.alloc(46);
    entry.write("PK\u0001\u0002", 0);
    entry.writeUInt16LE(0x0314, 4);
    common.copy(entry, 6);
    entry.writeUInt32LE(mode * 0x10000, 38);
    entry.writeUInt32LE(at, 42);
    list.push(entry, title);
    at += 30 + title.length + data.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0);
  end.writeUInt16LE(Math.min(parts.length, 0xffff), 8);
  end.writeUInt16LE(Math.min(parts.length, 0xffff), 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, directory, end]);
}

/** A frame of zstd whose blocks are as they are; `window` as the exponent that the header asks for. */
export function zstdOf(content: string | Buffer, window = 20): Buffer {
  const bytes = Buffer.from(content);
  const blocks: Buffer[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += 65_536) {
    const part = bytes.subarray(at, at + 65_536);
    blocks.push(zstdBlock(part.length, 0, at + 65_536 >= bytes.length), part);
  }
  return Buffer.concat([zstdHeader(window), ...blocks]);
}

/** A frame of so many blocks of 128 KiB of one letter, four bytes each. */
export function zstdRepeats(blocks: number): Buffer {
  const parts = Array.from({ length: blocks }, (_, i) =>
    Buffer.concat([zstdBlock(131_072, 1, i === blocks - 1), Buffer.from("a")]),
  );
  return Buffer.concat([zstdHeader(20), ...parts]);
}

const zstdHeader = (window: number): Buffer =>
  Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, (window - 10) << 3]);

function zstdBlock(size: number, type: 0 | 1, last: boolean): Buffer {
  const header = Buffer.alloc(3);
  header.writeUIntLE((size << 3) | (type << 1) | Number(last), 0, 3);
  return header;
}
