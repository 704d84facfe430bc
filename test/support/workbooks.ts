/** Workbooks made by code of our own, with what programs write and what nobody should. */
import { zipOf } from "./archives.ts";
import type { ZipPart } from "./archives.ts";

/** A cell as it stands in the file: attributes without its place, and what is inside. */
export type Cell = string | number | { readonly t?: string; readonly s?: number; readonly inside: string };

export interface SheetOf {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  readonly state?: "hidden" | "veryHidden";
}

export interface WorkbookOf {
  readonly sheets: readonly SheetOf[];
  readonly shared?: readonly string[];
  readonly from1904?: boolean;
  readonly more?: readonly ZipPart[];
}

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const NS =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const letters = (n: number): string =>
  (n < 26 ? "" : letters(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26));

function cellXml(cell: Cell, column: number, row: number): string {
  const place = `r="${letters(column)}${row}"`;
  if (typeof cell === "number") return `<c ${place}><v>${cell}</v></c>`;
  if (typeof cell === "string")
    return cell === ""
      ? ""
      : `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  const { t, s, inside } = cell;
  return `<c ${place}${t === undefined ? "" : ` t="${t}"`}${s === undefined ? "" : ` s="${s}"`}>${inside}</c>`;
}

/** Styles: 0 a number, 1 a date, 2 a date with its time, 3 a time of day, 4 words around a number, 5 a date written out. */
const STYLES = `<styleSheet ${NS}><numFmts><numFmt numFmtId="164" formatCode="0 &quot;days&quot;"/><numFmt numFmtId="165" formatCode="[$-407]dd\\.mm\\.yyyy hh:mm:ss"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="21"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`;

export const workbookOf = (workbook: WorkbookOf): Buffer => zipOf(workbookParts(workbook));

/** The files in a workbook. */
export function workbookParts({ sheets, shared = [], from1904 = false, more = [] }: WorkbookOf): ZipPart[] {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${REL}/${type}" Target="${target}"/>`;
  const relations = (list: string) => `<Relationships>${list}</Relationships>`;
  const listed = sheets.map(
    ({ name, state }, i) =>
      `<sheet name="${escaped(name)}" sheetId="${i + 1}" ${state === undefined ? "" : `state="${state}" `}r:id="rId${i + 1}"/>`,
  );
  return [
    ...sheets.map(({ rows }, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      content: `<?xml version="1.0"?><worksheet ${NS}><sheetData>${rows
        .map(
          (cells, r) => `<row r="${r + 1}">${cells.map((cell, c) => cellXml(cell, c, r + 1)).join("")}</row>`,
        )
        .join("")}</sheetData></worksheet>`,
    })),
    {
      name: "xl/workbook.xml",
      content: `<workbook ${NS}><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${listed.join("")}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: relations(
        [
          ...sheets.map((_, i) => relation(`rId${i + 1}`, "worksheet", `worksheets/sheet${i + 1}.xml`)),
          relation("rIdS", "styles", "/xl/styles.xml"),
          relation("rIdT", "sharedStrings", "sharedStrings.xml"),
        ].join(""),
      ),
    },
    { name: "xl/styles.xml", content: STYLES },
    {
      name: "xl/sharedStrings.xml",
      content: `<sst ${NS}>${shared.map((one) => `<si>${one}</si>`).join("")}</sst>`,
    },
    { name: "_rels/.rels", content: relations(relation("rId1", "officeDocument", "xl/workbook.xml")) },
    // The last, where some programs put it.
    { name: "[Content_Types].xml", content: "<Types/>" },
    ...more,
  ];
}
