/**
 * Documents read for proposals. A reading is kept in memory by the hash of the bytes and what it was asked with; the versions of the
 * extraction and of the rules are those of the program. Nothing of it is in the log.
 */
import { PlumblineError } from "../../errors.ts";
import type { Body } from "../../model/records.ts";
import type { TextParagraph } from "../../ingest/index.ts";
import type { Reading } from "../../reading/contract.ts";
import type { ArtifactStore } from "../../store/artifacts.ts";
import { Kept } from "../../store/kept.ts";
import { count } from "../../words.ts";
import type { Texts } from "../passages.ts";
import { readApart } from "./apart.ts";
import { datelineOf } from "./dateline.ts";

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
}

export class Readings {
  readonly #store: ArtifactStore;
  readonly #texts: Texts;
  readonly #kept = new Kept<DocumentReading>(KEPT_CHARACTERS);

  constructor(store: ArtifactStore, texts: Texts) {
    this.#store = store;
    this.#texts = texts;
  }

  /** @throws PlumblineError NOT_FOUND where the bytes are not held; NO_TEXT, IMPORT_LIMIT. */
  async of(document: Body<"Artifact">): Promise<DocumentReading> {
    const { held, sha256, title, mediaType, published } = document;
    if (!held || sha256 === "not recorded" || !this.#store.has(sha256))
      throw new PlumblineError("NOT_FOUND", "There are no such bytes.");
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
    const published = document.published ?? own.published?.slice(0, "2031-10-29".length) ?? line.published;
    const reading = await readApart({ paragraphs, published, author: line.author }, document.title);
    const note = `Only the first ${count(paragraphs.at(-1)?.end ?? 0)} characters were read for proposals.`;
    return {
      paragraphs,
      text: paragraphs.map(({ text }) => text).join("\n\n"),
      published,
      author: line.author,
      reading: within === all.length ? reading : { ...reading, notes: [...reading.notes, note] },
    };
  }
}
