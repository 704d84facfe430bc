/**
 * What a parser of JSON does not tell: how deep a text is nested, and which objects have the same name twice, of which every parser keeps
 * the one that it likes. One pass over the text, before anything is built; of a text that is no JSON the parser has the last word.
 */

export interface Doubled {
  /** Brackets inside brackets. */
  readonly deepest: number;
  /** Entries of the list `objects` that have a name twice somewhere, from 0. */
  readonly entries: ReadonlySet<number>;
  /** A name that stands twice outside of these entries. */
  readonly outside: string | undefined;
}

interface Frame {
  /** Names seen so far; undefined for a list. */
  readonly names: Set<string> | undefined;
  /** The next text is a name. */
  name: boolean;
  key: string;
  /** Place in a list. */
  at: number;
}

const OBJECTS = "objects";
/** Frames above an entry: the bundle, and its list of objects. */
const ENTRY = 2;

export function doubledIn(text: string): Doubled {
  const frames: Frame[] = [];
  const entries = new Set<number>();
  let deepest = 0;
  let outside: string | undefined;
  const seen = (top: Frame, name: string): void => {
    if (top.names!.has(name)) {
      const [bundle, list] = frames;
      if (frames.length > ENTRY && bundle!.key === OBJECTS && list!.names === undefined)
        entries.add(list!.at);
      else outside ??= name;
    }
    top.names!.add(name);
    top.key = name;
    top.name = false;
  };
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const top = frames.at(-1);
    if (unit === 0x22) {
      const end = closing(text, i);
      if (top?.name === true) seen(top, nameIn(text.slice(i, end + 1)));
      i = end;
    } else if (unit === 0x7b || unit === 0x5b) {
      const isObject = unit === 0x7b;
      frames.push({ names: isObject ? new Set() : undefined, name: isObject, key: "", at: 0 });
      deepest = Math.max(deepest, frames.length);
    } else if (unit === 0x7d || unit === 0x5d) frames.pop();
    else if (unit === 0x2c && top !== undefined) {
      if (top.names === undefined) top.at++;
      else top.name = true;
    }
  }
  return { deepest, entries, outside };
}

/** Where the quote that begins here ends. */
function closing(text: string, from: number): number {
  for (let i = from + 1; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x5c) i++;
    else if (unit === 0x22) return i;
  }
  return text.length;
}

function nameIn(quoted: string): string {
  if (!quoted.includes("\\")) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
