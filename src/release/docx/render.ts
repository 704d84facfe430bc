/**
 * The report as an office document: styles, headings, tables, and a footnote where a sentence rests on sources. The
 * same document gives the same bytes: the packer's clock and its times are replaced by the time of the edition.
 */
import {
  AlignmentType,
  Document as Office,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
} from "docx";
import type { Document } from "../document/types.ts";
import { escapeText } from "../drawing/tags.ts";
import { TLP_COLOURS } from "../drawing/tokens.ts";
import { PAGE_LANGUAGE, printBlocks } from "../print/print.ts";
import { anchorsOf } from "../print/parts.ts";
import { bodyOf, COLUMN, Notes } from "./body.ts";
import { Pictures } from "./pictures.ts";
import { STYLES } from "./styles.ts";
import { stampAll } from "./zip.ts";

/** Twentieths of a point in a pixel of 1/96 inch. */
const TWENTIETHS = 15;

/**
 * @param asOf time of the edition; the date in the file.
 * @param authors names of the parties that wrote it.
 */
export async function renderDocx(
  document: Document,
  asOf: string,
  authors: readonly string[],
): Promise<Uint8Array> {
  const blocks = printBlocks(document);
  const titles = new Map(document.sources.map((source) => [source.label, source.title]));
  const pictures = await Pictures.of(JSON.stringify(blocks), COLUMN / TWENTIETHS);
  const notes = new Notes(titles, new Set(anchorsOf(blocks)), pictures);
  const children = bodyOf(blocks, notes);
  const office = new Office({
    title: document.title.text,
    styles: STYLES,
    footnotes: notes.footnotes,
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: 1420, bottom: 1360, left: 1303, right: 1303, header: 500, footer: 500 },
          },
        },
        headers: {
          default: new Header({
            children: [new Paragraph({ alignment: AlignmentType.RIGHT, children: [marking(document)] })],
          }),
        },
        footers: { default: new Footer({ children: [foot(document)] }) },
        children: [...children],
      },
    ],
  });
  const core = coreProperties(document, asOf, authors);
  const zip = await Packer.toBuffer(office, undefined, [{ path: "docProps/core.xml", data: core }]);
  stampAll(zip, new Date(asOf));
  return zip;
}

/** The TLP label as FIRST prescribes it: at least 12 points, its colour on black, at the right. */
function marking(document: Document): TextRun {
  return new TextRun({
    text: `TLP:${document.tlp}`,
    bold: true,
    size: 24,
    color: TLP_COLOURS[document.tlp].slice(1),
    shading: { fill: "000000" },
  });
}

function foot(document: Document): Paragraph {
  return new Paragraph({
    style: "Small",
    tabStops: [{ type: TabStopType.RIGHT, position: COLUMN }],
    children: [
      new TextRun({ children: ["Page ", PageNumber.CURRENT, " of ", PageNumber.TOTAL_PAGES, "\t"] }),
      marking(document),
    ],
  });
}

function coreProperties(document: Document, asOf: string, authors: readonly string[]): string {
  const time = `${new Date(asOf).toISOString().slice(0, 19)}Z`;
  const names =
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties ${names}>` +
    `<dc:title>${escapeText(document.title.text)}</dc:title>` +
    `<dc:creator>${escapeText(authors.join("; "))}</dc:creator>` +
    `<dc:language>${PAGE_LANGUAGE}</dc:language>` +
    `<cp:lastModifiedBy>${escapeText(document.software)}</cp:lastModifiedBy>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created>` +
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified></cp:coreProperties>`
  );
}
