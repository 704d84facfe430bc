/** `GET /who-saw/:ref`: who saw which source, when. */
import { createRoute, z } from "@hono/zod-openapi";
import { whoSaw } from "../../desk/index.ts";
import { accessEntrySchema } from "../../views/reasoning.ts";
import { answers, refPath, Router } from "./router.ts";

const seen = createRoute({
  method: "get",
  path: "/who-saw/{ref}",
  summary: "Who was shown a record, oldest first",
  request: { params: refPath },
  responses: answers(
    "People who saw it, or that nobody keeps an access log.",
    z.strictObject({
      sightings: z.union([z.array(accessEntrySchema), z.literal("not recorded")]),
    }),
  ),
});

export function whoSawRoutes() {
  return new Router().answers(seen, async (context) => {
    const found = await whoSaw(context.get("seat"), context.req.valid("param").ref);
    return { sightings: found === undefined ? ("not recorded" as const) : [...found] };
  });
}
