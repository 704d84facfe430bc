/**
 * What the PDF needs of a TrueType file: which characters it can draw, and a family name that no font of the machine
 * bears, so that a page looks the same everywhere. Linear in the file.
 *
 * Format: ISO/IEC 14496-22 (OpenType), tables `cmap` (formats 4 and 12) and `name` (version 0).
 */

interface Table {
  /** Place of the table's line in the directory. */
  readonly entry: number;
  readonly offset: number;
  readonly length: number;
}

function tableOf(font: Buffer, tag: string): Table {
  const count = font.readUInt16BE(4);
  for (let i = 0; i < count; i++) {
    const entry = 12 + 16 * i;
    if (font.toString("latin1", entry, entry + 4) === tag)
      return { entry, offset: font.readUInt32BE(entry + 8), length: font.readUInt32BE(entry + 12) };
  }
  throw new TypeError(`a font without table ${tag}`);
}

/** Inclusive ranges of code points, in order. */
export type Ranges = readonly (readonly [number, number])[];

/**
 * The characters that have a glyph.
 * @throws TypeError for a font without a Unicode map.
 */
export function coverage(font: Buffer): Ranges {
  const { offset } = tableOf(font, "cmap");
  const found = new Map<number, number>();
  for (let i = 0; i < font.readUInt16BE(offset + 2); i++) {
    const platform = font.readUInt16BE(offset + 4 + 8 * i);
    const at = offset + font.readUInt32BE(offset + 8 + 8 * i);
    if (platform === 0 || platform === 3) found.set(font.readUInt16BE(at), at);
  }
  const full = found.get(12);
  if (full !== undefined) return groups(font, full);
  const basic = found.get(4);
  if (basic === undefined) throw new TypeError("a font without a Unicode map");
  return segments(font, basic);
}

function groups(font: Buffer, at: number): Ranges {
  const ranges: [number, number][] = [];
  for (let i = 0; i < font.readUInt32BE(at + 12); i++) {
    const group = at + 16 + 12 * i;
    ranges.push([font.readUInt32BE(group), font.readUInt32BE(group + 4)]);
  }
  return ranges;
}

function segments(font: Buffer, at: number): Ranges {
  const doubled = font.readUInt16BE(at + 6);
  const ranges: [number, number][] = [];
  for (let i = 0; i < doubled; i += 2) {
    const end = font.readUInt16BE(at + 14 + i);
    const start = font.readUInt16BE(at + 16 + doubled + i);
    if (start !== 0xffff) ranges.push([start, end]);
  }
  return ranges;
}

/** The same font under another family; its PostScript name, which a PDF shows, stays. */
export function underFamily(font: Buffer, family: string): Buffer {
  const { entry, offset } = tableOf(font, "name");
  const postScript = nameAt(font, offset, 6);
  const names: readonly (readonly [number, string])[] = [
    [1, family],
    [2, "Regular"],
    [4, family],
    [6, postScript],
  ];
  const texts = names.map(([, text]) => Buffer.from(text, "utf16le").swap16());
  const head = Buffer.alloc(6 + 12 * names.length);
  head.writeUInt16BE(names.length, 2);
  head.writeUInt16BE(head.length, 4);
  let at = 0;
  names.forEach(([id], i) => {
    const length = texts[i]!.length;
    [3, 1, 0x409, id, length, at].forEach((value, k) => head.writeUInt16BE(value, 6 + 12 * i + 2 * k));
    at += length;
  });
  const table = Buffer.concat([head, ...texts]);
  const start = Math.ceil(font.length / 4) * 4;
  const made = Buffer.concat([font, Buffer.alloc(start - font.length), table]);
  made.writeUInt32BE(start, entry + 8);
  made.writeUInt32BE(table.length, entry + 12);
  return made;
}

/** A name in UTF-16 (platform 3). */
function nameAt(font: Buffer, offset: number, wanted: number): string {
  const strings = offset + font.readUInt16BE(offset + 4);
  for (let i = 0; i < font.readUInt16BE(offset + 2); i++) {
    const line = offset + 6 + 12 * i;
    if (font.readUInt16BE(line) !== 3 || font.readUInt16BE(line + 6) !== wanted) continue;
    const from = strings + font.readUInt16BE(line + 10);
    return Buffer.from(font.subarray(from, from + font.readUInt16BE(line + 8)))
      .swap16()
      .toString("utf16le");
  }
  throw new TypeError(`a font without name ${wanted}`);
}
