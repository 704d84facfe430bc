/**
 * Text in UTF-16, as UTF-8: what spreadsheets call Unicode text. Half a character stays half a character, in bytes that are no UTF-8, so
 * that it costs the row it stands in and is not replaced in silence.
 */
import type { Budget } from "./budget.ts";
import { truncated } from "./bytes.ts";
import type { Bytes } from "./bytes.ts";

const MARK = "\uFEFF";
const HALF = /[\uD800-\uDFFF]/u;
const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;

/** @throws PlumblineError FILE_TRUNCATED for half a code unit at the end, ARCHIVE_LIMIT. */
export async function* fromUtf16(
  source: Bytes,
  bigEndian: boolean,
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  let rest = Buffer.alloc(0);
  let first = true;
  for await (const part of source) {
    const bytes = Buffer.concat([rest, part]);
    const whole = bytes.length - (bytes.length % 2);
    const units = Buffer.from(bytes.subarray(0, whole));
    if (bigEndian) units.swap16();
    // The first half of a character waits for the second.
    const end = whole > 0 && isHigh(units.readUInt16LE(whole - 2)) ? whole - 2 : whole;
    rest = bytes.subarray(end);
    const text = units.toString("utf16le", 0, end);
    yield encoded(first && text.startsWith(MARK) ? text.slice(1) : text, budget);
    first &&= text === "";
  }
  if (rest.length % 2 === 1) throw truncated();
  if (rest.length === 2)
    yield encoded(String.fromCharCode(bigEndian ? rest.readUInt16BE() : rest.readUInt16LE()), budget);
}

function encoded(text: string, budget: Budget): Buffer {
  const bytes = HALF.test(text)
    ? Buffer.concat(
        text
          .split(/([\uD800-\uDFFF])/u)
          .map((part) => (HALF.test(part) ? half(part.charCodeAt(0)) : Buffer.from(part))),
      )
    : Buffer.from(text);
  budget.took(bytes.length);
  return bytes;
}

const half = (unit: number): Buffer =>
  Buffer.from([0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)]);
