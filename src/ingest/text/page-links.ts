/** Addresses that a page's text links to, by paragraph, each with the words that carry it. Nothing is followed. */
import { decodeEntities } from "./entities.ts";
import { attributesOf } from "./html-facts.ts";
import type { LinkInText } from "./kind.ts";

/** Links of a page that are kept; what comes later is text without its address. */
const MOST_LINKS = 5000;
/** A longer address is none that anybody wrote. */
const MOST_ADDRESS = 2048;

export class PageLinks {
  #kept = 0;
  #open: { readonly address: string; readonly from: number } | undefined;
  #found: LinkInText[] = [];

  /**
   * A tag of the page.
   * @param source the tag as it stands
   * @param pieces text of the paragraph so far
   */
  tag(name: string, closing: boolean, source: string, pieces: readonly string[]): void {
    if (name !== "a") return;
    this.#close(pieces);
    if (closing || this.#kept >= MOST_LINKS) return;
    const address = attributesOf(source).get("href");
    if (address !== undefined && address.length <= MOST_ADDRESS && /^https?:\/\/[^\s]+$/i.test(address))
      this.#open = { address, from: pieces.length };
  }

  /** Links of the paragraph that ends here. One that is still open ends with it. */
  end(pieces: readonly string[]): readonly LinkInText[] {
    this.#close(pieces);
    const found = this.#found;
    this.#found = [];
    return found;
  }

  #close(pieces: readonly string[]): void {
    if (this.#open === undefined) return;
    const { address, from } = this.#open;
    this.#open = undefined;
    const words = decodeEntities(pieces.slice(from).join("")).replaceAll(/\s+/g, " ").trim();
    if (words === "") return;
    this.#kept += 1;
    this.#found.push({ address, words });
  }
}
