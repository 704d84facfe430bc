/**
 * Our own passages for who speaks: how many names are right, left open, and wrong. The file says what each line means; what stands
 * below the mark was never used to tune the rules.
 */
import { readText } from "../../src/reading/index.ts";
import { paragraphsOf } from "./reading.ts";
import { linesOf } from "./reading-sentences.ts";

/** Passages; of each that is open or wrong: what is right, what was read, the passage. */
export interface WhoScore {
  readonly right: number;
  /** No name where a reader can tell, or nothing proposed at the place. */
  readonly open: readonly string[];
  /** Another name, or one where a reader cannot tell. */
  readonly wrong: readonly string[];
}

const OPEN = "?";
/** As names compare: the article before one is free. */
const plain = (name: string): string => name.replace(/^(?:the|a|an|both the) /i, "").toLowerCase();
const joined = (names: readonly string[]): string => names.map(plain).sort().join(" + ");

/** The names read at the mention in square brackets, joined; `?` where they stay open, null where nothing is proposed there. */
function namesAt(passage: string): string | null {
  const marked = passage.replaceAll(" ¶ ", "\n\n");
  const [start, end] = [marked.indexOf("["), marked.indexOf("]") - 1];
  const text = marked.replace(/[[\]]/g, "");
  const { claims } = readText({ paragraphs: paragraphsOf(text), published: "2031-10-29", author: null });
  const there = claims
    .map(({ speakers }) => speakers.filter(({ mention }) => mention.start < end && mention.end > start))
    .find((speakers) => speakers.length > 0);
  if (there === undefined) return null;
  const names = there.flatMap(({ name }) => (name === null ? [] : [name]));
  return names.length < there.length ? OPEN : joined(names);
}

/** @param untouched the passages that were never used to tune the rules, or the others */
export function scoreWho(untouched: boolean): WhoScore {
  const lines = linesOf("who").filter((line) => line.untouched === untouched);
  const open: string[] = [];
  const wrong: string[] = [];
  for (const { right, sentence } of lines) {
    const got = namesAt(sentence);
    const expected = right === OPEN ? OPEN : joined(right.split(" + "));
    if (got === expected || (right === OPEN && got === null)) continue;
    const line = `${right} | ${got ?? "nothing proposed"} | ${sentence}`;
    (got === null || got === OPEN ? open : wrong).push(line);
  }
  return { right: lines.length - open.length - wrong.length, open, wrong };
}
