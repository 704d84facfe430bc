/** Artifacts: the list, one from an upload, its bytes as a download, its text to read and mark. */
import { Readable } from "node:stream";
import { createRoute, z } from "@hono/zod-openapi";
import type { CaseRecord } from "../../model/records.ts";
import {
  addArtifact,
  artifactSchema,
  artifactStream,
  artifactText,
  listArtifacts,
} from "../../desk/index.ts";
import type { ArtifactView, TextView } from "../../desk/index.ts";
import { DOWNLOAD_CSP } from "../guard.ts";
import { answers, casePath, makeRouter, refPath, viewOf } from "./router.ts";

const MAX_PAGE = 2000;

const list = createRoute({
  method: "get",
  path: "/artifacts",
  summary: "Artifacts that stand",
  request: { params: casePath },
  responses: answers(
    "In order of arrival.",
    z.object({
      artifacts: z.array(
        viewOf<ArtifactView>("Artifact", "The record, and the import that it is the file of."),
      ),
    }),
  ),
});

const add = createRoute({
  method: "post",
  path: "/artifacts",
  summary: "Make an Artifact of a file that was sent to /uploads",
  request: {
    params: casePath,
    body: { required: true, content: { "application/json": { schema: artifactSchema } } },
  },
  responses: answers("The record.", viewOf<CaseRecord<"Artifact">>("ArtifactRecord", "As the log took it.")),
});

const text = createRoute({
  method: "get",
  path: "/artifacts/{ref}/text",
  summary: "The text of an Artifact in paragraphs, each with its offsets in the whole",
  request: {
    params: refPath,
    query: z.object({
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(200),
    }),
  },
  responses: answers("A page of paragraphs.", viewOf<TextView>("ArtifactText", "Paragraphs with offsets.")),
});

export function artifactApi() {
  const routes = makeRouter();
  /** Imported bytes are hostile: they are only ever downloads. */
  routes.get("/artifacts/:sha256{[0-9a-f]{64}}", async (context) => {
    const { sha256 } = context.req.param();
    const { bytes, stream } = await artifactStream(context.get("seat"), sha256);
    return context.body(Readable.toWeb(stream) as ReadableStream, 200, {
      "Content-Type": "application/octet-stream",
      "Content-Length": String(bytes),
      "Content-Disposition": `attachment; filename="${sha256}.bin"`,
      "Content-Security-Policy": DOWNLOAD_CSP,
    });
  });
  return routes
    .openapi(list, async (context) =>
      context.json({ artifacts: await listArtifacts(context.get("seat")) }, 200),
    )
    .openapi(add, async (context) =>
      context.json(await addArtifact(context.get("seat"), context.req.valid("json")), 200),
    )
    .openapi(text, async (context) => {
      const { ref } = context.req.valid("param");
      return context.json(await artifactText(context.get("seat"), ref, context.req.valid("query")), 200);
    });
}
