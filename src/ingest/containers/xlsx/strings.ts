/** The texts that cells of a workbook share. They are held as bytes outside of the heap, which an import bounds apart. */
import type { Bytes } from "../bytes.ts";
import { parseXml } from "./xml.ts";

export class SharedStrings {
  #bytes = Buffer.alloc(65_536);
  #ends = new Float64Array(1024);
  #count = 0;

  /** Reads the part of a workbook that holds them. @throws PlumblineError FILE_MALFORMED. */
  async read(source: Bytes): Promise<void> {
    const item = new TextOfItem();
    const elements = {
      open: (name: string) => {
        if (name === "si") item.begin();
        else item.open(name);
      },
      text: (text: string) => item.add(text),
      close: (name: string) => {
        if (name === "si") this.#push(item.text());
        else item.close(name);
      },
    };
    for await (const _part of parseXml(source, elements));
  }

  /** Undefined for a place that there is not. */
  at(place: number): string | undefined {
    if (!Number.isInteger(place) || place < 0 || place >= this.#count) return undefined;
    return this.#bytes.toString("utf8", place === 0 ? 0 : this.#ends[place - 1], this.#ends[place]);
  }

  #push(text: string): void {
    const start = this.#count === 0 ? 0 : this.#ends[this.#count - 1]!;
    const needed = start + Buffer.byteLength(text);
    if (needed > this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes], Math.max(needed, 2 * this.#bytes.length));
    this.#bytes.write(text, start);
    if (this.#count === this.#ends.length) {
      const more = new Float64Array(2 * this.#count);
      more.set(this.#ends);
      this.#ends = more;
    }
    this.#ends[this.#count++] = needed;
  }
}

/** The text of an item in pieces of their own format, without how it is to be pronounced. */
export class TextOfItem {
  #parts: string[] = [];
  #wanted = false;
  #phonetic = false;

  begin(): void {
    this.#parts = [];
    this.#wanted = false;
    this.#phonetic = false;
  }

  open(name: string): void {
    if (name === "rPh") this.#phonetic = true;
    else if (name === "t") this.#wanted = !this.#phonetic;
  }

  add(text: string): void {
    if (this.#wanted) this.#parts.push(text);
  }

  close(name: string): void {
    if (name === "rPh") this.#phonetic = false;
    else if (name === "t") this.#wanted = false;
  }

  text(): string {
    return plainText(this.#parts.join(""));
  }
}

/** Characters that XML cannot hold stand as `_x000D_` in a workbook. */
const plainText = (text: string): string =>
  text.includes("_x")
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text;
