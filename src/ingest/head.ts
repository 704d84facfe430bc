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
  if (startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff])) throw utf16(where, 0);
  const nul = head.indexOf(0);
  if (nul >= 0) throw looksUtf16(head) ? utf16(where, nul) : binary(where, nul);
  const control = firstControl(head);
  if (control.count > head.length / 50) throw binary(where, control.at);
  if (head.subarray(bomLength(head)).every((byte) => byte <= 0x20))
    throw new PlumblineError("FILE_EMPTY", "The file holds nothing but white space.", { where });
}

function utf16(where: string, byte: number): PlumblineError {
  return new PlumblineError("FILE_ENCODING", `The file is UTF-16, not UTF-8 (seen at byte ${byte}).`, {
    where,
    hint: "Save it as UTF-8, for example with iconv -f UTF-16 -t UTF-8.",
  });
}

/** The error for a byte that no text has. */
export function binary(where: string, byte: number): PlumblineError {
  return new PlumblineError("FILE_BINARY", `Byte ${byte} of the file belongs to no text.`, { where });
}

/** Text in UTF-16 without a mark: nearly every second byte is zero, on one side only. */
function looksUtf16(head: Uint8Array): boolean {
  const zeros = [0, 0];
  const length = Math.min(head.length, 4096);
  for (let i = 0; i < length; i++) if (head[i] === 0) zeros[i & 1]!++;
  const [even, odd] = zeros as [number, number];
  return Math.max(even, odd) > length * 0.3 && Math.min(even, odd) < length * 0.05;
}

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
