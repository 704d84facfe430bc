/** The language of a text by `eld`, with the smallest of its databases, loaded when a first text is read. */
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { eld } from "eld/extrasmall";

/** So much of a text tells its language. */
const SAMPLE = 4_000;

let loaded: typeof eld | undefined;

/** ISO 639-1 code, or null where the text is too short or tells too little. */
export function languageOf(text: string): string | null {
  if (loaded === undefined) {
    const require = createRequire(import.meta.url);
    loaded = (require(fileURLToPath(import.meta.resolve("eld/extrasmall"))) as { eld: typeof eld }).eld;
  }
  const sample = text.slice(0, SAMPLE);
  const found = loaded.detect(sample);
  return found.language !== "" && found.isReliable() ? found.language : null;
}
