/** `GET /artifacts/:sha256`: imported bytes are hostile, so they are only ever downloads. */
import { createRoute, z } from "@hono/zod-openapi";
import { DOWNLOAD_CSP } from "../guard.ts";
import { casePath, makeRouter, refusalSchema } from "./router.ts";

const bytes = createRoute({
  method: "get",
  path: "/artifacts/{sha256}",
  summary: "The bytes of a file that the case holds, as a download",
  request: { params: casePath.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }) },
  responses: {
    200: {
      description: "The bytes as they came.",
      content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } },
    },
    default: {
      description: "A refusal, with a stable code (docs/errors.md).",
      content: { "application/json": { schema: refusalSchema } },
    },
  },
});

export function artifactRoutes() {
  return makeRouter().openapi(bytes, async (context) => {
    const { sha256 } = context.req.valid("param");
    const found = await context.get("seat").artifactBytes(sha256);
    return context.body(Uint8Array.from(found), 200, {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename="${sha256}.bin"`,
      "Content-Security-Policy": DOWNLOAD_CSP,
    });
  });
}
