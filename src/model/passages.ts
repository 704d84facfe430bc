/**
 * Passages: whether a quotation stands where a record says that it stands. Runs of white space count as one space and
 * typographic quotation marks as plain ones, as one gets them who copies from a page; marks around a quotation are no part of it.
 * Nothing else folds. Linear in the text.
 */
import type { Body } from "./records.ts";
import type { Span } from "./refs.ts";
import { counted } from "../words.ts";

/** The whole text of a document, as offsets count in it. */
export interface PassageText {
  readonly text: string;
  /** Whether only its beginning was read. */
  readonly cut: boolean;
  /** What of the text stands on each page, null for a page without text; undefined where the document has no pages. */
  readonly pages?: readonly (PageStretch | null)[] | undefined;
}

export interface PageStretch {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

const QUOTES: Readonly<Record<string, string>> = {
  "“": '"',
  "”": '"',
  "„": '"',
  "‟": '"',
  "«": '"',
  "»": '"',
  "‘": "'",
  "’": "'",
  "‚": "'",
  "‛": "'",
  "‹": "'",
  "›": "'",
};

interface Folded {
  readonly text: string;
  /** Offset in the unfolded text of each unit, and its length at the end. */
  readonly at: readonly number[];
}

function folded(text: string): Folded {
  const units: string[] = [];
  const at: number[] = [];
  let space = true;
  for (let i = 0; i < text.length; i++) {
    const unit = text[i]!;
    const blank = /\s/.test(unit);
    if (blank && space) continue;
    units.push(blank ? " " : (QUOTES[unit] ?? unit));
    at.push(i);
    space = blank;
  }
  if (units.at(-1) === " ") units.pop();
  return { text: units.join(""), at: [...at, text.length] };
}

/** Folded, without the marks around it. */
const quotation = (text: string) => folded(text).text.replaceAll(/^["']\s?|\s?["']$/g, "");

/** Whether a span names a passage of a text: neither a row of a table nor a place in words alone. */
export function namesCharacters(span: Span): boolean {
  return span.row === undefined && (span.start !== undefined || span.end !== undefined);
}

/** What is wrong with a span by itself; undefined if the document has it. */
export function spanFault(span: Span, { text, cut, pages }: PassageText): string | undefined {
  const page = pageFault(span, pages);
  if (page !== undefined) return page;
  if (!namesCharacters(span)) return undefined;
  const { start, end } = span;
  if (start === undefined || end === undefined) return "has one end only: it needs `start` and `end`";
  if (start >= end) return `is empty: characters ${start} to ${end}`;
  if (end > text.length && !cut)
    return `ends at character ${end}; the document has ${text.length} characters`;
  return undefined;
}

/** A passage is cited by the page on which it begins. */
function pageFault({ page, start }: Span, pages: PassageText["pages"]): string | undefined {
  if (page === undefined) return undefined;
  if (pages === undefined) return "names a page, and this document has none";
  if (page > pages.length) return `names page ${page}; the document has ${counted(pages.length, "page")}`;
  if (pages[page - 1] === null) return `names page ${page}, which has no text`;
  if (start === undefined || isOn(start, pages[page - 1]!)) return undefined;
  const there = pageOf(start, pages);
  return `names page ${page}, and character ${start} ${there === undefined ? "stands on none" : `stands on page ${there}`}`;
}

const isOn = (at: number, { start, end }: PageStretch): boolean => at >= start && at < end;

/** The page on which a character stands. */
export function pageOf(at: number, pages: PassageText["pages"]): number | undefined {
  const found = pages?.findIndex((one) => one !== null && isOn(at, one)) ?? -1;
  return found < 0 ? undefined : found + 1;
}

/** What is wrong with a quotation by one span that holds; undefined if it stands there. */
export function quoteFault(quote: string, span: Span, document: PassageText): string | undefined {
  const { text, cut, pages } = document;
  const words = quotation(quote);
  if (words === "") return "quotes nothing";
  const { start, end, page } = span;
  const placed = start !== undefined && end !== undefined;
  if (placed && end > text.length && cut) return undefined;
  if (placed && quotation(text.slice(start, end)) === words) return undefined;
  const wanted = (page === undefined ? undefined : pages?.[page - 1]) ?? undefined;
  const from = start ?? wanted?.start ?? 0;
  const found = (placed ? undefined : firstFrom(words, from, text)) ?? nearest(words, from, text);
  if (found === undefined) return cut ? undefined : "is not in the document";
  if (!placed && (wanted === undefined || isOn(found.start, wanted))) return undefined;
  const there = pageOf(found.start, pages);
  return `is not there; its nearest place is characters ${found.start} to ${found.end}${there === undefined ? "" : ` on page ${there}`}`;
}

/** The place of folded words that begins nearest to an offset. */
function nearest(
  words: string,
  from: number,
  text: string,
): { readonly start: number; readonly end: number } | undefined {
  const whole = folded(text);
  let best: { start: number; end: number } | undefined;
  for (let i = whole.text.indexOf(words); i >= 0; i = whole.text.indexOf(words, i + 1)) {
    const [start, end] = [whole.at[i]!, whole.at[i + words.length - 1]! + 1];
    if (best === undefined || Math.abs(start - from) < Math.abs(best.start - from)) best = { start, end };
    else break;
  }
  return best;
}

/** Their first place from an offset on. */
function firstFrom(
  words: string,
  from: number,
  text: string,
): { readonly start: number; readonly end: number } | undefined {
  const found = nearest(words, 0, text.slice(from));
  return found === undefined ? undefined : { start: from + found.start, end: from + found.end };
}

/** Where the words of a quotation stand in a text, nearest to an offset. */
export function findQuote(
  quote: string,
  text: string,
  from = 0,
): { readonly start: number; readonly end: number } | undefined {
  const words = quotation(quote);
  return words === "" ? undefined : nearest(words, from, text);
}

/** The same, on the page that a span names; in the whole where it names none. */
export function findCited(
  quote: string,
  { text, pages }: PassageText,
  { page }: Span,
): { readonly start: number; readonly end: number } | undefined {
  const stretch = page === undefined ? undefined : pages?.[page - 1];
  const words = quotation(quote);
  const found = stretch == null || words === "" ? undefined : firstFrom(words, stretch.start, text);
  return found ?? findQuote(quote, text, stretch?.start);
}

/** A PDF of pictures of text, as the person who records it states: its passages are cited by page and are not checked. */
export const SCANNED_PDF = "application/x-scanned-pdf";

const READ_TYPES =
  /^(?:text\/.+|message\/rfc822|application\/(?:json|xhtml\+xml|x-ndjson|pdf|vnd\.openxmlformats-officedocument\.wordprocessingml\.document))$/;
const READ_NAMES = /\.(?:txt|md|html?|xhtml|eml|csv|tsv|json|ndjson|jsonl|pdf|docx)$/i;

/**
 * Whether the passages of a document can be held against its bytes, by what its record says: everybody who has the record
 * alone says the same.
 */
export function passagesOf({
  held,
  sha256,
  mediaType,
  title,
}: Pick<Body<"Artifact">, "held" | "sha256" | "mediaType" | "title">):
  "checked" | "not held" | "not read yet" {
  if (!held || sha256 === "not recorded") return "not held";
  const read = mediaType === undefined ? READ_NAMES.test(title) : READ_TYPES.test(mediaType);
  return read ? "checked" : "not read yet";
}
