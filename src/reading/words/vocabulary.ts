/** The words that the lint reads: data in `vocabularies/lint-en.json` and the scales, compiled once. */
import { readFileSync } from "node:fs";
import { z } from "zod";

const words = z.array(z.string().min(1)).readonly();
const fileSchema = z.object({
  version: z.string(),
  estimates: z.object({
    forms: z.record(z.string(), z.string()),
    bases: words,
    modifiers: words,
    comparisons: words,
    negations: words,
    outside: z.record(z.string(), z.number()),
    adjectival: z.record(z.string(), words),
    predicative: z.object({ nouns: words, adjectives: words }),
    notEstimates: words,
  }),
  numbers: z.object({
    after: words,
    before: words,
    link: words,
    certainty: words,
    about: words,
    words: z.record(z.string(), z.number()),
  }),
  confidence: z.object({ phrases: words, trust: words, trustAfter: words, held: words }),
  hedges: z.object({
    plain: words,
    idioms: words,
    mightNoun: words,
    able: words,
    likelyHedge: words,
    none: words,
    beliefs: words,
    leave: words,
    forbidden: words,
  }),
  reporting: z.object({
    verbs: words,
    speechOnly: words,
    speakingOf: words,
    nouns: words,
    own: words,
    ownThings: words,
    ownDocuments: words,
    inferring: words,
    passiveOwn: words,
    mentalAdjectives: words,
    seem: words,
    phrases: words,
    hearsay: words,
    agentless: words,
    openers: words,
    turns: words,
    ownTurns: words,
    adverbs: words,
    prepositions: words,
  }),
  strength: z.object({ voices: words, weakNouns: words }),
  effects: z.object({ claims: words, causes: words, outcomes: words, aims: words, unassessed: words }),
  abbreviations: words,
  abbreviationsThatEnd: words,
  starters: words,
});

/** The file as it is. */
export type LintVocabulary = z.infer<typeof fileSchema>;

let loaded: LintVocabulary | undefined;

/** English, read once. */
export function lintVocabulary(): LintVocabulary {
  loaded ??= fileSchema.parse(
    JSON.parse(readFileSync(new URL("../../../vocabularies/lint-en.json", import.meta.url), "utf8")),
  );
  return loaded;
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
/** A phrase as a pattern: any white space, or a hyphen, between its words. */
const spaced = (pattern: string) => pattern.replaceAll(" ", "[\\s-]+");

/** Finds any of the phrases as whole words, the longest first, in either case. */
export function phrasePattern(phrases: readonly string[]): RegExp {
  const sorted = [...phrases].sort((a, b) => b.length - a.length).map((phrase) => spaced(escape(phrase)));
  return wholeWords(sorted);
}

/** The same for patterns, in the order given. */
export function wholeWords(patterns: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.map(spaced).join("|")})(?![\\p{L}\\p{N}])`, "giu");
}

/** A phrase in lower case with single spaces, as the vocabulary writes it. */
export function plainForm(text: string): string {
  return text.toLowerCase().replace(/[\s-]+/g, " ");
}

const sets = new Map<readonly string[], ReadonlySet<string>>();
/** Membership in a list of the vocabulary; lists are made sets once. */
export function isIn(list: readonly string[], word: string | undefined): boolean {
  if (word === undefined) return false;
  let set = sets.get(list);
  if (set === undefined) sets.set(list, (set = new Set(list)));
  return set.has(word);
}
