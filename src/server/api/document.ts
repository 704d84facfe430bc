/**
 * The OpenAPI document, made from the schemas that the routes check with and answer by. JSON schemas come from the schema
 * library itself; what has a name there is a component here.
 */
import { z } from "@hono/zod-openapi";
import type { RouteConfig } from "@hono/zod-openapi";
import type { Router } from "./router.ts";

type Json = Readonly<Record<string, unknown>>;
/** What a request brings, before defaults; what an answer is. */
type Way = "input" | "output";

/** Names that the schema library gives to schemas without one: JSON that is carried as it is. */
const UNNAMED = /^__schema\d+$/;

class Components {
  readonly schemas: Record<string, unknown> = {};
  readonly #known = new Map<z.ZodType, Json>();

  /** The JSON schema, with references to components. @throws Error if two schemas have one name. */
  of(schema: z.ZodType, way: Way): Json {
    const known = way === "output" ? this.#known.get(schema) : undefined;
    if (known !== undefined) return known;
    const { properties, $defs = {} } = z.toJSONSchema(z.object({ it: schema }), {
      io: way,
      target: "draft-2020-12",
      // In OpenAPI “read only” means that a request may not hold it; here it says that nobody writes to it in memory.
      override: ({ jsonSchema }) => void delete jsonSchema.readOnly,
    });
    for (const [name, found] of Object.entries($defs)) this.#add(nameOf(name), located(found));
    const own = located(properties?.["it"]) as Json;
    if (way === "output") this.#known.set(schema, own);
    return own;
  }

  #add(name: string, found: unknown): void {
    const known = this.schemas[name];
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(found))
      throw new Error(`two schemas are called ${name}`);
    this.schemas[name] = found;
  }
}

const nameOf = (name: string): string => (UNNAMED.test(name) ? "Json" : name);

/** References of one schema as references into the document. */
function located(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(located);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === "$ref" && typeof inner === "string"
        ? [key, `#/components/schemas/${nameOf(inner.split("/").at(-1) ?? "")}`]
        : [key, located(inner)],
    ),
  );
}

function parametersOf(schema: unknown, where: "path" | "query", components: Components): Json[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, one]) => ({
    name,
    in: where,
    required: where === "path" || !z.object({ [name]: one }).safeParse({}).success,
    schema: components.of(one, "output"),
  }));
}

function contentOf(content: object, way: Way, components: Components): Json {
  return Object.fromEntries(
    Object.entries(content as Record<string, { readonly schema: z.ZodType }>).map(([type, { schema }]) => [
      type,
      { schema: components.of(schema, way) },
    ]),
  );
}

/** A refusal is the same in every operation: a component. */
const refusedName = (status: string): string => `Refused${status}`;

function operationOf(route: RouteConfig, components: Components, refused: Record<string, unknown>): Json {
  const { request, responses } = route;
  const given: Record<string, unknown> = {};
  for (const [status, response] of Object.entries(responses)) {
    if ("$ref" in response) continue;
    const name = refusedName(status);
    if (status !== "200") given[status] = { $ref: `#/components/responses/${name}` };
    if (name in refused) continue;
    const { description, headers, content } = response;
    const whole = {
      description,
      ...(headers instanceof z.ZodObject ? { headers: headersOf(headers, components) } : {}),
      ...(content === undefined ? {} : { content: contentOf(content, "output", components) }),
    };
    if (status === "200") given[status] = whole;
    else refused[name] = whole;
  }
  const body = request?.body;
  return {
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    ...(route.security === undefined ? {} : { security: route.security }),
    parameters: [
      ...parametersOf(request?.params, "path", components),
      ...parametersOf(request?.query, "query", components),
    ],
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: contentOf(body.content, "input", components) } }),
    responses: given,
  };
}

function headersOf(headers: z.ZodObject, components: Components): Json {
  return Object.fromEntries(
    Object.entries(headers.shape as Record<string, z.ZodType>).map(([name, schema]) => [
      name,
      { required: true, schema: components.of(schema, "output") },
    ]),
  );
}

/**
 * @param info title, version, description
 * @param cookie name of the session cookie at the address that was asked
 */
export function documentOf(api: Pick<Router, "openAPIRegistry">, info: Json, cookie: string): Json {
  const components = new Components();
  const paths: Record<string, Record<string, unknown>> = {};
  const responses: Record<string, unknown> = {};
  for (const definition of api.openAPIRegistry.definitions) {
    if (definition.type !== "route") continue;
    const { route } = definition;
    const path = (paths[route.path] ??= {});
    path[route.method] = operationOf(route, components, responses);
  }
  return {
    openapi: "3.1.0",
    info,
    servers: [{ url: "/api" }],
    security: [{ session: [] }],
    paths,
    components: {
      schemas: components.schemas,
      responses,
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: cookie } },
    },
  };
}
