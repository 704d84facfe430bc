import type { PageFiles } from "../../src/server/page-files.ts";

/** For servers that are asked for data only: a page without content. */
export const NO_PAGE: PageFiles = { document: new Uint8Array(), assets: new Map() };
