/**
 * A workbook (Office Open XML) as its sheets, each a table in the plainest delimited text. Formulas give the value that was saved with
 * them; a number keeps the digits that the file has, so that an id which was made a number is known for one. What a number means as a date is told by its
 * format.
 */
import { PlumblineError } from "../../../errors.ts";
import type { Bytes } from "../bytes.ts";
import type { Budget } from "../budget.ts";
import type { ZipEntry } from "../zip.ts";
import { shownBy } from "./dates.ts";
import type { Shown } from "./dates.ts";
import { rowsOfSheet } from "./sheet.ts";
import { SharedStrings } from "./strings.ts";
import { relations } from "./relations.ts";
import { readXml } from "./xml.ts";

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** The table as text, a part at a time. */
  readonly content: () => Bytes;
}

/** An entry that every file of the office formats has. */
const OFFICE = "[Content_Types].xml";
const WORKBOOK = "officeDocument";
const MAX_STYLES = 100_000;

type Entries = ReadonlyMap<string, ZipEntry>;

/** Is this archive a workbook? @throws PlumblineError FILE_BINARY for another kind of office file. */
export function isWorkbook(entries: Entries): boolean {
  const refuse = (what: string) =>
    new PlumblineError("FILE_BINARY", `It is ${what}.`, {
      hint: "Save the sheet as a workbook (xlsx), or as CSV in UTF-8.",
    });
  if (entries.has("mimetype") && entries.has("META-INF/manifest.xml") && entries.has("content.xml"))
    throw refuse("an OpenDocument file");
  if (!entries.has(OFFICE)) return false;
  if (entries.has("xl/workbook.bin")) throw refuse("a workbook in the binary form (xlsb)");
  if (!entries.has("_rels/.rels") || ![...entries.keys()].some((name) => name.startsWith("xl/")))
    throw refuse("an office document, and no workbook");
  return true;
}

/** The sheets in the order of the workbook. @throws PlumblineError FILE_MALFORMED. */
export async function sheetsOf(entries: Entries, budget: Budget): Promise<Sheet[]> {
  const main = [...(await relations(entries, ""))].find(([, { type }]) => type === WORKBOOK)?.[1].target;
  const part = (name: string): Bytes => {
    const entry = entries.get(name);
    if (entry === undefined) throw missing(name);
    return entry.content();
  };
  if (main === undefined) throw missing(WORKBOOK);
  const related = await relations(entries, main);
  const { listed, from1904 } = await contents(part(main));
  const shared = [...related.values()];
  const styles = shared.find(({ type }) => type === "styles");
  const texts = shared.find(({ type }) => type === "sharedStrings");
  const book = {
    shown: styles === undefined ? [] : await formats(part(styles.target)),
    strings: new SharedStrings(),
    from1904,
  };
  let read = texts === undefined || !entries.has(texts.target);
  return listed.flatMap(({ name, id, hidden }) => {
    const target = related.get(id);
    // A sheet may be a chart, which is no table.
    if (target === undefined || target.type !== "worksheet" || !entries.has(target.target)) return [];
    const content = async function* (): AsyncGenerator<Uint8Array> {
      if (!read) await book.strings.read(part(texts!.target));
      read = true;
      for await (const text of rowsOfSheet(part(target.target), book)) {
        const bytes = Buffer.from(text);
        budget.took(bytes.length);
        yield bytes;
      }
    };
    return [{ name, hidden, content }];
  });
}

const missing = (name: string): PlumblineError =>
  new PlumblineError("FILE_MALFORMED", `The workbook has no part ${name.slice(0, 80)}.`);

async function contents(source: Bytes) {
  const listed: { readonly name: string; readonly id: string; readonly hidden: boolean }[] = [];
  let from1904 = false;
  await readXml(source, {
    open: (name, attributes) => {
      if (name === "workbookPr") from1904 = ["1", "true"].includes(attributes["date1904"] ?? "");
      if (name !== "sheet") return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1] ?? "";
      listed.push({
        name: attributes["name"] ?? "",
        id,
        hidden: (attributes["state"] ?? "visible") !== "visible",
      });
    },
  });
  return { listed, from1904 };
}

/** How numbers are shown, by the style of a cell. */
async function formats(source: Bytes): Promise<(Shown | undefined)[]> {
  const codes = new Map<number, string>();
  const shown: (Shown | undefined)[] = [];
  let inCells = false;
  await readXml(source, {
    open: (name, attributes) => {
      const id = Number(attributes["numFmtId"]);
      if (name === "numFmt") codes.set(id, attributes["formatCode"] ?? "");
      else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells && shown.length < MAX_STYLES) shown.push(shownBy(id, codes.get(id)));
    },
    close: (name) => {
      if (name === "cellXfs") inCells = false;
    },
  });
  return shown;
}
