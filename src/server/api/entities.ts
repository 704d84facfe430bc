/** Pages of accounts, channels, domains and parties: what has one, and one. */
import { createRoute, z } from "@hono/zod-openapi";
import { entitiesCalled, oneEntity } from "../../desk/index.ts";
import { entityNameSchema, entitySchema } from "../../views/entity.ts";
import { answers, casePath, Router } from "./router.ts";

const plain = z
  .string()
  .min(1)
  .max(400)
  .regex(/^[^\0\p{Cs}]*$/u, "text without NUL characters");

const list = createRoute({
  method: "get",
  path: "/entities",
  summary: "Parties, or what has a page under a name",
  request: { params: casePath, query: z.object({ name: plain.optional() }) },
  responses: answers(
    "Parties in order of arrival; with a name those of that name, or the account.",
    z.strictObject({ entities: z.array(entityNameSchema) }),
  ),
});

const one = createRoute({
  method: "get",
  path: "/entities/{entity}",
  summary:
    "An account, channel, domain or party: posts, what it shared, findings, claims, positions; opening it is noted",
  request: { params: casePath.extend({ entity: plain }) },
  responses: answers("Counts and no score.", entitySchema),
});

export function entityRoutes() {
  return new Router()
    .answers(list, async (context) => ({
      entities: [...(await entitiesCalled(context.get("seat"), context.req.valid("query").name))],
    }))
    .answers(one, (context) => oneEntity(context.get("seat"), context.req.valid("param").entity));
}
