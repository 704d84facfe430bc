/** The contract of a readable kind of document: one file per kind, one line in `index.ts`. */

import type { OwnFacts } from "./own-facts.ts";

/** What is known of a document before it is read. */
export interface DocumentFacts {
  /** As somebody has stated it; it may be wrong. */
  readonly mediaType: string | undefined;
  /** Title or file name. */
  readonly name: string;
  /** The beginning of the decoded text, in lower case. */
  readonly head: string;
}

/** Words of a paragraph that carry an address, as a page's link does. */
export interface LinkInText {
  /** Of the web, as written. */
  readonly address: string;
  readonly words: string;
}

export interface RawParagraph {
  readonly text: string;
  /** Where the source counts so: "line 7", "header". */
  readonly place?: string;
  /** From 1, where the document has pages. */
  readonly page?: number;
  /** Whether the document marks it as its article; undefined where it marks none. */
  readonly article?: boolean;
  /** Addresses that its words carry and do not show. */
  readonly links?: readonly LinkInText[];
}

/** What a reader gives of a document. */
export interface RawText {
  /** In reading order. */
  readonly paragraphs: readonly RawParagraph[];
  /** What the document says of itself; what is left out is not known. */
  readonly own?: Partial<OwnFacts>;
  /** Number of its pages. */
  readonly pages?: number;
  /** Whether a bound of the reader left something out. */
  readonly cut?: boolean;
  /** A sentence each. */
  readonly notes?: readonly string[];
}

export interface TextKind {
  readonly id: string;
  readonly title: string;
  /** Goes up where the same bytes give other characters: passages are kept as offsets. */
  readonly version: number;
  recognises(facts: DocumentFacts): boolean;
  /** Pure: nothing is run, loaded or looked up. Time grows with the length of the text. */
  read(text: string, bytes: Uint8Array): RawText;
}

/** Parts between empty lines. */
export function byEmptyLines(text: string): RawParagraph[] {
  return text
    .split(/\r?\n[ \t]*(?:\r?\n[ \t]*)+|\r\r+/)
    .filter((part) => part.trim() !== "")
    .map((part) => ({ text: part }));
}
