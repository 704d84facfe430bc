/**
 * How much one visitor may ask for: rates by token bucket (per session, and per address without a session), and the
 * size of bodies. Kept in memory; a restart begins anew.
 */
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Access } from "../desk/index.ts";
import { PlumblineError } from "../errors.ts";
import { counted } from "../words.ts";

/** So many at once, and so many a second in the long run. */
interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

export const RATES = {
  /** Per address: attempts to sign in. */
  signIn: { burst: 20, perSecond: 1 / 3 },
  /** Per address: anything else without a session. */
  stranger: { burst: 200, perSecond: 20 },
  /** Per session. */
  read: { burst: 1000, perSecond: 100 },
  /** Per session. */
  write: { burst: 200, perSecond: 20 },
} as const satisfies Record<string, Rate>;
export type RateName = keyof typeof RATES;

/** Buckets kept; the oldest go first. A visitor whose bucket went starts with a full one. */
const REMEMBERED = 20_000;

export class Limits {
  readonly #clock: () => number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  /** @param clock milliseconds that never run backwards */
  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
  }

  /** Takes a token of `key`. @returns seconds to wait where there is none, else 0. */
  take(name: RateName, key: string): number {
    const { burst, perSecond } = RATES[name];
    const id = `${name} ${key}`;
    const now = this.#clock();
    const known = this.#buckets.get(id) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, known.tokens + ((now - known.at) / 1000) * perSecond);
    this.#buckets.delete(id);
    if (this.#buckets.size >= REMEMBERED) this.#buckets.delete(this.#buckets.keys().next().value ?? "");
    this.#buckets.set(id, { tokens: tokens < 1 ? tokens : tokens - 1, at: now });
    return tokens < 1 ? Math.ceil((1 - tokens) / perSecond) : 0;
  }

  /** @throws PlumblineError TOO_MANY, with the seconds to wait in the answer's `Retry-After`. */
  check(context: Context, name: RateName, key: string): void {
    const wait = this.take(name, key);
    if (wait === 0) return;
    context.header("Retry-After", String(wait));
    throw new PlumblineError("TOO_MANY", "Too many requests in a short time.", {
      hint: `Wait ${counted(wait, "second")}.`,
    });
  }
}

/**
 * The address a request comes from.
 * @param behindProxy take the last entry of `X-Forwarded-For`, which the proxy in front wrote
 */
export function addressOf(context: Context, behindProxy: boolean): string {
  const forwarded = behindProxy
    ? context.req.header("x-forwarded-for")?.split(",").at(-1)?.trim()
    : undefined;
  if (forwarded !== undefined && forwarded !== "") return forwarded;
  try {
    return getConnInfo(context).remote.address ?? "unknown";
  } catch {
    // A request of a test, without a socket.
    return "unknown";
  }
}

/** Who asks, and how much of it: `access` knows the session. */
export interface Visit {
  readonly access: Pick<Access, "person">;
  readonly limits: Limits;
  readonly session: string | undefined;
  readonly address: string;
}

/**
 * Counts a request, of whatever it asks for.
 * @returns whether there is such a session
 * @throws PlumblineError TOO_MANY
 */
export async function countVisit(
  context: Context,
  { access, limits, session, address }: Visit,
): Promise<boolean> {
  const known = session !== undefined && (await access.person(session)) !== undefined;
  if (known) limits.check(context, context.req.method === "GET" ? "read" : "write", session);
  else limits.check(context, "stranger", address);
  return known;
}

const MIB = 2 ** 20;
/** What a body may hold that is no file. */
const USUAL_BODY = 2 * MIB;
/** Files are sent there, and bounded on their way to the disk: what bounds others holds a body without a stated length in memory. */
const UPLOADS = /^\/api\/cases\/[^/]+\/uploads$/;

const usualBody = bodyLimit({
  maxSize: USUAL_BODY,
  onError: () => {
    throw new PlumblineError("REQUEST_LIMIT", `A body here has at most ${USUAL_BODY / MIB} MiB.`);
  },
});

/** Refuses bodies that are too large, by their announced length or while they are read; files are left to those who take them. */
export const limitBodies: MiddlewareHandler = (context, next) =>
  UPLOADS.test(context.req.path) ? next() : usualBody(context, next);
