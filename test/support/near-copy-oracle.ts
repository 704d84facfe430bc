/**
 * Near copies by definition, slow and on strings: characters by regular expression, shingle sets as `Set`, bodies by trying
 * every `#`, similarity of pairs one by one. For corpora of some thousand texts, an exact join by prefix filter (R. J.
 * Bayardo, Y. Ma, R. Srikant 2007, doi:10.1145/1242572.1242591): of two sets with similarity t, each ordered by how rare
 * its members are, the first |x| - ceil(t |x|) + 1 share one.
 */

const CHARACTER = /(?:[\u{1f1e6}-\u{1f1ff}]{2}|[\s\S])(?:[\u{1f3fb}-\u{1f3ff}]|\u20e3|\u200d[\s\S]?)*/gu;
const HAN = /^[\p{Script=Han}\u{20000}-\u{3ffff}]/u;
const KANA = /^[\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
const HANGUL = /^\p{Script=Hangul}/u;

/** What a character is read as: code points, but an emoji is one. */
export const charactersOf = (text: string): string[] => text.match(CHARACTER) ?? [];

const weight = (character: string, kana: number): number =>
  HAN.test(character) ? 2.5 : KANA.test(character) ? kana : HANGUL.test(character) ? 2 : 1;

/** Length in letters. */
export const lettersOf = (text: string): number =>
  charactersOf(text).reduce((sum, character) => sum + weight(character, 1.5), 0);

/** From each character on, the fewest that carry `shingle` letters. */
export function shingleSet(text: string, shingle: number): Set<string> {
  const set = new Set<string>();
  const characters = charactersOf(text);
  for (let i = 0; i < characters.length; i++) {
    let carried = 0;
    let run = "";
    for (let j = i; j < characters.length && carried < shingle; j++) {
      run += characters[j]!;
      carried += weight(characters[j]!, 2.5);
    }
    if (carried >= shingle) set.add(run);
  }
  return set;
}

/** Of what hashtags are made; characters beyond 16 bits are signs here. */
const NAME = "(?![\\u{10000}-\\u{10ffff}])[\\p{L}\\p{N}\\p{M}_]";
const SIGN = "(?:[\\u{10000}-\\u{10ffff}]|[^\\p{L}\\p{N}\\p{M}_])";
const SYLLABIC = `(?=${NAME})[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー\\p{Script=Hangul}]`;
const TAIL = new RegExp(`^(?:#(?:${NAME})+${SIGN}*)+$`, "u");
/** A # of which nobody can say whether it closes the tag before it or opens one. */
const AMBIGUOUS = new RegExp(`#(?:${NAME})*(?:${SYLLABIC}#${NAME}|${NAME}#${SYLLABIC})`, "u");

/** What is left without the hashtags at the end. */
export function bodyOf(form: string): string {
  for (let i = form.indexOf("#"); i >= 0; i = form.indexOf("#", i + 1)) {
    const before = /#[^#]*$/u.exec(form.slice(0, i))?.[0] ?? "";
    if (TAIL.test(form.slice(i)) && !AMBIGUOUS.test(form.slice(i - before.length)))
      return form.slice(0, i).replace(/ +$/u, "");
  }
  return form;
}

/** A text or a body, as it is compared. */
export interface Part {
  readonly form: string;
  readonly runs: ReadonlySet<string>;
  /** Runs of what stands before the hashtags at its end; undefined where there are none. */
  readonly body: ReadonlySet<string> | undefined;
}

function partOf(form: string, shingle: number): Part {
  const body = bodyOf(form);
  return {
    form,
    runs: shingleSet(form, shingle),
    body: body === form ? undefined : shingleSet(body, shingle),
  };
}

/** What a normal form is compared as: the whole, and its body if that has `shortest` letters. */
export function partsOf(form: string, shortest: number, shingle: number): readonly Part[] {
  const body = bodyOf(form);
  const forms = body === form || lettersOf(body) < shortest ? [form] : [form, body];
  return forms.map((part) => partOf(part, shingle));
}

function sharedBy(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const member of a) if (b.has(member)) shared++;
  return shared;
}

export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = sharedBy(a, b);
  return shared / (a.size + b.size - shared);
}

/** Share of a body that is in a text; 1 where there is none. */
const containment = (body: Part["body"], text: ReadonlySet<string>): number =>
  body === undefined || body.size === 0 ? 1 : sharedBy(body, text) / body.size;

/** Jaccard, or less if the body of one is contained in the other to a lesser degree. */
export const partSimilarity = (a: Part, b: Part): number =>
  Math.min(jaccard(a.runs, b.runs), containment(a.body, b.runs), containment(b.body, a.runs));

/** Similarity of two texts: the highest of their parts. */
export const textSimilarity = (a: readonly Part[], b: readonly Part[]): number =>
  Math.max(...a.flatMap((x) => b.map((y) => partSimilarity(x, y))));

export interface SimilarPair {
  readonly a: number;
  readonly b: number;
  readonly similarity: number;
}

type Texts = readonly (readonly Part[])[];

/** Every pair a < b of texts with similarity `least` or more, by comparing all pairs. */
export function allPairs(texts: Texts, least: number): SimilarPair[] {
  const pairs: SimilarPair[] = [];
  for (let a = 0; a < texts.length; a++)
    for (let b = a + 1; b < texts.length; b++) {
      const similarity = textSimilarity(texts[a]!, texts[b]!);
      if (similarity >= least) pairs.push({ a, b, similarity });
    }
  return pairs;
}

/** The same pairs by prefix filter over texts and bodies. */
export function exactJoin(texts: Texts, least: number): SimilarPair[] {
  const parts = new Map<string, { readonly part: Part; readonly of: number[] }>();
  texts.forEach((text, i) => {
    for (const part of text) {
      const known = parts.get(part.form);
      if (known === undefined) parts.set(part.form, { part, of: [i] });
      else known.of.push(i);
    }
  });
  const pairs = new Map<string, SimilarPair>();
  const join = (some: readonly number[], others: readonly number[]): void => {
    for (const x of some)
      for (const y of others) {
        const [a, b] = [Math.min(x, y), Math.max(x, y)];
        if (a === b || pairs.has(`${a} ${b}`)) continue;
        const similarity = textSimilarity(texts[a]!, texts[b]!);
        if (similarity >= least) pairs.set(`${a} ${b}`, { a, b, similarity });
      }
  };
  const all = [...parts.values()];
  for (const { of } of all) join(of, of);
  for (const [a, b] of jaccardPairs(
    all.map(({ part }) => part.runs),
    least,
  ))
    join(all[a]!.of, all[b]!.of);
  return [...pairs.values()].sort((x, y) => x.a - y.a || x.b - y.b);
}

/** Places of sets with a Jaccard similarity of `least` or more. */
function jaccardPairs(sets: readonly ReadonlySet<string>[], least: number): [number, number][] {
  const frequency = new Map<string, number>();
  for (const set of sets) for (const member of set) frequency.set(member, (frequency.get(member) ?? 0) + 1);
  const holders = new Map<string, number[]>();
  const pairs: [number, number][] = [];
  sets.forEach((set, b) => {
    const rareFirst = [...set].sort((x, y) => frequency.get(x)! - frequency.get(y)! || (x < y ? -1 : 1));
    const prefix = rareFirst.slice(0, set.size - Math.ceil(least * set.size - 1e-9) + 1);
    const candidates = new Set(prefix.flatMap((member) => holders.get(member) ?? []));
    for (const a of candidates) if (jaccard(sets[a]!, set) >= least) pairs.push([a, b]);
    for (const member of prefix) {
      const known = holders.get(member);
      if (known === undefined) holders.set(member, [b]);
      else known.push(b);
    }
  });
  return pairs;
}

/** Label of each text: the smallest text that a walk along the pairs reaches. */
export function chained(texts: number, pairs: readonly SimilarPair[]): number[] {
  const label = Array.from({ length: texts }, (_, i) => i);
  for (let changed = true; changed;) {
    changed = false;
    for (const { a, b } of pairs) {
      const low = Math.min(label[a]!, label[b]!);
      if (label[a] === low && label[b] === low) continue;
      label[a] = low;
      label[b] = low;
      changed = true;
    }
  }
  return label;
}
