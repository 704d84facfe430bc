/** `GET /judgments`: every judgment with its wording, positions, basis and what speaks against it. */
import { createRoute, z } from "@hono/zod-openapi";
import type { JudgmentView } from "../../model/view.ts";
import { answers, casePath, makeRouter, viewOf } from "./router.ts";

const list = createRoute({
  method: "get",
  path: "/judgments",
  summary: "Judgments in the order of the newest draft",
  request: { params: casePath },
  responses: answers(
    "The judgments.",
    z.array(viewOf<JudgmentView>("JudgmentView", "A judgment with positions and both sides of its basis.")),
  ),
});

export function judgmentRoutes() {
  return makeRouter().openapi(list, async (context) =>
    context.json([...(await context.get("seat").judgments())], 200),
  );
}
