/** A document for comparing: its sentences with the words that stand outside quotation marks. No tagger is asked. */
import type { Span } from "../phrases.ts";
import { placesOf, type Place } from "../places.ts";
import { ReadText } from "../text.ts";
import type { ComparedDocument } from "./contract.ts";

export class Compared {
  readonly document: ComparedDocument;
  readonly text: ReadText;
  readonly sentences: readonly Place[];

  constructor(document: ComparedDocument) {
    this.document = document;
    this.text = new ReadText({ paragraphs: document.paragraphs, published: null, author: null }, null);
    this.sentences = placesOf(this.text);
  }

  /** Words outside quotation marks, in lower case. */
  ownWords({ from, to }: Span): string[] {
    const { tokens, quotedBy } = this.text;
    const words: string[] = [];
    for (let i = from; i < to; i += 1)
      if (tokens[i]!.word && quotedBy[i] === -1) words.push(tokens[i]!.lower);
    return words;
  }

  /** The text of the paragraphs that a stretch of tokens lies in. */
  around({ from, to }: Span): string {
    const inside = this.text.paragraphs.filter((one) => one.from < to && one.to > from);
    return inside.map((one) => this.text.stretch(one.from, one.to).text).join("\n");
  }
}
