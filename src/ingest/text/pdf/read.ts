/**
 * The text of a PDF, page by page. The reader of the format is pdf.js in the build of `unpdf`, which draws nothing: no script is
 * run, no font or character map is fetched, no picture is opened. It runs in the child process alone, because it parses what
 * strangers made, and its memory grows with what a stream unpacks to.
 */
import type * as PdfJs from "unpdf/pdfjs";
import { PlumblineError } from "../../../errors.ts";
import { count, counted, listed, plural } from "../../../words.ts";
import { SCANNED_PDF } from "../../../model/passages.ts";
import type { TellProgress } from "../../messages.ts";
import type { RawParagraph, RawText } from "../kind.ts";
import { pdfDate } from "../own-facts.ts";
import type { OwnFacts } from "../own-facts.ts";
import { linesOf, pieceOf } from "./lines.ts";
import type { DrawnText, Piece } from "./lines.ts";
import { inOrder } from "./order.ts";
import { grouped, Joiner } from "./paragraphs.ts";

export const PDF_KIND = Object.freeze({ id: "pdf", title: "PDF", version: 1 });

/** Pages, pieces of text on one page and characters in all beyond which the rest is left out. */
const MOST_PAGES = 20_000;
const MOST_PIECES = 200_000;
const MOST_CHARACTERS = 8_388_608;
/** Stretches of pages that a note names. */
const MOST_NAMED = 10;

interface PageText {
  /** Lines of each paragraph. */
  readonly paragraphs: readonly (readonly string[])[];
  readonly state: "read" | "cut" | "failed";
}

/** @throws PlumblineError NO_TEXT. */
export async function readPdf(bytes: Uint8Array, where: string, tell: TellProgress): Promise<RawText> {
  const { getDocument, VerbosityLevel } = await import("unpdf/pdfjs");
  const task = getDocument({
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    enableXfa: false,
    disableAutoFetch: true,
    disableStream: true,
    disableRange: true,
  });
  try {
    const document = await task.promise;
    const pages = Math.min(document.numPages, MOST_PAGES);
    const read: PageText[] = [];
    let characters = 0;
    while (read.length < pages && characters <= MOST_CHARACTERS) {
      const page = await readPage(document, read.length + 1);
      for (const line of page.paragraphs.flat()) characters += line.length;
      read.push(page);
      tell("reading", read.length, pages, "pages");
    }
    return rawText(read, document.numPages, await factsOf(document), where);
  } catch (error) {
    throw refused(error, where);
  } finally {
    await task.destroy().catch(() => undefined);
  }
}

/** What is wrong with one page costs that page. */
async function readPage(document: PdfJs.PDFDocumentProxy, number: number): Promise<PageText> {
  try {
    const page = await document.getPage(number);
    const { pieces, cut } = await piecesOf(page);
    page.cleanup();
    const paragraphs = grouped(inOrder(linesOf(pieces))).map((lines) => lines.map(({ text }) => text));
    return { paragraphs, state: cut ? "cut" : "read" };
  } catch {
    return { paragraphs: [], state: "failed" };
  }
}

async function piecesOf(page: PdfJs.PDFPageProxy): Promise<{ pieces: Piece[]; cut: boolean }> {
  const pieces: Piece[] = [];
  const reader = page.streamTextContent().getReader() as ReadableStreamDefaultReader<{
    readonly items: readonly (DrawnText | { readonly type: string })[];
  }>;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { pieces, cut: false };
    for (const item of value.items) if ("str" in item) pieces.push(pieceOf(item));
    if (pieces.length <= MOST_PIECES) continue;
    await reader.cancel(new Error("enough"));
    return { pieces: pieces.slice(0, MOST_PIECES), cut: true };
  }
}

function rawText(read: readonly PageText[], pages: number, own: Partial<OwnFacts>, where: string): RawText {
  const joiner = new Joiner(read.flatMap(({ paragraphs }) => paragraphs));
  const paragraphs = read.flatMap((page, i) =>
    page.paragraphs.map((lines): RawParagraph => {
      return { text: joiner.join(lines), place: `page ${i + 1}`, page: i + 1 };
    }),
  );
  const those = (wanted: (page: PageText) => boolean) =>
    read.flatMap((page, i) => (wanted(page) ? [i + 1] : []));
  const failed = those(({ state }) => state === "failed");
  const empty = those((page) => page.state === "read" && page.paragraphs.length === 0);
  if (paragraphs.length === 0) throw noText(pages, failed.length === read.length, where);
  const notes = [
    saying(empty, "no text, and may be pictures of text", "has", "have"),
    saying(failed, "damaged and not read", "is", "are"),
    saying(
      those(({ state }) => state === "cut"),
      "read in part, because more is drawn than a page holds",
      "is",
      "are",
    ),
    read.length < pages ? `Only the first ${count(read.length)} of ${count(pages)} pages are read.` : "",
  ];
  return {
    paragraphs,
    own,
    pages,
    cut: read.length < pages,
    notes: notes.filter((note) => note !== ""),
  };
}

function noText(pages: number, damaged: boolean, where: string): PlumblineError {
  if (damaged)
    return new PlumblineError("NO_TEXT", "It is damaged: none of its pages can be read.", { where });
  return new PlumblineError(
    "NO_TEXT",
    `It has ${counted(pages, "page")} and no text: ${plural(pages, "the page may be a picture", "its pages may be pictures")} of text.`,
    { where, hint: `State its mediaType as ${SCANNED_PDF}: it is then quoted by page, unchecked.` },
  );
}

/** "Pages 3 to 7 and 9 have no text." Empty for no pages. */
function saying(pages: readonly number[], what: string, one: string, many: string): string {
  if (pages.length === 0) return "";
  const stretches: { from: number; to: number }[] = [];
  for (const page of pages) {
    const last = stretches.at(-1);
    if (last?.to === page - 1) last.to = page;
    else stretches.push({ from: page, to: page });
  }
  const named = stretches
    .slice(0, MOST_NAMED)
    .map(({ from, to }) => (from === to ? `${from}` : `${from} to ${to}`));
  const rest = stretches.length - named.length;
  const places = listed(rest > 0 ? [...named, `${count(rest)} more stretches`] : named);
  return `${plural(pages.length, "Page", "Pages")} ${places} ${plural(pages.length, one, many)} ${what}.`;
}

async function factsOf(document: PdfJs.PDFDocumentProxy): Promise<Partial<OwnFacts>> {
  const found = await document.getMetadata().catch(() => undefined);
  const info = (found?.info ?? {}) as Readonly<Record<string, unknown>>;
  const text = (name: string): string | null => {
    const value = info[name];
    return typeof value === "string" ? value : null;
  };
  return {
    title: text("Title"),
    byline: text("Author"),
    made: pdfDate(text("CreationDate") ?? ""),
    language: text("Language"),
  };
}

function refused(error: unknown, where: string): unknown {
  if (error instanceof PlumblineError) return error;
  const locked = error instanceof Error && error.name === "PasswordException";
  const message = locked ? "It is locked with a password." : "It is damaged: it cannot be read as PDF.";
  return new PlumblineError("NO_TEXT", message, { where, cause: error });
}
