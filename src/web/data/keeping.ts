/**
 * Where a form lies while it is typed: in this browser at the lower levels; on the server, for its author alone, at RED,
 * AMBER+STRICT and for need-to-know groups, which are never written to the browser's disk. What the server did not take
 * yet is sent again until it does; meanwhile it is in this window only, and the page says so.
 */
import type { Marking } from "../../model/marking.ts";
import { api, ask, Refusal } from "../client.ts";
import { markingOf } from "./marking.ts";
import type { Marked } from "./marking.ts";

/** A form: plain texts by name of field. */
export type Kept = Readonly<Record<string, string>>;

/** Of one form. `window`: the server is lost, and nothing else holds what is typed. */
export type Keeping = "nothing typed" | "browser" | "sending" | "server" | "window" | Refusal;

export interface Place {
  readonly caseName: string;
  /** Name of the form within the case, such as `position jdg_1 pty_2`. */
  readonly name: string;
}

const PREFIX = "plumbline draft ";
/** What is typed is sent once the hand rests. */
const REST_MS = 400;
/** A lost server is tried again so often. */
const RETRY_MS = 3000;
/** What a browser sends for a page that is being closed. */
const LAST_WORDS = 60_000;

/** May text of this marking be written into the browser's storage? */
export function maySurvive({ tlp, groups = [] }: Marking): boolean {
  return tlp !== "RED" && tlp !== "AMBER+STRICT" && groups.length === 0;
}

interface Work extends Place {
  /** Undefined: the server should forget it. */
  readonly kept: { readonly marking: Marking; readonly form: Kept } | undefined;
}

/** Forms of this page by address. */
const held = new Map<string, Kept>();
const states = new Map<string, Keeping>();
/** What the server has not taken yet. */
const waiting = new Map<string, Work>();
/** Forms whose earlier text on the server this page has taken over or thrown away. */
const met = new Set<string>();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
let busy = false;

const addressOf = ({ caseName, name }: Place) => `${PREFIX}${caseName} ${name}`;

/** Calls back when the state of any form has changed; returns how to stop. */
export function onKeeping(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function keepingOf(place: Place): Keeping {
  return states.get(addressOf(place)) ?? "nothing typed";
}

/** What this page or this browser holds of a form; the same object until it changes. */
export function heldHere(place: Place): Kept | undefined {
  const address = addressOf(place);
  const text = held.has(address) ? null : localStorage.getItem(address);
  if (text === null) return held.get(address);
  try {
    const form = JSON.parse(text) as Kept;
    held.set(address, form);
    states.set(address, "browser");
    return form;
  } catch {
    localStorage.removeItem(address);
    return undefined;
  }
}

/**
 * Takes over, once, what the server kept from before. Fields typed in while it was being asked for stay as they are typed.
 */
export function takeOver(place: Place, before: Kept, blank: Kept): void {
  const address = addressOf(place);
  if (met.has(address)) return;
  met.add(address);
  const here = heldHere(place);
  if (localStorage.getItem(address) !== null) {
    // It was marked lower since, and the server has not heard of it: the texts of two levels do not mix.
    waiting.set(address, { ...place, kept: undefined });
    wake(0);
    return;
  }
  const typed = Object.entries(here ?? {}).filter(([field, text]) => text !== (blank[field] ?? ""));
  const form = { ...before, ...Object.fromEntries(typed) };
  if (here === undefined) {
    held.set(address, form);
    say(address, "server");
  } else keep(place, form, markingOf(form as Kept & Marked));
}

/** Keeps a form where its marking lets it. */
export function keep(place: Place, form: Kept, marking: Marking): void {
  const address = addressOf(place);
  held.set(address, form);
  if (maySurvive(marking)) {
    localStorage.setItem(address, JSON.stringify(form));
    forgetThere(place);
    say(address, "browser");
  } else {
    localStorage.removeItem(address);
    waiting.set(address, { ...place, kept: { marking, form } });
    say(address, states.get(address) === "window" ? "window" : "sending");
    wake(REST_MS);
  }
}

/** Forgets a form here and there. */
export function forget(place: Place): void {
  const address = addressOf(place);
  held.delete(address);
  met.add(address);
  localStorage.removeItem(address);
  forgetThere(place);
  say(address, "nothing typed");
}

/** Only what the server may hold is taken back from it. */
function forgetThere(place: Place): void {
  const address = addressOf(place);
  const state = states.get(address);
  if (state === undefined || state === "nothing typed" || (state === "browser" && !waiting.has(address)))
    return;
  waiting.set(address, { ...place, kept: undefined });
  wake(0);
}

function say(address: string, state: Keeping): void {
  states.set(address, state);
  for (const listener of listeners) listener();
}

function wake(ms: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void sendAll(), ms);
}

/** One after the other, so that the last word on a form is the one that stays. */
async function sendAll(): Promise<void> {
  if (busy) return;
  busy = true;
  let lost = false;
  for (const [address, work] of waiting) {
    const result = await send(work);
    lost ||= result === "window";
    const newer = waiting.get(address) !== work;
    if (result !== "window" && !newer) waiting.delete(address);
    if (work.kept !== undefined && (!newer || result === "window")) say(address, result);
  }
  busy = false;
  if (waiting.size > 0) wake(lost ? RETRY_MS : REST_MS);
}

async function send({ caseName, name, kept }: Work, init: RequestInit = {}): Promise<Keeping> {
  const route = api.cases[":case"].unsaved[":key"];
  // The client puts parameters into the address as they are.
  const param = { case: encodeURIComponent(caseName), key: encodeURIComponent(name) };
  try {
    if (kept === undefined) await ask(route.$delete({ param }, { init }));
    else await ask(route.$put({ param, json: asSent(kept) }, { init }));
    return "server";
  } catch (error) {
    return error instanceof Refusal && isFinal(error) ? error : "window";
  }
}

/** What the server will say again however often it is asked. */
function isFinal({ code }: Refusal): boolean {
  return ["USAGE", "CEILING", "FORBIDDEN", "REQUEST_LIMIT", "NOT_FOUND"].includes(code);
}

function asSent({ marking, form }: NonNullable<Work["kept"]>) {
  const { tlp, groups } = marking;
  return {
    marking: groups === undefined ? { tlp } : { tlp, groups: [...groups] },
    form: { ...form },
  };
}

/** A page that is left before the hand has rested. */
addEventListener("pagehide", () => {
  let left = LAST_WORDS;
  for (const work of waiting.values()) {
    left -= JSON.stringify(work).length;
    if (left > 0) void send(work, { keepalive: true });
  }
});
addEventListener("online", () => {
  if (waiting.size > 0) wake(0);
});
