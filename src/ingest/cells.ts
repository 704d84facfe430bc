/**
 * A cell that holds more than one value, as the values it holds. Of an object its value member is the value; the names of
 * members never are. What is not understood is a `null` in the list, so that it can be counted.
 *
 * Works on one cell at a time, in JavaScript: quoting and nesting are beyond regular expressions. `functions.ts` lends it to
 * SQL, which asks only for cells that `STRUCTURED` fits. Time O(length); depth is bounded.
 */
import { readNotation } from "./notation.ts";
import type { Read } from "./notation.ts";

/** Fields of which a post can have several objects. */
export const LIST_FIELDS = ["url", "hashtag", "mention"] as const;
export type ListField = (typeof LIST_FIELDS)[number];

/** Names of the members that hold the value, best first, and of those that hold a list of such values; squeezed. */
const MEMBERS: Readonly<
  Record<ListField, { readonly value: readonly string[]; readonly list: readonly string[] }>
> = {
  url: {
    value: "expandedurl expanded unwoundurl url uri href link original".split(" "),
    list: ["urls", "links"],
  },
  hashtag: { value: "tag text hashtag hashtagname name title".split(" "), list: ["hashtags", "tags"] },
  mention: {
    value: "acct username screenname handle uniqueid useruniqueid did name".split(" "),
    list: ["mentions", "usermentions"],
  },
};

/** Regular expression for the cells that may be more than text: the only ones worth reading here. */
export const STRUCTURED = String.raw`^[\[{(]|^[uUbBrR]?["']|^[A-Za-z_][A-Za-z0-9_.]*\(|\{|["']\s*[:=]`;

/** How deep lists in lists are followed, and how often a text that is itself such a cell is opened. */
const MAX_LISTS = 4;
const MAX_QUOTED = 2;

/**
 * The values in a cell for a field, in order; `null` stands for something that is not understood. Undefined if the cell is
 * plain text or a bare list (`[a, b]`), which other rules part.
 */
export function valuesIn(cell: string, field: ListField): (string | null)[] | undefined {
  const read = readCell(cell);
  return read === undefined ? undefined : new Values(field).of(read, 0, 0);
}

/** Names of the members in a cell, as far as its first objects show; for messages. */
export function membersIn(cell: string): string[] {
  const names = new Set<string>();
  const visit = (read: Read | undefined, depth: number): void => {
    if (read === undefined || read === null || typeof read !== "object" || depth > MAX_LISTS) return;
    if (isList(read)) for (const one of read.slice(0, 10)) visit(one, depth + 1);
    else for (const name of Object.keys(read)) names.add(name);
  };
  visit(readCell(cell), 0);
  return [...names];
}

/** A name before a colon or an equals sign: once links are taken out, the mark of an object. */
const KEYED = /["'\w]\s*[:=]/;
const LINK = /https?:\/\/[^\s"'<>]*/gi;

/** What a cell holds: `true` for an object that cannot be read, undefined for text without quotes or members. */
function readCell(cell: string): Read | undefined {
  const read = readNotation(cell);
  if (read !== undefined) return read;
  return KEYED.test(cell.replace(LINK, " ")) ? true : undefined;
}

const isList = (read: Read): read is readonly Read[] => Array.isArray(read);

const SQUEEZED = new Map<string, string>();
const MOST_NAMES = 1000;
/** A member's name without case and punctuation; the same few come in every row. */
function squeeze(name: string): string {
  let squeezed = SQUEEZED.get(name);
  if (squeezed !== undefined) return squeezed;
  squeezed = name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  if (SQUEEZED.size < MOST_NAMES) SQUEEZED.set(name, squeezed);
  return squeezed;
}

class Values {
  readonly #field: ListField;

  constructor(field: ListField) {
    this.#field = field;
  }

  /** @param depth of lists above this, and @param quoted how many texts were opened on the way. */
  of(read: Read, depth: number, quoted: number): (string | null)[] {
    if (read === null) return [];
    if (typeof read === "boolean") return [null];
    if (typeof read === "number") return [String(read)];
    if (typeof read === "string") return this.#inText(read, depth, quoted);
    if (!isList(read)) return this.#inObject(read, depth, quoted);
    return depth < MAX_LISTS ? read.flatMap((one) => this.of(one, depth + 1, quoted)) : [null];
  }

  /** A text that is itself a list or an object is opened; any other is a value. */
  #inText(text: string, depth: number, quoted: number): (string | null)[] {
    const trimmed = text.trim();
    if (trimmed === "") return [];
    if (!/^[[{]/.test(trimmed)) return [text];
    const inner = readCell(trimmed);
    if (inner === undefined) return [text];
    return quoted < MAX_QUOTED ? this.of(inner, depth, quoted + 1) : [null];
  }

  #inObject(object: { readonly [member: string]: Read }, depth: number, quoted: number): (string | null)[] {
    const members = new Map(Object.entries(object).map(([name, value]) => [squeeze(name), value]));
    let empty = members.size === 0;
    const { value, list } = MEMBERS[this.#field];
    for (const name of value) {
      const found = members.get(name);
      if (found === null || found === "") empty = true;
      const texts = found === undefined ? [] : textsIn(found);
      if (texts.length > 0) return texts;
    }
    const inside = list.map((name) => members.get(name)).find((found) => found !== undefined);
    if (inside !== undefined && depth < MAX_LISTS) return this.of(inside, depth + 1, quoted);
    return empty ? [] : [null];
  }
}

/** A member's value, or its values where columns of a table were written side by side. */
function textsIn(value: Read): string[] {
  return (isList(value) ? value : [value]).flatMap((one) =>
    typeof one === "number" || (typeof one === "string" && one.trim() !== "") ? [String(one)] : [],
  );
}
