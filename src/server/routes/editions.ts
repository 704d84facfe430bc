import { Hono } from "hono";
import { PlumblineError } from "../../errors.ts";
import type { Desk } from "../../workbench/index.ts";
import { EDITION_CSP } from "../guard.ts";

/** `GET /editions/NAME/FILE`: a published file as it lies on disk. Only the page itself is shown; the rest is text. */
export function editionRoutes(desk: Desk): Hono {
  const routes = new Hono();
  routes.get("/editions/:name/:file", async (context) => {
    const { name, file } = context.req.param();
    const bytes = await desk.editionFile(name, file);
    if (bytes === undefined) throw new PlumblineError("NOT_FOUND", "There is no such file.");
    const type = file.endsWith(".html") ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
    return context.body(Uint8Array.from(bytes), 200, {
      "Content-Type": type,
      "Content-Security-Policy": EDITION_CSP,
    });
  });
  return routes;
}
