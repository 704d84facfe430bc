/** Finds estimative words and numbers in a text, and reads them under the declared scales. */
import { scaleRows } from "./scales.ts";
import type { Span } from "./span.ts";
import { isIn, lintVocabulary, phrasePattern, plainForm, wholeWords } from "./vocabulary.ts";

/** A term of a scale that a phrase stands for. */
export interface TermOf {
  readonly scale: string;
  readonly term: string;
}

export interface Estimate extends Span {
  readonly text: string;
  /** What it stands for, in every scale that has it; empty for a word outside all of them. */
  readonly terms: readonly TermOf[];
  /** A comparison (“more likely”) or a denied word (“not likely”): perhaps no estimate. */
  readonly doubtful: boolean;
  /** Where on 0 to 100 the phrase is about, for suggestions. */
  readonly about: number;
}

interface Forms {
  readonly pattern: RegExp;
  readonly terms: ReadonlyMap<string, readonly TermOf[]>;
}

const forms = new Map<string, Forms>();

/** Phrases that stand for terms, and the pattern that finds these and all others, for a set of declared scales. */
function formsFor(declared: readonly string[]): Forms {
  const key = declared.join(" ");
  let found = forms.get(key);
  if (found === undefined) forms.set(key, (found = compile(declared)));
  return found;
}

function compile(declared: readonly string[]): Forms {
  const { estimates } = lintVocabulary();
  const terms = new Map<string, TermOf[]>();
  const add = (form: string, term: TermOf) => terms.set(form, [...(terms.get(form) ?? []), term]);
  for (const { id, terms: list } of scaleRows()) {
    // “probably not” is a term of a scale that declares it, and two words anywhere else.
    const usable = list.filter(({ term }) => declared.includes(id) || !term.endsWith(" not"));
    for (const { term, alternatives } of usable)
      for (const form of alternatives ?? [term]) add(form, { scale: id, term });
    for (const [form, stands] of Object.entries(estimates.forms)) {
      const own = usable.find(({ term, alternatives }) => (alternatives ?? [term]).includes(stands));
      if (own !== undefined && !(terms.get(form) ?? []).some(({ scale }) => scale === id))
        add(form, { scale: id, term: own.term });
    }
  }
  const adjectival = Object.entries(estimates.adjectival).flatMap(([word, nouns]) => [
    `${word}(?=\\s+(?:${nouns.join("|")}))`,
    `(?<=(?:${nouns.join("|")})\\s(?:(?:that|of|for)\\s[^,;:.]{1,60}\\s)?(?:is|remains|was)\\s)${word}`,
  ]);
  const { nouns, adjectives } = estimates.predicative;
  // “Chances are slight”, “the chance of a run-off is slim”: an adjective that says a chance after one only.
  const predicative = `(?<=(?:${nouns.join("|")})(?:\\s(?:that|of|for)\\s[^,;:.]{1,60})?\\s(?:is|are|was|were|remains?|looks?|seems?)\\s)(?:${adjectives.join("|")})`;
  const plain = [...terms.keys(), ...Object.keys(estimates.forms), ...Object.keys(estimates.outside)].filter(
    (form) => !(form in estimates.adjectival) && !adjectives.includes(form),
  );
  const bases = estimates.bases.join("|");
  const before = (list: readonly string[]) => `(?:${list.join("|")})`;
  const modified = [
    `${before(estimates.negations)} (?:${before(estimates.modifiers)} )?(?:${bases})`,
    `(?:${before(estimates.modifiers)} )+(?:${bases})`,
    `${before(estimates.comparisons)} (?:${bases})`,
  ];
  const longest = [...new Set(plain)].sort((a, b) => b.length - a.length);
  // “more likely than not” before “more likely”, “almost certain” before nothing.
  const several = longest.filter((form) => form.includes(" ") || form.includes("-"));
  const single = longest.filter((form) => !form.includes(" ") && !form.includes("-"));
  return { pattern: wholeWords([...several, ...modified, predicative, ...adjectival, ...single]), terms };
}

let notEstimates: RegExp | undefined;

/** Estimative phrases of a sentence, in order; the caller decides whose words they are. */
export function estimatesIn(text: string, { start, end }: Span, declared: readonly string[]): Estimate[] {
  const { estimates } = lintVocabulary();
  notEstimates ??= phrasePattern(estimates.notEstimates);
  const inside = text.slice(start, end);
  const idioms = [...inside.matchAll(notEstimates)].map((m) => [m.index, m.index + m[0].length] as const);
  const { pattern, terms } = formsFor(declared);
  return [...inside.matchAll(pattern)].flatMap((match): Estimate[] => {
    const form = plainForm(match[0]);
    if (idioms.some(([from, to]) => match.index >= from && match.index < to)) return [];
    const [first = ""] = form.split(" ");
    const known = terms.get(form);
    const doubtful =
      known === undefined &&
      !(form in estimates.outside) &&
      (isIn(estimates.comparisons, first) || isIn(estimates.negations, first));
    if (doubtful && first === "how") return [];
    return [
      {
        start: start + match.index,
        end: start + match.index + match[0].length,
        text: match[0],
        terms: known ?? [],
        doubtful,
        about: aboutOf(form, known?.[0]),
      },
    ];
  });
}

function aboutOf(form: string, term: TermOf | undefined): number {
  const listed = lintVocabulary().estimates.outside[form];
  if (listed !== undefined) return listed;
  const band = scaleRows()
    .find(({ id }) => id === term?.scale)
    ?.terms.find((candidate) => candidate.term === term?.term)?.band;
  if (band !== undefined) return (band[0] + band[1]) / 2;
  return /unlikely|improbabl|^(?:not|hardly|scarcely|never)/.test(form) ? 20 : 80;
}
