/**
 * Our own sentences for polarity and estimative language, and how many of them are read right. The files say what each line
 * means; what stands below the mark was never used to tune the rules.
 */
import { readFileSync } from "node:fs";
import { readText } from "../../src/reading/index.ts";
import type { Reading } from "../../src/reading/index.ts";

const MARK = "# ---- untouched while tuning\n";

interface Line {
  readonly right: string;
  readonly sentence: string;
  readonly untouched: boolean;
}

/** The lines of a file: what is right, a bar, the sentence. */
export function linesOf(name: "polarity" | "estimative" | "who"): Line[] {
  const url = new URL(`../golden/reading/${name}.txt`, import.meta.url);
  const [tuned = "", held = ""] = readFileSync(url, "utf8").split(MARK);
  const read = (part: string, untouched: boolean) =>
    part.split("\n").flatMap((line): Line[] => {
      const [right, sentence] = line.split(" | ");
      return line.startsWith("#") || sentence === undefined ? [] : [{ right: right!, sentence, untouched }];
    });
  return [...read(tuned, false), ...read(held, true)];
}

const read = (sentence: string): Reading =>
  readText({
    paragraphs: [{ start: 0, end: sentence.length, text: sentence, place: null }],
    published: "2031-10-29",
    author: null,
  });

/** `denies` where anybody denies; `neither` where something is neither said nor denied, or nothing is proposed. */
function polarityOf({ claims }: Reading): string {
  const found = claims.map(({ polarity }) => polarity);
  if (found.includes("denies")) return "denies";
  if (found.length === 0 || found.includes("qualifies")) return "neither";
  return "asserts";
}

/** As the file writes it: terms and levels in order of place, `?` for words without a term, `-` for none. */
function estimatesOf({ claims, positions }: Reading): string {
  const all = [...claims.flatMap(({ estimates }) => estimates), ...positions.map(({ estimate }) => estimate)];
  const byPlace = new Map(all.map((estimate) => [estimate.said.start, estimate]));
  const found = [...byPlace.values()]
    .sort((a, b) => a.said.start - b.said.start)
    .map(({ confidence, likelihood }) => confidence ?? likelihood?.term ?? "?");
  return found.length === 0 ? "-" : found.join(" ");
}

export interface SentenceScore {
  readonly lines: number;
  readonly right: number;
  /** Each that is wrong: what is right, what was read, the sentence. */
  readonly wrong: readonly string[];
}

const score = (lines: readonly Line[], readAs: (reading: Reading) => string): SentenceScore => {
  const wrong = lines.flatMap(({ right, sentence }) => {
    const got = readAs(read(sentence));
    return got === right ? [] : [`${right} | ${got} | ${sentence}`];
  });
  return { lines: lines.length, right: lines.length - wrong.length, wrong };
};

export interface SentenceFigures {
  /** Lines with a denial. */
  readonly denials: SentenceScore;
  /** Lines without one. */
  readonly others: SentenceScore;
  readonly estimates: SentenceScore;
}

/** @param untouched the lines that were never used to tune the rules, or the others */
export function scoreSentences(untouched: boolean): SentenceFigures {
  const polarity = linesOf("polarity").filter((line) => line.untouched === untouched);
  const estimative = linesOf("estimative").filter((line) => line.untouched === untouched);
  return {
    denials: score(
      polarity.filter(({ right }) => right === "denies"),
      polarityOf,
    ),
    others: score(
      polarity.filter(({ right }) => right !== "denies"),
      polarityOf,
    ),
    estimates: score(estimative, estimatesOf),
  };
}
