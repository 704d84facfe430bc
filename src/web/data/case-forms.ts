/**
 * What this window has typed in the forms of one case beside what the server keeps of them: which of the two is shown, what has
 * to be sent, and where another window changed what this one was writing on. No network and no clock.
 */
import type { Refusal } from "../client.ts";

/** A form: plain texts by name of field. */
export type Kept = Readonly<Record<string, string>>;

/** What the server keeps of a form. */
export interface There {
  readonly key: string;
  readonly form: Kept;
  readonly revision: string;
}

/** What this window has and the server has not. */
interface Typed {
  readonly form: Kept;
  readonly blank: Kept;
  /** State on the server that it was written on: null for none, undefined before the server has said what it keeps. */
  readonly was: string | null | undefined;
  /** What the server will say again however often it is asked. */
  readonly refused?: Refusal;
}

/** One thing to send. */
export type Work = { readonly name: string } & (
  | { readonly typed: Typed; readonly revision: string; readonly was: string | null }
  | { readonly typed: undefined; readonly was: string }
);

/** A form that was changed in two windows. `other` is undefined where it was recorded or forgotten there. */
export interface Clash {
  readonly name: string;
  readonly mine: Kept;
  readonly other: Kept | undefined;
}

const same = (a: Kept, b: Kept) =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((field) => a[field] === b[field]);

export class CaseForms {
  readonly #typed = new Map<string, Typed>();
  /** Undefined before the server has said what it keeps. */
  #there: ReadonlyMap<string, There> | undefined;
  /** Forms to be forgotten there. */
  readonly #dropped = new Set<string>();
  /** Revisions that this window has sent, answered or not. */
  readonly #own = new Set<string>();

  /** Has the server said what it keeps? */
  get known(): boolean {
    return this.#there !== undefined;
  }

  /** Is anything typed that the server has not taken? */
  get unsaved(): boolean {
    return this.#typed.size > 0;
  }

  /** What the form shows; the same object until it changes. */
  shown(name: string): Kept | undefined {
    return (
      this.#typed.get(name)?.form ?? (this.#dropped.has(name) ? undefined : this.#there?.get(name)?.form)
    );
  }

  /** Names of all forms that have something in them. */
  names(): string[] {
    const names = new Set([...(this.#there?.keys() ?? []), ...this.#typed.keys()]);
    return [...names].filter((name) => this.shown(name) !== undefined).sort();
  }

  /** Where it lies: only here, in which case `refused` may say why for good; on the server; or nowhere. */
  state(name: string): "here" | "there" | "clash" | "nowhere" | Refusal {
    const typed = this.#typed.get(name);
    if (typed === undefined) return this.shown(name) === undefined ? "nowhere" : "there";
    return this.#clashes(name, typed) ? "clash" : (typed.refused ?? "here");
  }

  /** @param blank what the form shows before anybody types */
  type(name: string, form: Kept, blank: Kept): void {
    const was = this.#typed.has(name) ? this.#typed.get(name)?.was : this.#revision(name);
    this.#dropped.delete(name);
    this.#typed.set(name, { form, blank, was });
  }

  /** Forgets a form, here and, as this window has seen it, there. */
  drop(name: string): void {
    this.#typed.delete(name);
    if (this.known) this.#dropped.add(name);
  }

  /** The server says what it keeps. */
  met(texts: readonly There[]): void {
    const before = this.#there;
    this.#there = new Map(texts.map((text) => [text.key, text]));
    for (const name of this.#dropped)
      if (before?.get(name)?.revision !== this.#revision(name) && !this.#isOwn(name))
        this.#dropped.delete(name);
    for (const [name, typed] of this.#typed) this.#settle(name, typed);
  }

  /** What has to be sent, each once. */
  waiting(): Work[] {
    if (this.#there === undefined) return [];
    const works: Work[] = [];
    for (const [name, typed] of this.#typed) {
      if (typed.refused !== undefined || this.#clashes(name, typed)) continue;
      const revision = crypto.randomUUID();
      this.#own.add(revision);
      works.push({ name, typed, revision, was: typed.was ?? null });
    }
    for (const name of this.#dropped) {
      const was = this.#revision(name);
      if (typeof was === "string") works.push({ name, typed: undefined, was });
      else this.#dropped.delete(name);
    }
    return works;
  }

  /** The server has done it. */
  done(work: Work): void {
    const there = new Map(this.#there);
    const now = this.#typed.get(work.name);
    if (work.typed === undefined) {
      there.delete(work.name);
      this.#dropped.delete(work.name);
      if (now?.was === work.was) this.#typed.set(work.name, { ...now, was: null });
    } else {
      there.set(work.name, { key: work.name, form: work.typed.form, revision: work.revision });
      if (now === work.typed) this.#typed.delete(work.name);
      else if (now !== undefined) this.#typed.set(work.name, { ...now, was: work.revision });
    }
    this.#there = there;
  }

  /** The server refuses it, and will again. */
  refuse({ name, typed }: Work, refused: Refusal): void {
    if (typed === undefined) this.#dropped.delete(name);
    else if (this.#typed.get(name) === typed) this.#typed.set(name, { ...typed, refused });
  }

  clashes(): Clash[] {
    return [...this.#typed]
      .filter(([name, typed]) => this.#clashes(name, typed))
      .map(([name, { form }]) => ({ name, mine: form, other: this.#there?.get(name)?.form }));
  }

  /** The person's choice: what is typed here stays, and takes the place of the other. */
  keepMine(name: string): void {
    const typed = this.#typed.get(name);
    if (typed !== undefined) this.#typed.set(name, { ...typed, was: this.#revision(name) });
  }

  /** The person's choice: what is typed here goes. */
  takeOther(name: string): void {
    this.#typed.delete(name);
  }

  #revision(name: string): string | null | undefined {
    return this.#there === undefined ? undefined : (this.#there.get(name)?.revision ?? null);
  }

  #isOwn(name: string): boolean {
    return this.#own.has(this.#revision(name) ?? "");
  }

  #clashes(name: string, { was }: Typed): boolean {
    return was !== undefined && this.known && was !== this.#revision(name);
  }

  /** Takes what the server keeps into account for a form that was typed in meanwhile. */
  #settle(name: string, typed: Typed): void {
    const there = this.#there?.get(name);
    if (there !== undefined && same(there.form, typed.form)) this.#typed.delete(name);
    else if (this.#isOwn(name)) this.#typed.set(name, { ...typed, was: there!.revision });
    else if (typed.was === undefined) {
      // Typed before anything was known of an earlier text: its fields stay where nothing was typed.
      const fresh = Object.entries(typed.form).filter(([field, text]) => text !== (typed.blank[field] ?? ""));
      const form = { ...typed.blank, ...there?.form, ...Object.fromEntries(fresh) };
      this.#typed.set(name, { ...typed, form, was: there?.revision ?? null });
    }
  }
}
