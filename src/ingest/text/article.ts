/**
 * Which paragraphs of a page are its article, by the elements `article` and `main` that the page itself has: the longest `article`,
 * else `main`, without navigation, asides, footers and forms. It marks, and leaves the text and its offsets alone.
 */
import type { RawParagraph } from "./kind.ts";

const ASIDE = new Set(["nav", "aside", "footer", "form"]);

export class ArticleMarks {
  #articles = 0;
  #main = 0;
  #aside = 0;
  /** Number of the outermost article that is open, or was last. */
  #number = 0;
  readonly #lengths: number[] = [0];
  /** By paragraph: 0 outside, -1 in `main`, else the number of its article. */
  readonly #of: number[] = [];

  tag(name: string, closing: boolean): void {
    const step = closing ? -1 : 1;
    if (name === "article") {
      if (!closing && this.#articles === 0) this.#number = this.#lengths.push(0) - 1;
      this.#articles = Math.max(0, this.#articles + step);
    } else if (name === "main") this.#main = Math.max(0, this.#main + step);
    else if (ASIDE.has(name)) this.#aside = Math.max(0, this.#aside + step);
  }

  /** @param n number of the paragraph, from 1 */
  add(n: number, characters: number): void {
    const place = this.#articles > 0 ? this.#number : this.#main > 0 ? -1 : 0;
    this.#of[n - 1] = this.#aside > 0 ? 0 : place;
    if (place > 0 && this.#aside === 0) this.#lengths[place]! += characters;
  }

  marked(texts: readonly string[]): RawParagraph[] {
    const longest = this.#lengths.reduce((best, length, i) => (length > this.#lengths[best]! ? i : best), 0);
    const wanted = longest === 0 ? -1 : longest;
    if (!this.#of.includes(wanted)) return texts.map((text) => ({ text }));
    return texts.map((text, i) => ({ text, article: this.#of[i] === wanted }));
  }
}
