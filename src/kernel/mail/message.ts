/**
 * A message as RFC 5322 lays it out: header fields as they are written, and the body. Text is Latin-1, a character a byte, so
 * that what is hashed is what was stored. Each function is one pass: linear in the characters.
 */

export interface Field {
  /** In lower case, without white space at its end. */
  readonly name: string;
  /** All of the field with its folds, without the line break at its end. */
  readonly raw: string;
}

export interface Message {
  readonly fields: readonly Field[];
  /** Everything after the empty line; empty where there is none. */
  readonly body: string;
}

/** Header fields that are looked at; what comes after them is counted by nobody. */
const MAX_FIELDS = 2000;

/** The separator that an mbox puts before a message. */
const SEPARATOR = /^>?From [^\n]*\n/;

/** Takes a message apart; a separator line of an mbox at its beginning is no part of it. */
export function messageOf(stored: string): Message {
  const raw = withoutSeparator(stored);
  const fields: Field[] = [];
  let at = 0;
  while (at < raw.length && fields.length < MAX_FIELDS) {
    const line = lineEnd(raw, at);
    if (isEmpty(raw, at, line)) return { fields, body: raw.slice(line) };
    let end = line;
    while (end < raw.length && isBlank(raw, end)) {
      const next = lineEnd(raw, end);
      if (isEmpty(raw, end, next)) break;
      end = next;
    }
    const field = fieldOf(raw.slice(at, end));
    if (field !== undefined) fields.push(field);
    at = end;
  }
  return { fields, body: "" };
}

export const withoutSeparator = (stored: string): string => stored.replace(SEPARATOR, "");

/** Where the line that begins at `at` ends, its line break included. */
function lineEnd(text: string, at: number): number {
  const found = text.indexOf("\n", at);
  return found < 0 ? text.length : found + 1;
}

const isBlank = (text: string, at: number): boolean => text[at] === " " || text[at] === "\t";

const isEmpty = (text: string, from: number, to: number): boolean =>
  text[from] === "\n" || (text[from] === "\r" && text[from + 1] === "\n" && to === from + 2);

function fieldOf(raw: string): Field | undefined {
  const colon = raw.indexOf(":");
  if (colon < 1) return undefined;
  const name = raw.slice(0, colon).trimEnd().toLowerCase();
  return /\s/.test(name) ? undefined : { name, raw: raw.replace(/\r?\n$/, "") };
}

/** What follows the colon, unfolded. */
export function valueOf({ raw }: Field): string {
  return raw
    .slice(raw.indexOf(":") + 1)
    .replaceAll(/\r?\n(?=[ \t])/g, "")
    .trim();
}

/** Values of all fields of a name, in order. */
export function valuesOf({ fields }: Message, name: string): string[] {
  return fields.filter((field) => field.name === name).map((field) => valueOf(field));
}

/** Message-IDs in a field, as they are written, without their angle brackets. */
export function messageIds(value: string): string[] {
  return [...value.matchAll(/<([^<>\s]{1,400})>/g)].map(([, id = ""]) => id);
}

/** The domain of the first address in a field; undefined where it names none. */
export function domainOf(value: string): string | undefined {
  const bare = value.replaceAll(/"(?:[^"\\]|\\.)*"/g, "");
  const found = /<[^<>]*@([^<>@\s]+)>/.exec(bare) ?? /[^\s<>@,;]+@([^\s<>@,;)]+)/.exec(bare);
  return found?.[1]?.toLowerCase();
}
