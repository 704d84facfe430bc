/** The language lint: of everything the person may see, and of a text while it is typed. */
import { createRoute, z } from "@hono/zod-openapi";
import { lintOf, lintTyped, typedSchema } from "../../desk/index.ts";
import { caseLintSchema, lintHitSchema } from "../../workbench/index.ts";
import { answers, casePath, Router, takes } from "./router.ts";

const all = createRoute({
  method: "get",
  path: "/lint",
  summary: "What the language lint finds in every standing text and judgment",
  request: { params: casePath },
  responses: answers("The hits.", caseLintSchema),
});
const typed = createRoute({
  method: "post",
  path: "/lint",
  summary: "What it finds in a text that is being written; nothing is recorded",
  request: {
    params: casePath,
    body: takes(typedSchema),
  },
  responses: answers("The hits.", z.strictObject({ hits: z.array(lintHitSchema) })),
});

export function lintRoutes() {
  return new Router()
    .answers(all, (context) => lintOf(context.get("seat")))
    .answers(typed, async (context) => {
      const hits = await lintTyped(context.get("seat"), context.req.valid("json"));
      return { hits: [...hits] };
    });
}
