/**
 * What a picture says of itself before it is decoded: kind and size, by its bytes and never by a name. What is too large is not decoded at
 * all, and a JPEG that breaks off is told from one that is whole, which its decoder would not do.
 */
import { PlumblineError } from "../../errors.ts";
import { count } from "../../words.ts";

export type PictureKind = "jpeg" | "png" | "gif" | "webp";

/** Bytes by which a picture is known. */
export const PICTURE_HEAD = 16;
/** A picture has at most so many bytes, and so many pixels: 5,000 x 5,000. */
export const PICTURE_LIMITS = Object.freeze({ bytes: 33_554_432, pixels: 25_000_000 });

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

/** @returns undefined for what is no picture that is read */
export function pictureOf(head: Uint8Array): PictureKind | undefined {
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return "jpeg";
  if (head[0] === 0x89 && ascii(head, 1, 8) === "PNG\r\n\u001a\n") return "png";
  if (/^GIF8[79]a$/.test(ascii(head, 0, 6))) return "gif";
  return ascii(head, 0, 4) === "RIFF" && ascii(head, 8, 12) === "WEBP" ? "webp" : undefined;
}

/** Is this, by its name, the list that 4CAT puts beside the images that it downloaded? */
export const isPictureList = (path: string): boolean => /(?:^|\/)\.metadata\.json$/.test(path);

/** @throws PlumblineError FILE_BINARY, FILE_MALFORMED, IMPORT_LIMIT. */
export function checkPicture(bytes: Buffer): { readonly kind: PictureKind; readonly pixels: number } {
  const kind = pictureOf(bytes);
  if (kind === undefined)
    throw new PlumblineError("FILE_BINARY", "It is no picture in JPEG, PNG, GIF or WebP.");
  const [width, height] = SIZE_OF[kind](bytes) ?? [0, 0];
  const pixels = width * height;
  if (pixels === 0) throw malformed();
  if (pixels > PICTURE_LIMITS.pixels)
    throw new PlumblineError("IMPORT_LIMIT", `It has more than ${count(PICTURE_LIMITS.pixels)} pixels.`);
  return { kind, pixels };
}

export const malformed = (cause?: unknown): PlumblineError =>
  new PlumblineError("FILE_MALFORMED", "The picture is damaged, or breaks off.", { cause });

type Size = readonly [width: number, height: number];

/** Where there are bytes for it. */
const SIZE_OF: Readonly<Record<PictureKind, (bytes: Buffer) => Size | undefined>> = {
  jpeg: jpegSize,
  png: (bytes) => (bytes.length < 24 ? undefined : [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]),
  gif: (bytes) => (bytes.length < 10 ? undefined : [bytes.readUInt16LE(6), bytes.readUInt16LE(8)]),
  webp: webpSize,
};

/** Of the frame, which has to be followed by a scan and an end. */
function jpegSize(bytes: Buffer): Size | undefined {
  let size: Size | undefined;
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xda)
      return bytes.lastIndexOf("\u00ff\u00d9", undefined, "latin1") > at ? size : undefined;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      // Of two frames, the larger is held to the limit.
      const next: Size = [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
      if (size === undefined || next[0] * next[1] > size[0] * size[1]) size = next;
    }
    at += 2 + (hasLength(marker) ? bytes.readUInt16BE(at + 2) : 0);
  }
  return undefined;
}

const hasLength = (marker: number): boolean => marker !== 0x01 && (marker < 0xd0 || marker > 0xd8);

function webpSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 30) return undefined;
  const form = ascii(bytes, 12, 16);
  if (form === "VP8X") return [1 + bytes.readUIntLE(24, 3), 1 + bytes.readUIntLE(27, 3)];
  if (form === "VP8 ") return [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff];
  if (form !== "VP8L") return undefined;
  const packed = bytes.readUInt32LE(21);
  return [1 + (packed & 0x3fff), 1 + ((packed >>> 14) & 0x3fff)];
}
