import { extname } from "node:path";
import { Hono } from "hono";
import type { Site } from "../../desk/index.ts";
import { readSession } from "../cookie.ts";
import { EDITION_CSP } from "../guard.ts";

const TEXT = "text/plain; charset=utf-8";
/** Forms that a browser hands on to another program. */
const SAVED: Readonly<Record<string, string>> = {
  ".pdf": "application/pdf",
  ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
};

/**
 * `GET /cases/CASE/editions/NAME/FILE`: a published file as it lies on disk, for those who may read its ceiling. The page
 * is shown, printed forms are saved, the rest is text.
 */
export function editionRoutes(site: Site): Hono {
  const routes = new Hono();
  routes.get("/cases/:case/editions/:name/:file", async (context) => {
    const { case: caseName, name, file } = context.req.param();
    const seat = await site.seat(readSession(context), caseName);
    const bytes = await seat.editionFile(name, file);
    const saved = SAVED[extname(file)];
    const type = saved ?? (file.endsWith(".html") ? "text/html; charset=utf-8" : TEXT);
    return context.body(Uint8Array.from(bytes), 200, {
      "Content-Type": type,
      ...(saved === undefined ? {} : { "Content-Disposition": `attachment; filename="${file}"` }),
      "Content-Security-Policy": EDITION_CSP,
    });
  });
  return routes;
}
