/** `GET /overview`: the first screen of a case. */
import { createRoute } from "@hono/zod-openapi";
import { overviewSchema } from "../../views/overview.ts";
import { overview } from "../../desk/index.ts";
import { answers, casePath, Router } from "./router.ts";

const route = createRoute({
  method: "get",
  path: "/overview",
  summary: "Key judgments with positions, the newest draft and what blocks it, one next step for each stage",
  request: { params: casePath },
  responses: answers("The first screen.", overviewSchema),
});

export function overviewRoutes() {
  return new Router().answers(route, (context) => overview(context.get("seat")));
}
