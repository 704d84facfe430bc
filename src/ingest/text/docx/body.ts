/**
 * The paragraphs of one part of a DOCX: its body, its notes, its comments. What was deleted under tracked changes is no text and
 * is kept apart; what was inserted is text. Elements come one by one, and nothing of the tree is built.
 */
import type { Bytes } from "../../containers/bytes.ts";
import type { Attributes } from "../../containers/xlsx/xml.ts";
import { parseXml } from "../../containers/xlsx/xml.ts";

export interface PartParagraph {
  readonly text: string;
  /** "table 2, row 3, column 1". */
  readonly place: string | undefined;
  /** Id and author of the note or comment that it belongs to. */
  readonly item: Item | undefined;
}

interface Item {
  readonly id: string;
  readonly author: string;
}

export interface Change {
  readonly kind: "inserted" | "deleted";
  readonly author: string;
  readonly text: string;
}

export interface PartBounds {
  readonly paragraphs: number;
  readonly characters: number;
}

/** Elements of which each is a note or a comment. */
const ITEMS = new Set(["footnote", "endnote", "comment"]);
/** Second versions of what stands there already, for other programs. */
const SKIPPED = new Set(["Fallback"]);
const CHANGES: Readonly<Record<string, Change["kind"]>> = {
  ins: "inserted",
  moveTo: "inserted",
  del: "deleted",
  moveFrom: "deleted",
};
const MOST_CHANGES = 1000;
const MOST_OF_CHANGE = 200;

export class PartText {
  readonly paragraphs: PartParagraph[] = [];
  readonly changes: Change[] = [];
  /** Ids of notes in the order in which the text refers to them, as `footnote 7`. */
  readonly references: string[] = [];
  /** Whether a bound ended it. */
  cut = false;
  changed = 0;
  readonly #bounds: PartBounds;
  /** A paragraph of a text box stands within another. */
  readonly #open: string[][] = [];
  readonly #tables: { readonly table: number; row: number; column: number }[] = [];
  readonly #change: { readonly kind: Change["kind"]; readonly author: string; text: string }[] = [];
  #tableCount = 0;
  #characters = 0;
  #skipped = 0;
  #deleted = 0;
  #wanted = false;
  #item: Item | undefined;

  constructor(bounds: PartBounds) {
    this.#bounds = bounds;
  }

  /** @throws PlumblineError FILE_MALFORMED and what the source throws. */
  async read(source: Bytes): Promise<this> {
    const elements = {
      open: (name: string, attributes: Attributes) => this.#begin(name, attributes),
      text: (text: string) => this.#add(text),
      close: (name: string) => this.#end(name),
    };
    for await (const _part of parseXml(source, elements)) if (this.cut) break;
    return this;
  }

  #begin(name: string, attributes: Attributes): void {
    if (this.#skipped > 0 || SKIPPED.has(name)) {
      this.#skipped++;
      return;
    }
    const cell = this.#tables.at(-1);
    const change = CHANGES[name];
    if (name === "p") this.#open.push([]);
    else if (name === "t" || name === "delText") this.#wanted = true;
    else if (name === "tab" || name === "br" || name === "cr") this.#put(" ");
    else if (name === "noBreakHyphen") this.#put("-");
    else if (name === "tbl") this.#tables.push({ table: ++this.#tableCount, row: 0, column: 0 });
    else if (name === "tr" && cell !== undefined) [cell.row, cell.column] = [cell.row + 1, 0];
    else if (name === "tc" && cell !== undefined) cell.column++;
    else if (ITEMS.has(name))
      this.#item = { id: valueOf(attributes, "id"), author: valueOf(attributes, "author") };
    else if (name === "footnoteReference" || name === "endnoteReference")
      this.references.push(`${name.slice(0, -"Reference".length)} ${valueOf(attributes, "id")}`);
    else if (change !== undefined) {
      this.#change.push({ kind: change, author: valueOf(attributes, "author"), text: "" });
      if (change === "deleted") this.#deleted++;
    }
  }

  #add(text: string): void {
    if (this.#wanted && this.#skipped === 0) this.#put(text);
  }

  #put(text: string): void {
    const change = this.#change.at(-1);
    if (change !== undefined && change.text.length < MOST_OF_CHANGE)
      change.text += text.slice(0, MOST_OF_CHANGE - change.text.length);
    if (this.#deleted > 0 || this.cut) return;
    this.#characters += text.length;
    this.#open.at(-1)?.push(text);
    if (this.#characters > this.#bounds.characters) this.cut = true;
  }

  #end(name: string): void {
    if (this.#skipped > 0) {
      this.#skipped--;
      return;
    }
    if (name === "p") this.#paragraph();
    else if (name === "t" || name === "delText") this.#wanted = false;
    else if (name === "tbl") this.#tables.pop();
    else if (ITEMS.has(name)) this.#item = undefined;
    else if (CHANGES[name] !== undefined) {
      const { kind, author, text } = this.#change.pop()!;
      if (kind === "deleted") this.#deleted--;
      // A changed mark at the end of a paragraph holds no words.
      if (text.trim() === "") return;
      this.changed++;
      if (this.changes.length < MOST_CHANGES) this.changes.push({ kind, author, text });
    }
  }

  #paragraph(): void {
    const text = (this.#open.pop() ?? []).join("");
    // The rest of a part that was handed over at once is left out, too: the bound is at the same place for everyone.
    if (text.trim() === "" || this.paragraphs.length >= this.#bounds.paragraphs) return;
    const cell = this.#tables.at(-1);
    const place =
      cell === undefined ? undefined : `table ${cell.table}, row ${cell.row}, column ${cell.column}`;
    this.paragraphs.push({ text, place, item: this.#item });
    if (this.paragraphs.length >= this.#bounds.paragraphs) this.cut = true;
  }
}

/** An attribute, whatever its prefix. */
const valueOf = (attributes: Attributes, name: string): string =>
  Object.entries(attributes).find(([key]) => key.slice(key.indexOf(":") + 1) === name)?.[1] ?? "";
