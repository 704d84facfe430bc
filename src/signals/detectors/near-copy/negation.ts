/**
 * Words that deny: "it is true" and "it is not true" are near copies and say the opposite. A cluster in which texts differ
 * in the number of such words is marked, so that somebody reads both; the mark says nothing about what the texts mean.
 *
 * Languages in which a word or a character of its own denies are on the list. Where an ending or a prefix does (Turkish,
 * Finnish, Hungarian, Czech, Japanese, Korean, Persian), and in all languages that are not on it, nothing is marked.
 * Nobody says in which language a text is, so words count in any: the Portuguese "no" (in the) as the English one.
 */
import { listed } from "../../../words.ts";
import type { DetectorContext, DetectorSource } from "../../detector.ts";
import { pause } from "../../shared/pause.ts";

/** Words of their own, in lower case and NFKC, by language. */
export const NEGATIONS: Readonly<Record<string, string>> = Object.freeze({
  English:
    "not no never none nobody nothing nowhere neither nor cannot dont doesnt didnt isnt arent wasnt werent wont cant couldnt shouldnt wouldnt aint hasnt havent hadnt",
  German: "nicht nichts kein keine keinen keinem keiner keines nie niemals niemand niemanden weder",
  Dutch: "niet niets geen nooit niemand",
  French: "non pas jamais aucun aucune rien",
  Spanish: "no nunca jamás ningún ninguno ninguna nadie nada tampoco",
  Portuguese: "não nao nunca jamais nenhum nenhuma ninguém nada",
  Italian: "non no nessun nessuno nessuna niente",
  "Swedish, Danish and Norwegian": "inte ikke ikkje aldrig aldri ingen inget inga ingenting",
  Polish: "nie nigdy nikt nic żaden żadna żadne",
  "Russian, Ukrainian and Bulgarian":
    "не нет ни никогда никто ничего нельзя ні ніколи ніхто нічого немає няма никога",
  Greek: "δεν μην όχι ποτέ",
  Arabic: "لا ولا فلا لم ولم لن ولن ليس وليس ليست",
  Hebrew: "לא ולא שלא אין ואין",
  Hindi: "नहीं नही",
  "Indonesian and Malay": "tidak bukan jangan belum",
});

/** Characters that deny wherever they stand, in scripts that set no spaces. */
export const NEGATING_CHARACTERS: Readonly<Record<string, string>> = Object.freeze({
  Chinese: "不 没 沒 勿",
  Thai: "ไม่",
});

/** The languages on both lists, for sentences. */
export const NEGATION_LANGUAGES = listed(
  [...Object.keys(NEGATIONS), ...Object.keys(NEGATING_CHARACTERS)].flatMap((names) =>
    names.split(/, | and /u),
  ),
);

/** Texts whose words are fetched at once. */
const BLOCK = 20_000;

const entries = (lists: Readonly<Record<string, string>>): string[] =>
  Object.values(lists).flatMap((list) => list.split(" "));
const WORDS: ReadonlySet<string> = new Set(entries(NEGATIONS));
const CHARACTERS = new RegExp(entries(NEGATING_CHARACTERS).join("|"), "gu");
/** A word, with what makes it a hashtag or a name, and the end of don't and the like. */
const TOKEN = /[\p{L}\p{M}\p{N}_@#]+(?:['’]t(?!\p{L}))?/gu;
const CONTRACTED = /^\p{L}+n['’]t$/u;

/** How many words that deny a text holds, links, hashtags and names left out. */
export function negationsIn(text: string): number {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/\S*(?::\/\/|www\.)\S+|[\u064b-\u0652\u0640]/gu, "");
  const words = plain.match(TOKEN) ?? [];
  const denying = words.filter((word) => WORDS.has(word) || CONTRACTED.test(word)).length;
  return denying + (plain.match(CHARACTERS)?.length ?? 0);
}

/** Texts of one cluster that differ in the number of words that deny. */
export interface NegationMark {
  /** Distinct texts that hold more such words than the one with the fewest. */
  readonly texts: number;
  /** Codes of the commonest text with more of them and of the commonest with the fewest. */
  readonly more: number;
  readonly fewest: number;
}

/**
 * The mark of each cluster, in their order; undefined where all of its texts hold the same number of such words.
 * @param clusters codes of the texts of each, the commonest first
 * @throws PlumblineError STOPPED.
 */
export async function negationMarks(
  source: Pick<DetectorSource, "objectValues">,
  clusters: readonly { readonly texts: Int32Array }[],
  context: DetectorContext,
): Promise<(NegationMark | undefined)[]> {
  const codes = Int32Array.from(clusters.flatMap(({ texts }) => [...texts]));
  const found = new Uint16Array(codes.length);
  for (let from = 0; from < codes.length; from += BLOCK) {
    const texts = await source.objectValues("text", codes.subarray(from, from + BLOCK));
    texts.forEach((text, i) => (found[from + i] = negationsIn(text)));
    await pause(context, "looking for negations", from + texts.length, codes.length, "texts");
  }
  let from = 0;
  return clusters.map(({ texts }) => markOf(texts, found.subarray(from, (from += texts.length))));
}

/** @param texts codes, the commonest first */
function markOf(texts: Int32Array, found: Uint16Array): NegationMark | undefined {
  const fewest = found.reduce((least, n) => Math.min(least, n), Infinity);
  const more = found.findIndex((n) => n > fewest);
  if (more < 0) return undefined;
  return {
    texts: found.reduce((sum, n) => sum + (n > fewest ? 1 : 0), 0),
    more: texts[more]!,
    fewest: texts[found.indexOf(fewest)]!,
  };
}
