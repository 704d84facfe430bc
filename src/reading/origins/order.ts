/** Which of two documents can have something from the other: by their dates, and by who names whom. */
import type { Compared } from "./compared.ts";
import type { Span } from "../phrases.ts";

const DAY = "2031-10-29".length;

/** Below 0 where the first is earlier for certain, above 0 where it is later, 0 where neither is said. */
export function compareDates(one: string | null, other: string | null): number {
  if (one === null || other === null) return 0;
  const exact = Math.min(one.length, other.length, DAY);
  const [a, b] = [one.slice(0, exact), other.slice(0, exact)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A shorter name, or one of a single word, stands in too many texts. */
const SHORTEST = 8;

/** Whether the paragraphs of a passage name a document: by its title, or by who publishes it. */
export function names(where: Compared, passage: Span, { document: { title, author } }: Compared): boolean {
  const text = plain(where.around(passage));
  return [title.replace(/\.\w{2,5}$/, ""), author ?? ""].some((name) => {
    const words = plain(name);
    return words.length >= SHORTEST && words.includes(" ") && text.includes(words);
  });
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll("’", "'")
    .replaceAll(/[\s_]+/g, " ")
    .trim();

/** Agencies whose credit stands in both documents: then both can have it from there. */
export function sharedCredit(one: Compared, other: Compared): string | null {
  const theirs = new Set(creditsOf(other));
  return creditsOf(one).find((credit) => theirs.has(credit)) ?? null;
}

const CREDIT =
  /\((AP|AFP|Reuters|UPI|dpa|PA|TASS|ANSA|EFE|Xinhua|Bloomberg)\)|\b(Associated Press|Agence France-Presse|Reuters)\b/g;
const LONG: Readonly<Record<string, string>> = { "Associated Press": "AP", "Agence France-Presse": "AFP" };
/** Paragraphs at the beginning and at the end that may carry a credit. */
const FIRST = 6;
const LAST = 4;

function creditsOf({ document: { paragraphs } }: Compared): string[] {
  const lines =
    paragraphs.length <= FIRST + LAST
      ? paragraphs
      : [...paragraphs.slice(0, FIRST), ...paragraphs.slice(-LAST)];
  return lines.flatMap(({ text }) =>
    [...text.matchAll(CREDIT)].map(([, short, long = ""]) => short ?? LONG[long] ?? long),
  );
}
