/**
 * What is typed is sent to the server, which keeps it for its author alone, and to no disk of the browser: a program that listens at this
 * address after the server has ended could read that. What the server has not taken yet is in this window only; the
 * page says so, tries again, and asks before it is left.
 */
import { api, ask, prove, Refusal } from "../client.ts";
import { CaseForms } from "./case-forms.ts";
import type { Clash, Kept, Work } from "./case-forms.ts";
import { markingOf } from "./marking.ts";
import type { Marked } from "./marking.ts";

export interface Place {
  readonly caseName: string;
  /** Name of the form within the case, such as `position jdg_1 pty_2`. */
  readonly name: string;
}

/**
 * Of one form. `window`: the server is lost, and nothing else holds what is typed; `elsewhere`: it was changed in another window, and
 * waits for a choice.
 */
export type Keeping = "nothing typed" | "sending" | "server" | "window" | "elsewhere" | Refusal;

/** What is typed is sent once the hand rests. */
const REST_MS = 400;
/** A lost server is tried again so often. */
const RETRY_MS = 3000;
/** What a browser sends for a page that is being closed. */
const LAST_WORDS = 60_000;
/** What a text is called that an earlier version wrote to the browser's disk. */
const EARLIER = "plumbline draft ";
/** After these the server may yet take what is typed; everything else is said once and for all. */
const PASSING = ["OFFLINE", "UNAUTHENTICATED", "STRANGER", "TOO_MANY", "STORE", "CHANGED"];
const LOST = ["OFFLINE", "UNAUTHENTICATED"];

const listeners = new Set<() => void>();
const keepers = new Map<string, Keeper>();
let changes = 0;

function tell(): void {
  changes += 1;
  for (const listener of listeners) listener();
}

/** Sends what is typed in one case, one after the other, so that the last word on a form is the one that stays. */
class Keeper {
  readonly forms = new CaseForms();
  readonly #caseName: string;
  /** Why nothing could be sent, the last time. */
  trouble: Refusal | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy = false;
  #stale = true;

  constructor(caseName: string) {
    this.#caseName = caseName;
  }

  /** Asks the server what it keeps: at first, and when the person comes back from another window. */
  look(): void {
    this.#stale = true;
    this.wake(0);
  }

  wake(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#work(), ms);
  }

  /** A page that is left before the hand has rested. */
  lastWords(): void {
    let left = LAST_WORDS;
    for (const work of this.forms.waiting()) {
      left -= JSON.stringify(work).length;
      if (left > 0) void this.#deliver(work, { keepalive: true }).catch(() => undefined);
    }
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      if (this.#stale) await this.#look();
      for (let [work] = this.forms.waiting(); work !== undefined; [work] = this.forms.waiting())
        await this.#one(work);
      this.#is(undefined);
    } catch (error) {
      this.#is(error instanceof Refusal ? error : undefined);
      this.wake(RETRY_MS);
    } finally {
      this.#busy = false;
      if (this.#stale && this.trouble === undefined) this.wake(0);
    }
  }

  #is(trouble: Refusal | undefined): void {
    const recovered = this.trouble !== undefined && trouble === undefined;
    this.trouble = trouble;
    tell();
    if (recovered) for (const listener of recoveries) listener();
  }

  async #look(): Promise<void> {
    this.#stale = false;
    const first = !this.forms.known;
    try {
      const name = encodeURIComponent(this.#caseName);
      await prove(name);
      const { texts } = await ask(api.cases[":case"].unsaved.$get({ param: { case: name } }));
      this.forms.met(texts);
    } catch (error) {
      this.#stale = true;
      throw error;
    }
    if (first) for (const [item, form] of earlierTexts(this.#caseName)) this.forms.type(item, form, {});
    tell();
  }

  async #one(work: Work): Promise<void> {
    try {
      await this.#deliver(work);
      this.forms.done(work);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code === "CHANGED") {
        if (work.typed === undefined) this.forms.refuse(work, error);
        await this.#look();
        if (this.forms.state(work.name) === "here") throw error;
      } else if (PASSING.includes(error.code)) throw error;
      else this.forms.refuse(work, error);
    }
    if (!this.forms.unsaved) forgetEarlier(this.#caseName);
    tell();
  }

  async #deliver({ name, ...work }: Work, init: RequestInit = {}): Promise<void> {
    const route = api.cases[":case"].unsaved[":key"];
    // The client puts parameters into the address as they are.
    const param = { case: encodeURIComponent(this.#caseName), key: encodeURIComponent(name) };
    const { was } = work;
    if (work.typed === undefined) {
      await ask(route.$delete({ param, query: { was: was ?? "" } }, { init }));
      return;
    }
    const { tlp, groups } = markingOf(work.typed.form as Kept & Marked);
    const marking = groups === undefined ? { tlp } : { tlp, groups: [...groups] };
    const json = { marking, form: { ...work.typed.form }, revision: work.revision, was };
    await ask(route.$put({ param, json }, { init }));
  }
}

function keeperOf(caseName: string): Keeper {
  let keeper = keepers.get(caseName);
  if (keeper === undefined) {
    keeper = new Keeper(caseName);
    keepers.set(caseName, keeper);
  }
  return keeper;
}

/** Calls back when anything has changed; returns how to stop. */
export function onKeeping(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const recoveries = new Set<() => void>();

/** Calls back when a server that was lost is there again. */
export function onRecovery(listener: () => void): void {
  recoveries.add(listener);
}

/** A number that grows with every change. */
export const keepingChanges = (): number => changes;

/** Asks for what the server keeps of a case that is opened. */
export function openCase(caseName: string): void {
  const keeper = keeperOf(caseName);
  if (!keeper.forms.known) keeper.look();
}

export function keepingOf({ caseName, name }: Place): Keeping {
  const { forms, trouble } = keeperOf(caseName);
  const state = forms.state(name);
  if (state === "here") {
    if (trouble === undefined) return "sending";
    return LOST.includes(trouble.code) ? "window" : trouble;
  }
  if (state === "clash") return "elsewhere";
  if (state === "there") return "server";
  return state === "nowhere" ? "nothing typed" : state;
}

/** What the page shows of a form; the same object until it changes. */
export function shownOf({ caseName, name }: Place): Kept | undefined {
  return keeperOf(caseName).forms.shown(name);
}

/** Names of the forms of a case that have something in them. */
export const formsOf = (caseName: string): readonly string[] => keeperOf(caseName).forms.names();

/** Keeps a form. @param blank what it shows before anybody types */
export function keep({ caseName, name }: Place, form: Kept, blank: Kept): void {
  const keeper = keeperOf(caseName);
  keeper.forms.type(name, form, blank);
  keeper.wake(keeper.trouble === undefined ? REST_MS : RETRY_MS);
  tell();
}

/** Forgets a form here and there. */
export function forget({ caseName, name }: Place): void {
  const keeper = keeperOf(caseName);
  keeper.forms.drop(name);
  keeper.wake(0);
  tell();
}

/** Forms of a case that were changed in another window, too. */
export function clashesOf(caseName: string): readonly Clash[] {
  return keeperOf(caseName).forms.clashes();
}

/** The person's choice between the two. */
export function choose({ caseName, name }: Place, which: "mine" | "other"): void {
  const keeper = keeperOf(caseName);
  if (which === "mine") keeper.forms.keepMine(name);
  else keeper.forms.takeOther(name);
  keeper.wake(0);
  tell();
}

/** Why what is typed in a case is in this window only, where it is. */
export function troubleOf(caseName: string): Refusal | undefined {
  const { forms, trouble } = keeperOf(caseName);
  return forms.unsaved ? trouble : undefined;
}

/** Is anything typed on this page that nothing but this window holds? */
export function hasUnsaved(): boolean {
  return [...keepers.values()].some(({ forms }) => forms.unsaved);
}

/** Texts that an earlier version wrote to the browser's disk; they go to the server, and then from here. */
function earlierTexts(caseName: string): [name: string, form: Kept][] {
  return earlierItems(caseName).flatMap((item) => {
    try {
      const form = JSON.parse(localStorage.getItem(item) ?? "") as Kept;
      return [[item.slice(`${EARLIER}${caseName} `.length), form]];
    } catch {
      return [];
    }
  });
}

function forgetEarlier(caseName: string): void {
  for (const item of earlierItems(caseName)) localStorage.removeItem(item);
}

function earlierItems(caseName: string): string[] {
  return Object.keys(localStorage).filter((item) => item.startsWith(`${EARLIER}${caseName} `));
}

addEventListener("beforeunload", (event) => {
  if (hasUnsaved()) event.preventDefault();
});
addEventListener("pagehide", () => {
  for (const keeper of keepers.values()) keeper.lastWords();
});
addEventListener("visibilitychange", () => {
  for (const keeper of keepers.values())
    if (document.visibilityState === "visible") keeper.look();
    else keeper.wake(0);
});
for (const back of ["focus", "online"])
  addEventListener(back, () => {
    for (const keeper of keepers.values()) keeper.look();
  });
