/**
 * The typed client: addresses, parameters and answers come from the server's own types; a refusal is thrown as one. What is
 * sent about a case goes to the server that this page came from: it has to prove that it is that one, because any program may
 * listen at the address of a server that has ended.
 */
import { hc } from "hono/client";
import type { Api } from "../server/api/api.ts";

export const api = hc<Api>("/api", { fetch: send });

/** Why the server, or the way to it, said no. */
export class Refusal extends Error {
  readonly code: string;
  readonly where: string | undefined;
  readonly hint: string;

  constructor(code: string, message: string, hint: string, where?: string) {
    super(message);
    this.name = "Refusal";
    this.code = code;
    this.hint = hint;
    this.where = where;
  }
}

interface Answer {
  readonly ok: boolean;
  readonly status: number;
  json(): Promise<unknown>;
}

/** What an answer holds when it is one and not a refusal. */
type Given<R extends Answer> = Exclude<
  Awaited<ReturnType<R["json"]>>,
  { readonly code: string; readonly hint: string }
>;

/**
 * Waits for an answer of the client.
 * @throws Refusal with the server's code, message and hint; code OFFLINE where there was no answer.
 */
export async function ask<R extends Answer>(request: Promise<R>): Promise<Given<R>> {
  let answer: R;
  try {
    answer = await request;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(
      "OFFLINE",
      "The server does not answer.",
      "Check that the program is still running; what is typed here is kept.",
    );
  }
  const body: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) return body as Given<R>;
  throw asRefusal(body, answer.status);
}

/** Addresses of a case; what is read is given to anybody who asks, and tells nothing. */
const OF_CASE = /^\/api\/cases\/([^/]+)/;
const READING = ["GET", "HEAD"];
/** So old a proof may be for the last words of a page that is closed, which can wait for none. */
const PROOF_HOLDS_MS = 2000;

/** Of the server, by name of the case as it stands in addresses: given once, by the server that gave the page. */
const keys = new Map<string, CryptoKey>();
const proved = new Map<string, number>();

/** `fetch`, but what is sent about a case goes to the server that this page came from, and to no other. */
export function send(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const address = new URL(input instanceof Request ? input.url : input, location.href);
  const name = OF_CASE.exec(address.pathname)?.[1];
  const reads = READING.includes(init?.method ?? "GET");
  const last = init?.keepalive === true;
  const holds =
    last && name !== undefined && performance.now() - (proved.get(name) ?? -Infinity) < PROOF_HOLDS_MS;
  if (name === undefined || reads || holds) return fetch(input, init);
  return prove(name).then(() => fetch(input, init));
}

/**
 * Lets the server prove that it is the one that this page came from.
 * @param name of the case, as it stands in addresses
 * @throws Refusal STRANGER if it cannot; what the server says; OFFLINE.
 */
export async function prove(name: string): Promise<void> {
  const at = `/api/cases/${name}/identity`;
  const post = (path: string, body?: object) => {
    const json =
      body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
    return ask(fetch(path, { method: "POST", ...json })) as Promise<Readonly<Record<string, unknown>>>;
  };
  let key = keys.get(name);
  if (key === undefined) {
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const bytes = fromHex((await post(at))["key"]);
    key = keys.get(name) ?? (await crypto.subtle.importKey("raw", bytes, algorithm, false, ["verify"]));
    keys.set(name, key);
  }
  const nonce = [...crypto.getRandomValues(new Uint8Array(32))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  const proof = fromHex((await post(`${at}/proof`, { nonce }))["proof"]);
  if (!(await crypto.subtle.verify("HMAC", key, proof, new TextEncoder().encode(nonce))))
    throw new Refusal(
      "STRANGER",
      "Another program answers at this address, or the server for another person.",
      "Nothing was sent. Copy what is typed here, and open the address that the program printed.",
    );
  proved.set(name, performance.now());
}

function fromHex(text: unknown): Uint8Array<ArrayBuffer> {
  const pairs = typeof text === "string" ? (text.match(/[0-9a-f]{2}/g) ?? []) : [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}

/** The way to the door, which leads back here once there is a session. */
export function toStart(): string {
  return `/start?next=${encodeURIComponent(location.pathname + location.search)}`;
}

/** A caught value as a refusal, for showing. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  return new Refusal(
    "PAGE",
    error instanceof Error ? error.message : "Something failed in the page.",
    "Reload the page; please report it if it comes back.",
  );
}

function asRefusal(body: unknown, status: number): Refusal {
  const text = (name: string): string | undefined => {
    const value =
      typeof body === "object" && body !== null ? (body as Record<string, unknown>)[name] : undefined;
    return typeof value === "string" ? value : undefined;
  };
  return new Refusal(
    text("code") ?? `HTTP ${status}`,
    text("message") ?? "The server refused without saying why.",
    text("hint") ?? "Reload the page.",
    text("where"),
  );
}
