/**
 * Whose words a character is. The lint reads what the analyst says: quotations, reported clauses, names and addresses
 * are another's; what may be either is unclear, and what is found there is asked, not refused.
 */

export const OTHERS = 0;
export const UNCLEAR = 1;
export const OWN = 2;

/** One entry per UTF-16 unit of a text: OTHERS, UNCLEAR or OWN. */
export type Ownership = Uint8Array<ArrayBuffer>;

/** Lowers the ownership of a stretch; what is another's stays so. */
export function lower(own: Ownership, start: number, end: number, to: number): void {
  for (let i = start; i < end; i++) if (own[i]! > to) own[i] = to;
}

const CLOSERS: Readonly<Record<string, string>> = {
  "“": "”",
  "„": "“”",
  "«": "»",
  "»": "«",
  "‹": "›",
  "‘": "’",
  "‚": "‘’",
  "「": "」",
  "『": "』",
  '"': '"',
  "”": "”",
  "'": "'",
  "`": "`",
};
/** Marks that stand for other things too: alone, they open nothing. */
const DOUBTFUL = new Set(["'", "‘", "‚", "`", "»"]);
/** Nobody quotes deeper; a text of opening marks alone must not cost more than its length. */
const MAX_NESTED = 16;
const ADDRESS =
  /\b(?:https?:\/\/|www\.)\S+|\b[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,255}|\b(?:[\w-]{1,63}\.){1,8}(?:com|org|net|info|gov|edu|io)\b/giu;

/** Quotations in every usual mark, nested or not, quoted blocks and addresses. */
export function markQuotations(text: string): Ownership {
  const own: Ownership = new Uint8Array(text.length).fill(OWN);
  let at = 0;
  const paragraphs = text.split(/(\n[ \t]*\n)/);
  paragraphs.forEach((paragraph, i) => {
    if (i % 2 === 0)
      markParagraph(paragraph, at, own, paragraphs[i + 2]?.trimStart().startsWith("“") ?? false);
    at += paragraph.length;
  });
  for (const match of text.matchAll(/^[ \t]*>.*$/gm))
    lower(own, match.index, match.index + match[0].length, OTHERS);
  for (const match of text.matchAll(ADDRESS)) lower(own, match.index, match.index + match[0].length, OTHERS);
  return own;
}

interface Open {
  readonly mark: string;
  readonly at: number;
}

function markParagraph(text: string, offset: number, own: Ownership, goesOn: boolean): void {
  const open: Open[] = [];
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (!(char in CLOSERS) && char !== "’" && char !== "›" && char !== "」" && char !== "』") continue;
    const opened = open.findLastIndex(({ mark }) => CLOSERS[mark]!.includes(char));
    if (opened >= 0 && closes(text, i)) {
      // A mark inside that was never closed was an apostrophe.
      const { at } = open[opened]!;
      open.length = opened;
      if (opened === 0) lower(own, offset + at, offset + i + 1, OTHERS);
    } else if (char in CLOSERS && open.length < MAX_NESTED && opens(text, i))
      open.push({ mark: char, at: i });
  }
  const first = open.find(({ mark }) => !DOUBTFUL.has(mark));
  if (first !== undefined)
    lower(own, offset + first.at, offset + text.length, goesOn && first.mark === "“" ? OTHERS : UNCLEAR);
}

const isWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}]/u.test(char);

/** An apostrophe has a letter after it; every other mark closes where it stands. */
function closes(text: string, i: number): boolean {
  const char = text[i]!;
  if (char !== "'" && char !== "’" && char !== "‘") return true;
  return !isWord(text[i + 1]) && text[i - 1]?.trim() !== "";
}

function opens(text: string, i: number): boolean {
  const char = text[i]!;
  const before = text[i - 1];
  if (char === "”") return before === undefined || /[\s([]/.test(before);
  // Inches and minutes of arc.
  if (char === '"') return before === undefined || !/\d/.test(before);
  if (char !== "'") return true;
  const decade = /^'\d\ds?\b/.test(text.slice(i));
  return !decade && !isWord(before) && text[i + 1]?.trim() !== "" && text[i + 1] !== undefined;
}
