/**
 * The fold table: what each UTF-16 code unit of a text becomes before texts are compared. Our own table, built once on
 * first use from the rules below and from Unicode data of the JavaScript engine.
 *
 * 1. Compatibility forms become plain ones (Unicode NFKC): full-width and mathematical letters, ligatures, "…".
 * 2. Lower case, letter by letter; ς is σ.
 * 3. Diacritics of the block U+0300 to U+036F go, and with them those inside composed letters: é is e, й is и.
 *    Arabic vowel signs and the tatweel go, Hebrew points go. Vowel signs of Thai, Hindi and others stay.
 * 4. Look-alikes become Latin: Greek, Cyrillic, Armenian, small capitals (`LOOK_ALIKES`). Inside one script no two letters
 *    become the same by this (but for the н and һ of Kazakh, Tatar and Bashkir), so a Russian or Greek text keeps its
 *    differences.
 * 5. Quotation marks and dashes become ' " and -.
 * 6. Invisible characters go: zero width, direction marks, soft hyphen, variation selectors, controls, Hangul fillers. The
 *    joiner U+200D between two emoji stays, because it makes them one.
 * 7. White space of any kind becomes a space.
 *
 * What needs its neighbours to be folded (marks that compose, Hangul letters, pairs of surrogates, forms that become
 * several characters) is flagged: such a text is brought into NFKC as a whole first. Unpaired surrogates stay.
 * 256 KB and about 30 ms, once. Unicode Normalization Forms: UAX 15; look-alikes: the idea of UTS 39.
 */

import { JOINER } from "./characters.ts";

/** Stand in the tables for what the scan of a text has to look at; no folded unit has these values. */
export const DROP = 0;
/** Asks for NFKC of the whole text. */
export const FLAG = 1;
export const SLASH_MARK = 2;
export const AT_MARK = 3;
export const DOT_MARK = 4;
/** A joiner, to be kept between emoji; in a text as it comes it asks for NFKC. The last of the marks. */
export const JOIN_MARK = 5;
/** What the marks stand for. */
export const MARKED: Readonly<Record<number, number>> = Object.freeze({
  [SLASH_MARK]: 0x2f,
  [AT_MARK]: 0x40,
  [DOT_MARK]: 0x2e,
});
const SPACE = 0x20;

/** Look-alike and what it becomes, two by two, in lower case. */
export const LOOK_ALIKES: Readonly<Record<string, string>> = Object.freeze({
  Cyrillic: "аa вb сc ԁd еe ԍg нh іi јj кk ӏl мm оo рp ԛq ѕs тt ѵv ԝw хx уy һh",
  Greek: "αa βb εe ηh ιi κk μm νn οo ρp τt υy χx ζz",
  Armenian: "օo սu հh յj",
  "Latin letters with strokes": "ıi ȷj łl øo đd ħh ŧt ƀb ɨi",
  "small capitals": "ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz",
  "quotation marks": `‘' ’' ‚' ‛' ′' ‹' ›' \`' “" ”" „" ‟" «" »" 〝" 〞"`,
  dashes: "‐- ‑- ‒- –- —- ―- −- ⁃- ﹘- 〜~",
});

interface Tables {
  /** For a text as it comes. */
  readonly raw: Uint16Array;
  /** For a text in NFKC: the same without flags. */
  readonly composed: Uint16Array;
}

const SPACES = /[\s\p{Z}\u0085\u2800]/u;
const INVISIBLE = /[\p{Cf}\p{Cc}\ufe00-\ufe0f\u115f\u1160\u3164\uffa0]/u;
const DIACRITIC =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u0652\u0670]/u;
const MARK = /\p{M}/u;
/** Hangul letters that compose to syllables. */
const JAMO = /[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/u;
/** Forms of the characters that addresses and names of accounts are made of. */
const WIDE_NAME = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff0e\uff0f\uff20\uff3f]/u;

let tables: Tables | undefined;

/** The tables, made on first use. */
export function foldTables(): Tables {
  return (tables ??= build());
}

function build(): Tables {
  const composed = new Uint16Array(0x10000).map((_, unit) => unit);
  const alike = new Map([["ς".charCodeAt(0), "σ".charCodeAt(0)]]);
  for (const list of Object.values(LOOK_ALIKES))
    for (const pair of list.split(" ")) alike.set(pair.charCodeAt(0), pair.charCodeAt(1));
  const raw = composed.slice();
  for (let unit = 0; unit < 0x10000; unit++) {
    if (unit >= 0xd800 && unit < 0xe000) raw[unit] = FLAG;
    else if (!plain(unit)) composed[unit] = foldOne(String.fromCharCode(unit), alike);
  }
  for (let unit = 0; unit < 0x10000; unit++) {
    if (raw[unit] === FLAG || plain(unit)) continue;
    const form = String.fromCharCode(unit).normalize("NFKC");
    raw[unit] = needsNeighbours(String.fromCharCode(unit), form) ? FLAG : composed[form.charCodeAt(0)]!;
  }
  composed[JOINER] = JOIN_MARK;
  raw[JOINER] = FLAG;
  for (const table of [raw, composed])
    for (const [mark, unit] of Object.entries(MARKED))
      for (let i = 0; i < 0x10000; i++) if (table[i] === unit) table[i] = Number(mark);
  return { raw, composed };
}

/** Large blocks in which every character stays as it is: ideographs, Hangul syllables, private use. */
const plain = (unit: number): boolean =>
  (unit >= 0x3400 && unit < 0xa000) || (unit >= 0xac00 && unit < 0xd7a4) || (unit >= 0xe000 && unit < 0xf900);

function needsNeighbours(character: string, form: string): boolean {
  if (form.length !== 1 || JAMO.test(form) || WIDE_NAME.test(character)) return true;
  return MARK.test(form) && !DIACRITIC.test(form) && !INVISIBLE.test(form);
}

/** One character of a text in NFKC. */
function foldOne(character: string, alike: ReadonlyMap<number, number>): number {
  if (SPACES.test(character)) return SPACE;
  if (INVISIBLE.test(character) || DIACRITIC.test(character)) return DROP;
  const bare = withoutDiacritics(character);
  const lower = withoutDiacritics(bare.toLowerCase());
  const folded = (lower.length === 1 ? lower : bare).charCodeAt(0);
  return alike.get(folded) ?? folded;
}

/** The letter under its diacritics; the character itself if it is not made of one letter and diacritics. */
function withoutDiacritics(character: string): string {
  const [first = "", ...rest] = character.normalize("NFD");
  return first.length === 1 && rest.every((mark) => DIACRITIC.test(mark)) ? first : character;
}
