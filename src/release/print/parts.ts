/** Pieces that every section of the printed forms uses. */
import type { Document, Row, Sentence } from "../document/types.ts";
import type { Block, Cell, Span, Voice } from "./types.ts";

/** Labels of the sources among `refs`, in the order of the list of sources. */
export type Cites = (refs: readonly string[]) => readonly string[];

export function citesOf(document: Document): Cites {
  const labels = document.sources.map((source) => [source.row.refs[0]!, source.label] as const);
  return (refs) => labels.filter(([ref]) => refs.includes(ref)).map(([, label]) => label);
}

export function text(voice: Voice, spans: readonly Span[], anchor?: string): Block {
  return { kind: "text", voice, spans, ...(anchor === undefined ? {} : { anchor }) };
}

export function say(voice: Voice, sentence: Sentence | undefined): Block[] {
  return sentence === undefined ? [] : [text(voice, [{ text: sentence.text }])];
}

/** Sentences of one paragraph. */
export function paragraph(
  voice: Voice,
  sentences: readonly Sentence[],
  cites: readonly string[] = [],
): Block[] {
  if (sentences.length === 0) return [];
  const joined = sentences.map((sentence) => sentence.text).join(" ");
  return [text(voice, [{ text: joined, ...(cites.length === 0 ? {} : { cites }) }])];
}

export function heading(level: 1 | 2 | 3, words: string, anchor?: string): Block {
  return { kind: "heading", level, spans: [{ text: words }], ...(anchor === undefined ? {} : { anchor }) };
}

/** Most width, relative to the others, of a column that holds nothing but its head. */
const HEAD_ALONE = 1.2;

/** A table whose lines are rows of the document. A column in which nothing stands leaves its room to the others. */
export function rowsTable(
  heads: readonly string[],
  widths: readonly number[],
  rows: readonly Row[],
  options: {
    readonly code?: readonly number[];
    readonly numeric?: readonly number[];
    /** Rows that stand out. */
    readonly strong?: readonly number[];
  } = {},
): Block[] {
  if (rows.length === 0) return [];
  const lookOf = (row: number, i: number): Pick<Span, "look"> =>
    options.code?.includes(i) === true
      ? { look: "code" }
      : options.strong?.includes(row) === true
        ? { look: "strong" }
        : {};
  const cell = (words: string, row: number, i: number): Cell => [{ text: words, ...lookOf(row, i) }];
  return [
    {
      kind: "table",
      heads,
      widths: widths.map((width, i) =>
        rows.some((row) => (row.cells[i] ?? "") !== "") ? width : Math.min(width, HEAD_ALONE),
      ),
      rows: rows.map((row, at) => ({ cells: heads.map((_, i) => cell(row.cells[i] ?? "", at, i)) })),
      ...(options.numeric === undefined ? {} : { numeric: options.numeric }),
    },
  ];
}

/** A heading and what it stands over; nothing where there is nothing. */
export function under(head: Block, blocks: readonly Block[]): Block[] {
  return blocks.length === 0 ? [] : [head, ...blocks];
}

/** Places that a link can lead to. */
export function anchorsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => ("anchor" in block && block.anchor !== undefined ? [block.anchor] : []));
}
