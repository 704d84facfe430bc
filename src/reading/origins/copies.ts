/**
 * Passages that two documents tell in nearly the same words: sentences whose words outside quotation marks have a Jaccard similarity
 * of at least `SIMILAR` over runs of five letters, by the near-copy join of `kernel`, neighbours of one other document joined to one
 * passage. What is quoted never counts: two who quote one statement have it from a third. Time as the join; memory O(text).
 */
import { joinNearCopies, ShingleMatcher, TextSet } from "../../kernel/index.ts";
import type { Span } from "../phrases.ts";
import type { Compared } from "./compared.ts";

const SIMILAR = 0.7;
/** Letters in a run. */
const SHINGLE = 5;
/** A sentence with fewer letters, or fewer words, outside quotation marks is compared with none. */
const LETTERS = 80;
const WORDS = 12;
/** So many near copies of a sentence are held against it. */
const MOST = 64;
/** Sentences too short to compare that may stand inside a passage. */
const GAP = 2;

/** A passage of the document and its like in another. */
export interface Copy {
  readonly other: Compared;
  readonly said: Span;
  readonly source: Span;
  readonly words: number;
}

interface Holder {
  readonly of: Compared;
  readonly nth: number;
}

interface Like {
  readonly other: Compared;
  readonly nth: number;
  readonly theirs: number;
  readonly words: number;
}

export function copiesOf(one: Compared, others: readonly Compared[]): Copy[] {
  const texts = new TextSet(LETTERS);
  const holders: Holder[][] = [];
  const comparable = new Set<number>();
  for (const of of [one, ...others])
    for (const [nth, sentence] of of.sentences.entries()) {
      const words = of.ownWords(sentence);
      const text = words.length < WORDS ? -1 : texts.add(words.join(" "));
      if (text < 0) continue;
      (holders[text] ??= []).push({ of, nth });
      if (of === one) comparable.add(nth);
    }
  if (comparable.size === 0) return [];
  const likes = likesIn(one, texts, holders);
  return others.flatMap((other) =>
    passagesIn(
      one,
      likes.filter((like) => like.other === other),
      comparable,
    ),
  );
}

/** Of each sentence of the document the best like in each other document. */
function likesIn(one: Compared, texts: TextSet, holders: readonly (readonly Holder[])[]): Like[] {
  const { label } = joinNearCopies(texts, { similarity: SIMILAR, shingle: SHINGLE });
  const matcher = new ShingleMatcher(texts, SHINGLE);
  const clusters = new Map<number, number[]>();
  for (let text = 0; text < texts.length; text += 1) {
    const cluster = clusters.get(label[text]!);
    if (cluster === undefined) clusters.set(label[text]!, [text]);
    else cluster.push(text);
  }
  const likes: Like[] = [];
  for (const cluster of clusters.values())
    for (const text of cluster) {
      const own = (holders[text] ?? []).filter(({ of }) => of === one);
      if (own.length === 0) continue;
      const like = cluster
        .slice(0, MOST)
        .filter((other) => other === text || matcher.similar(text, other, SIMILAR));
      for (const { of, nth: theirs } of like.flatMap((other) => holders[other] ?? []))
        if (of !== one)
          for (const { nth } of own)
            likes.push({ other: of, nth, theirs, words: common(one, nth, of, theirs) });
    }
  return likes;
}

/** Words that two sentences have, each as often as both have it. */
function common(one: Compared, nth: number, other: Compared, theirs: number): number {
  const left = new Map<string, number>();
  for (const word of other.ownWords(other.sentences[theirs]!)) left.set(word, (left.get(word) ?? 0) + 1);
  let words = 0;
  for (const word of one.ownWords(one.sentences[nth]!)) {
    const count = left.get(word) ?? 0;
    if (count > 0) words += 1;
    left.set(word, count - 1);
  }
  return words;
}

/** Neighbouring sentences as one passage; between them may stand what is too short or quoted. */
function passagesIn(one: Compared, likes: readonly Like[], comparable: ReadonlySet<number>): Copy[] {
  const best = new Map<number, Like>();
  for (const like of likes) if (like.words > (best.get(like.nth)?.words ?? -1)) best.set(like.nth, like);
  const runs: Like[][] = [];
  for (const like of [...best.values()].sort((a, b) => a.nth - b.nth)) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && isNext(last.nth, like.nth, comparable)) run.push(like);
    else runs.push([like]);
  }
  return runs.map((run) => {
    const [first, last] = [run[0]!, run.at(-1)!];
    const { other } = first;
    const theirs = run.map((like) => like.theirs);
    return {
      other,
      said: { from: one.sentences[first.nth]!.from, to: one.sentences[last.nth]!.to },
      source: {
        from: other.sentences[Math.min(...theirs)]!.from,
        to: other.sentences[Math.max(...theirs)]!.to,
      },
      words: run.reduce((sum, like) => sum + like.words, 0),
    };
  });
}

function isNext(last: number, next: number, comparable: ReadonlySet<number>): boolean {
  if (next - last > GAP + 1) return false;
  for (let nth = last + 1; nth < next; nth += 1) if (comparable.has(nth)) return false;
  return true;
}
