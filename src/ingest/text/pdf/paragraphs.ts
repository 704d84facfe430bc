/**
 * From lines to paragraphs: which lines belong together by their distance, size and indent, and how their ends are joined. A word
 * that a line end divides becomes one word, so that it can be found and quoted as it is spoken; offsets count in the joined text.
 */
import type { Line } from "./lines.ts";

/** A new paragraph, in heights of a letter or shares: distance over the usual one, size, indent, the room that its last line leaves. */
const DISTANCE = 1.3;
const SIZE = 1.18;
const INDENT = 0.8;
const ROOM = 0.2;
const USUAL = 1.25;

const ENDS = /[.!?:…]["'”’)\]]*$/u;
const ITEM = /^(?:[•‣▪◦–*\uE000-\uF8FF]|\(?\d{1,2}[.)]|\(?[a-z]\))\s/u;

interface Group {
  readonly lines: Line[];
  left: number;
  right: number;
}

/** Lines in reading order, grouped. */
export function grouped(lines: readonly Line[]): (readonly Line[])[] {
  const leading = usualLeading(lines);
  const groups: Group[] = [];
  for (const line of lines) {
    const { left, right } = line;
    const group = groups.at(-1);
    if (group === undefined || isNew(group, line, leading)) groups.push({ lines: [line], left, right });
    else {
      group.lines.push(line);
      group.left = Math.min(group.left, left);
      group.right = Math.max(group.right, right);
    }
  }
  return groups.map(({ lines }) => lines);
}

/** Median distance of lines below each other, in heights of a letter. */
function usualLeading(lines: readonly Line[]): number {
  const found = lines
    .flatMap((line, i) => (i === 0 ? [] : [(lines[i - 1]!.y - line.y) / line.size]))
    .filter((one) => one > 0.8 && one < 2.2)
    .sort((a, b) => a - b);
  return found[Math.floor(found.length / 2)] ?? USUAL;
}

function isNew(group: Group, line: Line, leading: number): boolean {
  const last = group.lines.at(-1)!;
  const ratio = line.size / last.size;
  if (last.turn !== line.turn || ratio > SIZE || ratio < 1 / SIZE) return true;
  const down = last.y - line.y;
  // Up again is another column, and beside it another cell.
  if (down <= 0.3 * line.size)
    return down > -line.size || ENDS.test(last.text) || !/^\p{Ll}/u.test(line.text);
  // Below it, and beside it: the next row of a table.
  if (line.right < last.left || line.left > last.right) return true;
  if (down > leading * DISTANCE * line.size || ITEM.test(line.text)) return true;
  const left = Math.min(line.left, group.left);
  const right = Math.max(line.right, group.right);
  const short = last.right < right - ROOM * (right - left);
  if (short && ENDS.test(last.text)) return true;
  return line.left - left > INDENT * line.size && (group.lines.length > 1 || short);
}

const HYPHEN = /([\p{L}\p{N}]+)([-\u2010\u00AD])$/u;
const WORD = /[\p{L}\p{N}]+(?:[-\u2010][\p{L}\p{N}]+)?/gu;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Divided words that are looked up in the document. */
const MOST_DIVIDED = 100_000;

/** Joins the lines of paragraphs. Whether a hyphen at a line end belongs to the word is asked of the rest of the document. */
export class Joiner {
  /** By the word without its hyphen, in lower case: whether the document has it so, and with a hyphen, within a line. */
  readonly #seen = new Map<string, { plain: boolean; hyphen: boolean }>();

  constructor(paragraphs: Iterable<readonly string[]>) {
    const all = [...paragraphs];
    for (const lines of all)
      for (const [i, line] of lines.entries()) {
        const parts = i === 0 ? undefined : divided(lines[i - 1]!, line);
        if (parts !== undefined && this.#seen.size < MOST_DIVIDED)
          this.#seen.set((parts.before + parts.after).toLowerCase(), { plain: false, hyphen: false });
      }
    if (this.#seen.size === 0) return;
    for (const line of all.flat())
      for (const [word] of line.matchAll(WORD)) {
        const bare = word.replaceAll(/[-\u2010]/g, "");
        const seen = this.#seen.get(bare.toLowerCase());
        if (seen !== undefined) seen[bare.length === word.length ? "plain" : "hyphen"] = true;
      }
  }

  join(lines: readonly string[]): string {
    const parts: string[] = [];
    for (const [i, line] of lines.entries()) {
      const before = lines[i - 1];
      const word = before === undefined ? undefined : divided(before, line);
      if (before === undefined) parts.push(line);
      else if (word !== undefined) {
        if (!this.#keeps(word)) parts.push(parts.pop()!.slice(0, -1));
        parts.push(line);
      } else if (UNSPACED.test(before.at(-1) ?? "") && UNSPACED.test(line[0] ?? "")) parts.push(line);
      else parts.push(` ${line}`);
    }
    return parts.join("");
  }

  /** As the document writes the word elsewhere; else a hyphen before a capital or beside a digit is the word's own, and others divide. */
  #keeps({ before, hyphen, after }: Divided): boolean {
    if (hyphen === "\u00AD") return false;
    const seen = this.#seen.get((before + after).toLowerCase());
    if (seen !== undefined && seen.hyphen !== seen.plain) return seen.hyphen;
    return !/^\p{Ll}/u.test(after) || /\p{N}$/u.test(before);
  }
}

interface Divided {
  readonly before: string;
  readonly hyphen: string;
  readonly after: string;
}

/** The parts of a word that begins on one line and ends on the next. */
function divided(line: string, next: string): Divided | undefined {
  const [, before, hyphen] = HYPHEN.exec(line.slice(-80)) ?? [];
  const [after] = /^[\p{L}\p{N}]+/u.exec(next.slice(0, 80)) ?? [];
  return before === undefined || hyphen === undefined || after === undefined
    ? undefined
    : { before, hyphen, after };
}
