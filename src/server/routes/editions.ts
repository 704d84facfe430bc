import { extname } from "node:path";
import { Hono } from "hono";
import { PlumblineError } from "../../errors.ts";
import type { Desk } from "../../workbench/index.ts";
import { EDITION_CSP } from "../guard.ts";

const TEXT = "text/plain; charset=utf-8";
/** Forms that a browser hands on to another program. */
const SAVED: Readonly<Record<string, string>> = {
  ".pdf": "application/pdf",
  ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
};

/**
 * `GET /editions/NAME/FILE`: a published file as it lies on disk. The page is shown, printed forms are saved, the rest
 * is text.
 */
export function editionRoutes(desk: Desk): Hono {
  const routes = new Hono();
  routes.get("/editions/:name/:file", async (context) => {
    const { name, file } = context.req.param();
    const bytes = await desk.editionFile(name, file);
    if (bytes === undefined) throw new PlumblineError("NOT_FOUND", "There is no such file.");
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
