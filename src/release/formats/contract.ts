/** The contract of a form: one content file of an edition, rendered from the document and the view. */
import type { EditionView } from "../../views/edition.ts";
import type { Document } from "../document.ts";

export interface Format {
  /** Short name, as `html`. */
  readonly id: string;
  /** Name of the file in the edition's folder: letters, digits, dots and dashes. */
  readonly fileName: string;
  readonly mediaType: string;
  /**
   * The bytes of the file. Pure: same document and view, same bytes. A content file holds nothing that depends on
   * records above the ceiling, so neither the log root nor a signature.
   */
  render(document: Document, view: EditionView): Uint8Array | Promise<Uint8Array>;
}
