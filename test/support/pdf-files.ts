/** PDF files made by code of our own, right ones and hostile ones: what no program would write. ISO 32000-1. */
import { deflateSync } from "node:zlib";

/** Bodies of objects by number, from 1; a stream is a dictionary without its length, and bytes. */
type PdfObject = string | { readonly dictionary?: string; readonly bytes: Buffer };

function bodyOf(object: PdfObject): Buffer {
  if (typeof object === "string") return Buffer.from(object, "latin1");
  const { dictionary = "", bytes } = object;
  return Buffer.concat([
    Buffer.from(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`, "latin1"),
    bytes,
    Buffer.from("\nendstream"),
  ]);
}

/** A file of these objects with its table; the first is the catalogue. */
export function pdfOf(objects: readonly PdfObject[], trailer = ""): Buffer {
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n")];
  const at: number[] = [];
  let size = parts[0]!.length;
  for (const [i, object] of objects.entries()) {
    at.push(size);
    const part = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), bodyOf(object), Buffer.from("\nendobj\n")]);
    parts.push(part);
    size += part.length;
  }
  const rows = at.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const count = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${count}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${count} /Root 1 0 R ${trailer} >>\nstartxref\n${size}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** A line of text with its place in points from the left and the foot of the page. */
export interface PlacedLine {
  readonly text: string;
  readonly x?: number;
  readonly y: number;
  readonly size?: number;
}

const escaped = (text: string) => text.replaceAll(/[\\()]/g, "\\$&");

const FONT = 3;
const contentOf = (lines: readonly PlacedLine[]): Buffer =>
  Buffer.from(
    lines
      .map(({ text, x = 72, y, size = 10 }) => `BT /F1 ${size} Tf ${x} ${y} Td (${escaped(text)}) Tj ET`)
      .join("\n"),
    "latin1",
  );

/** Pages of placed lines. @param more objects behind them, and what the catalogue and the trailer say of these */
export function pagesPdf(
  pages: readonly (readonly PlacedLine[])[],
  more: {
    readonly catalogue?: string;
    readonly trailer?: string;
    readonly objects?: readonly PdfObject[];
  } = {},
): Buffer {
  const first = 4;
  const kids = pages.map((_, i) => `${first + 2 * i} 0 R`).join(" ");
  return pdfOf(
    [
      `<< /Type /Catalog /Pages 2 0 R ${more.catalogue ?? ""} >>`,
      `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
      ...pages.flatMap((lines, i): PdfObject[] => [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${first + 2 * i + 1} 0 R /Resources << /Font << /F1 ${FONT} 0 R >> >> >>`,
        { bytes: contentOf(lines) },
      ]),
      ...(more.objects ?? []),
    ],
    more.trailer,
  );
}

/** Number of the first object behind those of so many pages. */
export const objectAfter = (pages: number): number => 4 + 2 * pages;

/** Lines from the top of a page down, 12 points apart. */
export const linesDown = (texts: readonly string[], x = 72, from = 770): PlacedLine[] =>
  texts.map((text, i) => ({ text, x, y: from - 12 * i }));

/** A page whose content unpacks to so many MiB of words. */
export function bombPdf(mib: number): Buffer {
  const bytes = deflateSync(Buffer.alloc(mib * 1_048_576, "BT /F1 9 Tf (a) Tj ET\n"), { level: 9 });
  return onePage({ dictionary: "/Filter /FlateDecode", bytes });
}

/** A file whose page lies packed in a stream of objects that unpacks to so many MiB. */
export function objectBombPdf(mib: number): Buffer {
  const inside = Buffer.from("4 0 << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >> ");
  const bytes = deflateSync(Buffer.concat([inside, Buffer.alloc(mib * 1_048_576, " ")]), { level: 9 });
  const objects: PdfObject[] = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
    { dictionary: "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", bytes },
  ];
  const parts = [Buffer.from("%PDF-1.7\n")];
  // Rows of the table: kind, place, index; the page is the first object in stream 3.
  const rows = [[0, 0, 65_535]];
  for (const [i, object] of objects.entries()) {
    rows.push([1, parts.reduce((sum, part) => sum + part.length, 0), 0]);
    parts.push(Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), bodyOf(object), Buffer.from("\nendobj\n")]));
  }
  rows.push([2, 3, 0]);
  const start = parts.reduce((sum, part) => sum + part.length, 0);
  rows.push([1, start, 0]);
  const table = Buffer.concat(
    rows.map(([kind = 0, place = 0, index = 0]) => {
      const row = Buffer.alloc(7);
      row.writeUInt8(kind, 0);
      row.writeUInt32BE(place, 1);
      row.writeUInt16BE(index, 5);
      return row;
    }),
  );
  const last = bodyOf({ dictionary: "/Type /XRef /Size 6 /W [1 4 2] /Root 1 0 R", bytes: table });
  return Buffer.concat([
    ...parts,
    Buffer.from("5 0 obj\n"),
    last,
    Buffer.from(`\nendobj\nstartxref\n${start}\n%%EOF\n`),
  ]);
}

function onePage(
  content: PdfObject,
  resources = `/Font << /F1 ${FONT} 0 R >>`,
  more: readonly PdfObject[] = [],
) {
  return pdfOf([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << ${resources} >> >>`,
    content,
    ...more,
  ]);
}

/** Forms that draw each other many times over: so many to the power of the levels. */
export function formBombPdf(times: number, levels: number): Buffer {
  const first = 6;
  const draw = Buffer.from("/X Do ".repeat(times));
  const forms = Array.from({ length: levels }, (_, i): PdfObject => {
    const last = i === levels - 1;
    const inside = last ? `/Font << /F1 ${FONT} 0 R >>` : `/XObject << /X ${first + i + 1} 0 R >>`;
    return {
      dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << ${inside} >>`,
      bytes: last ? Buffer.from("BT /F1 9 Tf (bomb) Tj ET") : draw,
    };
  });
  return onePage({ bytes: draw }, `/XObject << /X ${first} 0 R >>`, forms);
}

/** A tree of pages so many levels deep, with one page at its end. */
export function deepTreePdf(levels: number): Buffer {
  const first = 5;
  const nodes = Array.from(
    { length: levels },
    (_, i) =>
      `<< /Type /Pages /Parent ${i === 0 ? 2 : first + i - 1} 0 R /Kids [${i === levels - 1 ? 4 : first + i + 1} 0 R] /Count 1 >>`,
  );
  return pdfOf([
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${first} 0 R] /Count 1 >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    `<< /Type /Page /Parent ${first + levels - 1} 0 R /MediaBox [0 0 595 842] >>`,
    ...nodes,
  ]);
}

/** A tree of pages that leads back to itself, and says that it has so many. */
export const cyclicPdf = (pages: number): Buffer =>
  pdfOf([
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [3 0 R] /Count ${pages} >>`,
    `<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count ${pages} >>`,
  ]);

/** Locked: it says so, and no password opens it. */
export const lockedPdf = (): Buffer =>
  pagesPdf([linesDown(["Secret."])], {
    trailer: `/Encrypt ${objectAfter(1)} 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]`,
    objects: [
      `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <${"ab".repeat(32)}> /U <${"cd".repeat(32)}> >>`,
    ],
  });
