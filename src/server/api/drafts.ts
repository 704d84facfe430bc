/** `GET /drafts`: drafts that go round, who has answered, and for releasers who has opened them. */
import { createRoute, z } from "@hono/zod-openapi";
import { drafts, draftViewSchema } from "../../desk/index.ts";
import { answers, casePath, Router } from "./router.ts";

const list = createRoute({
  method: "get",
  path: "/drafts",
  summary: "Drafts with addressees, from or to an organisation of the person",
  request: { params: casePath },
  responses: answers("In order of arrival.", z.strictObject({ drafts: z.array(draftViewSchema) })),
});

export function draftRoutes() {
  return new Router().answers(list, async (context) => ({
    drafts: [...(await drafts(context.get("seat")))],
  }));
}
