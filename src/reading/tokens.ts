/** Words and marks of a paragraph, with their place in the whole text. */
import { tagsOf, type Tag } from "./tagger.ts";

export interface Token {
  /** UTF-16 code units in the whole text, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** In lower case, apostrophes straight. */
  readonly lower: string;
  readonly tag: Tag;
  /** Whether it holds a letter or a digit. */
  readonly word: boolean;
}

/** A word with inner points, hyphens and apostrophes; a pair of marks that stands for one; any other single mark. */
const TOKEN =
  /\p{Nd}{1,3}(?:,\p{Nd}{3})+(?![\p{L}\p{N}])|[\p{L}\p{N}\p{M}]+(?:['’.&-][\p{L}\p{N}\p{M}]+)*|(?<=\S)'(?=''(?!'))|''|``|‘‘|’’|--+|\.\.\.|[^\s]/gu;
const CONTRACTION = /^(.+?)(n['’]t|['’](?:s|re|ll|ve|d|m))$/iu;
const INITIALS = /^(?:\p{L}\.)+\p{L}$|^\p{Lu}$/u;

const ABBREVIATIONS = new Set(
  (
    "mr mrs ms dr prof rev hon sen sens rep reps gov govs gen col lt sgt capt cmdr adm maj st jr sr inc corp co ltd vs etc " +
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri no dept est fig ave blvd pres supt atty v " +
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn " +
    "tex va vt wash wis wyo u.s u.k u.n a.m p.m d.c e.g i.e"
  ).split(" "),
);

/** Whether a word is written with a point that does not end a sentence. */
export function isAbbreviation(word: string): boolean {
  return ABBREVIATIONS.has(word.toLowerCase()) || INITIALS.test(word);
}

/** The tokens of a paragraph that begins at `offset`. */
export function tokensOf(text: string, offset: number, tagged: boolean): Token[] {
  const raw: { start: number; text: string }[] = [];
  for (const { 0: found, index } of text.matchAll(TOKEN)) {
    const last = raw.at(-1);
    if (
      found === "." &&
      last !== undefined &&
      last.start + last.text.length === index &&
      isAbbreviation(last.text)
    )
      last.text += ".";
    else raw.push(...parts(found, index));
  }
  const tags = tagged ? tagsOf(raw.map((part) => part.text)) : [];
  return raw.map(({ start, text: word }, i) => ({
    start: offset + start,
    end: offset + start + word.length,
    text: word,
    lower: word.toLowerCase().replaceAll("’", "'"),
    tag: tags[i] ?? "X",
    word: /[\p{L}\p{N}]/u.test(word),
  }));
}

/** `didn't` as `did` and `n't`, `Smith's` as `Smith` and `'s`. */
function parts(found: string, start: number): { start: number; text: string }[] {
  const cut = found.length < 40 ? CONTRACTION.exec(found) : null;
  if (cut === null) return [{ start, text: found }];
  const [, head = "", tail = ""] = cut;
  return [
    { start, text: head },
    { start: start + head.length, text: tail },
  ];
}
