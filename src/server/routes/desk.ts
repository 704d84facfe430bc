import { Hono } from "hono";
import type { Desk } from "../../workbench/index.ts";
import { deskPage } from "../pages.ts";

/** `GET /`: what the case holds. */
export function deskRoutes(desk: Desk): Hono {
  const routes = new Hono();
  routes.get("/", async (context) => context.html(deskPage(await desk.view())));
  return routes;
}
