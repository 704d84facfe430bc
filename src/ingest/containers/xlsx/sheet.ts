/** The rows of a sheet as delimited text: every row as wide as the first, blank ones left out. */
import type { Bytes } from "../bytes.ts";
import { MAX_COLUMNS } from "../../formats/rows.ts";
import { clockOf } from "./dates.ts";
import type { Shown } from "./dates.ts";
import { TextOfItem } from "./strings.ts";
import type { SharedStrings } from "./strings.ts";
import { parseXml } from "./xml.ts";
import type { Attributes } from "./xml.ts";

/** What the sheets of a workbook have in common. */
export interface Book {
  readonly strings: SharedStrings;
  /** How numbers are shown, by the style of a cell. */
  readonly shown: readonly (Shown | undefined)[];
  readonly from1904: boolean;
}

/** A part of the text after each part of the sheet. @throws PlumblineError FILE_MALFORMED. */
export async function* rowsOfSheet(source: Bytes, book: Book): AsyncGenerator<string> {
  const rows = new Rows(book);
  for await (const _part of parseXml(source, rows)) yield rows.take();
}

class Rows {
  readonly #book: Book;
  readonly #item = new TextOfItem();
  #lines: string[] = [];
  #width = 0;
  #row: string[] = [];
  #cell: Attributes = {};
  #column = -1;
  #value = "";
  #inValue = false;

  constructor(book: Book) {
    this.#book = book;
  }

  take(): string {
    const text = this.#lines.join("");
    this.#lines = [];
    return text;
  }

  readonly open = (name: string, attributes: Attributes): void => {
    if (name === "row") {
      this.#row = [];
      this.#column = -1;
    } else if (name === "c") {
      this.#cell = attributes;
      this.#column = columnOf(attributes["r"]) ?? this.#column + 1;
      this.#value = "";
      this.#item.begin();
    } else if (name === "v") this.#inValue = true;
    else this.#item.open(name);
  };

  readonly text = (text: string): void => {
    if (this.#inValue) this.#value += text;
    else this.#item.add(text);
  };

  readonly close = (name: string): void => {
    if (name === "v") this.#inValue = false;
    else if (name === "c") this.#put();
    else if (name === "row") this.#end();
    else this.#item.close(name);
  };

  #put(): void {
    const text = this.#textOf();
    // One column too many tells as much as all of them.
    if (text === "" || this.#column > MAX_COLUMNS) return;
    while (this.#row.length < this.#column) this.#row.push("");
    this.#row[this.#column] = text;
  }

  #textOf(): string {
    const value = this.#value;
    switch (this.#cell["t"]) {
      case "s":
        return this.#book.strings.at(Number(value)) ?? "";
      case "inlineStr":
        return this.#item.text();
      case "b":
        return value.trim() === "1" ? "true" : "false";
      case undefined:
      case "n":
        return this.#number(value.trim());
      default:
        return value;
    }
  }

  #number(digits: string): string {
    const shown = this.#book.shown[Number(this.#cell["s"] ?? 0)];
    if (shown === undefined || digits === "") return digits;
    return clockOf(Number(digits), shown, this.#book.from1904) ?? digits;
  }

  #end(): void {
    if (this.#row.length === 0) return;
    this.#width ||= this.#row.length;
    while (this.#row.length < this.#width) this.#row.push("");
    this.#lines.push(`${this.#row.map(quoted).join(",")}\n`);
  }
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** `C7` is in column 2. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Za-z]{1,3}/.exec(reference ?? "")?.[0].toUpperCase();
  if (letters === undefined) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
