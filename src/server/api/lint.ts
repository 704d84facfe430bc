/** The language lint: of everything the person may see, and of a text while it is typed. */
import { createRoute, z } from "@hono/zod-openapi";
import { lintOf, lintTyped, typedSchema } from "../../desk/index.ts";
import type { CaseLint, LintHit } from "../../workbench/index.ts";
import { answers, casePath, makeRouter, viewOf } from "./router.ts";

const all = createRoute({
  method: "get",
  path: "/lint",
  summary: "What the language lint finds in every standing text and judgment",
  request: { params: casePath },
  responses: answers("The hits.", viewOf<CaseLint>("CaseLint", "Hits with the records they are in.")),
});
const typed = createRoute({
  method: "post",
  path: "/lint",
  summary: "What it finds in a text that is being written; nothing is recorded",
  request: {
    params: casePath,
    body: { required: true, content: { "application/json": { schema: typedSchema } } },
  },
  responses: answers(
    "The hits.",
    z.object({ hits: z.array(viewOf<LintHit>("LintHit", "A place, a code, a fix.")) }),
  ),
});

export function lintRoutes() {
  return makeRouter()
    .openapi(all, async (context) => context.json(await lintOf(context.get("seat")), 200))
    .openapi(typed, async (context) => {
      const hits = await lintTyped(context.get("seat"), context.req.valid("json"));
      return context.json({ hits: [...hits] }, 200);
    });
}
