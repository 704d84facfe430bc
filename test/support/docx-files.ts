/** DOCX files made by code of our own, right ones and hostile ones. ECMA-376. */
import { zipOf } from "./archives.ts";

/** A run of text; what begins with `<` is taken as it is. */
export const run = (text: string): string =>
  text.startsWith("<") ? text : `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
export const p = (...parts: readonly string[]): string => `<w:p>${parts.map(run).join("")}</w:p>`;
export const ins = (author: string, text: string): string =>
  `<w:ins w:id="1" w:author="${author}">${run(text)}</w:ins>`;
export const del = (author: string, text: string): string =>
  `<w:del w:id="2" w:author="${author}"><w:r><w:delText>${text}</w:delText></w:r></w:del>`;
export const ref = (kind: string, id: number): string => `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`;
export const note = (kind: string, id: number, author: string, content: string): string =>
  `<w:${kind} w:id="${id}" w:author="${author}">${content}</w:${kind}>`;
export const table = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map((cell) => `<w:tc>${p(cell)}</w:tc>`).join("")}</w:tr>`).join("")}</w:tbl>`;

const OFFICE = "http://schemas.openxmlformats.org";
const WORD = `${OFFICE}/wordprocessingml/2006/main`;
let relations = 0;
export const relation = (type: string, target: string): string =>
  `<Relationship Id="r${++relations}" Type="${OFFICE}/officeDocument/2006/relationships/${type}" Target="${target}"/>`;

const related = (content: string): string =>
  `<?xml version="1.0"?><Relationships xmlns="${OFFICE}/package/2006/relationships">${content}</Relationships>`;

export interface DocxParts {
  /** Content of the parts, and of the properties. */
  readonly footnotes?: string;
  readonly comments?: string;
  readonly core?: string;
  /** What stands before the root of the body, and further relations of it. */
  readonly declared?: string;
  readonly relations?: string;
}

export function docxOf(body: string, parts: DocxParts = {}): Buffer {
  const { footnotes, comments, core, declared = "", relations: more = "" } = parts;
  const part = (name: string, content: string) => ({
    name: `word/${name}.xml`,
    content: `<?xml version="1.0"?><w:${name} xmlns:w="${WORD}">${content}</w:${name}>`,
  });
  const beside = [
    ...(footnotes === undefined ? [] : [part("footnotes", footnotes)]),
    ...(comments === undefined ? [] : [part("comments", comments)]),
  ];
  const links = beside.map(({ name }) => relation(name.slice(5, -4), name.slice(5)));
  return zipOf([
    { name: "[Content_Types].xml", content: "<Types/>" },
    {
      name: "_rels/.rels",
      content: related(
        relation("officeDocument", "word/document.xml") +
          relation("metadata/core-properties", "docProps/core.xml"),
      ),
    },
    {
      name: "word/document.xml",
      content: `<?xml version="1.0"?>${declared}<w:document xmlns:w="${WORD}"><w:body>${body}</w:body></w:document>`,
    },
    { name: "word/_rels/document.xml.rels", content: related(links.join("") + more) },
    ...beside,
    ...(core === undefined
      ? []
      : [
          {
            name: "docProps/core.xml",
            content: `<?xml version="1.0"?><cp:coreProperties xmlns:cp="x" xmlns:dc="y" xmlns:dcterms="z">${core}</cp:coreProperties>`,
          },
        ]),
  ]);
}
