/** `edition.pdf`: the report on pages, PDF/A-2a: tagged, with the drawings of the page and fonts embedded. */
import { visible } from "../text.ts";
import type { Format } from "./contract.ts";

export const pdf: Format = {
  id: "pdf",
  fileName: "edition.pdf",
  mediaType: "application/pdf",
  // Loaded when first used, as most commands print nothing.
  render: async (document, view) => {
    const { renderPdf } = await import("../pdf/render.ts");
    return renderPdf(
      document,
      view.asOf,
      view.authors.map((author) => visible(author.name)),
    );
  },
};
