/**
 * Quotations and spans against the bytes of their documents: when they are recorded, when an edition is published, by `verify`,
 * and in the documents that an edition carries. Of a file that has no text that can be read it is said that its passages were not
 * checked, and why.
 */
import { PlumblineError } from "../errors.ts";
import type { ErrorCode } from "../errors.ts";
import { readText } from "../ingest/text/read.ts";
import type { ExtractedText } from "../ingest/index.ts";
import type { CaseFold } from "../case/index.ts";
import { namesCharacters, quoteFault, SCANNED_PDF, spanFault } from "../model/passages.ts";
import type { PageStretch, PassageText } from "../model/passages.ts";
import { isType } from "../model/records.ts";
import type { Body, CaseRecord, IssuedDraft } from "../model/records.ts";
import { recordOf } from "../model/refs.ts";
import type { Ref, Span } from "../model/refs.ts";
import type { ArtifactStore } from "../store/artifacts.ts";
import { Kept } from "../store/kept.ts";
import type { ViewRecord } from "../views/edition.ts";
import { unended } from "../words.ts";
import { Waiting } from "./waiting.ts";

type Document = Pick<Body<"Artifact">, "held" | "sha256" | "mediaType" | "title">;

/** The text in which offsets count, or why there is none: a clause, as "because …" goes on. */
export type ReadText = PassageText | { readonly none: string };

function wholeOf({ paragraphs, cut, pages: count }: ExtractedText): PassageText {
  const text = paragraphs.map((one) => one.text).join("\n\n");
  if (count === null) return { text, cut };
  const pages: (PageStretch | null)[] = Array.from({ length: count }, () => null);
  for (const { page, start, end } of paragraphs)
    if (page !== null) pages[page - 1] = { start: pages[page - 1]?.start ?? start, end };
  return { text, cut, pages };
}

/** Characters of the texts that are kept. */
const KEPT = 33_554_432;
const NOT_HELD: ReadText = Object.freeze({ none: "the bytes are not held" });
const SCANNED: ReadText = Object.freeze({ none: "its pages are stated to be pictures" });

/** Texts by document, the latest kept: a batch, a case and a page cite the same documents again and again. */
export class Texts {
  readonly #store: ArtifactStore;
  readonly #kept = new Kept<ExtractedText>(KEPT);
  /** Who waits for what is being read, by document. */
  readonly #waiting = new Map<string, Waiting>();
  readonly #ended = new AbortController();

  constructor(store: ArtifactStore) {
    this.#store = store;
  }

  /**
   * The text of a document whose bytes are held.
   * @param gone of who asks: where all who ask for a text have gone, reading it ends
   * @throws PlumblineError NO_TEXT, ARCHIVE_LIMIT, IMPORT_LIMIT, STOPPED.
   */
  async read(document: Document, gone?: AbortSignal): Promise<ExtractedText> {
    const { sha256, title, mediaType } = document;
    const key = JSON.stringify([sha256, title, mediaType]);
    const waiting = this.#waiting.get(key) ?? new Waiting();
    this.#waiting.set(key, waiting);
    waiting.join(gone);
    const signal = AbortSignal.any([this.#ended.signal, waiting.signal]);
    const read = async (): Promise<ExtractedText> => {
      // The bytes are opened as the store opens them: what is no plain file, or lies behind a link, is refused.
      await this.#store.size(sha256);
      return readText(this.#store.path(sha256), { name: title, mediaType }, { signal });
    };
    const settled = () => {
      if (this.#waiting.get(key) === waiting) this.#waiting.delete(key);
    };
    try {
      return await this.#kept.of(key, read, (text) => text.characters);
    } catch (error) {
      settled();
      // Who came while it was being ended for others asks anew.
      const isEnded = this.#ended.signal.aborted || gone?.aborted === true || !waiting.signal.aborted;
      if (isEnded) throw error;
      return await this.read(document, gone);
    } finally {
      settled();
    }
  }

  async of(document: Document): Promise<ReadText> {
    const { sha256, held, mediaType } = document;
    if (!held || sha256 === "not recorded" || !this.#store.has(sha256)) return NOT_HELD;
    return mediaType === SCANNED_PDF ? SCANNED : textOr(async () => this.read(document));
  }

  /** Ends what is being read. */
  close(): void {
    this.#ended.abort();
  }
}

/** What a document can do to have no text; any other error is none of the document. */
export const UNREAD: readonly ErrorCode[] = ["NO_TEXT", "ARCHIVE_LIMIT", "IMPORT_LIMIT"];

async function textOr(read: () => Promise<ExtractedText>): Promise<ReadText> {
  try {
    return wholeOf(await read());
  } catch (error) {
    if (!(error instanceof PlumblineError) || !UNREAD.includes(error.code)) throw error;
    const { message } = error;
    return { none: message[0]!.toLowerCase() + unended(message.slice(1)) };
  }
}

/**
 * The first record of an edition whose quotation or span is not in a document that the edition carries.
 * @param documents bytes by SHA-256
 */
export async function passageFaultIn(
  records: readonly ViewRecord[],
  documents: ReadonlyMap<string, Uint8Array>,
): Promise<{ readonly record: string; readonly why: string } | undefined> {
  const artifacts = new Map(
    records.flatMap(({ record }) => (isType("Artifact")(record) ? [[record.id, record.body]] : [])),
  );
  const texts = new Map<Ref, Promise<ReadText>>();
  const text = async (ref: Ref): Promise<ReadText | undefined> => {
    const document = artifacts.get(recordOf(ref));
    const bytes = document === undefined ? undefined : documents.get(document.sha256);
    if (document === undefined || bytes === undefined) return NOT_HELD;
    const { title, mediaType } = document;
    if (mediaType === SCANNED_PDF) return SCANNED;
    const read = texts.get(ref) ?? textOr(async () => readText(bytes, { name: title, mediaType }));
    texts.set(ref, read);
    return read;
  };
  const gone = new Set(records.flatMap(({ record }) => record.supersedes ?? []));
  for (const { record } of records) {
    if (gone.has(record.id)) continue;
    const [fault] = (await checkPassages(record, text)).faults;
    if (fault !== undefined) return { record: record.id, why: fault.message };
  }
  return undefined;
}

/** Passages of the standing records that a reader sees, against the bytes that the case holds. */
export async function passagesIn(
  fold: CaseFold,
  texts: Texts,
): Promise<{
  readonly faults: readonly { readonly record: string; readonly message: string }[];
  readonly checked: number;
  readonly unchecked: readonly string[];
}> {
  const faults: { record: string; message: string }[] = [];
  const unchecked: string[] = [];
  let checked = 0;
  const text = async (ref: Ref): Promise<ReadText | undefined> => {
    const artifact = fold.find("Artifact", ref);
    return artifact === undefined ? undefined : texts.of(artifact.body);
  };
  for (const { record } of fold.visible) {
    if (!fold.stands(record.id)) continue;
    const found = await checkPassages(record, text);
    faults.push(...found.faults.map(({ message }) => ({ record: record.id, message })));
    unchecked.push(...found.unchecked);
    checked += found.checked;
  }
  return { faults, checked, unchecked };
}

interface PassageFault {
  /** Steps from the record down: `["body", "quote"]`. */
  readonly path: readonly (string | number)[];
  /** One sentence. */
  readonly message: string;
}

interface CheckedPassages {
  readonly faults: readonly PassageFault[];
  /** Spans with characters, and quotations, that were held against a text. */
  readonly checked: number;
  /** Why the others were not, one entry each. */
  readonly unchecked: readonly string[];
}

const NOTHING: CheckedPassages = Object.freeze({ faults: [], checked: 0, unchecked: [] });

/**
 * Holds the spans and the quotation of a record against the texts of its documents.
 * @param text of the document that a span names; undefined where that is none, or one that may not be seen
 */
export async function checkPassages(
  record: CaseRecord | IssuedDraft,
  text: (artifact: Ref) => Promise<ReadText | undefined>,
): Promise<CheckedPassages> {
  const spans = "from" in record.body ? (record.body.from ?? []) : [];
  const quote = record.type === "Claim" ? record.body.quote : undefined;
  if (quote === undefined && !spans.some((span) => namesCharacters(span) || span.page !== undefined))
    return NOTHING;
  const faults: PassageFault[] = [];
  const unchecked: string[] = [];
  const readable: { readonly span: Span; readonly found: PassageText }[] = [];
  let checked = 0;
  for (const [i, span] of spans.entries()) {
    const found = span.row === undefined ? await text(span.artifact) : { none: "it is a row of a table" };
    if (found === undefined) continue;
    const passage = quote !== undefined || namesCharacters(span);
    if ("none" in found) {
      if (passage) unchecked.push(found.none);
      continue;
    }
    const fault = spanFault(span, found);
    if (passage) checked += 1;
    if (fault === undefined) readable.push({ span, found });
    else faults.push({ path: ["body", "from", i], message: `The place ${fault}.` });
  }
  if (quote !== undefined) {
    const answers = readable.map(({ span, found }) => ({ span, fault: quoteFault(quote, span, found) }));
    const placed = answers.filter(({ span }) => namesCharacters(span));
    // Where characters are named the words stand there; where they are not, somewhere in one of the documents.
    const bad =
      placed.find(({ fault }) => fault !== undefined) ??
      (placed.length > 0 || unchecked.length > 0 || answers.some(({ fault }) => fault === undefined)
        ? undefined
        : answers[0]);
    if (bad?.fault !== undefined)
      faults.push({ path: ["body", "quote"], message: `The quotation ${bad.fault}.` });
  }
  return { faults, checked, unchecked };
}
