/** Artifacts: the list, one from an upload, its bytes as a download, its text to read and mark. */
import { Readable } from "node:stream";
import { createRoute, z } from "@hono/zod-openapi";
import { artifactRecordSchema } from "../../model/records.ts";
import { sha256Schema } from "../../model/refs.ts";
import {
  addArtifact,
  artifactSchema,
  artifactStream,
  artifactText,
  artifactViewSchema,
  listArtifacts,
  listProposals,
  setRefused,
  textViewSchema,
  whole,
} from "../../desk/index.ts";
import { proposalsSchema } from "../../workbench/index.ts";
import { DOWNLOAD_CSP } from "../guard.ts";
import { answers, bytesSchema, casePath, refPath, Router, streamed, takes } from "./router.ts";

const MAX_PAGE = 2000;
const MAX_AFTER = 10_000_000;

const list = createRoute({
  method: "get",
  path: "/artifacts",
  summary: "Artifacts that stand",
  request: { params: casePath },
  responses: answers("In order of arrival.", z.strictObject({ artifacts: z.array(artifactViewSchema) })),
});

const add = createRoute({
  method: "post",
  path: "/artifacts",
  summary: "Make an Artifact of a file that was sent to /uploads",
  request: {
    params: casePath,
    body: takes(artifactSchema),
  },
  responses: answers("The record.", artifactRecordSchema),
});

const text = createRoute({
  method: "get",
  path: "/artifacts/{ref}/text",
  summary: "The text of an Artifact in paragraphs, each with its offsets in the whole",
  request: {
    params: refPath,
    query: z.object({
      after: whole(0, MAX_AFTER).default(0),
      limit: whole(1, MAX_PAGE).default(200),
      /** Opens the body of a mail of a set, of which else the headers are given; who did is noted. */
      body: z.enum(["open"]).optional(),
    }),
  },
  responses: answers("A page of paragraphs.", textViewSchema),
});

const proposals = createRoute({
  method: "get",
  path: "/artifacts/{ref}/proposals",
  summary:
    "What the text of an Artifact proposes: claims, events and positions, each with its passage, rule and doubts",
  description:
    "Nothing of it is a record, and none is made by reading. To accept one, append the records of its `batch` to /records, with a marking.",
  request: { params: refPath },
  responses: answers("The proposals, and what became of each.", proposalsSchema),
});

const proposalPath = refPath.extend({ proposal: z.string().min(1).max(40) });

const refuse = createRoute({
  method: "put",
  path: "/artifacts/{ref}/proposals/{proposal}/refused",
  summary: "Refuse a proposal: for the person alone, and in no record",
  request: { params: proposalPath },
  responses: answers("The proposals.", proposalsSchema),
});

const reopen = createRoute({
  method: "delete",
  path: "/artifacts/{ref}/proposals/{proposal}/refused",
  summary: "Take back that a proposal was refused",
  request: { params: proposalPath },
  responses: answers("The proposals.", proposalsSchema),
});

const bytes = createRoute({
  method: "get",
  path: "/artifacts/{sha256}",
  summary: "The bytes of an Artifact, as a download",
  request: { params: casePath.extend({ sha256: sha256Schema }) },
  responses: streamed("The bytes.", "application/octet-stream", bytesSchema),
});

/** As documented; the pattern leaves the addresses of texts to their own route. */
const BYTES = "/artifacts/:sha256{[0-9a-f]{64}}";

export function artifactApi() {
  /** Imported bytes are hostile: they are only ever downloads. */
  const routes = new Router().streams(bytes, BYTES, async (context) => {
    const { sha256 = "" } = context.req.param();
    const { bytes, stream } = await artifactStream(context.get("seat"), sha256);
    return context.body(Readable.toWeb(stream) as ReadableStream, 200, {
      "Content-Type": "application/octet-stream",
      "Content-Length": String(bytes),
      "Content-Disposition": `attachment; filename="${sha256}.bin"`,
      "Content-Security-Policy": DOWNLOAD_CSP,
    });
  });
  return routes
    .answers(list, async (context) => ({ artifacts: await listArtifacts(context.get("seat")) }))
    .answers(add, (context) => addArtifact(context.get("seat"), context.req.valid("json")))
    .answers(text, async (context) => {
      const { ref } = context.req.valid("param");
      return artifactText(context.get("seat"), ref, context.req.valid("query"), context.req.raw.signal);
    })
    .answers(proposals, (context) =>
      listProposals(context.get("seat"), context.req.valid("param").ref, context.req.raw.signal),
    )
    .answers(refuse, async (context) => {
      const { ref, proposal } = context.req.valid("param");
      return setRefused(context.get("seat"), ref, { id: proposal, refused: true });
    })
    .answers(reopen, async (context) => {
      const { ref, proposal } = context.req.valid("param");
      return setRefused(context.get("seat"), ref, { id: proposal, refused: false });
    });
}
