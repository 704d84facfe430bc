/**
 * Which subjects a text names. Names and aliases are looked for as whole words, in either case; one written with a star goes on
 * inside a word (`*clinton*` is in `hillaryclinton`). Of names that lie inside each other only the longest counts, so that
 * “Bill Clinton” is no mention of “Clinton”. A name that several subjects bear names none of them: it is ambiguous, and listed.
 *
 * Cost: the length of a text for each name.
 */
import { PlumblineError } from "../../errors.ts";
import type { ShareColumns } from "../../kernel/index.ts";
import type { DetectorContext, DetectorSource } from "../detector.ts";
import type { GivenSubject } from "../given.ts";
import { pause } from "./pause.ts";
import { folded, patternOf, placesOf } from "./phrases.ts";
import type { Pattern } from "./phrases.ts";
import { placesIn } from "./post-columns.ts";

export interface SubjectName {
  /** As it was given. */
  readonly name: string;
  /** Places of the subjects that bear it. */
  readonly subjects: readonly number[];
}

export interface NameFinder {
  readonly names: readonly SubjectName[];
  /** Bit i is set where the text holds `names[i]`. */
  readonly find: (text: string) => number;
}

/** A bit each. */
const MOST_NAMES = 30;

/** @throws PlumblineError PARAMETER for too many names, or an empty one. */
export function nameFinder(subjects: readonly GivenSubject[]): NameFinder {
  const bearers = new Map<string, number[]>();
  subjects.forEach(({ name, aliases }, s) => {
    for (const one of new Set([name, ...aliases].map(folded)))
      bearers.set(one, [...(bearers.get(one) ?? []), s]);
  });
  if (bearers.size > MOST_NAMES)
    throw new PlumblineError(
      "PARAMETER",
      `The subjects have ${bearers.size} names; ${MOST_NAMES} can be looked for.`,
    );
  const names = [...bearers].map(([name, bears]) => ({ name, subjects: bears }));
  const patterns = names.map(({ name }) => patternOf(name));
  if (patterns.some(({ core }) => core.trim() === ""))
    throw new PlumblineError("PARAMETER", "A subject has a name without letters.");
  return { names, find: (text) => longest(spansIn(folded(text), patterns)) };
}

interface Span {
  readonly name: number;
  readonly from: number;
  readonly to: number;
}

function spansIn(text: string, patterns: readonly Pattern[]): Span[] {
  return patterns.flatMap((pattern, name) =>
    placesOf(text, pattern).map((from) => ({ name, from, to: from + pattern.core.length })),
  );
}

/** Bits of the names whose span lies inside no longer one. */
function longest(spans: readonly Span[]): number {
  let bits = 0;
  for (const span of spans) {
    const inside = spans.some(
      (other) =>
        other.from <= span.from && other.to >= span.to && other.to - other.from > span.to - span.from,
    );
    if (!inside) bits |= 1 << span.name;
  }
  return bits;
}

/** What a text with these bits says of the first two subjects. */
export interface Named {
  readonly first: boolean;
  readonly second: boolean;
  /** Names somebody, who may be one of the two, and neither surely. */
  readonly ambiguous: boolean;
}

export function namedBy(names: readonly SubjectName[], bits: number): Named {
  let [first, second, unclear] = [false, false, false];
  names.forEach(({ subjects }, i) => {
    if ((bits & (1 << i)) === 0) return;
    if (subjects.length > 1) unclear ||= subjects.some((s) => s < 2);
    else if (subjects[0] === 0) first = true;
    else if (subjects[0] === 1) second = true;
  });
  return { first, second, ambiguous: unclear && !first && !second };
}

export interface TextSearch {
  readonly shares: ShareColumns;
  /** Bits of the names in each distinct text, and the texts that hold one. */
  readonly bits: Int32Array;
  readonly texts: (string | undefined)[];
}

/** Asked before the posts are read: account codes are those of the last shares. @throws PlumblineError NO_DATA, STOPPED. */
export async function searchTexts(
  source: DetectorSource,
  find: (text: string) => number,
  context: DetectorContext,
): Promise<TextSearch> {
  const { shares, batches } = await source.texts();
  const bits = new Int32Array(shares.objects);
  const texts: (string | undefined)[] = [];
  let done = 0;
  for await (const batch of batches) {
    batch.codes.forEach((code, i) => {
      const text = batch.texts[i]!;
      bits[code] = find(text);
      if (bits[code] !== 0) texts[code] = text;
    });
    done += batch.codes.length;
    await pause(context, "looking for names", done, shares.objects, "texts");
  }
  return { shares, bits, texts };
}

/** Bits of the names by post, and the code of its text; -1 where it has none that was searched. */
export interface PostBits {
  readonly bits: Int32Array;
  readonly textOf: Int32Array;
}

export function bitsInTexts(posts: ShareColumns, found: TextSearch): PostBits {
  const bits = new Int32Array(posts.length);
  const textOf = new Int32Array(posts.length).fill(-1);
  placesIn(posts, found.shares).forEach((post, i) => {
    if (post < 0) return;
    const code = found.shares.object[i]!;
    textOf[post] = code;
    bits[post] = found.bits[code]!;
  });
  return { bits, textOf };
}
