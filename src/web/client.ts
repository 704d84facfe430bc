/** The typed client: addresses, parameters and answers come from the server's own types; a refusal is thrown as one. */
import { hc } from "hono/client";
import type { Api } from "../server/api/api.ts";

export const api = hc<Api>("/api");

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
  } catch {
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
