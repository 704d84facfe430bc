/**
 * How strongly words tell of an act or of a finding, and whether a retelling is stronger than what it retells: “ordered help”
 * over “sought to help”, “shows” over “assesses”. Two ladders of verbs, data in `vocabularies/strength-en.json`. A verb of one
 * text is held against a verb of the other only where what hangs on them shares words; no grammar, so that a drift is a question
 * to a person. Linear in the length of both texts, for a bounded number of verbs.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Span } from "./span.ts";

const words = z.array(z.string().min(1)).readonly();
const fileSchema = z.object({
  ladders: z.array(
    z.object({
      id: z.enum(["doing", "saying"]),
      rungs: z.array(z.object({ name: z.string(), strength: z.int(), forms: words })),
    }),
  ),
  modals: words,
  negations: words,
  empty: words,
});
type Ladder = z.infer<typeof fileSchema>["ladders"][number]["id"];

interface Strengths {
  readonly doing: ReadonlyMap<string, number>;
  readonly saying: ReadonlyMap<string, number>;
  /** Verbs of saying on the top rung: they vouch for what is said. */
  readonly vouching: ReadonlySet<string>;
  /** Every other verb of saying, and words such as “likely”. */
  readonly weak: ReadonlySet<string>;
  readonly negations: ReadonlySet<string>;
  readonly empty: ReadonlySet<string>;
}

let loaded: Strengths | undefined;

/** The ladders, read once. */
export function strengths(): Strengths {
  loaded ??= load();
  return loaded;
}

function load(): Strengths {
  const url = new URL("../../../vocabularies/strength-en.json", import.meta.url);
  const { ladders, modals, negations, empty } = fileSchema.parse(JSON.parse(readFileSync(url, "utf8")));
  const ladder = (wanted: Ladder) =>
    new Map(
      ladders
        .filter(({ id }) => id === wanted)
        .flatMap(({ rungs }) =>
          rungs.flatMap(({ strength, forms }) => forms.map((form) => [form, strength] as const)),
        ),
    );
  const saying = ladder("saying");
  const top = Math.max(...saying.values());
  const forms = (holds: (strength: number) => boolean) =>
    [...saying].flatMap(([form, strength]) => (holds(strength) ? [form] : []));
  return {
    doing: ladder("doing"),
    saying,
    vouching: new Set(forms((strength) => strength === top)),
    weak: new Set([...forms((strength) => strength < top), ...modals]),
    negations: new Set(negations),
    empty: new Set(empty),
  };
}

/** Words that are stronger than those of what they retell. */
export interface Drift {
  readonly ladder: Ladder;
  /** In the retelling. */
  readonly stronger: Span & { readonly text: string };
  /** In what it retells. */
  readonly weaker: Span & { readonly text: string };
}

interface Told extends Span {
  readonly text: string;
  readonly ladder: Ladder;
  readonly strength: number;
  /** Stem of what is done: “help” of “sought to help the mayor”. */
  readonly head: string | undefined;
  /** Stems of what hangs on the verb, and of who does it. */
  readonly object: ReadonlySet<string>;
  readonly subject: ReadonlySet<string>;
}

/** Verbs of a text that are looked at, words after and before a verb that hang on it. */
const MAX_TOLD = 200;
const AFTER = 16;
const BEFORE = 8;
/** An act that is told as done is stronger than every verb before an infinitive. */
const DONE = 5;

const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;
const BREAK = /[.;:!?\n—]|\s[–-]\s/;
const BE: ReadonlySet<string> = new Set(["is", "are", "was", "were", "be", "been", "being"]);

interface Word extends Span {
  readonly word: string;
  readonly stem: string;
  /** Whether a sentence or a clause ends before it. */
  readonly breaks: boolean;
}

function wordsIn(text: string): Word[] {
  let after = 0;
  return [...text.matchAll(WORD)].map(({ 0: found, index }) => {
    const breaks = BREAK.test(text.slice(after, index));
    after = index + found.length;
    const word = found
      .toLowerCase()
      .replaceAll("’", "'")
      .replace(/'s?$|s'$/, "");
    return { start: index, end: after, word, stem: stemOf(word), breaks };
  });
}

/** Without the usual endings: enough to hold “helped” and “helping” against “help”. */
function stemOf(word: string): string {
  if (word.length < 5) return word.replace(/(?<=..)s$/, "");
  return word.replace(/(?:ing|ied|ies|ed|es|s|e|y)$/, "").replace(/(.)\1$/, "$1");
}

/** Stems of the words of a text that say something. */
export function stemsOf(text: string): ReadonlySet<string> {
  const { empty } = strengths();
  return new Set(wordsIn(text).flatMap(({ word, stem }) => (empty.has(word) ? [] : [stem])));
}

/** The verbs of both ladders with what hangs on them. */
function toldIn(text: string): Told[] {
  const { doing, saying, negations } = strengths();
  const all = wordsIn(text);
  const told: Told[] = [];
  for (let i = 0; i < all.length && told.length < MAX_TOLD; i++) {
    const { word, start, end } = all[i]!;
    const before = all.slice(Math.max(0, i - 3), i);
    if (before.some((lead) => negations.has(lead.word) || lead.word.endsWith("n't"))) continue;
    const at = { start, end, text: text.slice(start, end) };
    const strength = doing.get(word);
    // “in order to”
    if (strength !== undefined && all[i - 1]?.word !== "in")
      told.push({ ...at, ladder: "doing", strength, ...around(all, i, "doing") });
    const said = saying.get(word);
    if (said !== undefined)
      told.push({ ...at, ladder: "saying", strength: said, ...around(all, i, "saying") });
  }
  return told;
}

/** What a verb of doing does ends where another one begins; what is said goes on. */
function around(all: readonly Word[], i: number, ladder: Ladder): Pick<Told, "head" | "object" | "subject"> {
  const { doing, empty } = strengths();
  const stems = (some: readonly Word[]) =>
    new Set(some.filter(({ word }) => !empty.has(word)).map(({ stem }) => stem));
  const rest = all.slice(i + 1, i + 1 + AFTER);
  const stop = rest.findIndex(
    ({ breaks, word }, j) => breaks || (ladder === "doing" && j > 0 && doing.has(word)),
  );
  const after = stop < 0 ? rest : rest.slice(0, stop);
  const lead = all.slice(Math.max(0, i - BEFORE), i + 1);
  const begin = lead.findLastIndex(({ breaks }) => breaks);
  const before = lead.slice(Math.max(0, begin), -1);
  const passive = before.slice(-3).some(({ word }) => BE.has(word));
  const to = after.findIndex(({ word }) => word === "to");
  const head = [...(to < 0 ? [] : after.slice(to + 1)), ...after].find(({ word }) => !empty.has(word));
  return {
    head: head?.stem,
    object: stems(passive ? [...before, ...after] : after),
    subject: stems(before),
  };
}

/** How many stems two texts share. */
export const shared = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  [...one].filter((stem) => other.has(stem)).length;

/** Do two verbs tell of the same thing? Two words of what hangs on them, or one and a word of who does it. */
function alike(one: Told, other: Told): number {
  if (one.ladder !== other.ladder) return 0;
  const objects = shared(one.object, other.object);
  if (objects === 0) return 0;
  const same = objects + Math.min(1, shared(one.subject, other.subject));
  return same >= 2 ? same : 0;
}

/** “helped the mayor win” over “sought to help the mayor”. */
function doneIn(text: string, sources: readonly Told[], told: readonly Told[]): Told[] {
  const heads = new Set(
    sources.flatMap(({ ladder, head }) => (ladder === "doing" && head !== undefined ? [head] : [])),
  );
  const all = wordsIn(text);
  return all.flatMap(({ word, stem, start, end }, i): Told[] => {
    if (!heads.has(stem) || !word.endsWith("ed") || strengths().doing.has(word)) return [];
    const under = told.some((verb) => verb.ladder === "doing" && verb.head === stem && verb.end < start);
    const lead = all.slice(Math.max(0, i - 3), i).map((before) => before.word);
    if (under || lead.some((before) => strengths().negations.has(before) || before === "to")) return [];
    const { object, subject } = around(all, i, "doing");
    return [
      {
        start,
        end,
        text: text.slice(start, end),
        ladder: "doing",
        strength: DONE,
        head: stem,
        object: new Set([...object, stem]),
        subject,
      },
    ];
  });
}

/** What a text tells, ready to be held against others. */
export interface Telling {
  readonly text: string;
  readonly told: readonly Told[];
}

export function tellingOf(written: string): Telling {
  return { text: written, told: toldIn(written) };
}

/** Where `retelling` tells more strongly what one of `sources` tells, in order of place, with the source. */
export function driftsFrom<T extends Telling>(
  { text: retelling, told: retold }: Telling,
  sources: readonly T[],
): (Drift & { readonly source: T })[] {
  const told = sources.flatMap((source) => source.told.map((verb) => ({ verb, source })));
  if (told.length === 0) return [];
  const done = doneIn(
    retelling,
    told.map(({ verb }) => verb),
    retold,
  );
  return [...retold, ...done].flatMap((verb) => {
    const same = told
      .map((other) => ({ ...other, likeness: alike(verb, other.verb) }))
      .filter(({ likeness }) => likeness > 0);
    if (same.length === 0 || same.some((other) => !climbs(verb, other.verb))) return [];
    const best = same.reduce((one, next) => (next.likeness > one.likeness ? next : one));
    const place = ({ start, end, text }: Told) => ({ start, end, text });
    return [{ ladder: verb.ladder, stronger: place(verb), weaker: place(best.verb), source: best.source }];
  });
}

/** On the ladder of saying, one step counts only to the rung that vouches. */
function climbs(verb: Told, other: Told): boolean {
  const steps = verb.strength - other.strength;
  if (verb.ladder === "doing") return steps > 0;
  return steps > 1 || (steps === 1 && strengths().vouching.has(verb.text.toLowerCase()));
}
