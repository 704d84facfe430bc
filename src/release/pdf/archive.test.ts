import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { unpacked } from "../../../test/support/pdf.ts";
import { asArchive } from "./archive.ts";

const METADATA =
  "<x:xmpmeta><rdf:RDF><rdf:Description><pdf:PDFVersion>1.7</pdf:PDFVersion></rdf:Description></rdf:RDF></x:xmpmeta>";

/** A file as the compiler lays it out: objects in another order than their numbers, one table. */
function file(leave = ""): string {
  const objects: readonly (readonly [number, string])[] = [
    [2, "[/ICCBased 5 0 R]"],
    [5, "<<\n  /Length 3\n  /N 3\n>>\nstream\n\u0000\u00ff\n\nendstream"],
    [1, "<<\n  /Type /Pages\n  /Count 0\n>>"],
    [3, `<<\n  /Length ${METADATA.length}\n>>\nstream\n${METADATA}\nendstream`],
    [
      4,
      "<<\n  /Type /Catalog\n  /Pages 1 0 R\n  /Metadata 3 0 R\n  /ViewerPreferences <<\n    /Direction /L2R\n  >>\n>>",
    ],
  ];
  let text = "%PDF-1.7\n%\u00e2\u00e3\n\n";
  const places: number[] = [];
  for (const [number, body] of objects) {
    places[number] = text.length;
    text += `${number} 0 obj\n${body}\nendobj\n\n`;
  }
  const lines = places.slice(1).map((at) => `${String(at).padStart(10, "0")} 00000 n\r\n`);
  const table = `xref\n0 6\n0000000000 65535 f\r\n${lines.join("")}trailer\n<<\n  /Size 6\n  /Root 4 0 R\n>>\n`;
  return `${text}${table}startxref\n${text.length}\n%%EOF`.replace(leave, "");
}

/** Type, place and rest of each line of the cross-reference stream. */
function linesOf(pdf: Buffer): number[][] {
  const text = pdf.toString("latin1");
  const at = Number(/startxref\n(\d+)\n%%EOF$/.exec(text)![1]);
  const [dictionary = "", size, length] =
    /^\d+ 0 obj\n<<[^]*?\/Size (\d+)[^]*?\/Length (\d+)\n>>\nstream\n/.exec(text.slice(at))!;
  expect(dictionary).toContain("/W [1 4 2]");
  expect(dictionary).toContain("/Root 4 0 R");
  const start = at + dictionary.length;
  const bytes = inflateSync(pdf.subarray(start, start + Number(length)));
  expect(bytes).toHaveLength(7 * Number(size));
  return Array.from({ length: Number(size) }, (_, i) => [
    bytes.readUInt8(7 * i),
    bytes.readUInt32BE(7 * i + 1),
    bytes.readUInt16BE(7 * i + 5),
  ]);
}

describe("a file declared as PDF/A-2a", () => {
  const bytes = Buffer.from(asArchive(Buffer.from(file(), "latin1")));
  const made = unpacked(bytes);

  it("says so, names its colours, and shows its title", () => {
    expect(made).toContain("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>");
    expect(made).toMatch(/\/Type \/Catalog\n {2}\/OutputIntents \[6 0 R\]/);
    expect(made).toMatch(/6 0 obj\n<<\n {2}\/Type \/OutputIntent\n[^>]*\/DestOutputProfile 5 0 R\n>>/);
    expect(made).toContain("/DisplayDocTitle true");
    expect(made).not.toContain("PDFVersion");
  });

  it("has every object where its table says, and streams as long as they say", () => {
    const text = bytes.toString("latin1");
    const lines = linesOf(bytes);
    expect(lines[0]).toEqual([0, 0, 65_535]);
    expect(lines).toHaveLength(9);
    lines.slice(1).forEach(([kind, where, more], i) => {
      if (kind === 1) expect(text.slice(where)).toMatch(new RegExp(`^${i + 1} 0 obj\n`));
      else expect([kind, where, more]).toEqual([2, 7, [2, 1, 6].indexOf(i + 1)]);
    });
    // The catalog and what is a stream are open.
    expect(lines.flatMap(([kind], number) => (kind === 1 ? [number] : []))).toEqual([3, 4, 5, 7, 8]);
    expect(made).toContain("2 0 obj\n[/ICCBased 5 0 R]\nendobj");
    expect(made).toContain("stream\n\u0000\u00ff\n\nendstream");
    const [, length, stream = ""] = /\/Length (\d+)\n>>\nstream\n(<x:[^]*?)\nendstream/.exec(text)!;
    expect(stream).toHaveLength(Number(length));
  });

  it("is refused where anything is missing that it would have to change", () => {
    for (const missing of [
      "/Metadata 3 0 R",
      "/N 3",
      "</rdf:RDF>",
      "/ViewerPreferences <<",
      "startxref",
      "4 0 obj",
    ])
      expect(() => asArchive(Buffer.from(file(missing), "latin1")), missing).toThrow(TypeError);
    expect(() => asArchive(Buffer.from(""))).toThrow(TypeError);
  });
});
