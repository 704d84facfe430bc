/** What every resource of the API shares: the request's seat, how input that does not fit is refused, common answers. */
import { OpenAPIHono, z } from "@hono/zod-openapi";
import { PlumblineError } from "../../errors.ts";
import type { Context } from "hono";
import type { AccountAccess, Seat, Site } from "../../desk/index.ts";
import type { Limits } from "../limits.ts";

export interface Env {
  Variables: {
    site: Site;
    /** On a server with accounts. */
    accounts: AccountAccess | undefined;
    limits: Limits;
    /** Where the request comes from. */
    address: string;
    /** Names under which a proxy serves this server by HTTPS. */
    publicNames: readonly string[];
    session: string | undefined;
    /** Set below `/cases/:case`. */
    seat: Seat;
  };
}

/** A router whose schemas refuse with one clear line: where, what, code, what to do. */
export function makeRouter(): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (result.success) return;
      const [issue] = result.error.issues;
      throw new PlumblineError("USAGE", `${issue?.message ?? "The request does not fit"}.`, {
        where: [result.target, ...(issue?.path ?? [])].join("."),
        hint: "See /api/openapi.json.",
      });
    },
  });
}

/** @throws PlumblineError NOT_FOUND on the server of one owner, which has no accounts. */
export function accountsOf(context: Context<Env>): AccountAccess {
  const accounts = context.get("accounts");
  if (accounts === undefined) throw new PlumblineError("NOT_FOUND", "This server has no accounts.");
  return accounts;
}

const oneRefusal = z.object({
  code: z.string().openapi({ example: "NOT_FOUND" }),
  message: z.string(),
  where: z.string().optional(),
  hint: z.string(),
});

export const refusalSchema = oneRefusal
  .extend({
    /** Where a batch has several: all of them, or the first 500, beginning with this one. */
    refusals: z.array(oneRefusal).optional(),
    /** How many there are. */
    total: z.int().optional(),
  })
  .openapi("Refusal");

/** The answer of a route as JSON; every route may also refuse. */
export function answers<T extends z.ZodType>(description: string, schema: T) {
  return {
    200: { description, content: { "application/json": { schema } } },
    default: {
      description: "A refusal, with a stable code (docs/errors.md).",
      content: { "application/json": { schema: refusalSchema } },
    },
  } as const;
}

/**
 * Schema of a view: plain data whose shape is a TypeScript type of the model.
 * @param name as the OpenAPI document and the docs call it
 */
export function viewOf<T>(name: string, description: string): z.ZodType<T> {
  return z.custom<T>().openapi(name, { type: "object", description });
}

export const casePath = z.object({ case: z.string().min(1).max(80) });
export const refPath = casePath.extend({ ref: z.string().min(1).max(120) });
