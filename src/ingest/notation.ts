/**
 * Lists and objects as programs write them into one text: JSON; Python's lists, tuples, sets, dictionaries, arrays of numpy
 * and data classes; R's `c("a", "b")` and `list(tag = "a")`. One grammar reads them all: brackets of any kind, members by
 * colon or equals sign, items parted by a comma or by space.
 */

export type Read = string | number | boolean | null | readonly Read[] | { readonly [member: string]: Read };

/** Brackets in brackets beyond this are not read. */
const MAX_DEPTH = 32;

/** Not for JavaScript's own reader: an integer that it would round; a beginning that no JSON has, of which it complains at length. */
const LONG_NUMBER = /[:,[\s]-?\d{16}/;
const FOREIGN = /^[[{\s]*[^[{"\s\d\-tfn\]}]/;

/**
 * Undefined where the text is none of these, and where it holds neither a quoted text nor a member: `[a, b]` may be prose.
 * What is a value of some other kind (a date, an id of a database, true) is `true`.
 */
export function readNotation(text: string): Read | undefined {
  const json = FOREIGN.test(text) || LONG_NUMBER.test(text) ? undefined : parseJson(text);
  if (json === undefined) return new Reader(text).whole();
  return /["{]/.test(text) ? json : undefined;
}

function parseJson(text: string): Read | undefined {
  try {
    return JSON.parse(text) as Read;
  } catch {
    return undefined;
  }
}

const QUOTES = `"'`;
const PREFIXES = "uUbBrR";
const BACKSLASH = 0x5c;
/** A colon or an equals sign inside of a word belongs to it, as in a link. */
const WORD = /[^\s,[\]{}()'":=]+(?:[:=]+[^\s,[\]{}()'":=]+)*/y;
const NAME = /([A-Za-z_][\w.]*)\s*=(?!=)/y;
const CODE = /x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U(00[01][0-9a-fA-F]{5})/y;
const NULLS: readonly string[] = ["null", "None", "NULL", "NA", "NA_character_", "nan", "NaN", "undefined"];
const BOOLEANS: readonly string[] = ["true", "false", "True", "False", "TRUE", "FALSE"];
/** Calls that make a list of what stands in them. */
const LISTS: readonly string[] = "c list array set frozenset tuple deque Series np.array numpy.array".split(
  " ",
);
/** `character(0)`: a list of that many empty values. */
const EMPTIES: readonly string[] = ["character", "integer", "numeric", "logical"];
const CLOSING: Readonly<Record<string, string>> = { "[": "]", "{": "}", "(": ")" };
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

interface Item {
  readonly name: string | undefined;
  readonly value: Read;
}

/** Thrown where the text is none of the notations, or is too deep; never leaves this file. */
class NotRead extends Error {
  readonly deep: boolean;

  constructor(deep = false) {
    super();
    this.deep = deep;
  }
}

class Reader {
  readonly #text: string;
  #at = 0;
  #marked = false;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Read | undefined {
    try {
      const all = this.#items("", 0).map(({ value }) => value);
      if (!this.#marked) return undefined;
      return all.length === 1 ? all[0] : all;
    } catch (error) {
      if (error instanceof NotRead) return error.deep ? true : undefined;
      throw error;
    }
  }

  /** Items up to the closing bracket, or to the end of the text for "". */
  #items(closing: string, depth: number): Item[] {
    if (depth > MAX_DEPTH) throw new NotRead(true);
    const items: Item[] = [];
    for (let parted = true; ; parted = this.#parted()) {
      this.#space();
      if (this.#at === this.#text.length ? closing === "" : this.#text[this.#at] === closing) break;
      if (!parted || this.#at === this.#text.length) throw new NotRead();
      items.push(this.#item(closing, depth));
    }
    if (closing !== "") this.#at++;
    return items;
  }

  /** Passes space and at most one comma: is there either? */
  #parted(): boolean {
    const from = this.#at;
    this.#space();
    if (this.#text[this.#at] === ",") this.#at++;
    return this.#at > from;
  }

  #item(closing: string, depth: number): Item {
    const named = closing === ")" ? this.#match(NAME) : null;
    if (named !== null) {
      this.#marked = true;
      this.#space();
      return { name: named[1]!, value: this.#value(depth) };
    }
    const value = this.#value(depth);
    if (closing !== "}") return { name: undefined, value };
    const from = this.#at;
    this.#space();
    if (this.#text[this.#at] !== ":") {
      this.#at = from;
      return { name: undefined, value };
    }
    if (typeof value !== "string") throw new NotRead();
    this.#at++;
    this.#marked = true;
    this.#space();
    return { name: value, value: this.#value(depth) };
  }

  #value(depth: number): Read {
    const first = this.#text[this.#at] ?? "";
    const closing = CLOSING[first];
    if (closing !== undefined) {
      this.#at++;
      return listOrObject(this.#items(closing, depth + 1), closing === "}");
    }
    const prefixed = PREFIXES.includes(first) && QUOTES.includes(this.#text[this.#at + 1] ?? "x");
    if (prefixed) this.#at++;
    if (prefixed || QUOTES.includes(first)) return this.#string();
    const word = this.#match(WORD)?.[0];
    if (word === undefined) throw new NotRead();
    if (this.#text[this.#at] === "(") {
      this.#at++;
      return made(word, listOrObject(this.#items(")", depth + 1), false));
    }
    return NULLS.includes(word) ? null : BOOLEANS.includes(word) ? true : word;
  }

  /** A quoted text, from its opening quote. */
  #string(): string {
    this.#marked = true;
    const all = this.#text;
    const quote = all.charCodeAt(this.#at++);
    let text = "";
    for (let from = this.#at; ; from = this.#at) {
      let at = from;
      for (let code = all.charCodeAt(at); code !== quote && code !== BACKSLASH; code = all.charCodeAt(++at))
        if (at >= all.length) throw new NotRead();
      text += all.slice(from, at);
      this.#at = at + 1;
      if (all.charCodeAt(at) === quote) return text;
      text += this.#escape();
    }
  }

  /** What an escape stands for, after its backslash. */
  #escape(): string {
    const code = this.#match(CODE);
    if (code === null) {
      const letter = this.#text[this.#at++] ?? "";
      return ESCAPES[letter] ?? letter;
    }
    const point = Number.parseInt(code[1] ?? code[2] ?? code[3]!, 16);
    return point > 0x10ffff ? "\ufffd" : String.fromCodePoint(point);
  }

  #space(): void {
    for (let code = this.#text.charCodeAt(this.#at); code <= 32 || code === 160;)
      code = this.#text.charCodeAt(++this.#at);
  }

  /** Takes what a sticky expression fits at this place. */
  #match(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#text);
    if (found !== null) this.#at += found[0].length;
    return found;
  }
}

/**
 * Items with names are an object, those without a list; names after a list are its options (`array([…], dtype=…)`), and any
 * other mixture is neither.
 */
function listOrObject(items: readonly Item[], braces: boolean): Read {
  const names = items.filter(({ name }) => name !== undefined).length;
  if (names === 0) return braces && items.length === 0 ? {} : items.map(({ value }) => value);
  if (names === items.length) return Object.fromEntries(items.map(({ name, value }) => [name, value]));
  if (braces || items[0]!.name !== undefined) throw new NotRead();
  return items.filter(({ name }) => name === undefined).map(({ value }) => value);
}

/** What a call makes: an object of its named arguments, a list, or something of another kind. */
function made(name: string, content: Read): Read {
  if (!Array.isArray(content)) return content;
  const [only] = content as readonly Read[];
  if (EMPTIES.includes(name) && only === "0") return [];
  if (!LISTS.includes(name)) return true;
  return content.length === 1 && Array.isArray(only)
    ? (only as readonly Read[])
    : (content as readonly Read[]);
}
