/**
 * Part of speech by wink-nlp and its English model, loaded when a first text is read, so that commands which read nothing pay
 * nothing. The tagger cuts words in its own way and takes quadratic time over one very long word, so it is given our tokens,
 * the long ones cut, with single spaces between them; each token takes the tag of the word that stands where it begins.
 */
import { createRequire } from "node:module";
import type { PartOfSpeech } from "wink-nlp";

export type Tag = PartOfSpeech;

/** What is used of the tagger; its own types have methods that cannot be handed on. */
interface Tagger {
  readonly readDoc: (text: string) => { tokens: () => { out: (of: Feature) => unknown[] } };
  readonly its: { readonly value: Feature; readonly pos: Feature; readonly precedingSpaces: Feature };
}
type Feature = (index: number) => unknown;

/** Longest part of a token that is shown to the tagger. */
const SHOWN = 40;

let loaded: Tagger | undefined;

function tagger(): Tagger {
  if (loaded === undefined) {
    const require = createRequire(import.meta.url);
    const wink = require("wink-nlp") as (model: unknown, pipe: string[]) => Tagger;
    loaded = wink(require("wink-eng-lite-web-model"), ["sbd", "pos"]);
  }
  return loaded;
}

/** A tag for each of the words of one paragraph. */
export function tagsOf(words: readonly string[]): Tag[] {
  if (words.length === 0) return [];
  const shown = words.map((word) => word.slice(0, SHOWN));
  const { readDoc, its } = tagger();
  const read = readDoc(shown.join(" ")).tokens();
  const found = read.out(its.value) as string[];
  const tags = read.out(its.pos) as Tag[];
  const spaces = read.out(its.precedingSpaces) as string[];
  const starts = new Map<number, Tag>();
  let at = 0;
  for (const [i, value] of found.entries()) {
    at += (spaces[i] ?? "").length;
    starts.set(at, tags[i] ?? "X");
    at += value.length;
  }
  let place = 0;
  return shown.map((word) => {
    const tag = starts.get(place) ?? "X";
    place += word.length + 1;
    return tag;
  });
}
