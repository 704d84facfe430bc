import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOSTILE, SHOWN, squeezed } from "../../../test/support/hostile.ts";
import { describeWithPrograms, outputOf } from "../../../test/support/programs.ts";
import { sampleView } from "../../../test/support/sample-view.ts";
import { tempFolder } from "../../../test/support/temp.ts";
import { elements, parseXml } from "../../../test/support/xml.ts";
import type { XmlElement } from "../../../test/support/xml.ts";
import type { EditionView } from "../../views/edition.ts";
import { buildDocument } from "../document.ts";
import { isDrawn } from "../drawing/figures/figure.ts";
import { docx } from "../formats/docx.ts";
import { stampAll } from "./zip.ts";

const render = async (view: EditionView) => Buffer.from(await docx.render(buildDocument(view), view));
const hostileView = () => sampleView({ text: (text) => text + HOSTILE });

interface Entry {
  readonly name: string;
  readonly stamp: number;
  readonly bytes: Buffer;
}

/** The entries of a ZIP file, by its central directory. */
function unzip(zip: Buffer): Entry[] {
  const end = zip.length - 22;
  const out: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < zip.readUInt16LE(end + 10); i++) {
    const [size, nameLength] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)];
    const local = zip.readUInt32LE(at + 42);
    const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const raw = zip.subarray(data, data + size);
    out.push({
      name: zip.toString("utf8", at + 46, at + 46 + nameLength),
      stamp: zip.readUInt32LE(at + 12),
      bytes: zip.readUInt16LE(at + 10) === 0 ? raw : inflateRawSync(raw),
    });
    expect(zip.readUInt32LE(local + 10)).toBe(zip.readUInt32LE(at + 12));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return out;
}

const parts = (zip: Buffer): Map<string, XmlElement> =>
  new Map(
    unzip(zip)
      .filter(({ name }) => !isPicture(name))
      .map(({ name, bytes }) => [name, parseXml(bytes.toString("utf8"))]),
  );
const isPicture = (name: string): boolean => /^word\/media\/image\d+\.png$/.test(name);
const words = (root: XmlElement): string =>
  elements(root, "w:t")
    .map((run) => run.text)
    .join("");

describe("the package", () => {
  it("is well-formed in every part, hostile text or not", async () => {
    for (const view of [sampleView(), hostileView()]) {
      const found = parts(await render(view));
      for (const name of [
        "[Content_Types].xml",
        "word/document.xml",
        "word/footnotes.xml",
        "docProps/core.xml",
      ])
        expect([...found.keys()]).toContain(name);
    }
  });

  it("has the time of the edition on every entry and in its properties, whatever the clock and zone", async () => {
    const zone = process.env["TZ"];
    try {
      process.env["TZ"] = "Asia/Tokyo";
      const first = await render(sampleView());
      process.env["TZ"] = "America/Lima";
      const second = await render(sampleView());
      expect(first.equals(second)).toBe(true);
      // 2034-05-20 09:00:00 UTC.
      const stamp = ((((54 << 9) | (5 << 5) | 20) << 16) | (9 << 11)) >>> 0;
      expect(new Set(unzip(first).map((entry) => entry.stamp))).toEqual(new Set([stamp]));
      const core = parts(first).get("docProps/core.xml")!;
      for (const name of ["dcterms:created", "dcterms:modified"])
        expect(elements(core, name)[0]!.text).toBe("2034-05-20T09:00:00Z");
    } finally {
      if (zone === undefined) delete process.env["TZ"];
      else process.env["TZ"] = zone;
    }
  });

  it("is refused for stamping where it is none", () => {
    expect(() => stampAll(Buffer.alloc(64), new Date(0))).toThrow(TypeError);
  });
});

describe("the document", () => {
  it("says every key judgment, position and source in styles of its own", async () => {
    const body = parts(await render(sampleView())).get("word/document.xml")!;
    const styled = (style: string) =>
      elements(body, "w:p")
        .filter((p) => elements(p, "w:pStyle").some((found) => found.attributes.get("w:val") === style))
        .map(words);
    const { judgments, sources, title } = buildDocument(sampleView());
    expect(styled("Title")).toEqual([title.text]);
    expect(styled("KeyJudgment").slice(0, judgments.length)).toEqual(
      judgments.map(({ label, wording }) => `${label} ${wording.text}`),
    );
    expect(styled("Heading1")).toContain("Sources");
    expect(styled("Quote")).toContain(judgments[1]!.groups[1]!.words!.text);
    for (const source of sources) expect(styled("Entry")).toContain(`${source.label} ${source.title}`);
  });

  it("cites in footnotes that exist, and each link leads to a bookmark", async () => {
    const found = parts(await render(sampleView()));
    const body = found.get("word/document.xml")!;
    const notes = found.get("word/footnotes.xml")!;
    const cited = elements(body, "w:footnoteReference").map((one) => one.attributes.get("w:id"));
    expect(cited.length).toBeGreaterThan(8);
    const ids = elements(notes, "w:footnote").map((one) => one.attributes.get("w:id"));
    expect(cited.filter((id) => !ids.includes(id))).toEqual([]);
    expect(words(notes)).toContain("S1 Export 7 of public posts");
    const marks = elements(body, "w:bookmarkStart").map((one) => one.attributes.get("w:name"));
    expect(new Set(marks).size).toBe(marks.length);
    const links = [body, notes].flatMap((part) => elements(part, "w:hyperlink"));
    expect(links.length).toBeGreaterThan(8);
    expect(links.filter((link) => !marks.includes(link.attributes.get("w:anchor")))).toEqual([]);
  });

  it("shows every drawing of the page as a picture, with what a reader is told who does not see it", async () => {
    const zip = await render(sampleView());
    const body = parts(zip).get("word/document.xml")!;
    const drawn = elements(body, "wp:docPr").map(({ attributes }) => attributes);
    expect(drawn.map((one) => one.get("id"))).toEqual(drawn.map((_, i) => String(i + 1)));
    const { findings } = buildDocument(sampleView());
    const labels = findings.flatMap(({ figures }) => figures.filter(isDrawn).map(({ label }) => label.text));
    expect(labels.length).toBeGreaterThan(1);
    expect(drawn.flatMap((one) => one.get("descr") ?? [])).toEqual(labels);
    // The others are gauges, whose words stand beside them.
    expect(elements(body, "adec:decorative")).toHaveLength(drawn.length - labels.length);
    const pictures = unzip(zip).filter(({ name }) => isPicture(name));
    const widths = pictures.map(({ bytes }) => {
      expect(bytes.toString("latin1", 1, 4)).toBe("PNG");
      return bytes.readUInt32BE(16);
    });
    // Three dots for each pixel: 628 wide, and gauges of 168 and 42.
    expect([...new Set(widths)].sort((a, b) => a - b)).toEqual([126, 504, 1884]);
  });

  it("bears the marking at head and foot, in the colour of its level on black", async () => {
    const found = parts(await render(sampleView()));
    for (const name of ["word/header1.xml", "word/footer1.xml"]) {
      const part = found.get(name)!;
      expect(words(part)).toContain("TLP:CLEAR");
      expect(elements(part, "w:shd")[0]!.attributes.get("w:fill")).toBe("000000");
    }
  });

  it("holds hostile text as text: no field, no link outwards, no part but its own", async () => {
    const [plain, hostile] = [parts(await render(sampleView())), parts(await render(hostileView()))];
    expect([...hostile.keys()]).toEqual([...plain.keys()]);
    const body = hostile.get("word/document.xml")!;
    const text = words(body);
    for (const shown of SHOWN) expect(squeezed(text)).toContain(squeezed(shown));
    expect(text).toContain("مرحبا");
    for (const name of ["w:fldChar", "w:fldSimple", "w:instrText", "w:object", "w:altChunk"])
      expect(elements(body, name)).toEqual([]);
    for (const [name, part] of hostile)
      if (name.endsWith(".rels"))
        expect(elements(part, "Relationship").filter((one) => one.attributes.has("TargetMode"))).toEqual([]);
    const arabic = elements(body, "w:r").filter((run) => words(run).includes("مرحبا"));
    expect(arabic.every((run) => elements(run, "w:rtl").length === 1)).toBe(true);
  });
});

describeWithPrograms("opened by LibreOffice", ["soffice", "pdftotext", "pdfimages"], () => {
  const cleanups: (() => void)[] = [];
  let root: string;
  beforeAll(() => {
    root = tempFolder((clean) => cleanups.push(clean));
  });
  afterAll(() => {
    for (const clean of cleanups) clean();
  });

  it("as it was written, hostile text included", async () => {
    writeFileSync(join(root, "plain.docx"), await render(sampleView()));
    writeFileSync(join(root, "hostile.docx"), await render(hostileView()));
    outputOf("soffice", [
      `-env:UserInstallation=file://${join(root, "profile")}`,
      "--headless",
      "--convert-to",
      "pdf",
      "--outdir",
      root,
      join(root, "plain.docx"),
      join(root, "hostile.docx"),
    ]);
    expect(readFileSync(join(root, "plain.pdf")).subarray(0, 5).toString()).toBe("%PDF-");
    const plain = squeezed(outputOf("pdftotext", [join(root, "plain.pdf"), "-"]));
    for (const { wording } of buildDocument(sampleView()).judgments)
      expect(plain).toContain(squeezed(wording.text));
    expect(plain).toContain("TLP:CLEAR");
    const images = outputOf("pdfimages", ["-list", join(root, "plain.pdf")]).split("\n");
    expect(images.filter((line) => / image +1884 /.test(line)).length).toBeGreaterThan(1);
    const hostile = squeezed(outputOf("pdftotext", [join(root, "hostile.pdf"), "-"]));
    for (const shown of SHOWN) expect(hostile).toContain(squeezed(shown));
  });
});
