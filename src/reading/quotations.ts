/**
 * Quotation marks of a paragraph, paired anew in each: straight, curly, doubled single marks, and marks turned the wrong way. A
 * quotation that does not close runs to the end of its paragraph; the next may continue it. Single marks pair where a paragraph has no
 * others; inside a word they are apostrophes.
 */
import type { Token } from "./tokens.ts";

export interface Quotation {
  /** Indexes of tokens, marks included, end exclusive. */
  readonly from: number;
  readonly to: number;
  readonly closed: boolean;
}

const OPENING = new Set(["“", "``", "‘‘", "«", "„"]);
const CLOSING = new Set(["”", "’’", "»"]);
const EITHER = new Set(['"', "''"]);

export const isQuoteMark = (token: Token | undefined): boolean =>
  token !== undefined && (OPENING.has(token.text) || CLOSING.has(token.text) || EITHER.has(token.text));

/** ‘The harbour is closed’: single marks, where a paragraph has no others. An apostrophe at the end of a word touches no space before it. */
function singleQuotations(tokens: readonly Token[], from: number, to: number): Quotation[] {
  const found: Quotation[] = [];
  for (let i = from; i < to; i += 1) {
    if (tokens[i]!.text !== "‘") continue;
    for (let k = i + 2; k < to; k += 1) {
      if (tokens[k]!.text === "‘") break;
      const isOver =
        tokens[k + 1] === undefined ||
        k + 1 >= to ||
        !tokens[k + 1]!.word ||
        tokens[k + 1]!.start > tokens[k]!.end;
      if (tokens[k]!.text !== "’" || tokens[k]!.start > tokens[k - 1]!.end || !isOver) continue;
      found.push({ from: i, to: k + 1, closed: true });
      i = k;
      break;
    }
  }
  return found;
}

/** Quotations among the tokens `from` to `to` of one paragraph. */
export function quotationsOf(tokens: readonly Token[], from: number, to: number): Quotation[] {
  const found: Quotation[] = [];
  if (!tokens.slice(from, to).some(isQuoteMark)) return singleQuotations(tokens, from, to);
  let open: number | null = null;
  for (let i = from; i < to; i += 1) {
    const token = tokens[i]!;
    if (!isQuoteMark(token)) continue;
    if (open === null) {
      if (opens(tokens, i, from, to)) open = i;
    } else if (!reopens(tokens, i, open, to)) {
      found.push({ from: open, to: i + 1, closed: true });
      open = null;
    }
  }
  if (open !== null) found.push({ from: open, to, closed: false });
  return found;
}

/** A closing mark that nothing opened is one turned the wrong way, unless a word ends at it and nothing follows. */
function opens(tokens: readonly Token[], i: number, from: number, to: number): boolean {
  const token = tokens[i]!;
  const touchesNext = i + 1 < to && tokens[i + 1]!.start === token.end;
  if (OPENING.has(token.text)) return true;
  const touchesLast = i > from && tokens[i - 1]!.end === token.start;
  return touchesNext && !(touchesLast && CLOSING.has(token.text) && tokens[i - 1]!.word);
}

/** An opening mark inside a quotation: a quotation in a quotation, of which the outer one counts, or a mark turned wrongly. */
function reopens(tokens: readonly Token[], i: number, open: number, to: number): boolean {
  const token = tokens[i]!;
  if (!OPENING.has(token.text)) return false;
  const touchesNext = i + 1 < to && tokens[i + 1]!.start === token.end;
  const touchesLast = tokens[i - 1]!.end === token.start;
  return touchesNext && !touchesLast && i > open + 1;
}
