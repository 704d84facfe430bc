/** One list of what a review goes through: what is open first, each in the order in which it is asked. */
import type { ID_PREFIX } from "../../../model/refs.ts";

export interface ReviewRow {
  /** In the address, after `review`. */
  readonly id: string;
  /** How much of it is open. */
  readonly open: number;
}

/** Ids, those with something open before the others; within both the order given. */
export function openFirst(rows: readonly ReviewRow[]): readonly string[] {
  return [...rows.filter(({ open }) => open > 0), ...rows.filter(({ open }) => open === 0)].map(
    ({ id }) => id,
  );
}

/** Words for a record that no list on the page names: what it is, by its id. */
const KINDS: Readonly<Record<(typeof ID_PREFIX)[keyof typeof ID_PREFIX], string>> = {
  apr: "an appraisal",
  art: "a document",
  bas: "an entry of a basis",
  cbk: "a codebook",
  clm: "a claim",
  cod: "a coding",
  edn: "an edition",
  evt: "an event",
  jdg: "a judgment",
  mrk: "a marking",
  pos: "a position",
  prm: "a premise",
  pty: "a party",
  qst: "a question",
  run: "a run",
  wrd: "a wording",
};

const BY_PREFIX = new Map<string, string>(Object.entries(KINDS));

export const kindOf = (ref: string): string => BY_PREFIX.get(ref.split("_")[0] ?? "") ?? "a record";

/** `Q3#h1` inside a sentence as `H1 of Q3`. */
export function sayHypotheses(text: string): string {
  return text.replace(
    /([\w-]+)#(h\d+)\b/g,
    (_, question: string, part: string) => `${part.toUpperCase()} of ${question}`,
  );
}

/** Ids of records, as the log issues them, inside a sentence. */
const ID = /\b[a-z]{3}_[0-9a-hjkmnp-tv-z]{10}\b/g;

/** A record without a key is named by its title or its words inside a sentence, too. */
export function sayIds(text: string, nameOf: (ref: string) => string): string {
  return text.replace(ID, (ref) => nameOf(ref));
}
