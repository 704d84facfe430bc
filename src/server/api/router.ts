/**
 * What every resource of the API shares: the request's seat, how an operation is declared and served, how input that does
 * not fit is refused.
 */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { RouteConfig, RouteHandler } from "@hono/zod-openapi";
import type { Context, Handler, Input, MiddlewareHandler, Schema, TypedResponse } from "hono";
import type { BlankSchema, ToSchema } from "hono/types";
import { ERRORS, PlumblineError } from "../../errors.ts";
import type { AccountAccess, Seat, Site } from "../../desk/index.ts";
import { refusalSchema } from "../../views/refusal.ts";
import type { Limits } from "../limits.ts";
import { keptJson } from "./json.ts";

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

type HonoPath<P extends string> = P extends `${infer Before}/{${infer Name}}${infer After}`
  ? `${Before}/:${Name}${HonoPath<After>}`
  : P;
/** What the declared parameters and body become once they are checked. */
type Checked<R extends RouteConfig> =
  RouteHandler<R, Env> extends Handler<infer _E, infer _P, infer I extends Input, infer _R> ? I : never;
/** What an operation answers: the plain data that its schema describes. */
type Answer<R extends RouteConfig> = R["responses"] extends {
  readonly 200: { readonly content: { readonly "application/json": { readonly schema: infer S } } };
}
  ? S extends z.ZodType
    ? z.infer<S>
    : never
  : never;
type Refused = TypedResponse<z.infer<typeof refusalSchema>, (typeof STATUSES)[number], "json">;
/** The types of the client: the answer is the view itself, because JSON carries plain data as it is. */
type Served<R extends RouteConfig> = ToSchema<
  R["method"],
  HonoPath<R["path"]>,
  Checked<R>,
  TypedResponse<Answer<R>, 200, "json"> | Refused
>;

/** A router of one resource, or of all of them. Its schemas refuse with one clear line: where, what, code, what to do. */
export class Router<S extends Schema = BlankSchema> extends OpenAPIHono<Env, S> {
  constructor() {
    super({
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

  /** Serves an operation whose answer is JSON: the handler returns what the schema of the answer describes. */
  answers<R extends RouteConfig>(
    route: R,
    handler: (context: Context<Env, HonoPath<R["path"]>, Checked<R>>) => Answer<R> | Promise<Answer<R>>,
  ): Router<S & Served<R>> {
    const guarded = createRoute({ ...(route as RouteConfig), middleware: guards(route) });
    // The library would type the answer as what JSON makes of it, which loses exact options and recursion.
    this.openapi(guarded, (async (context: Context) =>
      context.json((await handler(context)) as object, 200)) as never);
    return this;
  }

  /** The same for a long answer, of which each list holds what is kept as it is until a record changes it. */
  answersKept<R extends RouteConfig>(
    route: R,
    handler: (context: Context<Env, HonoPath<R["path"]>, Checked<R>>) => Promise<Readonly<Answer<R>>>,
  ): Router<S & Served<R>> {
    const guarded = createRoute({ ...(route as RouteConfig), middleware: guards(route) });
    this.openapi(guarded, (async (context: Context) =>
      context.body(keptJson((await handler(context)) as object), 200, {
        "content-type": "application/json",
      })) as never);
    return this;
  }

  /**
   * Serves an operation whose answer is bytes or a stream of events.
   * @param path as the router matches it: the documented one, or narrower
   */
  streams(
    route: RouteConfig,
    path: string,
    handler: (context: Context<Env>) => Response | Promise<Response>,
  ): this {
    this.openAPIRegistry.registerPath(route);
    this.on(route.method, [path], ...guards(route), handler);
    return this;
  }
}

/** What is refused before a handler is asked: names of parameters that nobody knows, and a body that is no JSON. */
function guards({ request }: RouteConfig): MiddlewareHandler[] {
  const known = request?.query instanceof z.ZodObject ? Object.keys(request.query.shape) : [];
  const json = request?.body?.content["application/json"] !== undefined;
  return [knownQuery(known), ...(json ? [readJson] : [])];
}

const knownQuery =
  (known: readonly string[]): MiddlewareHandler =>
  async (context, next) => {
    const stranger = Object.keys(context.req.queries()).find((name) => !known.includes(name));
    if (stranger !== undefined)
      throw new PlumblineError("USAGE", "There is no such parameter.", {
        where: `query.${stranger}`,
        hint: known.length === 0 ? "This address takes none." : `This address takes ${known.join(", ")}.`,
      });
    await next();
  };

const JSON_TYPE = /^application\/json(;\s*[a-zA-Z0-9-]+=[^;]+)*$/;

const readJson: MiddlewareHandler = async (context, next) => {
  if (!JSON_TYPE.test(context.req.header("content-type") ?? ""))
    throw new PlumblineError("MEDIA_TYPE", "The body has to be JSON.");
  try {
    await context.req.json();
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new PlumblineError("USAGE", "The body is no JSON.", {
      where: "json",
      hint: "Check its syntax.",
      cause,
    });
  }
  await next();
};

/** @throws PlumblineError NOT_FOUND on the server of one owner, which has no accounts. */
export function accountsOf(context: Context<Env>): AccountAccess {
  const accounts = context.get("accounts");
  if (accounts === undefined) throw new PlumblineError("NOT_FOUND", "This server has no accounts.");
  return accounts;
}

/** Statuses of refusals that an operation of the API can give. */
export const STATUSES = [400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503] as const;

/** Refusals by status, each with the codes that have it. */
const REFUSALS = {
  ...Object.fromEntries(
    STATUSES.map((status) => {
      const codes = Object.entries(ERRORS).filter(([, { http }]) => http === status);
      return [
        status,
        {
          description: codes.map(([code, { meaning }]) => `${code}: ${meaning}`).join(" "),
          content: { "application/json": { schema: refusalSchema } },
          ...(status === 429
            ? { headers: z.object({ "Retry-After": z.string().meta({ description: "Seconds to wait." }) }) }
            : {}),
        },
      ];
    }),
  ),
  431: {
    description: "Address and headers together are longer than the server reads. The answer has no body.",
  },
};

/** The answer of an operation as JSON, and the refusals that it may give instead. */
export function answers<T extends z.ZodType>(description: string, schema: T) {
  return { 200: { description, content: { "application/json": { schema } } }, ...REFUSALS } as const;
}

/** Bytes as an answer or a body. */
export const bytesSchema = z.string().meta({ format: "binary" });

/** One event of a stream: the document describes a stream by what it is made of. */
export const eventSchema = z
  .strictObject({
    event: z.string(),
    /** JSON. */
    data: z.string(),
    id: z.string().exactOptional(),
  })
  .meta({ id: "ServerSentEvent" });

/** The answer of an operation that is not JSON. */
export function streamed(description: string, mediaType: string, schema: z.ZodType) {
  return { 200: { description, content: { [mediaType]: { schema } } }, ...REFUSALS };
}

/** The body of a request as JSON. */
export function takes<T extends z.ZodType>(schema: T) {
  return { required: true, content: { "application/json": { schema } } } as const;
}

export const casePath = z.object({ case: z.string().min(1).max(80) });
export const refPath = casePath.extend({ ref: z.string().min(1).max(120) });
