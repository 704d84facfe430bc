/** The contract of a readable kind of document: one file per kind, one line in `index.ts`. */

/** What is known of a document before it is read. */
export interface DocumentFacts {
  /** As somebody has stated it; it may be wrong. */
  readonly mediaType: string | undefined;
  /** Title or file name. */
  readonly name: string;
  /** The beginning of the decoded text, in lower case. */
  readonly head: string;
}

export interface RawParagraph {
  readonly text: string;
  /** Where the source counts so: "line 7", "header". */
  readonly place?: string;
}

export interface TextKind {
  readonly id: string;
  readonly title: string;
  recognises(facts: DocumentFacts): boolean;
  /** Paragraphs in reading order. Pure: nothing is run, loaded or looked up. Time grows with the length of the text. */
  paragraphs(text: string, bytes: Uint8Array): RawParagraph[];
}

/** Parts between empty lines. */
export function byEmptyLines(text: string): RawParagraph[] {
  return text
    .split(/\r?\n[ \t]*(?:\r?\n[ \t]*)+|\r\r+/)
    .filter((part) => part.trim() !== "")
    .map((part) => ({ text: part }));
}
