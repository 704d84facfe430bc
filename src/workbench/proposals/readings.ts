/**
 * Documents read for proposals. A reading is kept in memory by the hash of the bytes and what it was asked with; the versions of the
 * extraction and of the rules are those of the program. Nothing of it is in the log.
 */
import { PlumblineError } from "../../errors.ts";
import type { Body, CaseRecord } from "../../model/records.ts";
import type { ExtractedText, TextParagraph } from "../../ingest/index.ts";
import type { Reading } from "../../reading/contract.ts";
import type { ComparedDocument, OriginsFound } from "../../reading/origins/contract.ts";
import type { ArtifactStore } from "../../store/artifacts.ts";
import { Kept } from "../../store/kept.ts";
import { count, counted, plural } from "../../words.ts";
import { UNREAD } from "../passages.ts";
import type { Texts } from "../passages.ts";
import { compareApart, readApart } from "./apart.ts";
import { datelineOf } from "./dateline.ts";

const DAY = "2031-10-29".length;
/** Of a longer text the beginning is read, to the end of a paragraph: some hundred printed pages. */
export const MAX_READ_CHARACTERS = 300_000;
/** Characters of texts whose readings are kept. */
const KEPT_CHARACTERS = 3_000_000;

export interface DocumentReading {
  readonly paragraphs: readonly TextParagraph[];
  /** The whole text, in which offsets count, as far as it was extracted. */
  readonly text: string;
  readonly published: string | null;
  readonly author: string | null;
  readonly reading: Reading;
  /** What of it may come from other documents of the case; none where nobody asked for them. */
  readonly found: OriginsFound;
}

const NOTHING: OriginsFound = Object.freeze({ origins: [], notes: [] });
/** A document is compared with so many others at most, and so many of their characters, the latest first. */
const OTHERS = 100;
const OTHER_CHARACTERS = 3_000_000;
/** Comparisons that are kept. */
const KEPT_COMPARED = 200;

export class Readings {
  readonly #store: ArtifactStore;
  readonly #texts: Texts;
  readonly #kept = new Kept<DocumentReading>(KEPT_CHARACTERS);
  readonly #compared = new Kept<OriginsFound>(KEPT_COMPARED);

  constructor(store: ArtifactStore, texts: Texts) {
    this.#store = store;
    this.#texts = texts;
  }

  /**
   * @param gone of who asks: where all who ask for a text have gone, extracting it ends
   * @throws PlumblineError NOT_FOUND where the bytes are not held; NO_TEXT, IMPORT_LIMIT, STOPPED.
   */
  async of(document: Body<"Artifact">, gone?: AbortSignal): Promise<DocumentReading> {
    const { held, sha256, title, mediaType, published } = document;
    if (!held || sha256 === "not recorded" || !this.#store.has(sha256))
      throw new PlumblineError("NOT_FOUND", "There are no such bytes.");
    await this.#texts.read(document, gone);
    const key = JSON.stringify([sha256, title, mediaType, published]);
    return this.#kept.of(
      key,
      () => this.#read(document),
      ({ text }) => text.length,
    );
  }

  async #read(document: Body<"Artifact">): Promise<DocumentReading> {
    const { paragraphs: all, own } = await this.#texts.read(document);
    const within = all.findLastIndex(({ end }) => end <= MAX_READ_CHARACTERS) + 1;
    const paragraphs = all.slice(0, within);
    const line = datelineOf(paragraphs);
    // As recorded; else as the file says of itself, to the day; else as its first lines do.
    const published = document.published ?? own.published?.slice(0, DAY) ?? line.published;
    const reading = await readApart({ paragraphs, published, author: line.author }, document.title);
    const note = `Only the first ${count(paragraphs.at(-1)?.end ?? 0)} characters were read for proposals.`;
    return {
      paragraphs,
      text: paragraphs.map(({ text }) => text).join("\n\n"),
      published,
      author: line.author,
      reading: within === all.length ? reading : { ...reading, notes: [...reading.notes, note] },
      found: NOTHING,
    };
  }

  /**
   * The same, with what of it may come from others.
   * @param others documents of the case that its reader sees, in order of arrival
   * @throws PlumblineError as `of`
   */
  async beside(
    document: CaseRecord<"Artifact">,
    others: readonly CaseRecord<"Artifact">[],
    gone?: AbortSignal,
  ): Promise<DocumentReading> {
    const read = await this.of(document.body, gone);
    const known = others.filter(
      ({ id, body }) => id !== document.id && body.held && body.sha256 !== document.body.sha256,
    );
    const chosen = known.slice(-OTHERS).reverse();
    if (chosen.length === 0) return read;
    const key = JSON.stringify([document, ...chosen].map(({ id }) => id));
    const found = await this.#compared.of(
      key,
      async () => this.#compare(document, read, chosen, known.length),
      () => 1,
    );
    return { ...read, found };
  }

  async #compare(
    { id, body }: CaseRecord<"Artifact">,
    read: DocumentReading,
    others: readonly CaseRecord<"Artifact">[],
    known: number,
  ): Promise<OriginsFound> {
    const document = comparedOf({ id, body }, read.paragraphs, read);
    const compared: ComparedDocument[] = [];
    let characters = 0;
    for (const other of others) {
      const text = await this.#textOf(other.body);
      if (text === undefined) continue;
      const within = text.paragraphs.filter(({ end }) => end <= MAX_READ_CHARACTERS);
      characters += within.at(-1)?.end ?? 0;
      if (characters > OTHER_CHARACTERS) break;
      const line = datelineOf(within);
      const published = other.body.published ?? text.own.published?.slice(0, DAY) ?? line.published;
      compared.push(comparedOf(other, within, { published, author: line.author }));
    }
    const left = known - compared.length;
    const note = `It was not compared with ${counted(left, "document")} of this case, which ${plural(left, "has", "have")} no text that can be read or ${plural(left, "is", "are")} too many.`;
    const found = await compareApart({ document, others: compared }, body.title).catch((error: unknown) => {
      if (!(error instanceof PlumblineError) || error.code !== "IMPORT_LIMIT") throw error;
      return {
        origins: [],
        notes: ["It was compared with no other document of this case: that took too long."],
      };
    });
    return left === 0 ? found : { ...found, notes: [...found.notes, note] };
  }

  /** Undefined for what has no text that can be read. */
  async #textOf(document: Body<"Artifact">): Promise<ExtractedText | undefined> {
    const { sha256 } = document;
    if (sha256 === "not recorded" || !this.#store.has(sha256)) return undefined;
    try {
      return await this.#texts.read(document);
    } catch (error) {
      if (error instanceof PlumblineError && UNREAD.includes(error.code)) return undefined;
      throw error;
    }
  }
}

const comparedOf = (
  { id, body }: Pick<CaseRecord<"Artifact">, "id" | "body">,
  paragraphs: readonly TextParagraph[],
  { published, author }: Pick<DocumentReading, "published" | "author">,
): ComparedDocument => ({
  id,
  title: body.title,
  published,
  author,
  address: body.capturedFrom ?? null,
  paragraphs,
});
