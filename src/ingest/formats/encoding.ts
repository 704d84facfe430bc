/** Bytes that are no text in UTF-8: whether they are one odd row, or a file in another encoding. */
import { isUtf8 } from "node:buffer";
import { PlumblineError } from "../../errors.ts";

/** Is this text in UTF-8, without a zero byte? */
export const isText = (bytes: Buffer): boolean => !bytes.includes(0) && isUtf8(bytes);

/** Of rows in another encoding, one in so many is an odd row; more, and it is the file. */
const ODD = 100;

export const FOREIGN_HINT =
  "Save it as UTF-8, for example with iconv -f WINDOWS-1252 -t UTF-8; Windows-1252 is what Western European files are often in.";

/** What is seen of bytes that are no UTF-8, over a whole file. */
export class Foreign {
  readonly #where: string;
  #rows = 0;
  #first: { readonly at: number; readonly byte: number } | undefined;

  constructor(where: string) {
    this.#where = where;
  }

  /**
   * @param last it is the last row, and the file ends in it
   * @throws PlumblineError FILE_TRUNCATED.
   */
  saw(row: Buffer, offset: number, last = false): void {
    const at = firstInvalid(row);
    if (at === undefined) return;
    if (last && at >= row.length - 3)
      throw new PlumblineError(
        "FILE_TRUNCATED",
        `The file ends inside a character, at byte ${offset + at}.`,
        {
          where: this.#where,
        },
      );
    // Half a character in three bytes is what programs make of a cut text, and no encoding of its own.
    if (row[at] === 0xed && row[at + 1]! >= 0xa0) return;
    this.#rows++;
    this.#first ??= { at: offset + at, byte: row[at]! };
  }

  /** @throws PlumblineError FILE_ENCODING. */
  check(rows: number): void {
    if (this.#first === undefined || this.#rows * ODD <= rows) return;
    const { at, byte } = this.#first;
    const hex = byte.toString(16).toUpperCase().padStart(2, "0");
    throw new PlumblineError("FILE_ENCODING", `Byte ${at} of the file (0x${hex}) is not UTF-8.`, {
      where: this.#where,
      hint: FOREIGN_HINT,
    });
  }
}

/** Offset of the first byte that begins no valid UTF-8 sequence; undefined where there is none. */
function firstInvalid(bytes: Buffer): number | undefined {
  let low = 0;
  while (low < bytes.length) {
    const byte = bytes[low]!;
    const length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    if (!isUtf8(bytes.subarray(low, low + length))) return low;
    low += length;
  }
  return undefined;
}
