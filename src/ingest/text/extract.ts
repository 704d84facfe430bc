/**
 * The text of a document as a reader may mark it: paragraphs, and for each where it begins and ends in the whole.
 *
 * The whole is the paragraphs with one empty line between them, and offsets count UTF-16 code units in it. A paragraph is what
 * is shown: characters that nobody sees are words in brackets, runs of white space one space, so that a marked passage and its
 * offsets are the same for everyone. Same bytes and same version: same offsets.
 */
import { z } from "zod";
import { PlumblineError } from "../../errors.ts";
import { datedSchema } from "../../model/time.ts";
import { visible } from "../../model/visible.ts";
import { checkTextHead, HEAD_BYTES } from "../head.ts";
import { TEXT_KINDS } from "./index.ts";
import type { RawText } from "./kind.ts";
import { ownFacts } from "./own-facts.ts";

const paragraphSchema = z
  .strictObject({
    /** From 1. */
    n: z.int().positive(),
    /** Offsets in the whole text, end exclusive. */
    start: z.int().nonnegative(),
    end: z.int().nonnegative(),
    text: z.string(),
    /** Where the source counts so: "line 7", "header". */
    place: z.string().nullable(),
    /** From 1, where the document has pages. */
    page: z.int().positive().nullable(),
    /** Whether the document marks it as its article; null where it marks none. */
    article: z.boolean().nullable(),
    /** Addresses of the web that words of it carry and do not show. */
    links: z
      .array(z.strictObject({ address: z.string(), words: z.string() }).readonly())
      .readonly()
      .exactOptional(),
  })
  .readonly()
  .meta({ id: "TextParagraph" });
export type TextParagraph = z.infer<typeof paragraphSchema>;

const fact = z.string().nullable();
const ownFactsSchema = z
  .strictObject({
    title: fact,
    byline: fact,
    /** With the precision that the document gives. */
    published: datedSchema.nullable(),
    /** When the file was made: not when it was published. */
    made: datedSchema.nullable(),
    /** As stated: `en`, `de-AT`. */
    language: fact,
  })
  .readonly()
  .meta({ id: "DocumentFacts" });

/** Fields of the text of a document. */
export const extractedText = {
  /** Id and title of the kind. */
  kind: z.string(),
  title: z.string(),
  /** The reader and its version, "html 1": same bytes and same reader, same offsets. */
  reader: z.string(),
  /** What the document says of itself. */
  own: ownFactsSchema,
  /** Number of pages; null where it has none. */
  pages: z.int().nonnegative().nullable(),
  paragraphs: z.array(paragraphSchema).readonly(),
  /** Length of the whole. */
  characters: z.int().nonnegative(),
  /** Whether only its beginning was read. */
  cut: z.boolean(),
  notes: z.array(z.string()).readonly(),
};
const extractedSchema = z.strictObject(extractedText).readonly();
export type ExtractedText = z.infer<typeof extractedSchema>;

/** What is stated of a document. */
export interface AboutDocument {
  readonly mediaType: string | undefined;
  /** Title or file name. */
  readonly name: string;
}

/** More than this of a text is not read: it is no document. */
export const MAX_TEXT_BYTES = 8_388_608;
const HEAD_CHARACTERS = 4096;
const BETWEEN = 2;

/**
 * Reads what is text already.
 * @param bytes the document, or its first `MAX_TEXT_BYTES`
 * @param whole its size
 * @throws PlumblineError NO_TEXT.
 */
export function extractText(bytes: Uint8Array, whole: number, about: AboutDocument): ExtractedText {
  const { text, note } = decoded(bytes, about.name, bytes.length < whole);
  const facts = { ...about, head: text.slice(0, HEAD_CHARACTERS).toLowerCase() };
  const kind = TEXT_KINDS.find((one) => one.recognises(facts))!;
  const raw = kind.read(text, bytes);
  const notes = [...(note === undefined ? [] : [note]), ...(raw.notes ?? [])];
  return assembled(kind, { ...raw, notes, cut: raw.cut === true || bytes.length < whole });
}

/** The paragraphs with their offsets. */
export function assembled(
  kind: { readonly id: string; readonly title: string; readonly version: number },
  raw: RawText,
): ExtractedText {
  const paragraphs: TextParagraph[] = [];
  let start = 0;
  for (const { text, place, page, article, links } of raw.paragraphs) {
    const shown = visible(text).replaceAll(/ {2,}/g, " ").trim();
    if (shown === "") continue;
    const end = start + shown.length;
    paragraphs.push({
      n: paragraphs.length + 1,
      start,
      end,
      text: shown,
      place: place ?? null,
      page: page ?? null,
      article: article ?? null,
      ...(links === undefined ? {} : { links }),
    });
    start = end + BETWEEN;
  }
  return {
    kind: kind.id,
    title: kind.title,
    reader: `${kind.id} ${kind.version}`,
    own: ownFacts(raw.own),
    pages: raw.pages ?? null,
    paragraphs,
    characters: paragraphs.at(-1)?.end ?? 0,
    cut: raw.cut ?? false,
    notes: raw.notes ?? [],
  };
}

function decoded(bytes: Uint8Array, where: string, cut: boolean): { text: string; note?: string } {
  const utf16 = utf16Mark(bytes);
  if (utf16 !== undefined) return { text: new TextDecoder(utf16).decode(bytes), note: "The file is UTF-16." };
  try {
    checkTextHead(bytes.subarray(0, HEAD_BYTES), where);
  } catch (error) {
    if (!(error instanceof PlumblineError)) throw error;
    throw new PlumblineError("NO_TEXT", `No text can be shown: ${error.message}`, { where });
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: cut }) };
  } catch {
    return {
      text: new TextDecoder("windows-1252").decode(bytes),
      note: "The bytes are not UTF-8; they are read as Windows-1252.",
    };
  }
}

function utf16Mark(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : undefined;
}
