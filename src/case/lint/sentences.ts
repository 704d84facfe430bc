/**
 * Sentences and words with their offsets. A full stop after an abbreviation, an initial or inside a number ends nothing;
 * an empty line, a heading and the start of a list item end what is before them.
 */
import type { Span } from "../../reading/words/span.ts";
import type { LintVocabulary } from "../../reading/words/vocabulary.ts";

export interface Word extends Span {
  /** In lower case. */
  readonly word: string;
  readonly capital: boolean;
  /** What stands between the word before and this one. */
  readonly gap: string;
}

const LIST_ITEM = /^[ \t]*(?:[-*•–‣]|\d{1,3}[.)]|\([a-z\d]{1,2}\)|[a-z]\)|#{1,6})[ \t]+/u;
const STOP = /[.!?…]+[)\]"'”’»]*(?=\s|$)/gu;

/** Sentences of a text in order; what lies between them is white space and list marks. */
export function sentencesOf(text: string, words: LintVocabulary): Span[] {
  return blocksOf(text).flatMap((block) => split(text, block, words));
}

/** Stretches without an empty line or a new list item inside. */
function blocksOf(text: string): Span[] {
  const blocks: Span[] = [];
  let start = 0;
  let at = 0;
  const close = (end: number) => {
    if (text.slice(start, end).trim() !== "") blocks.push({ start, end });
  };
  for (const line of text.split("\n")) {
    const mark = LIST_ITEM.exec(line);
    if (line.trim() === "" || mark !== null) {
      close(at);
      start = at + (mark?.[0].length ?? line.length);
    }
    at += line.length + 1;
  }
  close(text.length);
  return blocks;
}

function split(text: string, block: Span, words: LintVocabulary): Span[] {
  const inside = text.slice(block.start, block.end);
  const found: Span[] = [];
  let start = 0;
  const push = (end: number) => {
    const lead = /^\s*/.exec(inside.slice(start, end))![0].length;
    if (start + lead < end) found.push({ start: block.start + start + lead, end: block.start + end });
    start = end;
  };
  for (const stop of inside.matchAll(STOP)) {
    const end = stop.index + stop[0].length;
    if (endsSentence(inside, stop.index, end, words)) push(end);
  }
  push(inside.trimEnd().length);
  return found;
}

function endsSentence(text: string, stop: number, end: number, words: LintVocabulary): boolean {
  const next = /^\s*["'“‘«([]*([\p{L}\p{N}]+)?/u.exec(text.slice(end))?.[1] ?? "";
  if (next === "") return true;
  if (/^\p{Ll}/u.test(next)) return false;
  if (text[stop] !== ".") return true;
  const before = (/(?:^|[\s(“"‘'[])([\p{L}\p{N}.]+)$/u.exec(text.slice(0, stop))?.[1] ?? "").toLowerCase();
  const initial = /^\p{L}$/u.test(before);
  if (!initial && !words.abbreviations.includes(before)) return true;
  if (/^\p{N}/u.test(next)) return false;
  const mayEnd = initial || words.abbreviationsThatEnd.includes(before);
  return mayEnd && words.starters.includes(next.toLowerCase());
}

const WORD = /[\p{L}\p{N}]+(?:[.’'-][\p{L}\p{N}]+)*/gu;

/** The words of a sentence, with offsets into the whole text. */
export function wordsOf(text: string, { start, end }: Span): Word[] {
  const inside = text.slice(start, end);
  let after = 0;
  return [...inside.matchAll(WORD)].map((match) => {
    const gap = inside.slice(after, match.index);
    after = match.index + match[0].length;
    return {
      start: start + match.index,
      end: start + after,
      word: match[0].toLowerCase().replaceAll("’", "'"),
      capital: /^\p{Lu}/u.test(match[0]),
      gap,
    };
  });
}
