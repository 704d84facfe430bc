/** `edition.pdf`: the report on pages, PDF/A-2b, with the drawings of the page and fonts embedded. */
import { renderPdf } from "../pdf/render.ts";
import { visible } from "../text.ts";
import type { Format } from "./format.ts";

export const pdf: Format = {
  id: "pdf",
  fileName: "edition.pdf",
  mediaType: "application/pdf",
  render: (document, view) =>
    renderPdf(
      document,
      view.asOf,
      view.authors.map((author) => visible(author.name)),
    ),
};
