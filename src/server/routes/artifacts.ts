import { Hono } from "hono";
import { PlumblineError } from "../../errors.ts";
import type { Desk } from "../../workbench/index.ts";
import { DOWNLOAD_CSP } from "../guard.ts";

/** `GET /artifacts/SHA256`: imported bytes are hostile, so they are only ever downloads. */
export function artifactRoutes(desk: Desk): Hono {
  const routes = new Hono();
  routes.get("/artifacts/:sha256", async (context) => {
    const { sha256 } = context.req.param();
    const bytes = await desk.artifactBytes(sha256);
    if (bytes === undefined) throw new PlumblineError("NOT_FOUND", "There are no such bytes.");
    return context.body(Uint8Array.from(bytes), 200, {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename="${sha256}.bin"`,
      "Content-Security-Policy": DOWNLOAD_CSP,
    });
  });
  return routes;
}
