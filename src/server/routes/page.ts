/** The workbench's page: one document for every address of the page, and the files that it loads. */
import { Hono } from "hono";
import { PlumblineError } from "../../errors.ts";
import type { Site } from "../../desk/index.ts";
import { readSession } from "../cookie.ts";
import { startPath } from "../next.ts";
import type { PageFiles } from "../page-files.ts";

/** The address without the server. */
const wanted = (url: string): string => new URL(url).pathname + new URL(url).search;

const YEAR_S = 31_536_000;

/** Whether a browser says that it reads Brotli: by its name, and not with a weight of nothing. */
function takesBrotli(accepted = ""): boolean {
  return accepted.split(",").some((one) => {
    const [name = "", ...parameters] = one.split(";").map((part) => part.trim().toLowerCase());
    return name === "br" && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
  });
}

/**
 * `GET /`, `GET /password`, `GET /cases/CASE/…`: the document, or the way to `/start` where there is no session. `GET /assets/FILE`: names
 * carry a hash of the content, so a browser may keep them for good; they hold the program and nothing of any case.
 */
export function pageRoutes(site: Site, files: PageFiles): Hono {
  const routes = new Hono();
  routes.get("/assets/:file", (context) => {
    const asset = files.assets.get(context.req.param("file"));
    if (asset === undefined) throw new PlumblineError("NOT_FOUND", "There is nothing here.");
    const packed = takesBrotli(context.req.header("Accept-Encoding")) ? asset.brotli : undefined;
    return context.body(packed ?? asset.bytes, 200, {
      "Content-Type": asset.type,
      "Cache-Control": `public, max-age=${YEAR_S}, immutable`,
      ...(asset.brotli === undefined ? {} : { Vary: "Accept-Encoding" }),
      ...(packed === undefined ? {} : { "Content-Encoding": "br" }),
    });
  });
  for (const path of ["/", "/password", "/cases/:case", "/cases/:case/*"])
    routes.get(path, async (context) => {
      if ((await site.access.person(readSession(context))) === undefined)
        return context.redirect(startPath(wanted(context.req.url)), 303);
      return context.body(files.document, 200, { "Content-Type": "text/html; charset=utf-8" });
    });
  return routes;
}
