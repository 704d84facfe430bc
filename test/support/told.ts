/**
 * Finds words that somebody denied and that are printed as if they were true. The denial is one of the demo, whose words
 * stand in no other record; its speaker, its verb and its origin have to stand directly before them, wherever they appear.
 */
import { squeezed } from "./hostile.ts";

/** How the denied proposition begins. */
export const DENIED = "The government of Calvane had a part";
/** What has to stand before it, without spaces: lines of a page and tables of a terminal break anywhere. */
export const TELLING =
  "Foreign ministry of Calvane denies (from “Foreign ministry of Calvane: statement of 17 October 2031”): ";
const BEFORE = 160;

export interface Found {
  /** How often the words stand there. */
  readonly times: number;
  /** Where nobody says them, with what stands before. */
  readonly bare: readonly string[];
}

/** In running text of any layout. */
export function findIn(text: string): Found {
  const flat = squeezed(text).replaceAll("\\", "");
  const words = squeezed(DENIED);
  const bare: string[] = [];
  let times = 0;
  for (let at = flat.indexOf(words); at >= 0; at = flat.indexOf(words, at + 1)) {
    times += 1;
    const before = flat.slice(Math.max(0, at - BEFORE), at);
    if (!before.endsWith(squeezed(TELLING))) bare.push(`${before}|${words}`);
  }
  return { times, bare };
}

/** In every string of plain data. The body of the record itself has speaker, verb and words as fields beside one another. */
export function findInData(data: unknown): Found {
  if (typeof data === "string") return findIn(data);
  if (typeof data !== "object" || data === null) return NONE;
  const { speaker, polarity } = data as { readonly speaker?: unknown; readonly polarity?: unknown };
  const isBody = typeof speaker === "string" && polarity === "denies";
  const fields = Object.entries(data).filter(([name]) => !isBody || name !== "proposition");
  return together(fields.map(([, value]) => findInData(value)));
}

const NONE: Found = { times: 0, bare: [] };

export function together(found: readonly Found[]): Found {
  return {
    times: found.reduce((sum, { times }) => sum + times, 0),
    bare: found.flatMap(({ bare }) => bare),
  };
}
