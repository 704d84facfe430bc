/**
 * What came into a case since the last look, as counts. They are made from what this watch itself has brought in, so nothing of another
 * marking is in them, and they name nobody: who is behind a pair is for a declared run, which tests it.
 */
import { OccasionCounter } from "../../kernel/index.ts";
import type { Corpus } from "../../store/corpus.ts";
import type { ObjectKind } from "../../store/corpus/staged.ts";
import type { Imported } from "../import-files.ts";

/** What is new. */
export interface News {
  /** Posts that are in the case now. */
  readonly posts: number;
  /** Rows that are not, listed with their import. */
  readonly rejected: number;
  /** Lines that came again and were dropped. */
  readonly repeats: number;
  /** Lines that no import could list: no text, or longer than 4 MB. */
  readonly unreadable: number;
  /** Accounts that posted, and of these those that this watch had not seen. */
  readonly accounts: number;
  readonly newAccounts: number;
  /** Pairs of accounts that met on a third occasion, and all that have since the watch began. */
  readonly pairs: number;
  readonly pairsInAll: number;
  /** The table of pairs was full at some time: there may be more. */
  readonly atLeast: boolean;
}

export class Tally {
  readonly #corpus: Corpus;
  readonly #kind: ObjectKind;
  readonly #pairs: OccasionCounter;
  readonly #known = new Marks();
  #here = new Marks();
  #counts = zero();
  #pairsBefore = 0;
  /** Imports that this watch made. */
  imports = 0;
  /** Posts that it brought in. */
  posts = 0;

  constructor(corpus: Corpus, kind: ObjectKind, windowSeconds: number) {
    this.#corpus = corpus;
    this.#kind = kind;
    this.#pairs = new OccasionCounter(windowSeconds);
  }

  /** Accounts of imports that an earlier watch of the same source made are not new. */
  async recall(runs: readonly string[]): Promise<void> {
    for (const id of await this.#corpus.heldAccounts(runs)) this.#known.add(id);
  }

  /** Lines that did not come into a file. */
  dropped({ repeats, unreadable }: { readonly repeats: number; readonly unreadable: number }): void {
    this.#counts.repeats += repeats;
    this.#counts.unreadable += unreadable;
  }

  async add({ files }: Imported): Promise<void> {
    for (const { run, report } of files) {
      this.imports++;
      this.posts += report.kept;
      this.#counts.posts += report.kept;
      this.#counts.rejected += report.rejected;
      for (const id of await this.#corpus.heldAccounts([run])) {
        if (this.#here.add(id)) this.#counts.accounts++;
        if (this.#known.add(id)) this.#counts.newAccounts++;
      }
      this.#pairs.take(await this.#corpus.heldShares(run, this.#kind));
    }
  }

  /** What is new since this was last asked. */
  news(): News {
    const { reached, forgotten } = this.#pairs;
    const news = {
      ...this.#counts,
      pairs: reached - this.#pairsBefore,
      pairsInAll: reached,
      atLeast: forgotten > 0,
    };
    this.#pairsBefore = reached;
    this.#counts = zero();
    this.#here = new Marks();
    return news;
  }
}

const zero = () => ({ posts: 0, rejected: 0, repeats: 0, unreadable: 0, accounts: 0, newAccounts: 0 });

/** A set of small whole numbers, a bit each. */
class Marks {
  #bits = new Uint8Array(1024);

  /** False if it was there. */
  add(id: number): boolean {
    const at = id >> 3;
    if (at >= this.#bits.length) {
      const wider = new Uint8Array(Math.max(at + 1, 2 * this.#bits.length));
      wider.set(this.#bits);
      this.#bits = wider;
    }
    const bit = 1 << (id & 7);
    if ((this.#bits[at]! & bit) !== 0) return false;
    this.#bits[at]! |= bit;
    return true;
  }
}
