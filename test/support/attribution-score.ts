/**
 * Scores attributions against those that people marked: found by its cue, with the words of its content and the head of its source.
 * The rules of counting are fixed, and so is the set of speech verbs: figures of two versions of a reader compare only under the same
 * ones. All overlaps are of tokens, so that white space never matters. Offsets are UTF-16 code units, end exclusive.
 */

export type Range = readonly [start: number, end: number];

/** Who says what by which words; each role one stretch, several, or none. */
export interface Marked {
  readonly source: readonly Range[];
  readonly cue: readonly Range[];
  readonly content: readonly Range[];
}

const MANNERS = ["direct", "indirect", "mixed"] as const;
type Manner = (typeof MANNERS)[number];
export const GROUPS = [
  "speech",
  ...MANNERS.map((manner) => `speech, ${manner}` as const),
  "all",
  ...MANNERS.map((manner) => `all, ${manner}` as const),
] as const;
export type Group = (typeof GROUPS)[number];

const SPEECH_VERBS =
  "accuse acknowledge add admit advise affirm agree allege announce answer apologize argue ask assert assure attest blame boast brag " +
  "call caution chant charge cite claim comment complain concede conclude condemn confirm contend continue counter criticize declare " +
  "demand denounce deny describe disclose dismiss dispute echo elaborate email emphasize estimate exclaim explain express hint imply " +
  "inform insist interject joke lament maintain mention note observe opine pledge post predict proclaim promise pronounce protest " +
  "publish quip quote rebut recall recount refute reiterate reject relate remark remind repeat reply report request respond retort " +
  "reveal say scoff shout speak state stress suggest swear tell testify tweet underscore urge vow warn whisper write yell";
const PAST: Readonly<Record<string, readonly string[]>> = {
  say: ["said"],
  speak: ["spoke", "spoken"],
  swear: ["swore", "sworn"],
  tell: ["told"],
  write: ["wrote", "written"],
};
const DOUBLED = new Set(["admit", "brag", "quip", "rebut"]);
const SPEECH = new Set(SPEECH_VERBS.split(" ").flatMap(formsOf));

function formsOf(verb: string): string[] {
  const stem = verb.endsWith("e") ? verb.slice(0, -1) : DOUBLED.has(verb) ? verb + verb.at(-1)! : verb;
  const consonantY = /[^aeiou]y$/.test(verb);
  const present = consonantY
    ? `${verb.slice(0, -1)}ies`
    : verb + (/(?:s|sh|ch|x|z)$/.test(verb) ? "es" : "s");
  const past = PAST[verb] ?? [consonantY ? `${verb.slice(0, -1)}ied` : `${stem}ed`];
  return [verb, present, ...past, `${stem}ing`];
}

interface Token {
  readonly start: number;
  readonly end: number;
  readonly lower: string;
  readonly word: boolean;
  readonly quoted: boolean;
}

/** Words with their inner marks, and every other sign by itself; quotation marks end with their paragraph. */
function tokensOf(text: string): Token[] {
  const marks = [...text.matchAll(/\n|[“”"]|(['`‘’])\1/g)];
  let next = 0;
  let open = false;
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’.-][\p{L}\p{N}\p{M}]+)*|\S/gu)].map((found) => {
    for (; next < marks.length && marks[next]!.index <= found.index; next += 1) {
      const [mark] = marks[next]!;
      open = mark === "“" || (mark !== "”" && mark !== "\n" && !open);
    }
    const [lower] = [found[0].toLowerCase()];
    const word = /^[\p{L}\p{N}\p{M}]/u.test(lower);
    return { start: found.index, end: found.index + found[0].length, lower, word, quoted: open };
  });
}

type Tokens = ReadonlySet<number>;

interface Seen {
  readonly cue: Tokens;
  /** Words of the content; with its punctuation in `covered`. */
  readonly content: Tokens;
  readonly covered: Tokens;
  readonly source: Tokens;
  /** The last word of the source before its first comma, preposition or relative word. */
  readonly head: number | null;
  readonly groups: readonly Group[];
}

const ENDS_HEAD = new Set(
  "of for with in from at on by to who whom that which whose , ( - – — and or".split(" "),
);

function seen(tokens: readonly Token[], { source, cue, content }: Marked): Seen {
  const at = (ranges: readonly Range[]) =>
    tokens.flatMap((token, i) => (ranges.some(([a, b]) => token.start < b && token.end > a) ? [i] : []));
  const isWord = (i: number) => tokens[i]!.word;
  const [cues, covered, sources] = [at(cue), at(content), at(source)];
  const words = covered.filter(isWord);
  let head: number | null = null;
  for (const i of sources) {
    if (head !== null && ENDS_HEAD.has(tokens[i]!.lower)) break;
    if (isWord(i)) head = i;
  }
  const quoted = words.filter((i) => tokens[i]!.quoted).length;
  const manner: Manner = quoted === 0 ? "indirect" : quoted >= 0.9 * words.length ? "direct" : "mixed";
  const speech = isSpeech(cues.map((i) => tokens[i]!.lower));
  return {
    cue: new Set(cues),
    content: new Set(words),
    covered: new Set(covered),
    source: new Set(sources.filter(isWord)),
    head,
    groups: ["all", `all, ${manner}`, ...(speech ? (["speech", `speech, ${manner}`] as const) : [])],
  };
}

const isSpeech = (words: readonly string[]): boolean =>
  words.some((word) => SPEECH.has(word)) ||
  (words.includes("according") && words.includes("to")) ||
  words.join(" ") === ":";

const shared = (a: Tokens, b: Tokens): number => [...a].filter((i) => b.has(i)).length;
const overlap = (a: Tokens, b: Tokens): number =>
  a.size + b.size === 0 ? 1 : (2 * shared(a, b)) / (a.size + b.size);

/** Pairs of marked and read, one to one, the closest first. */
function pairsOf(marked: readonly Seen[], read: readonly Seen[]): Map<Seen, Seen> {
  const close = marked.flatMap((m) =>
    read.flatMap((r) => {
      const byCue = m.cue.size > 0 && r.cue.size > 0;
      const same = byCue
        ? shared(m.cue, r.cue) > 0
        : m.content.size > 0 && overlap(m.content, r.content) >= 0.5;
      const weight =
        overlap(m.cue, r.cue) + overlap(m.content, r.content) + 0.5 * overlap(m.source, r.source);
      return same ? [{ m, r, weight }] : [];
    }),
  );
  const pairs = new Map<Seen, Seen>();
  const taken = new Set<Seen>();
  for (const { m, r } of close.sort((a, b) => b.weight - a.weight)) {
    if (pairs.has(m) || taken.has(r)) continue;
    pairs.set(m, r);
    taken.add(r);
  }
  return pairs;
}

const COUNTS = [
  "marked",
  "found",
  "read",
  "right",
  "nested",
  "exact",
  "sources",
  "open",
  "sourceRight",
] as const;
type Counts = Record<(typeof COUNTS)[number], number>;

/** Shares of one; NaN where there is nothing to count. */
export interface Figures {
  readonly marked: number;
  readonly precision: number;
  /** Without what was read inside a marked content: only the outermost attribution is marked there. */
  readonly precisionNested: number;
  readonly recall: number;
  /** Of the found: those with the same words as content. */
  readonly exact: number;
  /** Of the found whose source is marked and was not left open: those with the same head. */
  readonly source: number;
  readonly open: number;
}

/** Adds up texts; the figures are of all of them together. */
export class AttributionScore {
  private readonly counts = new Map<Group, Counts>(
    GROUPS.map((group) => [group, Object.fromEntries(COUNTS.map((name) => [name, 0])) as Counts]),
  );

  add(text: string, marked: readonly Marked[], read: readonly Marked[]): void {
    const tokens = tokensOf(text);
    const [people, rules] = [marked.map((one) => seen(tokens, one)), read.map((one) => seen(tokens, one))];
    const pairs = pairsOf(people, rules);
    const matched = new Set(pairs.values());
    for (const one of people) {
      this.count(one, "marked");
      const found = pairs.get(one);
      if (found !== undefined) this.countFound(one, found);
    }
    for (const one of rules) {
      this.count(one, "read");
      if (matched.has(one)) this.count(one, "right");
      else if (one.cue.size > 0 && people.some(({ covered }) => shared(one.cue, covered) === one.cue.size))
        this.count(one, "nested");
    }
  }

  private countFound(marked: Seen, read: Seen): void {
    this.count(marked, "found");
    const words = shared(marked.content, read.content);
    if (words === marked.content.size && words === read.content.size) this.count(marked, "exact");
    if (marked.source.size === 0) return;
    this.count(marked, "sources");
    if (read.source.size === 0) this.count(marked, "open");
    else if (sameSource(marked, read)) this.count(marked, "sourceRight");
  }

  private count({ groups }: Seen, name: keyof Counts): void {
    for (const group of groups) this.counts.get(group)![name] += 1;
  }

  of(group: Group): Figures {
    const n = this.counts.get(group)!;
    return {
      marked: n.marked,
      precision: n.right / n.read,
      precisionNested: n.right / (n.read - n.nested),
      recall: n.found / n.marked,
      exact: n.exact / n.found,
      source: n.sourceRight / (n.sources - n.open),
      open: n.open / n.sources,
    };
  }
}

function sameSource(a: Seen, b: Seen): boolean {
  const heads = a.head !== null && b.head !== null && b.source.has(a.head) && a.source.has(b.head);
  return heads || (a.head !== null && overlap(a.source, b.source) >= 0.5);
}
