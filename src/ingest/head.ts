/** What the first bytes of a file tell: nothing in it, another encoding, or no text at all. */
import { PlumblineError } from "../errors.ts";

/** Bytes looked at before a format is chosen. */
export const HEAD_BYTES = 262_144;

const MAGIC: readonly (readonly [readonly number[], string, string])[] = [
  [[0x89, 0x50, 0x4e, 0x47], "a PNG picture", "Choose the table, not the picture."],
  [[0xff, 0xd8, 0xff], "a JPEG picture", "Choose the table, not the picture."],
  [[0x47, 0x49, 0x46, 0x38], "a GIF picture", "Choose the table, not the picture."],
  [
    [0x50, 0x4b, 0x03, 0x04],
    "a ZIP archive or an office workbook",
    "Unpack it, or save the sheet as CSV in UTF-8.",
  ],
  [[0x1f, 0x8b], "compressed with gzip", "Decompress it first (gunzip)."],
  [[0x28, 0xb5, 0x2f, 0xfd], "compressed with zstd", "Decompress it first (unzstd)."],
  [[0x42, 0x5a, 0x68], "compressed with bzip2", "Decompress it first (bunzip2)."],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], "compressed with xz", "Decompress it first (unxz)."],
  [[0x25, 0x50, 0x44, 0x46], "a PDF document", "Choose the table, not the document."],
  [[0xd0, 0xcf, 0x11, 0xe0], "an old office document", "Save the sheet as CSV in UTF-8."],
  [
    [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66],
    "an SQLite database",
    "Export the table as CSV or NDJSON.",
  ],
];

const BOM_UTF8 = [0xef, 0xbb, 0xbf];

/** Does the file begin with these bytes? */
export function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return head.length >= bytes.length && bytes.every((byte, i) => head[i] === byte);
}

/** Length of a UTF-8 byte order mark at the start: 3 or 0. */
export function bomLength(head: Uint8Array): number {
  return startsWith(head, BOM_UTF8) ? BOM_UTF8.length : 0;
}

/**
 * Refuses what cannot be text in UTF-8. Not asked for Parquet, which is recognised before.
 * @throws PlumblineError FILE_EMPTY, FILE_BINARY, FILE_ENCODING.
 */
export function checkTextHead(head: Uint8Array, where: string): void {
  if (head.length === 0) throw new PlumblineError("FILE_EMPTY", "The file has 0 bytes.", { where });
  for (const [bytes, what, hint] of MAGIC)
    if (startsWith(head, bytes))
      throw new PlumblineError("FILE_BINARY", `The file is ${what}.`, { where, hint });
  if (isUtf32(head))
    throw new PlumblineError("FILE_ENCODING", "The file is UTF-32.", {
      where,
      hint: "Save it as UTF-8, for example with iconv -f UTF-32 -t UTF-8.",
    });
  const control = firstControl(head);
  if (control.count > head.length / 50) throw binary(where, control.at);
  if (head.subarray(bomLength(head)).every((byte) => byte <= 0x20))
    throw new PlumblineError("FILE_EMPTY", "The file holds nothing but white space.", { where });
}

/** The error for a byte that no text has. */
function binary(where: string, byte: number): PlumblineError {
  return new PlumblineError("FILE_BINARY", `Byte ${byte} of the file belongs to no text.`, { where });
}

const isUtf32 = (head: Uint8Array): boolean =>
  startsWith(head, [0xff, 0xfe, 0, 0]) || startsWith(head, [0, 0, 0xfe, 0xff]);

export type Utf16 = "utf-16le" | "utf-16be";

/** Which byte of the two comes first in a text in UTF-16, by its mark, or because many bytes in second place are zero; else undefined. */
export function utf16Of(head: Uint8Array): Utf16 | undefined {
  if (isUtf32(head)) return undefined;
  if (startsWith(head, [0xff, 0xfe])) return "utf-16le";
  if (startsWith(head, [0xfe, 0xff])) return "utf-16be";
  if (head.length < 2 * ASCII_FIRST) return undefined;
  const zeros = [0, 0];
  for (const [i, byte] of head.entries()) if (byte === 0) zeros[i & 1]!++;
  const [even, odd] = zeros as [number, number];
  if (Math.max(even, odd) <= head.length * 0.1 || Math.min(even, odd) >= head.length * 0.02) return undefined;
  // Numbers in two bytes have zeros like a text, and begin otherwise.
  const side = even > odd ? 1 : 0;
  for (let i = 0; i < 2 * ASCII_FIRST; i += 2)
    if (!isPrintable(head[i + side]!) || head[i + 1 - side] !== 0) return undefined;
  return side === 0 ? "utf-16le" : "utf-16be";
}

/** Characters at the beginning that are of ASCII in a text without a mark. */
const ASCII_FIRST = 4;
const isPrintable = (byte: number): boolean =>
  (byte >= 0x20 && byte < 0x7f) || byte === 9 || byte === 10 || byte === 13;

/** Control characters other than tab, line ends, form feed and escape. */
function firstControl(head: Uint8Array): { count: number; at: number } {
  let count = 0;
  let at = -1;
  for (let i = 0; i < head.length; i++) {
    const byte = head[i]!;
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27) {
      if (count++ === 0) at = i;
    }
  }
  return { count, at };
}
