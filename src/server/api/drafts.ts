/** `GET /drafts`: drafts that go round, who has answered, and for releasers who has opened them. */
import { createRoute, z } from "@hono/zod-openapi";
import { drafts } from "../../desk/index.ts";
import type { DraftView } from "../../desk/index.ts";
import { answers, casePath, makeRouter, viewOf } from "./router.ts";

const list = createRoute({
  method: "get",
  path: "/drafts",
  summary: "Drafts with addressees, from or to an organisation of the person",
  request: { params: casePath },
  responses: answers(
    "In order of arrival.",
    z.object({
      drafts: z.array(viewOf<DraftView>("DraftView", "A draft with addressees, reply date and answers.")),
    }),
  ),
});

export function draftRoutes() {
  return makeRouter().openapi(list, async (context) =>
    context.json({ drafts: [...(await drafts(context.get("seat")))] }, 200),
  );
}
