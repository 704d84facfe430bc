/**
 * The language of a text: English by its function words, which tell it in one sentence; others by the trigrams of `franc-min`, loaded
 * when a first text needs them.
 */
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { franc } from "franc-min";

/** So much of a text tells its language, and so little of it does not. */
const SAMPLE = 4_000;
const LEAST = 25;
/** Words of English that its neighbours do not write so, and their least share: in running text it is a quarter and more. */
const ENGLISH = new Set(
  "the and of to that with by from has have had would this it they his her who which were been not will said is are until".split(
    " ",
  ),
);
const SHARE = 1 / 6;

let loaded: typeof franc | undefined;

/** ISO 639-1 code where there is one, else 639-3; null where the text is too short or tells too little. */
export function languageOf(text: string): string | null {
  const sample = text.slice(0, SAMPLE);
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length > 2 && words.filter((word) => ENGLISH.has(word)).length / words.length >= SHARE)
    return "en";
  if (loaded === undefined) {
    const require = createRequire(import.meta.url);
    loaded = (require(fileURLToPath(import.meta.resolve("franc-min"))) as { franc: typeof franc }).franc;
  }
  const found = loaded(sample, { minLength: LEAST });
  return found === "und" ? null : new Intl.Locale(found).language;
}
