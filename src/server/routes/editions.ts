import { Hono } from "hono";
import { getCookie } from "hono/cookie";
import type { Site } from "../../workbench/index.ts";
import { cookieName } from "../cookie.ts";
import { EDITION_CSP } from "../guard.ts";

/**
 * `GET /cases/CASE/editions/NAME/FILE`: a published file as it lies on disk, for those who may read its ceiling. Only the
 * page itself is shown; the rest is text.
 */
export function editionRoutes(site: Site): Hono {
  const routes = new Hono();
  routes.get("/cases/:case/editions/:name/:file", async (context) => {
    const { case: room, name, file } = context.req.param();
    const seat = await site.seat(getCookie(context, cookieName(context.req.header("host") ?? "")), room);
    const bytes = await seat.editionFile(name, file);
    const type = file.endsWith(".html") ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
    return context.body(Uint8Array.from(bytes), 200, {
      "Content-Type": type,
      "Content-Security-Policy": EDITION_CSP,
    });
  });
  return routes;
}
