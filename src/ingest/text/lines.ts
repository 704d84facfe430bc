import type { TextKind } from "./kind.ts";

const TYPES = ["text/csv", "text/tab-separated-values", "application/x-ndjson", "application/json"];
const NAMES = /\.(csv|tsv|ndjson|jsonl|json)$/i;

/** Tables and records as they were written: a line is a paragraph. Posts of an import are read from the corpus. */
export const lines: TextKind = Object.freeze<TextKind>({
  id: "lines",
  title: "lines of a table",
  version: 1,
  recognises: ({ mediaType, name }) => TYPES.includes(mediaType ?? "") || NAMES.test(name),
  read: (text) => ({
    paragraphs: text
      .split(/\r?\n/)
      .map((line, i) => ({ text: line, place: `line ${i + 1}` }))
      .filter((paragraph) => paragraph.text.trim() !== ""),
  }),
});
