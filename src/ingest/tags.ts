/**
 * The one form of a hashtag: Unicode NFKC and full case folding, so that `#ＭＡＧＡ`, `#𝐌𝐚𝐠𝐚` and `#maga` are one, without
 * characters that nobody sees. Joiners (U+200C, U+200D) stay between letters of scripts that need them, where they change
 * what is read; elsewhere they only hide a difference.
 */

/** Scripts whose letters join or form conjuncts. */
const JOINING =
  "Arabic Syriac Nko Mandaic Mongolian Phags_Pa Adlam Hanifi_Rohingya Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Myanmar Khmer Tibetan Newa Sharada Chakma Javanese Balinese Grantha"
    .split(" ")
    .map((script) => String.raw`\p{Script_Extensions=${script}}`)
    .join("");
/** Signs that suppress a vowel: a joiner after one makes a half letter, at the end of a word too. */
const VIRAMA = String.raw`\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca`;
/** A joiner that stands neither between two such letters or their marks nor after a virama. */
const NEEDLESS = new RegExp(
  `(?<![${JOINING}])[\\u200c\\u200d]|(?<![${VIRAMA}])[\\u200c\\u200d](?![${JOINING}])`,
  "gu",
);
const JOINERS = /([\u200c\u200d])[\u200c\u200d]+/g;
const UNSEEN = /(?![\u200c\u200d])[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;

/** Idempotent. "" where nothing can be seen. */
export function tagForm(tag: string): string {
  const seen = tag.replace(UNSEEN, "").normalize("NFKC");
  const bare = seen.replace(JOINERS, "$1").replace(NEEDLESS, "");
  return Array.from(bare, folded).join("").normalize("NFKC");
}

/**
 * Full case folding of one character. The dotted capital I is i, as in the database's own lower case, so that İstanbul and
 * istanbul are one; the dotless i stays a letter of its own.
 */
function folded(character: string): string {
  if (character === "İ") return "i";
  return character === "ı" ? character : character.toLowerCase().toUpperCase().toLowerCase();
}

/**
 * Characters that this form changes in no other way than a lower case of each does: inside of a character class, for the
 * database, which then need not ask.
 */
export const PLAIN_IN_TAGS = String.raw`\x{0}-\x{7F}À-ÖØ-Þà-öø-ÿ\x{400}-\x{481}\x{48A}-\x{52F}\x{5D0}-\x{5EA}\x{620}-\x{64A}\x{660}-\x{669}\x{671}-\x{674}\x{679}-\x{6D3}\x{905}-\x{939}\x{3041}-\x{3096}\x{30A1}-\x{30FA}\x{30FC}\x{4E00}-\x{9FFF}\x{AC00}-\x{D7A3}`;
