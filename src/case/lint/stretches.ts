/** Stretches of a sentence: cut at semicolons, dashes, and where the writer takes the word again. */
import type { Word } from "./sentences.ts";
import { isIn, lintVocabulary } from "../../reading/words/vocabulary.ts";

const BOUNDARY = /[;—]| [–-] /;

/** Cuts a sentence where the writer takes the word again. */
export function stretchesOf(words: readonly Word[]): Word[][] {
  const stretches: Word[][] = [[]];
  words.forEach((word, i) => {
    if (i > 0 && (BOUNDARY.test(word.gap) || turnsBack(words, i))) stretches.push([]);
    stretches.at(-1)!.push(word);
  });
  return stretches;
}

function turnsBack(words: readonly Word[], i: number): boolean {
  const { reporting } = lintVocabulary();
  const { word, gap } = words[i]!;
  if (word === "we" || word === "i") {
    const verb = words.slice(i + 1, i + 4).find((next) => !isIn(reporting.adverbs, next.word));
    return isIn(reporting.verbs, verb?.word);
  }
  if (!gap.includes(",") || !isIn(reporting.turns, word)) return false;
  const next = words[i + 1]?.word;
  const weak = word === "and" || word === "while" || word === "so";
  return weak ? isIn(reporting.own, next) : isIn(reporting.own, next) || isIn(reporting.ownTurns, next);
}
