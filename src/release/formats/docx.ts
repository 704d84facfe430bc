/** `edition.docx`: the report as an office document, with footnotes for sources; drawings are told in words. */
import { visible } from "../text.ts";
import type { Format } from "./contract.ts";

export const docx: Format = {
  id: "docx",
  fileName: "edition.docx",
  mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  // Loaded when first used: the writer is large, and most commands print nothing.
  render: async (document, view) => {
    const { renderDocx } = await import("../docx/render.ts");
    return renderDocx(
      document,
      view.asOf,
      view.authors.map((author) => visible(author.name)),
    );
  },
};
