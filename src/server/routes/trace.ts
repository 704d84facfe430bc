import { Hono } from "hono";
import type { Desk } from "../../workbench/index.ts";
import { tracePage } from "../pages.ts";

/** `GET /trace/REF`: the plumb line from a record or part down to the bytes. */
export function traceRoutes(desk: Desk): Hono {
  const routes = new Hono();
  routes.get("/trace/:ref", async (context) =>
    context.html(tracePage(await desk.trace(context.req.param("ref")))),
  );
  return routes;
}
