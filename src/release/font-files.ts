/**
 * The font files that editions are set in: `fonts/` beside the program, with the licence of each family. A script copies
 * them out of the packages (`scripts/fonts.mjs`), so that an installed program has those that are read and no others.
 */
import { readFileSync } from "node:fs";

/** The bytes of a file such as `pdf/inter/Inter_400Regular.ttf`. */
export const fontFile = (path: string): Buffer =>
  readFileSync(new URL(`../../fonts/${path}`, import.meta.url));
