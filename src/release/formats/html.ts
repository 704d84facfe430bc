/** `index.html`: the report for people, one self-contained file without network or script. */
import { renderPage } from "../html/page.ts";
import type { Format } from "./contract.ts";

export const html: Format = {
  id: "html",
  fileName: "index.html",
  mediaType: "text/html; charset=utf-8",
  render: (document) => Buffer.from(renderPage(document), "utf8"),
};
