/**
 * Numbers, plurals and lists in English, as every room says them: the same on every machine, whatever its language. It
 * imports nothing, so that the page and the kernel may use it too. What an edition prints goes further: `release/typography.ts`.
 */

/** `36001855` as `36,001,855`, `-1204.5` as `-1,204.5`; three decimals at most. What is no number is said as it is: `NaN`. */
export function count(value: number): string {
  return grouped(Number.isInteger(value) ? value : Math.round(value * 1000) / 1000);
}

/**
 * A measured number: a whole one in full, any other with so many digits that matter, `12.3456` as `12.35`. Digits before
 * the point are never rounded away.
 */
export function measured(value: number, digits = 4): string {
  if (!Number.isFinite(value) || Number.isInteger(value)) return grouped(value);
  const decimals = digits - 1 - Math.floor(Math.log10(Math.abs(value)));
  const text = value.toFixed(Math.min(100, Math.max(0, decimals)));
  return grouped(text.includes(".") ? text.replace(/\.?0+$/, "") : text);
}

function grouped(value: number | string): string {
  const [whole = "", ...rest] = String(value).split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...rest].join(".");
}

/** The form of a word that goes with a number: `pair` with 1, `pairs` with any other. */
export function plural(n: number, one: string, many = `${one}s`): string {
  return n === 1 ? one : many;
}

/** `1 account`, `27 accounts`, `0 entries`. */
export function counted(n: number, one: string, many?: string): string {
  return `${count(n)} ${plural(n, one, many)}`;
}

/** As a sentence or a heading begins. */
export function capital(text: string): string {
  const [first = ""] = text;
  return first.toUpperCase() + text.slice(first.length);
}

/** A sentence that goes into another: without the full stop at its end. */
export function unended(text: string): string {
  return text.replace(/\.$/, "");
}

const SPELLED = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

/** A whole number as a sentence has it: `five`, `twelve`, `13`; `no` for 0. */
export function spelled(n: number): string {
  return SPELLED[n] ?? count(n);
}

const ORDINALS = [
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "eighth",
  "ninth",
  "tenth",
  "eleventh",
  "twelfth",
];

/** A place as a sentence has it: `first`, `twelfth`, `21st`. */
export function ordinal(n: number): string {
  const teen = Math.floor(n / 10) % 10 === 1;
  const end = teen ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
  return ORDINALS[n - 1] ?? `${count(n)}${end}`;
}

/** Earlier looks that are named one by one. */
const NAMED_LOOKS = 6;

/** What a run read: posts; tables alone; or a table of which it says what it holds, and looks for nothing. */
export type Material = "posts" | "tables" | "declaration";

/** Runs that declare what a table holds; `DECLARATION_IDS` of the records. */
const DECLARES: ReadonlySet<string> = new Set(["series", "set", "markers"]);
/** What a run that reads posts counts, even where it cannot answer. */
const OF_POSTS = ["posts", "shares"];

/** By what a run says of itself. @param posts that the finding lists, or any finding of the run */
export function materialOf(
  { detector, counts }: { readonly detector: string; readonly counts: Readonly<Record<string, unknown>> },
  posts: number,
): Material {
  if (DECLARES.has(detector)) return "declaration";
  const names = Object.keys(counts);
  return posts > 0 || names.length === 0 || names.some((name) => OF_POSTS.includes(name))
    ? "posts"
    : "tables";
}

/**
 * What was tried on the same posts or tables, the last being what is spoken of: `This is the second look at these posts, after co-share
 * (4 windows).`
 */
export function sayLooks(
  runs: readonly { readonly detector: string; readonly windows?: number }[],
  material: Material,
): string {
  if (material === "declaration") return "It declares what a table holds; nothing was looked for.";
  const before = runs.slice(0, -1);
  const named = before.slice(-NAMED_LOOKS);
  const rest = before.length - named.length;
  const words = named.map(({ detector, windows }) =>
    windows === undefined ? detector : `${detector} (${counted(windows, "window")})`,
  );
  const all = rest === 0 ? words : [`${count(rest)} others`, ...words];
  const after = all.length === 0 ? "" : `, after ${listed(all)}`;
  return `This is the ${ordinal(runs.length)} look at these ${material}${after}.`;
}

/** How often a team would have been found: `a team of five that meets on six occasions would have been found here in 19 of 20 tries`. */
export function sayPower(team: {
  readonly accounts: number;
  readonly occasions: number;
  readonly found: number;
  readonly tries: number;
}): string {
  const meets = `${spelled(team.occasions)} ${plural(team.occasions, "occasion")}`;
  return `a team of ${spelled(team.accounts)} that meets on ${meets} would have been found here in ${count(team.found)} of ${counted(team.tries, "try", "tries")}`;
}

/** What the link rules joined: `12 links are other addresses of one that is there, by the link rules 1: scheme 8, www 4.` */
export function sayJoinedLinks(rules: string, joined: Readonly<Partial<Record<string, number>>>): string {
  const each = Object.entries(joined).map(([rule, n = 0]) => ({ rule, n }));
  const all = each.reduce((sum, { n }) => sum + n, 0);
  if (all === 0) return `No link is another address of one that is there, by the link rules ${rules}.`;
  const named = each.map(({ rule, n }) => `${rule} ${count(n)}`).join(", ");
  return `${count(all)} ${plural(all, "link is another address", "links are other addresses")} of one that is there, by the link rules ${rules}: ${named}.`;
}

/** What one spelling of handles joined, where the platform does not tell them apart by case. */
export function sayJoinedAccounts(spellings: number): string {
  return `${counted(spellings, "spelling")} of accounts ${plural(spellings, "is that of one that is", "are those of ones that are")} there, but for case; what was written is in account_written.`;
}

/** Names that a message can hold: what is beyond is counted. */
const MOST_NAMES = 60;

/** `a, b, c`, and of very many the first with the number of the others. */
export function namesOf(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  return rest > 0 ? `${names.slice(0, MOST_NAMES).join(", ")} and ${count(rest)} more` : names.join(", ");
}

/** `EA`, `EA and SO`, `EA, SO and HL`. */
export function listed(items: readonly string[], last = "and"): string {
  if (items.length < 2) return items[0] ?? "";
  return `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`;
}

/**
 * What somebody said, with who said it first: `The ministry denies (from “Notice”): It runs them.` The verb is that of the
 * claim, so that a denial never reads as an assertion; a proposition is printed in no other way.
 */
export function attributed(said: {
  readonly speaker: string;
  readonly verb: string;
  readonly origin?: string;
  readonly proposition: string;
}): string {
  const { speaker, verb, origin, proposition } = said;
  return `${speaker} ${verb}${origin === undefined ? "" : ` (${origin})`}: ${proposition}`;
}

/** Of a claim that accuses somebody and that no claim answers; an edition says it of itself. */
export const NO_ANSWER = "No answer found in this case, among the records shown here.";

/** A small number, not negative, with two digits that matter: 0.036, 1.4, 27. */
export function rough(x: number): string {
  if (x >= 10) return count(Math.round(x));
  if (x === 0) return "0";
  return x < 0.001 ? "less than 0.001" : String(Number(x.toPrecision(2)));
}

/** Of which of two models a likelihood ratio speaks, and how much: nothing is known of it beyond a million. */
export function ratioWords(ratio: {
  readonly log10: number;
  readonly of: string;
  readonly over: string;
}): string {
  const { log10, of, over } = ratio;
  const size = Math.abs(log10);
  const times = size > 6 ? "more than a million times" : `${rough(10 ** size)} times`;
  const [likelier, other] = log10 >= 0 ? [of, over] : [over, of];
  return `Likelihood ratio: the count is ${times} as likely with ${likelier} as with ${other}.`;
}

/** A share from 0 to 1 with a decimal where it has one: `12.5 %`, `50 %`. */
export function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}

/** A share from 0 to 1 with one decimal always, so that a column of them lines up: `12.5 %`, `50.0 %`. */
export function percentInColumn(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** A part in percent of the whole, never rounded to 0 or 100 unless it is. */
export function percentOf(part: number, whole: number): string {
  const p = whole === 0 ? 0 : (100 * part) / whole;
  if (p > 0 && p < 0.1) return "less than 0.1 %";
  if (p < 100 && p > 99.9) return "more than 99.9 %";
  return `${p < 10 && p > 0 ? p.toFixed(1) : p.toFixed(p > 99 && p < 100 ? 1 : 0)} %`;
}

/** `90 s`, `10 minutes`, `3 hours`, `2 days`. */
export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds <= 120 || seconds % 60 !== 0) return `${count(seconds)} s`;
  if (seconds < 7200 || seconds % 3600 !== 0) return `${count(seconds / 60)} minutes`;
  if (seconds < 172_800 || seconds % 86_400 !== 0) return `${count(seconds / 3600)} hours`;
  return `${count(seconds / 86_400)} days`;
}

/** Months from January on. */
export const MONTHS: readonly string[] = Object.freeze([
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
]);
