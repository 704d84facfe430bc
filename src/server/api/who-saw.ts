/** `GET /who-saw/:ref`: who saw which source, when. */
import { createRoute, z } from "@hono/zod-openapi";
import { whoSaw } from "../../desk/index.ts";
import type { AccessEntry } from "../../views/reasoning.ts";
import { answers, makeRouter, refPath, viewOf } from "./router.ts";

const seen = createRoute({
  method: "get",
  path: "/who-saw/{ref}",
  summary: "Who was shown a record, oldest first",
  request: { params: refPath },
  responses: answers(
    "People who saw it, or that nobody keeps an access log.",
    z.object({
      sightings: z.union([
        z.array(viewOf<AccessEntry>("AccessEntry", "Person, organisation, record, time.")),
        z.literal("not recorded"),
      ]),
    }),
  ),
});

export function whoSawRoutes() {
  return makeRouter().openapi(seen, async (context) => {
    const found = await whoSaw(context.get("seat"), context.req.valid("param").ref);
    return context.json({ sightings: found === undefined ? ("not recorded" as const) : [...found] }, 200);
  });
}
