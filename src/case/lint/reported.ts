/**
 * Clauses that report what others hold. “Moscow judged that she was likely to win” estimates nothing itself; “we judge that
 * she was likely to win” does. Rules over words, no grammar: a reporting verb whose subject is not the writer opens a
 * clause that is another's, up to the next turn back to the writer (“, but we …”), a semicolon or the end. In a fronted
 * clause (“When it appeared to Moscow that …, the focus changed”) it ends at the comma. Linear in the words of a sentence.
 */
import { lower, OTHERS, UNCLEAR } from "./quotations.ts";
import type { Ownership } from "./quotations.ts";
import type { Word } from "./sentences.ts";
import { stretchesOf } from "./stretches.ts";
import { isIn, lintVocabulary } from "../../reading/words/vocabulary.ts";

type Who = "own" | "others" | "unclear";

const R = () => lintVocabulary().reporting;
const DETERMINERS: ReadonlySet<string> = new Set(
  "the a an this that these those his her its their our my no any some each every such one another".split(
    " ",
  ),
);
const BE: ReadonlySet<string> = new Set("is are was were be been being".split(" "));
const PRONOUNS: ReadonlySet<string> = new Set("it he she they who which one".split(" "));
/** “…, the police said on Monday.”: what follows is no clause. */
const DAYS: ReadonlySet<string> = new Set(
  "yesterday today later again then monday tuesday wednesday thursday friday saturday sunday".split(" "),
);

/** Lowers the ownership of what a sentence reports of others. `names`: the writer's own organisations, lower case. */
export function markReported(words: readonly Word[], own: Ownership, names: ReadonlySet<string>): void {
  for (const stretch of stretchesOf(words)) new Stretch(stretch, own, names).mark();
}

class Stretch {
  readonly #words: readonly Word[];
  readonly #own: Ownership;
  readonly #names: ReadonlySet<string>;

  constructor(words: readonly Word[], own: Ownership, names: ReadonlySet<string>) {
    this.#words = words;
    this.#own = own;
    this.#names = names;
  }

  mark(): void {
    this.#phrases();
    for (let i = 0; i < this.#words.length; i++) {
      const { word } = this.#words[i]!;
      // What is quoted does not report again.
      if (this.#own[this.#words[i]!.start] === OTHERS) continue;
      if (word === "whether") this.#lower(i + 1, this.#comma(i + 1), "others");
      else if (this.#isNoun(i)) this.#noun(i);
      else if (isIn(R().verbs, word)) this.#verb(i);
      else if (isIn(R().seem, word)) this.#seeming(i);
    }
  }

  #lower(from: number, to: number, who: Who): void {
    const [first, last] = [this.#words[from], this.#words[to - 1]];
    if (who === "own" || first === undefined || last === undefined || to <= from) return;
    lower(this.#own, first.start, last.end, who === "others" ? OTHERS : UNCLEAR);
  }

  /** Index of the first word from `from` on that has a comma before it, or the end. */
  #comma(from: number): number {
    const found = this.#words.findIndex(({ gap }, i) => i > from && gap.includes(","));
    return found < 0 ? this.#words.length : found;
  }

  /** Where what `verb` reports ends: at the comma after a fronted or a relative clause, else at the end. */
  #end(subject: number, verb: number): number {
    const start = this.#clauseStart(subject);
    const first = this.#words[start]?.word;
    const relative = start > 0 && (first === "which" || first === "who" || first === "whose");
    const fronted = start === 0 && (isIn(R().openers, first) || first === "even" || first === "now");
    return relative || fronted ? this.#comma(verb) : this.#words.length;
  }

  #clauseStart(at: number): number {
    for (let i = Math.min(at, this.#words.length - 1); i > 0; i--) {
      const { gap, word } = this.#words[i]!;
      if (gap.includes(",") || gap.includes(":") || word === "which" || word === "who") return i;
    }
    return 0;
  }

  #phrases(): void {
    const at = (phrase: string) => {
      const parts = phrase.split(" ");
      return this.#words.findIndex((_, i) => parts.every((part, j) => this.#words[i + j]?.word === part));
    };
    for (const phrase of R().phrases) {
      const found = at(phrase);
      const next = found + phrase.split(" ").length;
      if (found >= 0 && !this.#isOwnName(next)) this.#lower(0, this.#words.length, "others");
    }
    for (const phrase of R().hearsay) {
      const found = at(phrase);
      if (found >= 0) this.#lower(found, this.#words.length, "others");
    }
    for (const phrase of R().agentless) {
      const found = at(phrase);
      if (found >= 0) this.#lower(found, this.#words.length, "unclear");
    }
    const [first, second, third] = this.#words;
    // “In the ministry's view, it was likely …”
    const view = this.#words.slice(0, 6).findIndex(({ word }) => isIn(R().nouns, word) || word === "eyes");
    const possessive = this.#words.slice(0, Math.max(view, 0)).some(({ word }) => /'s$|s'$/.test(word));
    if (
      first?.word === "in" &&
      view > 0 &&
      (possessive || third?.word === "own" || /^(his|her|their|its)$/.test(second?.word ?? ""))
    )
      this.#lower(view, this.#words.length, "others");
  }

  /** A reporting word after a determiner, a possessive or a preposition is a noun. */
  #isNoun(i: number): boolean {
    const { word } = this.#words[i]!;
    if (!isIn(R().nouns, word)) return false;
    if (!isIn(R().verbs, word)) return true;
    const before = this.#words[i - 1]?.word;
    return (
      before === undefined ||
      DETERMINERS.has(before) ||
      /'s$|s'$/.test(before) ||
      isIn(R().prepositions, before)
    );
  }

  /** “the minister's claim that …”, “their view is that …” */
  #noun(i: number): void {
    let next = i + 1;
    // “the assessment of the agencies that …”
    let agent = false;
    if (this.#words[next]?.word === "of" || this.#words[next]?.word === "by") {
      const that = this.#words.slice(next, next + 6).findIndex(({ word }) => word === "that");
      if (that < 0) return;
      next += that;
      agent = true;
    }
    if (BE.has(this.#words[next]?.word ?? "")) next += 1;
    if (this.#words[next]?.word !== "that") return;
    const before = this.#words[i - 1]?.word ?? "";
    if (isIn(R().own, before) || before === "this") return;
    if (before !== "" && this.#isOwnName(i - 1)) return;
    const others =
      agent ||
      /'s$|s'$/.test(before) ||
      /^(his|her|their|its|whose)$/.test(before) ||
      this.#words[i]!.word.endsWith("s");
    const theory =
      /^(claim|theory|notion|idea|rumou?r|assumption|allegation|belief|suspicion|fear|hope|denial)$/.test(
        this.#words[i]!.word,
      );
    this.#lower(next + 1, this.#comma(next), others || theory ? "others" : "unclear");
  }

  /** “it appeared to Moscow that she was likely to win” */
  #seeming(i: number): void {
    // “To the staff, a defeat seemed probable.”
    if (this.#words[0]?.word === "to" && this.#comma(0) < i && !this.#isOwnName(1)) {
      this.#lower(i, this.#words.length, "others");
      return;
    }
    const rest = this.#words.slice(i + 1, i + 4);
    const to = rest.findIndex(({ word }) => word === "to");
    if (to < 0 || to > 1) return;
    const object = i + 1 + to + 1;
    const word = this.#words[object];
    if (word === undefined || isIn(R().own, word.word) || this.#isOwnName(object)) return;
    // “appeared to be”: no one it appears to.
    const complement = this.#words
      .slice(object + 1, object + 7)
      .findIndex((next) => /^(that|as|like)$/.test(next.word));
    if (complement < 0) return;
    this.#lower(object, this.#end(i, object + complement), "others");
  }

  #verb(i: number): void {
    const { word } = this.#words[i]!;
    const before = this.#words[i - 1]?.word;
    // “the expected result”, “of reported cases”; but “he, the judge, said”
    if (
      before !== undefined &&
      ((DETERMINERS.has(before) &&
        !PRONOUNS.has(before) &&
        before !== "that" &&
        before !== "this" &&
        before !== "those") ||
        isIn(R().prepositions, before))
    )
      return;
    const { who, subject } = this.#subjectOf(i);
    const complement = this.#complementOf(i);
    if (who === "own") return;
    if (complement === undefined) {
      this.#postposed(i, subject, who);
      return;
    }
    if (word === "dissents" || word === "dissented") this.#lower(i, this.#words.length, who);
    else this.#lower(complement, this.#end(subject, complement), who);
  }

  /** “A second wave is likely, the police said.” and “…, said the police.” */
  #postposed(i: number, subject: number, who: Who): void {
    const inverted = this.#words[i]!.gap.includes(",");
    if (!isIn(R().speechOnly, this.#words[i]!.word) || who !== "others") return;
    const start = inverted ? i : this.#clauseStart(subject);
    if (start === 0) {
      // “As the court said, it is likely”: taken over or only told?
      const as = this.#words[0]!.word === "as" && this.#words[i + 1]?.gap.includes(",") === true;
      if (as) this.#lower(i + 1, this.#words.length, "unclear");
      return;
    }
    if (isIn(R().openers, this.#words[start]!.word)) {
      const as = this.#words[start]!.word === "as";
      if (as) this.#lower(0, start, "unclear");
      return;
    }
    this.#lower(0, this.#words.length, "others");
  }

  /** First word of what is reported: after “that” or “as”, or the next word where the verb takes a clause by itself. */
  #complementOf(i: number): number | undefined {
    const { word, gap } = this.#words[i]!;
    if (word === "dissents" || word === "dissented") return i + 1;
    const next = this.#words[i + 1];
    if (next === undefined) return undefined;
    if (isIn(R().speakingOf, word) && next.word === "of") return i + 2;
    // Between commas it is a tag: “…, said its founder, …”.
    const inserted = gap.includes(",") && next.word !== "it" && next.word !== "that";
    const tag = inserted || next.gap.includes(",") || DAYS.has(next.word);
    if (isIn(R().speechOnly, word) && !tag && !isIn(R().prepositions, next.word)) return i + 1;
    const rest = this.#words.slice(i + 1, i + 8);
    const stop = rest.findIndex((later, j) => j > 0 && later.gap.includes(","));
    const near = stop < 0 ? rest : rest.slice(0, stop);
    const that = near.findIndex((later) => later.word === "that");
    if (that >= 0) return i + 1 + that + 1;
    const as = near.slice(0, 5).findIndex((later) => later.word === "as");
    return as < 0 || isIn(R().mentalAdjectives, word) ? undefined : i + 1 + as + 1;
  }

  /** Who holds what a verb reports, and the index of the head of its subject. */
  #subjectOf(verb: number): { readonly who: Who; readonly subject: number } {
    let i = verb - 1;
    let passive = false;
    while (i >= 0 && isIn(R().adverbs, this.#words[i]!.word) && !this.#words[i + 1]!.gap.includes(",")) {
      passive ||= BE.has(this.#words[i]!.word);
      i -= 1;
    }
    if (i < 0 || this.#words[i + 1]!.gap.includes(",")) return { who: this.#inverted(verb), subject: verb };
    const { word } = this.#words[verb]!;
    if (
      passive &&
      /(?:ed|held|thought|said|told|found|felt|seen|put|written|understood)$/.test(word) &&
      !isIn(R().mentalAdjectives, word)
    )
      return { who: this.#passive(verb), subject: i };
    return { who: this.#whose(i, word), subject: i };
  }

  #inverted(verb: number): Who {
    // “Judging by …”, “assuming that”: the writer's own.
    if (this.#words[verb]!.word.endsWith("ing") || verb === 0) return "own";
    const next = this.#words[verb + 1];
    return next === undefined || isIn(R().own, next.word) || this.#isOwnName(verb + 1) ? "own" : "others";
  }

  #passive(verb: number): Who {
    const by = this.#words.findIndex(({ word }, j) => j > verb && j < verb + 12 && word === "by");
    if (by >= 0 && this.#words[verb + 1]?.word === "by") return this.#isOwnName(by + 1) ? "own" : "others";
    return isIn(R().passiveOwn, this.#words[verb]!.word) ? "own" : "unclear";
  }

  /** Walks back over “of the …”, “in May” to the head of the subject. */
  #whose(at: number, verb: string): Who {
    let head = at;
    for (let steps = 0; steps < 4; steps++) {
      const before = this.#words.slice(Math.max(0, head - 4), head);
      const back = before.findLastIndex(({ word }) => isIn(R().prepositions, word));
      if (back < 0 || head - 4 + back < 1) break;
      const next = Math.max(0, head - 4) + back - 1;
      if (next < 0 || this.#words.slice(next + 1, head + 1).some(({ gap }) => gap.includes(","))) break;
      head = next;
    }
    const { word } = this.#words[head]!;
    const nearest = this.#words[at]!.word;
    if (isIn(R().own, nearest) || isIn(R().own, word) || this.#isOwnName(at)) return "own";
    if (isIn(R().ownThings, word) || isIn(R().ownThings, nearest)) return "own";
    const demonstrative = this.#words[head - 1]?.word;
    if ((demonstrative === "this" || demonstrative === "our") && isIn(R().ownDocuments, word)) return "own";
    if (/^(this|that|which|these|those)$/.test(nearest) && isIn(R().inferring, verb)) return "own";
    // “It is certain”: nobody else's.
    return nearest === "there" ? "own" : "others";
  }

  #isOwnName(i: number): boolean {
    const [one, two, three] = [this.#words[i], this.#words[i + 1], this.#words[i + 2]];
    if (one === undefined) return false;
    if (isIn(R().own, one.word) || one.word === "this") return true;
    const before = [this.#words[i - 2], this.#words[i - 1], one].map((w) => w?.word ?? "");
    const candidates = [
      one.word,
      `${one.word} ${two?.word}`,
      `${one.word} ${two?.word} ${three?.word}`,
      `${two?.word} ${three?.word}`,
      `${before[1]} ${before[2]}`,
      before.join(" "),
    ];
    return candidates.some((name) => this.#names.has(name));
  }
}
